"""What the values of a column span: first and last time, the months between, least and most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from sqeval.inspection.subject import Told


@dataclass(frozen=True)
class Span:
    """The ends of a column's values as texts, and its cells by calendar month."""

    earliest: str | None = None
    latest: str | None = None
    months: tuple[tuple[str, int], ...] = ()
    low: str | None = None
    high: str | None = None


def span(found: Told, zone: str | None) -> Span:
    """Return what the values span.

    Naive times are as they stand; others are in ``zone`` (None: UTC), with their offset.
    """
    if found.values is None or not found.values.count():
        return Span()
    if found.kind in {"date", "datetime"}:
        return _times(found, zone)
    if found.kind in {"integer", "number", "duration"}:
        low, high = found.values.min(), found.values.max()
        return Span(low=_figure(low), high=_figure(high))
    return Span()


def _times(found: Told, zone: str | None) -> Span:
    values = found.values
    if values is None:
        raise AssertionError("times are told with their values")
    if found.kind == "datetime":
        # read as if they were in UTC, naive times stand as they are written
        values = values.dt.convert_time_zone("UTC" if found.naive else zone or "UTC")
    months = (values.dt.year().cast(pl.Int32) * 100 + values.dt.month()).drop_nulls()
    counts = sorted(months.value_counts(name="n").rows())
    labels = tuple((f"{month // 100}-{month % 100:02}", n) for month, n in counts)
    return Span(_iso(values.min(), found), _iso(values.max(), found), labels)


def _iso(moment: object, found: Told) -> str:
    if isinstance(moment, datetime):
        return (moment.replace(tzinfo=None) if found.naive else moment).isoformat()
    if isinstance(moment, date):
        return moment.isoformat()
    raise AssertionError(f"{moment!r} is no time")


def _figure(value: object) -> str:
    """Return a number, or a length of time as ``H:MM:SS``."""
    if not isinstance(value, timedelta):
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    seconds = round(abs(value).total_seconds())
    sign = "-" if value < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
