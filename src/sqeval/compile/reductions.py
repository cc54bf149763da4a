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
    Survival,
    Total,
)

Aggregates = dict[str, pl.Expr]

#: All counted values of a group, as a list.
VALUES = "values"


def aggregates(reduction: Reduction, value: pl.Expr, *, whole: bool) -> Aggregates:
    """Return the statistics that a reduction needs of ``value`` (null where a row is not counted).

    Sums of ``whole`` numbers (Int64) are exact; floats are added in the order of size, so that the
    sum is the same on every run, whatever the row order. A percentile needs `VALUES`, a list.
    """
    return _AGGREGATES[type(reduction)](reduction, value, whole=whole)


def picked(reduction: Reduction, values: pl.Expr) -> Aggregates:
    """Return the statistics that a reduction picks from the list `VALUES`, sorted; else nothing.

    Inside the grouping polars would sort each group once more for each of them. The bounds stand at
    the ranks that `sqeval.measures.intervals.rank_bounds` defines.
    """
    if not isinstance(reduction, Percentile):
        return {}
    q, n = reduction.q, values.list.len().cast(pl.Float64)
    place = (n - 1) * q
    below, above = (_at(values, end.cast(pl.Int64)) for end in (place.floor(), place.ceil()))
    spread = (n * q * (1 - q)).sqrt() * Z
    return {
        "value": below + (above - below) * (place - place.floor()),
        "low": _at_rank(values, n * q - spread),
        "high": _at_rank(values, n * q + spread + 1),
    }


def _at_rank(values: pl.Expr, rank: pl.Expr) -> pl.Expr:
    """Return the order statistic at a 1-based rank, rounded half up; null outside 1..n."""
    return _at(values, (rank + 0.5).floor().cast(pl.Int64) - 1)


def _at(values: pl.Expr, index: pl.Expr) -> pl.Expr:
    """Return what stands at an index of a list; null outside it (polars counts back below 0)."""
    found = values.list.get(index, null_on_oob=True)
    return pl.when(index >= 0).then(found).cast(pl.Float64)


def _share(_reduction: Share, value: pl.Expr, **_: bool) -> Aggregates:
    return {"hits": value.sum().cast(pl.Int64)}


def _mean(_reduction: Mean, value: pl.Expr, *, whole: bool) -> Aggregates:
    return {"sum": _sum(value, whole=whole), "deviation": value.cast(pl.Float64).std(ddof=1)}


def _sum(value: pl.Expr, *, whole: bool) -> pl.Expr:
    return value.cast(pl.Int128).sum() if whole else value.sort().sum()


def _promoters(_reduction: Promoters, value: pl.Expr, **_: bool) -> Aggregates:
    return {
        "promoters": (value >= 9).sum().cast(pl.Int64),  # noqa: PLR2004 - the definition
        "detractors": (value <= 6).sum().cast(pl.Int64),  # noqa: PLR2004 - the definition
    }


_AGGREGATES: dict[type, Callable[..., Aggregates]] = {
    Share: _share,
    Mean: _mean,
    Percentile: lambda _r, value, **_: {VALUES: value.drop_nulls().implode()},
    Survival: lambda _r, _v, **_: {},  # needs more than one step: see `sqeval.compile.survival`
    Smallest: lambda _r, value, **_: {"value": value.min().cast(pl.Float64)},
    Largest: lambda _r, value, **_: {"value": value.max().cast(pl.Float64)},
    Total: lambda _r, value, *, whole: {"value": _sum(value, whole=whole)},
    Promoters: _promoters,
    Rows: lambda _r, _v, **_: {},
}
