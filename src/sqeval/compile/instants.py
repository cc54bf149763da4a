"""Moments as polars literals, made of whole numbers.

polars takes a fifth of a millisecond to make a literal of an aware datetime, and a run of a few
rows, as the tests of rules are, has many of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

#: Where clocks go forward at midnight, the day begins so much later.
_DAY_STARTS = ("0m", "15m", "30m", "1h")


def at(moment: datetime) -> pl.Expr:
    """Return an aware moment as a literal instant in UTC."""
    return pl.lit((moment - _EPOCH) // _MICROSECOND).cast(pl.Datetime("us", "UTC"))


def day_start(midnight: pl.Expr, zone: str) -> pl.Expr:
    """Return the first instant, in UTC, of the day in ``zone`` that has this naive midnight."""
    placed = (
        midnight.dt.offset_by(late).dt.replace_time_zone(
            zone, ambiguous="earliest", non_existent="null"
        )
        for late in _DAY_STARTS
    )
    return pl.coalesce(placed).dt.convert_time_zone("UTC")
