"""Reductions: how the counted rows of a group become one figure with its interval.

A reduction names the statistics it needs of the counted values and finishes the figure from them.
It knows no engine: the compiler maps each kind to aggregates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from sqeval.measures import intervals

#: Statistics of a group's counted values, by name; null where there are none. Sums of whole numbers
#: are fractions, so that a mean is rounded once.
Statistics = Mapping[str, float | int | Fraction | None]


@dataclass(frozen=True)
class Figure:
    """A value with its 95 % interval, in the unit of the counted values.

    ``beyond`` is what the value is known to lie beyond, where it is not reached.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    beyond: float | None = None


@dataclass(frozen=True)
class Share:
    """True values over all: hits / n, with Wilson's interval."""

    statistics: ClassVar[tuple[str, ...]] = ("hits",)

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the share as 0-1."""
        hits = int(got["hits"] or 0)
        return Figure(hits / n, *intervals.wilson(hits, n)) if n else Figure(None)


@dataclass(frozen=True)
class Mean:
    """The arithmetic mean sum / n, with Student's t interval.

    Example: ``{type: statistic, of: answer_time, aggregate: mean}``
    """

    statistics: ClassVar[tuple[str, ...]] = ("sum", "deviation")

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the mean."""
        if not n or got["sum"] is None:
            return Figure(None)
        mean = float(got["sum"] / n)
        return Figure(mean, *intervals.student(mean, _float(got["deviation"]), n))


@dataclass(frozen=True)
class Percentile:
    """The ``q`` quantile (0-1), linear between order statistics (type 7), bounds by their ranks.

    Source: R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, Am. Stat. 50 (1996).

    Example: ``{type: duration, from: created_at, to: replied_at, aggregate: p90}``
    """

    q: float
    statistics: ClassVar[tuple[str, ...]] = ("value", "low", "high")

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the percentile."""
        figures = (_float(got[name]) for name in self.statistics)
        return Figure(*figures) if n else Figure(None)


@dataclass(frozen=True)
class Survival:
    """The ``q`` quantile (0-1) off the Kaplan-Meier curve: the smallest t with S(t) <= 1 - q.

    Open cases are censored. Where the curve does not come down to 1 - q there is no value, and
    ``beyond`` is the largest time seen, which the quantile lies beyond.

    Example: ``{type: duration, from: created_at, to: resolved_at, aggregate: p90, open: survival}``
    """

    q: float
    statistics: ClassVar[tuple[str, ...]] = ("value", "low", "high", "beyond")

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the percentile."""
        figures = (_float(got[name]) for name in self.statistics)
        return Figure(*figures) if n else Figure(None)


@dataclass(frozen=True)
class Smallest:
    """The minimum; no interval.

    Example: ``{type: statistic, of: answer_time, aggregate: min}``
    """

    statistics: ClassVar[tuple[str, ...]] = ("value",)

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the minimum."""
        return Figure(_float(got["value"])) if n else Figure(None)


@dataclass(frozen=True)
class Largest:
    """The maximum; no interval.

    Example: ``{type: statistic, of: answer_time, aggregate: max}``
    """

    statistics: ClassVar[tuple[str, ...]] = ("value",)

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the maximum."""
        return Figure(_float(got["value"])) if n else Figure(None)


@dataclass(frozen=True)
class Total:
    """The sum; no interval.

    Example: ``{type: statistic, of: answer_time, aggregate: sum}``
    """

    statistics: ClassVar[tuple[str, ...]] = ("value",)

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the sum."""
        return Figure(_float(got["value"])) if n else Figure(None)


@dataclass(frozen=True)
class Promoters:
    """100 (promoters - detractors) / n of answers from 0 to 10, with its adjusted Wald interval."""

    statistics: ClassVar[tuple[str, ...]] = ("promoters", "detractors")

    def finish(self, n: int, got: Statistics) -> Figure:
        """Return the net promoter score, -100..100."""
        if not n:
            return Figure(None)
        p, d = int(got["promoters"] or 0), int(got["detractors"] or 0)
        return Figure(100 * (p - d) / n, *intervals.nps(p, d, n))


@dataclass(frozen=True)
class Rows:
    """The number of rows; 0 is a value; no interval."""

    statistics: ClassVar[tuple[str, ...]] = ()

    def finish(self, n: int, _got: Statistics) -> Figure:
        """Return n."""
        return Figure(float(n))


def _float(figure: float | Fraction | None) -> float | None:
    return None if figure is None else float(figure)


Reduction = Share | Mean | Percentile | Survival | Smallest | Largest | Total | Promoters | Rows

_PERCENTILE = re.compile(r"p([0-9]{1,2}(?:\.[0-9]{1,6})?)")

#: The aggregates by their names in rule files, beside ``pNN``.
AGGREGATES: dict[str, Reduction] = {
    "mean": Mean(),
    "median": Percentile(0.5),
    "min": Smallest(),
    "max": Largest(),
    "sum": Total(),
}


def aggregate(name: str) -> Reduction:
    """Return the reduction an ``aggregate:`` names.

    Raises ValueError where there is none of that name.
    """
    if name in AGGREGATES:
        return AGGREGATES[name]
    match = _PERCENTILE.fullmatch(name)
    if match is None or float(match[1]) == 0:
        raise ValueError(f"'{name}' is no aggregate; known: {', '.join(AGGREGATES)}, p90")
    return Percentile(float(match[1]) / 100)
