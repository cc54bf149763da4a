"""Derived tables: one row per case out of an event log with one row per event."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from sqeval.compile.expressions import to_polars
from sqeval.expr.tree import Node, names_used
from sqeval.problems import Location, Problem
from sqeval.rules.tables import Derive
from sqeval.rules.tables import Table as TableRules
from sqeval.tables.computed import MADE_OF_INVALID, invalid_marks
from sqeval.tables.table import INVALID, Table, balanced

#: The checked expressions of a derived column: its value and, where it has one, its condition.
Trees = Mapping[str, tuple[Node, Node | None]]


def derived(name: str, rules: TableRules, source: Table, trees: Trees, zone: str) -> Table:
    """Return the table that ``rules`` derive from ``source``.

    A value over rows of which one has an invalid cell in a column that it reads is invalid. Its
    ledger has no files: every case is read and used.
    """
    derive = rules.derive
    if derive is None:
        raise ValueError(f"'{name}' is not derived")
    absent = {
        column: source.absent[min(lacking)]
        for column, pair in trees.items()
        if (lacking := _uses(pair) & source.absent.keys())
    }
    rows = source.frame.filter(pl.col(derive.per).is_not_null())
    values, marks = [], []
    for column, (value, where) in trees.items():
        if column in absent:
            continue
        condition = None if where is None else to_polars(where, zone)
        values.append(to_polars(value, zone, condition).alias(column))
        bad = invalid_marks(source.frame, sorted(_uses((value, where))))
        if bad:
            seen = pl.any_horizontal(bad)
            if condition is not None:  # an invalid cell in the condition itself hides the row
                seen &= condition.fill_null(value=True)
            marks.append(seen.any().alias(INVALID + column))
    frame = rows.group_by(derive.per, maintain_order=True).agg(*values, *marks)
    frame = _nulled(frame)
    per = next((c for c in rules.columns if rules.columns[c].value is None), derive.per)
    frame = frame.rename({derive.per: per})
    ledger = balanced(frame.height, 0, 0, frame.height, ())
    notices = _lost(source, derive)
    return Table(name, frame, (), ledger, absent, {}, notices=notices)


def _uses(pair: tuple[Node, Node | None]) -> frozenset[str]:
    value, where = pair
    return names_used(value) | (frozenset() if where is None else names_used(where))


def _nulled(frame: pl.DataFrame) -> pl.DataFrame:
    """Take back the values that are invalid, and say why."""
    for mark in [c for c in frame.columns if c.startswith(INVALID)]:
        column = mark.removeprefix(INVALID)
        frame = frame.with_columns(
            pl.when(~pl.col(mark)).then(pl.col(column)).alias(column),
            pl.when(pl.col(mark)).then(pl.lit(MADE_OF_INVALID)).alias(mark),
        )
    return frame


def _lost(source: Table, derive: Derive) -> tuple[Problem, ...]:
    count = source.frame[derive.per].null_count()
    if not count:
        return ()
    message = f"{count} rows of '{source.name}' have no '{derive.per}' and belong to no case"
    file = source.files[0].source.path if source.files else ""
    return (Problem("SQ531", message, Location(file)),)
