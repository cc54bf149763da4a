"""Cells of a sheet, as the parser gives them, to texts and kinds.

A spreadsheet keeps every number as a float and every date as a number with a format: an id is
``12.0``, and a sum ``0.30000000000000004``. They are read as the spreadsheet shows them, with 15
digits; and where 15 are not enough for a whole number, it is marked as one that is not kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import polars as pl

from sqeval.tables.native import EXACT, KINDS, Column, column_of

#: A cell's text (None: it is empty) and its kind (None: it is a text).
Cell = tuple[str | None, str | None]


def sheet_column(values: Sequence[object], broken: Mapping[int, Cell]) -> Column:
    """Return one column of a sheet; ``broken`` are the cells, by row, that have no value."""
    kinds = set(map(type, values))
    if kinds <= {str} and not broken:
        text = pl.Series(values, dtype=pl.String)
        empty = pl.when(pl.col("t") != "").then("t")
        return Column(pl.DataFrame({"t": text}).select(empty)["t"])
    if {date, datetime} <= kinds:  # a day among times is their midnight: the parser cannot tell
        values = [datetime.combine(v, time()) if type(v) is date else v for v in values]
        kinds -= {date}
    native = [_NATIVE[kind] for kind in kinds - {str} if kind in _NATIVE]
    if len(native) == len(kinds - {str}) == 1 and not broken and _all_empty(values):
        return column_of(pl.Series([None if v == "" else v for v in values], dtype=native[0]))
    made = [_CELLS[type(value)](value) for value in values]
    for row, cell in broken.items():
        made[row] = cell
    return Column(
        pl.Series([text for text, _ in made], dtype=pl.String),
        pl.Series([kind for _, kind in made], dtype=KINDS),
    )


def _all_empty(values: Sequence[object]) -> bool:
    return {value for value in values if type(value) is str} <= {""}


def shown(value: object) -> str:
    """Return the text of one cell by itself."""
    return _CELLS[type(value)](value)[0] or ""


#: Columns of one of these types are made at once.
_NATIVE: Mapping[type, pl.DataType] = {
    date: pl.Date(),
    datetime: pl.Datetime("us"),
    time: pl.Time(),
    timedelta: pl.Duration("us"),
}


def _text(value: str) -> Cell:
    return value or None, None


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return str(value), "not-a-number"
    if value != int(value):
        return format(value, ".15g"), "number"
    return str(int(value)), "number" if abs(value) < EXACT else "long"


def _truth(value: bool) -> Cell:  # noqa: FBT001 - a cell
    return "TRUE" if value else "FALSE", None


def _moment(value: date) -> Cell:
    return value.isoformat() if type(value) is date else str(value), "moment"


def _time(value: time) -> Cell:
    return value.isoformat(), "length"


def _length(value: timedelta) -> Cell:
    sign = "-" if value < timedelta() else ""
    seconds, micros = divmod(abs(value) // timedelta(microseconds=1), 1_000_000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    rest = f".{micros:06}" if micros else ""
    return f"{sign}{hours}:{minutes:02}:{seconds % 60:02}{rest}", "length"


_CELLS: Mapping[type, Callable[..., Cell]] = {
    str: _text,
    float: _number,
    int: _number,
    bool: _truth,
    date: _moment,
    datetime: _moment,
    time: _time,
    timedelta: _length,
}
