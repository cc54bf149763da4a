"""How the rows of a table are looked at for one indicator: their scopes, and what tells time."""

from __future__ import annotations

from tests.oracle import units
from tests.oracle.clocks import View
from tests.oracle.computing import row_scope
from tests.oracle.expressions import Scope
from tests.oracle.measuring import condition
from tests.oracle.rows import Row, Spec, Table
from tests.oracle.run import Run
from tests.oracle.tables import join, key_of


def view_of(run: Run, indicator: Spec, as_of: float | None) -> View:
    """Return what all rows of an indicator share, looked at from ``as_of``."""
    own = indicator.get("table", "tickets")
    table, columns = run.tables[own], run.columns_seen(own)
    return View(
        as_of,
        {column: units.of_column(column, columns) for column in columns},
        run.calendars,
        run.tables,
        next(iter(key_of(table.spec)), ""),
        table.clock(),
        lambda row: run.moment_of(row, table),
        followers(run, indicator, table) if indicator["type"] == "repeat" else (),
    )


def followers(run: Run, indicator: Spec, table: Table) -> tuple[Row, ...]:
    """Return the rows of any period that can follow another."""
    return tuple(
        row
        for row in join(table, run.tables)
        if condition(indicator, "where", scope_of(run, row, table)) is True
    )


def scope_of(run: Run, row: Row, table: Table) -> Scope:
    """Return a scope of a row that knows which rows of other tables belong to it."""

    def exists(other: str) -> bool:
        column = run.tables[other].spec["lookup"][table.name]
        own = row.cells[table.spec["key"]]
        return any(one.cells[column] == own for one in run.tables[other].rows)

    return row_scope(row, run.zone, exists)
