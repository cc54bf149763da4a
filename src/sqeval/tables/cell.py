"""What reading a column's cells gives: values, and for each cell that could not be read, why."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sqeval.problems import Problem


@dataclass(frozen=True)
class Cells:
    """One column after its type has read it.

    ``values`` are null where a cell is missing or invalid; ``reasons`` holds a code where it is
    invalid and null elsewhere, or is itself None where no cell is. ``decimals`` is how many decimal
    places the values have at most, where they are decimal numbers written out; ``naive`` tells
    whether some are times without an offset.
    """

    values: pl.Series
    reasons: pl.Series | None = None
    notices: tuple[Problem, ...] = ()
    decimals: int | None = None
    naive: bool = False


def judged(text: pl.Series, values: pl.Series, reason: str) -> Cells:
    """Return the cells of a column in which every unread text has the same reason."""
    if values.null_count() == text.null_count():
        return Cells(values)
    bad = text.is_not_null() & values.is_null()
    return Cells(values, reasons_where(bad, reason))


def reasons_where(bad: pl.Series, reason: str) -> pl.Series:
    """Return ``reason`` where ``bad`` holds, null elsewhere."""
    code = pl.when(pl.col("bad")).then(pl.lit(reason))
    return pl.DataFrame({"bad": bad}).select(code.alias("reason")).to_series()


def overlaid(first: pl.Series | None, second: pl.Series | None) -> pl.Series | None:
    """Return the first reason of each cell."""
    if first is None or second is None:
        return second if first is None else first
    return pl.DataFrame({"a": first, "b": second}).select(pl.coalesce("a", "b")).to_series()
