"""What each indicator needs, and why some cannot be had from these exports."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sqeval.expr.tree import names_used, tables_used
from sqeval.plan.request import Run, owner
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scope import lookup_paths


def needed_columns(rules: RuleSet, indicator: str) -> set[str]:
    """Return the columns that an indicator's condition, measure and target category read."""
    measure = rules.indicators[indicator]
    used = {name for tree in rules.fields(indicator).values() for name in names_used(tree)}
    return used | set(measure.columns())


def needed_tables(rules: RuleSet, indicator: str) -> set[str]:
    """Return the tables that an indicator asks about with ``exists``."""
    return {t for tree in rules.fields(indicator).values() for t in tables_used(tree)}


def why_not(run: Run, indicator: str) -> str | None:
    """Return why an indicator has no data in these exports, or None where it can be measured.

    Reasons are ``no-table: NAME`` and ``missing-column: NAME``.
    """
    measure = run.rules.indicators[indicator]
    for other in sorted(needed_tables(run.rules, indicator)):
        if other not in run.tables:
            return f"no-table: {other}"
        key = run.rules.tables[other].lookup[measure.table]
        if set(key) & run.tables[other].absent.keys():
            return f"missing-column: {', '.join(key)}"
    return _lacking(run, measure.table, sorted(needed_columns(run.rules, indicator)))


def _lacking(run: Run, table: str, columns: Iterable[str]) -> str | None:
    """Return the reason of the first column that a table's rows cannot see."""
    for column in columns:
        holder = owner(run.rules, table, column)
        if holder is None or holder not in run.tables:
            return f"no-table: {holder}"
        absent = run.tables[holder].absent
        if column in absent or not _reachable(run, table, holder):
            return f"missing-column: {absent.get(column, column)}"
    return None


def _reachable(run: Run, table: str, holder: str) -> bool:
    """Tell whether rows of ``table`` can look up ``holder`` in these exports."""
    path = next(p for p in lookup_paths(table, run.rules.tables) if p[-1] == holder)
    return all(
        step in run.tables
        and not set(run.rules.tables[source].lookup[step]) & run.tables[source].absent.keys()
        for source, step in pairwise(path)
    )


def sees(run: Run, table: str, column: str) -> bool:
    """Tell whether rows of ``table`` see a column in these exports."""
    return table in run.tables and _lacking(run, table, [column]) is None
