"""Grains of a clock: the day, week, month, quarter or year that a row falls into, by its label."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from sqeval.periods.period import Year


def grain(name: str, clock: pl.Expr, zone: str, year: Year) -> pl.Expr:
    """Return the label of the grain ``name`` that a clock (UTC) falls into, local to ``zone``.

    Labels are those of ``--period``: ``2026-01-31``, ``2026-W05``, ``2026-01``, ``2026-Q1``,
    ``2026``; quarters and years are fiscal.
    """
    return _GRAINS[name](clock.dt.convert_time_zone(zone), year)


def _month_index(local: pl.Expr, year: Year) -> pl.Expr:
    """Return months since year 0, as `Year.month_index` counts them."""
    index = local.dt.year() * 12 + local.dt.month().cast(pl.Int32) - 1
    if year.month_starts > 1:
        index += (local.dt.day() >= year.month_starts).cast(pl.Int32)
    return index


def _month(local: pl.Expr, year: Year) -> pl.Expr:
    index = _month_index(local, year)
    month = (index % 12 + 1).cast(pl.String).str.zfill(2)
    return pl.format("{}-{}", index // 12, month)


def _quarter(local: pl.Expr, year: Year) -> pl.Expr:
    since = _month_index(local, year) - (year.starts - 1)
    return pl.format("{}-Q{}", since // 12, since % 12 // 3 + 1)


def _year(local: pl.Expr, year: Year) -> pl.Expr:
    since = _month_index(local, year) - (year.starts - 1)
    return (since // 12).cast(pl.String)


_GRAINS: dict[str, Callable[[pl.Expr, Year], pl.Expr]] = {
    "day": lambda local, _year: local.dt.strftime("%Y-%m-%d"),
    "week": lambda local, _year: local.dt.strftime("%G-W%V"),
    "month": _month,
    "quarter": _quarter,
    "year": _year,
}
