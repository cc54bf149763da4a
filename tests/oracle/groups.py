"""Groups beside each other: ranks, and values as if all groups had the same mix of categories."""

from __future__ import annotations

import math

from tests.oracle.counting import Counted
from tests.oracle.figures import NOTHING, Figure, Z
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
    """Set the rank of each figure: 1 + how many are surely better."""
    target = indicator.get("target") or {}
    least = indicator.get("min_n", 1)
    ranked = [
        one
        for one, n in zip(figures, counts, strict=True)
        if one["value"] is not None and n >= least and (one["low"], one["high"]) != (None, None)
    ]
    for one in ranked:
        if "at_least" in target:
            one["rank"] = 1 + len([o for o in ranked if above(o["low"], one["high"])])
        if "at_most" in target:
            one["rank"] = 1 + len([o for o in ranked if above(one["low"], o["high"])])


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
    """Return sum w_k v_k with its interval; nothing where a stratum has no row."""
    value = variance = 0.0
    alone = False
    for category in {row.cells[column] for row, _ in whole.numbers}:
        weight = len(whole.of(column, category).numbers) / len(whole.numbers)
        own = group.of(column, category).values()
        if not own:
            return NOTHING
        mean = math.fsum(own) / len(own)
        value += weight * mean
        alone = alone or (len(own) == 1 and not is_share)
        variance += weight**2 * squared_error(own, mean, is_share=is_share)
    if not whole.numbers:
        return NOTHING
    if alone:
        return value, None, None
    low, high = value - Z * math.sqrt(variance), value + Z * math.sqrt(variance)
    return (value, max(0.0, low), min(1.0, high)) if is_share else (value, low, high)


def squared_error(own: list[float], mean: float, *, is_share: bool) -> float:
    """Return the squared standard error of a share or a mean, 0 for the mean of one."""
    if is_share:
        return mean * (1 - mean) / len(own)
    if len(own) == 1:
        return 0.0
    return math.fsum((x - mean) ** 2 for x in own) / (len(own) - 1) / len(own)
