"""Reading durations: numbers of a declared unit, or clock texts such as ``0:02:23``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from sqeval.problems import Location, Problem, counted
from sqeval.rules.columns import DurationColumn
from sqeval.tables.cell import Cells, judged
from sqeval.tables.moments import Place

#: Microseconds of each unit.
UNITS = {"s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000, "d": 86_400_000_000}

_NUMBER = r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$"
_MINUTES = r"^([0-9]{1,6}):([0-5][0-9])$"
_CLOCK = r"^(-)?([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9]))?$"

#: What each clock format but ``m:ss`` admits: a sign, seconds.
_FORMATS = {"h:mm:ss": (False, True), "h:mm": (False, False), "-h:mm": (True, False)}

#: Longer than this is no duration of a service desk, and near the range of 64 bits.
LONGEST = 1_000_000 * UNITS["d"]


def read_durations(text: pl.Series, column: DurationColumn, place: Place) -> Cells:
    """Read durations as microseconds.

    With a ``unit`` cells are numbers of it; with ``formats`` clock texts; with neither hours and
    minutes, with seconds or without, and a notice where the second could be minutes and seconds. A
    bare number without a declared unit is invalid: it could be seconds as well as hours.
    """
    frame = pl.DataFrame({"text": text})
    readings = []
    if column.unit is not None:
        readings.append(_numbers(column.unit))
    if column.unit is None or column.formats is not None:
        readings += _clocks(column.formats or list(_FORMATS))
    read = frame.select(pl.coalesce(readings).alias("values")).to_series()
    cells = judged(text, read, "unparsable-duration")
    if column.unit is None and column.formats is None:
        return replace(cells, notices=tuple(_two_parts(frame, place)))
    return cells


def _two_parts(frame: pl.DataFrame, place: Place) -> Iterator[Problem]:
    """Tell of clock texts of two parts that nothing declares."""
    count = frame.select(pl.col("text").str.contains(_MINUTES).sum()).item()
    if count:
        told = f"{counted(count, 'clock text')} of two parts read as h:mm"
        message = f"column '{place.column}': {told}"
        hint = "declare formats: [h:mm], or [m:ss] where they are minutes and seconds"
        yield Problem("SQ526", message, Location(place.file), hint)


def _numbers(unit: str) -> pl.Expr:
    text = pl.col("text")
    number = pl.when(text.str.contains(_NUMBER)).then(text).cast(pl.Float64, strict=False)
    micros = (number * UNITS[unit]).round()
    fits = micros.abs() < LONGEST
    return pl.when(fits).then(micros).cast(pl.Int64, strict=False).cast(pl.Duration("us"))


def _clocks(formats: Sequence[str]) -> list[pl.Expr]:
    """Return the readings of clock texts; of two that fit one text the first declared counts."""
    hours = [name for name in formats if name != "m:ss"]
    readings = [_clock(hours)] if hours else []
    if "m:ss" in formats:
        readings.insert(0 if formats[0] == "m:ss" else len(readings), _minutes())
    return readings


def _minutes() -> pl.Expr:
    minutes, seconds = (pl.col("text").str.extract(_MINUTES, group) for group in (1, 2))
    total = minutes.cast(pl.Int64, strict=False) * 60 + seconds.cast(pl.Int64, strict=False)
    return (total * 1_000_000).cast(pl.Duration("us"))


def _clock(formats: Sequence[str]) -> pl.Expr:
    text = pl.col("text")
    admitted = [_FORMATS[name] for name in formats]
    sign, hours, minutes, seconds = (text.str.extract(_CLOCK, group) for group in range(1, 5))
    total = (
        hours.cast(pl.Int64, strict=False) * 3600
        + minutes.cast(pl.Int64, strict=False) * 60
        + pl.when(seconds.is_null()).then(0).otherwise(seconds.cast(pl.Int64, strict=False))
    )
    signed = pl.when(sign.is_not_null()).then(-total).otherwise(total) * 1_000_000
    allowed = pl.lit(value=False)
    for may_be_negative, with_seconds in admitted:
        form = seconds.is_not_null() if with_seconds else seconds.is_null()
        allowed |= form if may_be_negative else form & sign.is_null()
    return pl.when(allowed).then(signed).cast(pl.Duration("us"))
