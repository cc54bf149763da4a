"""Times by the formats that a rule file declares: in order, each for the whole column."""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl

from sqeval.tables.moments import Moments, coalesced, nothing
from sqeval.tables.times_iso import year_first, year_first_days

#: Days from the day that spreadsheet serials count from to 1970.
_EXCEL_TO_EPOCH = 25_569


def by_formats(text: pl.Series, formats: list[str]) -> Moments:
    """Read each text by the first format that fits it."""
    local, instant = nothing(text, None), nothing(text, "UTC")
    for name in formats:
        read = (_NAMED.get(name) or _pattern(name))(text)
        taken = local.is_not_null() | instant.is_not_null()
        frame = pl.DataFrame({"taken": taken, "l": read.local, "i": read.instant})
        left = frame.select(pl.when(~pl.col("taken")).then(pl.col("l", "i")))
        local, instant = coalesced(local, left["l"]), coalesced(instant, left["i"])
    return Moments(local, instant)


def days_by_formats(text: pl.Series, formats: list[str]) -> pl.Series:
    """Read the date that each text names, before any offset is applied."""
    days = [_days(text, name) for name in formats]
    return coalesced(*days)


def _days(text: pl.Series, name: str) -> pl.Series:
    if name == "iso":
        return year_first_days(text)
    if name in _NAMED:
        read = _NAMED[name](text)
        return coalesced(read.local, read.instant.dt.replace_time_zone(None)).dt.date()
    return _without_leaps(text).str.to_date(_native(name), strict=False)


def dates_only(text: pl.Series, formats: list[str]) -> pl.Series:
    """Return where a text is a date without a time of day in one of the formats."""
    patterns = [name for name in formats if "%" in name and _CLOCK.search(name) is None]
    dates = by_formats(text, patterns).local.is_not_null()
    if "iso" in formats:
        dates |= year_first_days(text).is_not_null() & ~text.str.contains(":", literal=True)
    return dates


#: What a pattern reads a time of day by.
_CLOCK = re.compile(r"%[-_0]?[HIMSTXRcklprs]")


def _native(pattern: str) -> str:
    return pattern.replace(".%f", "%.f")


def _without_leaps(text: pl.Series) -> pl.Series:
    """Take out second 60: chrono reads it as a leap second, but a clock does not have one."""
    leap = pl.col("t").str.contains(":60", literal=True)
    return pl.DataFrame({"t": text}).select(pl.when(~leap).then("t")).to_series()


def _pattern(pattern: str) -> Callable[[pl.Series], Moments]:
    def read(text: pl.Series) -> Moments:
        plain = _without_leaps(text)
        parsed = plain.str.to_datetime(_native(pattern), strict=False, time_unit="us")
        if "%z" in pattern:
            return Moments(nothing(text, None), parsed)
        return Moments(parsed, nothing(text, "UTC"))

    return read


def _number(text: pl.Series) -> pl.Series:
    plain = pl.DataFrame({"t": text}).select(
        pl.when(pl.col("t").str.contains(r"^-?[0-9]+(?:\.[0-9]+)?$")).then("t")
    )
    return plain.to_series().cast(pl.Float64, strict=False)


def _epoch(microseconds: int) -> Callable[[pl.Series], Moments]:
    def read(text: pl.Series) -> Moments:
        count = (_number(text) * microseconds).round().cast(pl.Int64, strict=False)
        return Moments(
            nothing(text, None), count.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
        )

    return read


def _excel(text: pl.Series) -> Moments:
    """Read spreadsheet serials, days since 1899-12-30, to the second."""
    seconds = ((_number(text) - _EXCEL_TO_EPOCH) * 86_400).round().cast(pl.Int64, strict=False)
    return Moments((seconds * 1_000_000).cast(pl.Datetime("us")), nothing(text, "UTC"))


_NAMED: dict[str, Callable[[pl.Series], Moments]] = {
    "iso": year_first,
    "epoch s": _epoch(1_000_000),
    "epoch ms": _epoch(1_000),
    "excel": _excel,
}
