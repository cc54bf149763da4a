"""What is overdue, and the workload of all groups."""

from __future__ import annotations

from dataclasses import replace

from tests.oracle.computing import lacking
from tests.oracle.counting import columns_read
from tests.oracle.measuring import condition, measure
from tests.oracle.obstacles import obstacle
from tests.oracle.rows import Row, Spec, Table
from tests.oracle.run import Grouping, Key, Run
from tests.oracle.viewing import scope_of, view_of
from tests.oracle.workload import Looked, Overdue, entries


def workloads(run: Run, groups: list[tuple[Grouping, list[Key]]]) -> list[Spec]:
    """Return the workload of every table with states; ``groups`` are those of the report."""
    found: list[Spec] = []
    for grouping, keys in groups:
        for _, table in sorted(run.tables.items()):
            if has_workload(table) and run.sees(table, grouping):
                found += entries(looked(run, table), grouping, keys)
    return found


def has_workload(table: Table) -> bool:
    """Tell whether clock, status and ``to`` of a table with states are there."""
    states = table.spec.get("states")
    if states is None or table.clock() is None:
        return False
    read = (states.get("by", "status"), states.get("to", "resolved_at"), str(table.clock()))
    return not any(lacking(column, table) for column in read)


def looked(run: Run, table: Table) -> Looked:
    """Return a table as it is looked at, at the end of the period or at ``as_of``."""
    moments = [moment for moment in (run.end, run.as_of) if moment is not None]
    return Looked(run, table, min(moments, default=0.0), teller(run, table))


def teller(run: Run, table: Table) -> Overdue | None:
    """Return what tells overdue rows, None where nothing does."""
    name = table.spec["states"].get("overdue")
    if name is None:
        return None
    if name in table.spec["columns"]:
        return None if lacking(name, table) else by_column(name)
    indicator = run.rules["indicators"][name] | {"open": "late"}
    return None if obstacle(run, indicator, []) else by_indicator(run, table, indicator)


def by_column(name: str) -> Overdue:
    """Overdue is what was due before."""

    def is_overdue(row: Row, at: float) -> bool:
        due: float | None = row.cells[name]  # type: ignore[assignment]
        return due is not None and due < at

    return is_overdue


def by_indicator(run: Run, table: Table, indicator: Spec) -> Overdue:
    """Overdue is what counts as late; an open row has no end."""
    read = set(columns_read(indicator, None))
    to = table.spec["states"].get("to", "resolved_at")

    def is_overdue(row: Row, at: float) -> bool:
        then = replace(row, cells=row.cells | {to: None})
        end: float | None = then.cells[indicator["to"]]  # type: ignore[assignment]
        if end is not None and run.end is not None and end >= run.end:
            then.cells[indicator["to"]] = None
        scope = scope_of(run, then, table)
        if condition(indicator, "where", scope) is not True:
            return False
        view = view_of(run, indicator, at)
        return measure(indicator, (then, scope), read, view) == (None, 0.0)

    return is_overdue
