"""Direct standardisation: what a group's value were with the case mix of the whole.

What a group reaches in each stratum is weighted by the share that the stratum has in the whole, so
that a group is not praised for easy cases or blamed for hard ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from sqeval.observe.observations import Key, Observation
from sqeval.scoring.scorecard import Standardised


def standardise(
    by: str, whole: Sequence[Observation], group: Sequence[Observation]
) -> Standardised:
    """Return a group's value with the mix of the whole; both are given by their strata of ``by``.

    Value: sum w_k v_k. Interval, from those of the strata (l_k, u_k): value - sqrt(sum (w_k (v_k -
    l_k))^2) and value + sqrt(sum (w_k (u_k - v_k))^2); a bound that a stratum lacks is null. It has
    a width where a share is 0 or 1 in every stratum, and leaves the bounds of a share in 0..1.
    Source: J. L. Fleiss, Statistical Methods for Rates and Proportions (1981), chapter 14; of the
    interval G. Y. Zou and A. Donner, Construction of confidence limits about effect measures, Stat.
    Med. 27 (2008): the method of variance estimates recovery.
    """
    mix, theirs = weights(whole), {_category(one): one for one in group if one.n}
    found = [(w, theirs[category]) for category, w in mix.items() if category in theirs]
    values = [w * one.value for w, one in found if one.value is not None]
    if not mix or len(values) < len(mix):
        return Standardised(by, None, None, None, None)
    value = math.fsum(values)
    below = _distance((w, one.value, one.low) for w, one in found)
    above = _distance((w, one.value, one.high) for w, one in found)
    low = None if below is None else value - below
    high = None if above is None else value + above
    return Standardised(by, value, low, high, None)


def weights(whole: Sequence[Observation]) -> dict[Key, float]:
    """Return the share of each stratum among the counted rows of the whole; empty without any."""
    total = sum(one.n for one in whole)
    return {_category(one): one.n / total for one in whole if one.n}


def _distance(strata: Iterable[tuple[float, float | None, float | None]]) -> float | None:
    """Return how far a bound lies from the value, of strata with their weight, value and bound."""
    found: list[float] = []
    for weight, value, bound in strata:
        if value is None or bound is None:
            return None
        found.append(weight * (bound - value))
    return math.hypot(*found)


def _category(one: Observation) -> Key:
    ((_, category),) = one.stratum
    return category
