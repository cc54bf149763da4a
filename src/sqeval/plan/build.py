"""Making the plan: which indicators share a query, and which cannot be had."""

from __future__ import annotations

from sqeval.measures.formula import Formula
from sqeval.periods.period import GRAINS
from sqeval.plan.available import histories, sees, why_not
from sqeval.plan.plan import Plan
from sqeval.plan.request import Run
from sqeval.plan.rows import can_group, make_query
from sqeval.problems import Problem, UsageError, close_match

#: A table and the clock its rows are placed by.
Clocked = tuple[str, str | None]


def make_plan(run: Run) -> Plan:
    """Bind the rules to the tables: one query per table and clock.

    Raises UsageError where no table sees a grouping column.
    """
    unavailable: dict[str, str] = {}
    queries: dict[Clocked, list[str]] = {}
    for name, measure in run.rules.indicators.items():
        if isinstance(measure, Formula):
            continue
        if measure.table not in run.tables:
            unavailable[name] = f"no-table: {measure.table}"
            continue
        clock = measure.clock or run.rules.tables[measure.table].clock
        placed = _placed(run, measure.table, clock)
        if placed:
            queries.setdefault((measure.table, clock), [])
        reason = why_not(run, name) or (None if placed else "no-clock")
        if reason is None:
            queries[measure.table, clock].append(name)
        else:
            unavailable[name] = reason
    aside = histories(run.rules)
    for name in run.tables.tables if run.request.groupings else ():
        if name not in aside:
            _add_idle(run, name, queries)
    _check_groupings(run, list(queries))
    made = tuple(make_query(run, *clocked, names) for clocked, names in queries.items())
    return Plan(run.request, made, unavailable)


def _add_idle(run: Run, table: str, queries: dict[Clocked, list[str]]) -> None:
    """Let a table that no indicator reads take part in the groups."""
    clock = run.rules.tables[table].clock
    if _placed(run, table, clock) and all(name != table for name, _ in queries):
        queries[table, clock] = []


def _placed(run: Run, table: str, clock: str | None) -> bool:
    """Tell whether the rows of a table can be placed in the period."""
    return run.request.bounds is None or (clock is not None and sees(run, table, clock))


def _check_groupings(run: Run, queries: list[Clocked]) -> None:
    """Refuse a grouping column that no table of the run sees, placed in the period or not."""
    queries = [*queries, *((table, run.rules.tables[table].clock) for table in run.tables.tables)]
    for name in dict.fromkeys(n for grouping in run.request.groupings for n in grouping):
        if any(can_group(run, table, clock, name) for table, clock in queries):
            continue
        message = f"no table of this run can be grouped by '{name}'"
        hint = _meant(run, name, [table for table, _ in queries])
        raise UsageError(Problem("SQ605", message, hint=hint))


def _meant(run: Run, name: str, tables: list[str]) -> str:
    """Return what may have been meant by an unknown grouping: a column by its header, or a name."""
    if name in GRAINS:
        return "no table of this run has a clock"
    if any(name in run.rules.types[table] for table in tables):
        return f"it is a time, or the exports lack it; grains of the clock: {', '.join(GRAINS)}"
    columns = {c: m for table in tables for c, m in run.rules.tables[table].columns.items()}
    for column, model in columns.items():
        if any(name in header for header in model.headers(column)):
            return f"the rules call it '{column}'"
    seen = sorted({column for table in tables for column in run.rules.types[table]})
    return close_match(name, [*seen, *GRAINS]) or f"grains of the clock: {', '.join(GRAINS)}"
