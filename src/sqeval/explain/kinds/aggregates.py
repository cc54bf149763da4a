"""Aggregates by their names, for the measures that have one."""

from __future__ import annotations

from sqeval.explain.quantities import number
from sqeval.explain.words import Words
from sqeval.measures.reductions import AGGREGATES


def aggregate_said(name: str, words: Words) -> str:
    """Return ``the median`` or ``percentile 90`` for the name in a rule file."""
    if name in AGGREGATES:
        return words(f"aggregate.{name}")
    return words("aggregate.percentile", q=number(float(name.removeprefix("p"))))
