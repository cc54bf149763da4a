"""Times in the making: local and absolute ones apart, and how parts become a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl


@dataclass(frozen=True)
class Place:
    """Where a column stands, for messages: its file, its name, the line of each cell.

    ``files`` are those that its cells come from, each with the count of its cells, in order.
    """

    file: str
    column: str
    lines: pl.Series
    files: tuple[tuple[str, int], ...] = ()

    def by_file(self) -> Iterator[tuple[Place, int, int]]:
        """Yield the place of each file's cells, where they begin and how many they are.

        How one file writes its cells says nothing about another one.
        """
        begin = 0
        for file, count in self.files or ((self.file, len(self.lines)),):
            lines = self.lines.slice(begin, count)
            yield replace(self, file=file, lines=lines, files=()), begin, count
            begin += count


@dataclass(frozen=True)
class Moments:
    """Times as read: local (naive) and absolute (UTC), each null where the other holds."""

    local: pl.Series
    instant: pl.Series


def coalesced(*series: pl.Series) -> pl.Series:
    """Return the first value of each row."""
    holding = [one for one in series if one.null_count() < len(one)] or [series[0]]
    if len(holding) == 1:
        return holding[0]
    frame = pl.DataFrame({str(i): s for i, s in enumerate(series)})
    return frame.select(pl.coalesce(pl.all())).to_series()


def nothing(like: pl.Series, zone: str | None) -> pl.Series:
    """Return as many nulls as ``like`` has values, of times in ``zone``."""
    return pl.Series([None], dtype=pl.Datetime("us", zone)).new_from_index(0, len(like))


def moment(*parts: pl.Expr) -> pl.Expr:
    """Return a naive time from its parts; 24:00 is the next midnight, second 60 is none."""
    year, month, day, hour, minute, second = parts
    hour, minute, second = (x.fill_null(0) for x in (hour, minute, second))
    day_text = pl.format("{}-{}-{}", year, month, day)
    date = day_text.str.to_datetime("%Y-%m-%d", strict=False, time_unit="us")
    midnight = (hour == 24) & (minute == 0) & (second == 0)  # noqa: PLR2004 - 24:00
    valid = ((hour < 24) | midnight) & (minute < 60) & (second < 60)  # noqa: PLR2004 - a clock
    return pl.when(valid).then(date + pl.duration(hours=hour, minutes=minute, seconds=second))
