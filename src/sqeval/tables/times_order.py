"""Day first or month first: one decision for a whole column of a file, or a refusal.

``03/04/2026`` is the third of April in one country and the fourth of March in the next. A program
that decides value by value reads both in one column without an error and moves a median from 16 to
665 hours.
"""

from __future__ import annotations

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.tables.moments import Place, moment, nothing

_NUMERIC = (
    r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
    r"(?:,?[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*([AaPp][Mm])?)?$"
)


def day_or_month_first(text: pl.Series, place: Place) -> pl.Series:
    """Read ``31/01/2026``-like texts by one order for the column of each file.

    Raises InputError where no value, or contradicting ones, tell which of the two is the day.
    """
    parts = [_one_order(text.slice(at, count), one) for one, at, count in place.by_file()]
    return parts[0] if len(parts) == 1 else pl.concat(parts, rechunk=True)


def _one_order(text: pl.Series, place: Place) -> pl.Series:
    frame = pl.DataFrame({"text": text, "line": place.lines})
    parts = frame.with_columns(
        *(
            pl.col("text").str.extract(_NUMERIC, g).cast(pl.Int32, strict=False).alias(name)
            for g, name in enumerate(("a", "b", "year", "hour", "minute", "second"), start=1)
        ),
        half=pl.col("text").str.extract(_NUMERIC, 7).str.to_lowercase(),
    )
    numeric = parts.filter(pl.col("a").is_not_null())
    if not numeric.height:
        return nothing(text, None)
    day_first = _decide(numeric, place)
    hour = pl.col("hour")
    noon = (
        pl.when(pl.col("half").is_null())
        .then(hour)
        .when(hour.is_between(1, 12))
        .then(hour % 12 + pl.when(pl.col("half") == "pm").then(12).otherwise(0))
        .otherwise(99)
    )
    day, month = ("a", "b") if day_first else ("b", "a")
    read = moment(
        pl.col("year"), pl.col(month), pl.col(day), noon, pl.col("minute"), pl.col("second")
    )
    return parts.select(read.alias("read")).to_series()


#: No month is above 12, so a number above it is the day; above 31 it is neither.
_MONTHS, _DAYS = 12, 31


def _decide(numeric: pl.DataFrame, place: Place) -> bool:
    """Tell whether the day stands first."""
    day_first = numeric.filter(_tells("a", "b"))
    month_first = numeric.filter(_tells("b", "a"))
    if bool(day_first.height) != bool(month_first.height):
        return bool(day_first.height)
    hint = 'declare the format, for example formats: ["%d/%m/%Y %H:%M"] or ["%m/%d/%Y %H:%M"]'
    if day_first.height:
        lines = (day_first["line"][0], month_first["line"][0])
        message = (
            f"column '{place.column}' has the day first in line {lines[0]} "
            f"and the month first in line {lines[1]}"
        )
    else:
        message = f"column '{place.column}' does not tell whether the day or the month stands first"
    location = Location(place.file, int(numeric["line"][0]))
    raise InputError(Problem("SQ525", message, location, hint))


def _tells(day: str, month: str) -> pl.Expr:
    """Return where one number can only be a day and the other can be a month."""
    only_day = pl.col(day).is_between(_MONTHS + 1, _DAYS)
    return only_day & pl.col(month).is_between(1, _MONTHS)
