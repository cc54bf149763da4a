"""Moments as polars literals, made of whole numbers.

polars takes a fifth of a millisecond to make a literal of an aware datetime, and a run of a few
rows, as the tests of rules are, has many of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def at(moment: datetime) -> pl.Expr:
    """Return an aware moment as a literal instant in UTC."""
    return pl.lit((moment - _EPOCH) // _MICROSECOND).cast(pl.Datetime("us", "UTC"))
