"""Columns that an expression computes from the other columns of their row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle import times
from tests.oracle.expressions import Scope, evaluate
from tests.oracle.parsing import names, parse
from tests.oracle.rows import Row, Table


def row_scope(row: Row, zone: ZoneInfo, exists: Any = None) -> Scope:  # noqa: ANN401
    """Return a scope in which names are the cells of a row, and local is local to ``zone``."""

    def call(function: str, name: str) -> Any:  # noqa: ANN401 - a number or a boolean
        if function == "exists":
            return exists(name)
        when = row.cells[name]
        if when is None:
            return None
        if isinstance(when, date):
            return float(when.isoweekday())
        local = datetime.fromtimestamp(float(when), zone)
        return float(local.isoweekday() if function == "weekday" else local.hour)

    return Scope(row.cells.__getitem__, call, lambda day: times.local(day, zone))


def compute_columns(row: Row, table: Table, zone: ZoneInfo) -> None:
    """Set the computed cells of a row; one that reads an invalid cell is invalid itself."""
    for column, spec in table.spec["columns"].items():
        if "value" in spec:
            compute(column, row, table, zone)


def compute(column: str, row: Row, table: Table, zone: ZoneInfo) -> None:
    """Set a computed cell, after those that it reads; nothing comes of a column that is absent."""
    tree = parse(table.spec["columns"][column]["value"])
    for read in names(tree):
        if read not in row.cells:
            compute(read, row, table, zone)
    row.cells[column] = None
    if lacking(column, table):
        return
    if row.invalid.keys() & set(names(tree)):
        row.invalid[column] = "made-of-invalid"
    else:
        row.cells[column] = evaluate(tree, row_scope(row, zone))


def lacking(column: str, table: Table) -> list[str]:
    """Return the columns that the export lacks of those a column is or is computed from."""
    spec = table.spec["columns"][column]
    if "value" not in spec:
        return [column] if column in table.absent else []
    return [lost for read in names(parse(spec["value"])) for lost in lacking(read, table)]
