"""What each indicator needs, and why some cannot be had from these exports."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sqeval.expr.tree import names_used, tables_used
from sqeval.measures.timed import History, Timed
from sqeval.plan.request import Run
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scope import history_link, lookup_paths
from sqeval.rules.stages import StageEvents

#: What begins the names of columns that a run makes itself; no column of the rules is called so.
MADE = "#"


def needed_tables(rules: RuleSet, indicator: str) -> set[str]:
    """Return the tables that an indicator asks about with ``exists``."""
    return {t for tree in rules.fields(indicator).values() for t in tables_used(tree)}


def why_not(run: Run, indicator: str) -> str | None:
    """Return why an indicator has no data in these exports, or None where it can be measured.

    Reasons are ``no-table: NAME`` and ``missing-column: NAME``; of several the first by name.
    """
    measure = run.rules.indicators[indicator]
    asked = needed_tables(run.rules, indicator)
    history = measure.pause if isinstance(measure, Timed) else None
    needed = {other: run.rules.tables[other].lookup[measure.table] for other in asked}
    if isinstance(history, History):
        needed[history.table] = [
            *needed.get(history.table, []),
            *_told(run, measure.table, history),
        ]
    unbound = {other for other in needed if other not in run.tables}
    lacking = set()
    for other in needed.keys() - unbound:
        lacking |= _absent(run, other, needed[other])
    read = {column for column in run.rules.reads(indicator) if not column.startswith(MADE)}
    for column in read - spare(run, indicator):
        more_unbound, more_lacking = _lacks(run, measure.table, column)
        unbound, lacking = unbound | more_unbound, lacking | more_lacking
    if unbound:
        return f"no-table: {min(unbound)}"
    return f"missing-column: {min(lacking)}" if lacking else None


def spare(run: Run, indicator: str) -> frozenset[str]:
    """Return the columns that these exports lack and the indicator can do without."""
    measure = run.rules.indicators[indicator]
    read = (names_used(tree) for tree in run.rules.fields(indicator).values())
    several = measure.alternatives().difference(*read)
    absent = frozenset(c for c in several if not sees(run, measure.table, c))
    return frozenset() if absent == several else absent


def _told(run: Run, table: str, history: History) -> list[str]:
    """Return the columns that a history of states needs: its clock, the status, the case."""
    theirs, _ = history_link(table, history.table, run.rules.tables) or ([], [])
    clock = run.rules.tables[history.table].clock
    return [*theirs, history.status, *([clock] if clock else [])]


def histories(rules: RuleSet) -> set[str]:
    """Return the tables that only tell what became of cases: histories and events of stages."""
    stages = (stage for table in rules.tables.values() for stage in table.stages)
    events = {stage.at_.table for stage in stages if isinstance(stage.at_, StageEvents)}
    return events | {pause.table for pause in paused_by(rules)}


def paused_by(rules: RuleSet) -> list[History]:
    """Return the histories by which indicators and stages are paused, each as often as named."""
    pauses = [m.pause for m in rules.indicators.values() if isinstance(m, Timed)]
    pauses += [stage.pause for table in rules.tables.values() for stage in table.stages]
    return [pause for pause in pauses if isinstance(pause, History)]


def sees(run: Run, table: str, column: str) -> bool:
    """Tell whether rows of ``table`` see a column in these exports."""
    return table in run.tables and not any(_lacks(run, table, column))


def _lacks(run: Run, table: str, column: str) -> tuple[set[str], set[str]]:
    """Return the tables and columns without which rows of ``table`` do not see a column."""
    path = next(
        (
            p
            for p in lookup_paths(table, run.rules.tables)
            if column in run.rules.tables[p[-1]].columns
        ),
        (),
    )
    unbound = {step for step in path if step not in run.tables}
    if unbound or not path:
        return unbound, set() if path else {column}
    lacking = _absent(run, path[-1], [column])
    for source, step in pairwise(path):
        lacking |= _absent(run, source, run.rules.tables[source].lookup[step])
    return set(), lacking


def _absent(run: Run, table: str, columns: Iterable[str]) -> set[str]:
    """Return what the export of ``table`` lacks of some columns."""
    absent = run.tables[table].absent
    return {absent[column] for column in columns if column in absent}
