"""Direct standardisation: what a group's value were with the case mix of the whole.

What a group reaches in each stratum is weighted by the share that the stratum has in the whole, so
that a group is not praised for easy cases or blamed for hard ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sqeval.measures.intervals import NONE, Interval, Z
from sqeval.measures.measure import Unit
from sqeval.observe.observations import Key, Observation
from sqeval.scoring.scorecard import Standardised


def standardise(
    by: str, unit: Unit, whole: Sequence[Observation], group: Sequence[Observation]
) -> Standardised:
    """Return a group's value with the mix of the whole; both are given by their strata of ``by``.

    Value: sum w_k v_k; interval: value -/+ z sqrt(sum w_k^2 s_k^2), a share's within 0..1. Source:
    J. L. Fleiss, Statistical Methods for Rates and Proportions (1981), chapter 14.
    """
    mix, theirs = weights(whole), {_category(one): one for one in group if one.n}
    found = [(w, theirs[category]) for category, w in mix.items() if category in theirs]
    values = [w * one.value for w, one in found if one.value is not None]
    if not mix or len(values) < len(mix):
        return Standardised(by, None, None, None, None)
    value = math.fsum(values)
    return Standardised(by, value, *_interval(value, unit, found), None)


def weights(whole: Sequence[Observation]) -> dict[Key, float]:
    """Return the share of each stratum among the counted rows of the whole; empty without any."""
    total = sum(one.n for one in whole)
    return {_category(one): one.n / total for one in whole if one.n}


def _interval(value: float, unit: Unit, found: Sequence[tuple[float, Observation]]) -> Interval:
    terms = [_squared_error(one, unit) for _, one in found]
    squares = [w * w * s for (w, _), s in zip(found, terms, strict=True) if s is not None]
    if len(squares) < len(terms):
        return NONE
    half = Z * math.sqrt(math.fsum(squares))
    if unit == "share":
        return max(0.0, value - half), min(1.0, value + half)
    return value - half, value + half


def _squared_error(one: Observation, unit: Unit) -> float | None:
    """Return the squared standard error in a stratum; null for a mean of one row."""
    if unit == "share":
        share = one.value or 0.0
        return share * (1 - share) / one.n
    return None if one.deviation is None else one.deviation**2 / one.n


def _category(one: Observation) -> Key:
    ((_, category),) = one.stratum
    return category
