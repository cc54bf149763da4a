"""Groups beside each other: ranks, and values as if all groups had the same mix of categories."""

from __future__ import annotations

import math

from tests.oracle.counting import Counted
from tests.oracle.figures import NOTHING, Figure, student, wilson
from tests.oracle.rows import Spec

SHARES = ("ratio", "within", "repeat")


def compare(indicators: Spec, whole: Spec, groups: list[Spec], grouping: list[str]) -> None:
    """Set ``rank`` and ``standardised`` of the groups of one grouping.

    Each group has its ``indicators`` by name, and under ``counted`` the rows of each.
    """
    for name, indicator in indicators.items():
        column = category_of(indicator)
        if column and column not in grouping:
            for group in groups:
                set_standardised(name, indicator, column, (whole, group))
        beside = [group["indicators"][name] for group in groups]
        rank(indicator, beside, [one["n"] for one in beside])
        parts = [one["standardised"] for one in beside]
        counts = [one["n"] for one, part in zip(beside, parts, strict=True) if part]
        rank(indicator, [part for part in parts if part], counts)


def rank(indicator: Spec, figures: list[Spec], counts: list[int]) -> None:
    """Set the rank of each figure: 1 + how many are better than all beside it."""
    target = indicator.get("target") or {}
    least = indicator.get("min_n", 1)
    ranked = [
        one
        for one, n in zip(figures, counts, strict=True)
        if one["value"] is not None and n >= least and (one["low"], one["high"]) != (None, None)
    ]
    for one in ranked:
        beside = together(one, ranked)
        if "at_least" in target:
            better = [o for o in ranked if all(above(o["low"], b["high"]) for b in beside)]
            one["rank"] = 1 + len(better)
        if "at_most" in target:
            better = [o for o in ranked if all(above(b["low"], o["high"]) for b in beside)]
            one["rank"] = 1 + len(better)


def together(one: Spec, figures: list[Spec]) -> list[Spec]:
    """Return the figures whose intervals overlap one's, directly or through others."""
    found = [one]
    for member in found:
        for other in figures:
            apart = above(other["low"], member["high"]) or above(member["low"], other["high"])
            if not apart and all(other is not known for known in found):
                found.append(other)
    return found


def above(low: float | None, high: float | None) -> bool:
    """Tell whether an interval that begins at ``low`` lies wholly above one up to ``high``."""
    return low is not None and high is not None and low > high


def category_of(indicator: Spec) -> str | None:
    """Return the one category by which target or limit go, of shares and means."""
    if indicator["type"] not in SHARES and indicator.get("aggregate") != "mean":
        return None
    for choice in (indicator.get("target"), indicator.get("limit")):
        if isinstance(choice, dict) and isinstance(choice.get("by"), str):
            return str(choice["by"])
    return None


def set_standardised(name: str, indicator: Spec, column: str, pair: tuple[Spec, Spec]) -> None:
    """Set what a group would come to with the mix of the whole (direct standardisation)."""
    whole, group = (one["counted"].get(name, Counted()) for one in pair)
    found = standardised(whole, group, column, is_share=indicator["type"] in SHARES)
    names = ("value", "low", "high")
    pair[1]["indicators"][name]["standardised"] = (
        {"by": column} | dict(zip(names, found, strict=True)) | {"rank": None}
    )


def standardised(whole: Counted, group: Counted, column: str, *, is_share: bool) -> Figure:
    """Return sum w_k v_k; nothing where a stratum has no row.

    Zou and Donner 2008: w_k^2 times the squared distance from v_k to its own bound is the variance
    that this bound recovers of the stratum's part.
    """
    if not whole.numbers:
        return NOTHING
    value = below = above = 0.0
    alone = False
    for category in {row.cells[column] for row, _ in whole.numbers}:
        weight = len(whole.of(column, category).numbers) / len(whole.numbers)
        own = group.of(column, category).values()
        if not own:
            return NOTHING
        mean = math.fsum(own) / len(own)
        value += weight * mean
        low, high = wilson(int(sum(own)), len(own)) if is_share else student(own)
        if low is None or high is None:
            alone = True
            continue
        below += weight**2 * (mean - low) ** 2
        above += weight**2 * (high - mean) ** 2
    if alone:
        return value, None, None
    return value, value - math.sqrt(below), value + math.sqrt(above)
