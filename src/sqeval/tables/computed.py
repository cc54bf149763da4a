"""Computed columns: values that a rule file makes of a row's own cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from sqeval.compile.expressions import to_polars
from sqeval.expr.tree import Node, names_used
from sqeval.tables.table import INVALID

#: Why a value made of an invalid cell is invalid.
MADE_OF_INVALID = "made-of-invalid"


def with_computed(
    frame: pl.DataFrame, trees: Mapping[str, Node], absent: dict[str, str], zone: str
) -> pl.DataFrame:
    """Add the computed columns in their order; one that needs an absent column joins ``absent``.

    A value made of an invalid cell is invalid itself.
    """
    for name, tree in trees.items():
        used = sorted(names_used(tree))
        lacking = [column for column in used if column in absent]
        if lacking:
            absent[name] = absent[lacking[0]]
            continue
        frame = frame.with_columns(to_polars(tree, zone).alias(name))
        marks = invalid_marks(frame, used)
        if marks:
            bad = pl.any_horizontal(marks)
            frame = frame.with_columns(
                pl.when(~bad).then(pl.col(name)).alias(name),
                pl.when(bad).then(pl.lit(MADE_OF_INVALID)).alias(INVALID + name),
            )
    return frame


def invalid_marks(frame: pl.DataFrame, columns: Iterable[str]) -> list[pl.Expr]:
    """Return, for each of those columns that has invalid cells, whether the cell is invalid."""
    return [pl.col(INVALID + c).is_not_null() for c in columns if INVALID + c in frame.columns]
