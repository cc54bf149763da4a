"""Reductions as polars aggregates: one entry per kind, statistics by their names."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from sqeval.measures.intervals import Z
from sqeval.measures.reductions import (
    Largest,
    Mean,
    Percentile,
    Promoters,
    Reduction,
    Rows,
    Share,
    Smallest,
    Total,
)

Aggregates = dict[str, pl.Expr]


def aggregates(reduction: Reduction, value: pl.Expr, *, whole: bool) -> Aggregates:
    """Return the statistics that a reduction needs of ``value`` (null where a row is not counted).

    Sums of ``whole`` numbers (Int64) are exact; floats are added in the order of size, so that the
    sum is the same on every run, whatever the row order.
    """
    return _AGGREGATES[type(reduction)](reduction, value, whole=whole)


def _share(_reduction: Share, value: pl.Expr, **_: bool) -> Aggregates:
    return {"hits": value.sum().cast(pl.Int64)}


def _mean(_reduction: Mean, value: pl.Expr, *, whole: bool) -> Aggregates:
    return {"sum": _sum(value, whole=whole), "deviation": value.cast(pl.Float64).std(ddof=1)}


def _sum(value: pl.Expr, *, whole: bool) -> pl.Expr:
    return value.cast(pl.Int128).sum() if whole else value.sort().sum()


def _percentile(reduction: Percentile, value: pl.Expr, **_: bool) -> Aggregates:
    q = reduction.q
    n = value.count().cast(pl.Float64)
    spread = (n * q * (1 - q)).sqrt() * Z
    return {
        "value": value.cast(pl.Float64).quantile(q, "linear"),
        "low": _at_rank(value, n * q - spread),
        "high": _at_rank(value, n * q + spread + 1),
    }


def _at_rank(value: pl.Expr, rank: pl.Expr) -> pl.Expr:
    """Return the order statistic at a 1-based rank, rounded half up; null outside 1..n."""
    whole = (rank + 0.5).floor().cast(pl.Int64)
    ordered = value.drop_nulls().sort()
    found = ordered.get((whole - 1).clip(0), null_on_oob=True)
    return pl.when(whole >= 1).then(found).cast(pl.Float64)


def _promoters(_reduction: Promoters, value: pl.Expr, **_: bool) -> Aggregates:
    return {
        "promoters": (value >= 9).sum().cast(pl.Int64),  # noqa: PLR2004 - the definition
        "detractors": (value <= 6).sum().cast(pl.Int64),  # noqa: PLR2004 - the definition
    }


_AGGREGATES: dict[type, Callable[..., Aggregates]] = {
    Share: _share,
    Mean: _mean,
    Percentile: _percentile,
    Smallest: lambda _r, value, **_: {"value": value.min().cast(pl.Float64)},
    Largest: lambda _r, value, **_: {"value": value.max().cast(pl.Float64)},
    Total: lambda _r, value, *, whole: {"value": _sum(value, whole=whole)},
    Promoters: _promoters,
    Rows: lambda _r, _v, **_: {},
}
