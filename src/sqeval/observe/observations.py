"""Observations: one figure per indicator and group, empty cells included."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

#: What a cell of a grouping column can be.
Key = str | int | float | bool | None
#: A group's key: the grouping columns with their values, in the order of the grouping.
By = tuple[tuple[str, Key], ...]

#: The schema of observations as a frame; groups and exclusions are JSON texts.
SCHEMA = pl.Schema(
    {
        "indicator": pl.String(),
        "period": pl.String(),
        "by": pl.String(),
        "stratum": pl.String(),
        "value": pl.Float64(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "n": pl.Int64(),
        "considered": pl.Int64(),
        "excluded": pl.String(),
        "reason": pl.String(),
    }
)


@dataclass(frozen=True)
class Observation:
    """One figure in base units with its 95 % interval.

    ``considered = n + sum(excluded.values())``; ``reason`` says why there is no value;
    ``stratum`` is the category, where the figure is about one; ``beyond`` is what a value that is
    not reached is known to lie beyond.
    """

    indicator: str
    by: By
    value: float | None
    low: float | None
    high: float | None
    n: int
    considered: int
    excluded: Mapping[str, int]
    reason: str | None = None
    stratum: By = ()
    beyond: float | None = None


def empty(indicator: str, by: By, reason: str) -> Observation:
    """Return the cell of a group in which an indicator has no rows, or cannot have any."""
    return Observation(indicator, by, None, None, None, 0, 0, {}, reason)


@dataclass(frozen=True)
class Observations:
    """All figures of one period.

    ``groups`` are in the order of the report: everything first, then each grouping, sorted;
    ``strata`` are those that a target goes by, ``mixes`` those that groups are standardised by;
    ``stages`` are the figures of stages, by their ids.
    """

    period: str
    groups: tuple[By, ...]
    cells: Mapping[tuple[By, str], Observation]
    strata: Mapping[tuple[By, str], tuple[Observation, ...]]
    mixes: Mapping[tuple[By, str], tuple[Observation, ...]] = field(default_factory=dict)
    stages: Mapping[tuple[By, str], Observation] = field(default_factory=dict)

    def to_frame(self) -> pl.DataFrame:
        """Return the observations as a tidy frame of `SCHEMA`, strata after their indicator."""
        rows = [
            {
                "indicator": one.indicator,
                "period": self.period,
                "by": json.dumps(dict(one.by), ensure_ascii=False),
                "stratum": json.dumps(dict(one.stratum), ensure_ascii=False),
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "n": one.n,
                "considered": one.considered,
                "excluded": json.dumps(dict(one.excluded)),
                "reason": one.reason,
            }
            for key, cell in self.cells.items()
            for one in (cell, *self.strata.get(key, ()))
        ]
        return pl.DataFrame(rows, schema=SCHEMA)


def sort_key(by: By) -> tuple[tuple[bool, bool, float, str], ...]:
    """Return a sort key: by value, a null key last; numbers before texts."""
    return tuple(_rank(value) for _, value in by)


def _rank(value: Key) -> tuple[bool, bool, float, str]:
    if value is None:
        return True, True, 0.0, ""
    if isinstance(value, str):
        return False, True, 0.0, value
    return False, False, float(value), ""
