"""Times by the formats that a rule file declares: in order, each for the whole column."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from sqeval.tables.moments import Moments, coalesced, nothing
from sqeval.tables.times_iso import year_first

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


def _pattern(pattern: str) -> Callable[[pl.Series], Moments]:
    native = pattern.replace(".%f", "%.f")

    def read(text: pl.Series) -> Moments:
        # chrono reads second 60 as a leap second; a clock does not have one
        frame = pl.DataFrame({"t": text}).select(
            pl.when(~pl.col("t").str.contains(":60", literal=True)).then("t")
        )
        parsed = frame.to_series().str.to_datetime(native, strict=False, time_unit="us")
        if "%z" in pattern:
            return Moments(nothing(text, None), parsed)
        return Moments(parsed, nothing(text, "UTC"))

    return read


def _number(text: pl.Series) -> pl.Series:
    plain = pl.DataFrame({"t": text}).select(
        pl.when(pl.col("t").str.contains(r"^-?\d+(?:\.\d+)?$")).then("t")
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
