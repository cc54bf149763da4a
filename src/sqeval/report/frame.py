"""Scorecards as a tidy frame: one row per group and indicator."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

import polars as pl

from sqeval.scoring.scorecard import Scorecard, Standardised

#: The columns: the group, and the fields of `IndicatorScore`; nested ones are JSON texts.
_FIELDS: pl.Schema = pl.Schema(
    {
        "by": pl.String(),
        "id": pl.String(),
        "measure": pl.String(),
        "unit": pl.String(),
        "value": pl.Float64(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "n": pl.Int64(),
        "considered": pl.Int64(),
        "excluded": pl.String(),
        "reason": pl.String(),
        "target": pl.String(),
        "status": pl.String(),
        "points": pl.Float64(),
        "weight": pl.Float64(),
        "lost": pl.Float64(),
        "approximate": pl.Boolean(),
        "beyond": pl.Float64(),
        "rank": pl.Int64(),
        "standardised": pl.String(),
        "strata": pl.String(),
    }
)


def figures_frame(groups: Iterable[Scorecard]) -> pl.DataFrame:
    """Return the figures of all groups, in their order."""
    rows = [
        [_cell(group.by), *(_cell(getattr(one, name)) for name in _FIELDS if name != "by")]
        for group in groups
        for one in group.indicators
    ]
    return pl.DataFrame(rows, schema=_FIELDS, orient="row")


def _cell(value: object) -> object:
    """Return a cell: mappings and sequences as JSON texts, the rest as it is."""
    if isinstance(value, Standardised):
        value = asdict(value)
    if isinstance(value, tuple):
        value = [asdict(one) for one in value]
    if isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False)
    return value
