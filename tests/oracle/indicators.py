"""One indicator in one group: value, interval, status, points and strata."""

from __future__ import annotations

from tests.oracle import figures
from tests.oracle.counting import Counted
from tests.oracle.points import Target, is_met, points_of, status_of, target_of
from tests.oracle.rows import Spec, Value
from tests.oracle.showing import blank, edge, null_last, shown_goal
from tests.oracle.survival import survived

WORST_FIRST = ("missed", "at_risk", "met")


def judge(
    indicator: Spec, target: Target | None, one: Spec, unit: str, beyond: float | None = None
) -> None:
    """Set status and points of an indicator or stratum that has value and n.

    ``beyond`` is the longest time under a survival curve that does not fall far enough.
    """
    kind, value, n = indicator["type"], one["value"], one["n"]
    one["status"], one["points"] = None, None
    enough = n >= indicator.get("min_n", 1) or kind == "count"
    spec, is_share = indicator.get("points"), unit == "share"
    if value is None or (n == 0 and kind != "count"):
        one["status"] = "no_data"
        if beyond is not None and enough and target and exceeds(beyond, target):
            one["status"] = "missed"
            one["points"] = points_of(target, spec, beyond, is_share=is_share)
        return
    if not enough:
        one["status"] = "insufficient"
        return
    one["points"] = points_of(target, spec, value, is_share=is_share)
    if target is not None:
        one["status"] = status_of(target, edge(indicator, target, unit), value)


def exceeds(beyond: float, target: Target) -> bool:
    """Tell whether a value that is beyond a time has surely missed its target."""
    return "at_most" in target and not is_met(target, beyond)


def observe(name: str, indicator: Spec, unit: str, counted: Counted) -> Spec:
    """Return the indicator over the rows of one group."""
    result = blank(name, indicator, unit)
    result["beyond"] = fill(result, indicator, counted)
    result["considered"] = len(counted.considered)
    result["excluded"] = counted.excluded
    target = indicator.get("target")
    if target and "by" in target:
        by_strata(result, indicator, counted)
    else:
        judge(indicator, target_of(target), result, unit, result["beyond"])
    result["reason"] = reason_of(result, indicator)
    return result


def reason_of(result: Spec, indicator: Spec) -> str | None:
    """Return why an indicator over rows has no value or no points."""
    if result["beyond"] is not None:
        return "not-reached"
    if result["status"] == "no_data":
        return "all-excluded" if result["considered"] else "no-rows"
    if result["status"] == "insufficient":
        return f"min-n: {indicator.get('min_n', 1)}"
    return None


def fill(result: Spec, indicator: Spec, counted: Counted) -> float | None:
    """Set value, interval and n; return the longest time if the curve does not fall far enough."""
    aggregate, numbers = indicator.get("aggregate", ""), counted.values()
    survival = indicator["type"] == "duration" and indicator.get("open") == "survival"
    if survival:
        found = survived(aggregate, numbers, counted.ended(indicator["to"]))
    else:
        found = figures.measured(indicator["type"], aggregate, numbers)
    result["value"], result["low"], result["high"] = found
    result["n"] = len(numbers)
    return max(numbers) if survival and numbers and found[0] is None else None


def by_strata(result: Spec, indicator: Spec, counted: Counted) -> None:
    """Set the strata, and status and points from them."""
    column = indicator["target"]["by"]
    values = {row.cells[column] for row in counted.considered}
    for category in sorted(values, key=null_last):
        one = counted.of(column, category)
        result["strata"].append(stratum(indicator, (column, category), one, result["unit"]))
    if result["value"] is None and result["beyond"] is None:
        return
    judged = [one for one in result["strata"] if one["status"] in WORST_FIRST]
    statuses = {one["status"] for one in judged}
    none_left = "insufficient" if result["beyond"] is None else "no_data"
    result["status"] = next((s for s in WORST_FIRST if s in statuses), none_left)
    weights = [one["n"] for one in judged]
    if judged and sum(weights) == 0:
        weights = [1] * len(judged)
    if judged:
        shares = [one["points"] * weight for one, weight in zip(judged, weights, strict=True)]
        result["points"] = sum(shares) / sum(weights)


def stratum(indicator: Spec, by: tuple[str, Value], counted: Counted, unit: str) -> Spec:
    """Return one category with its own target."""
    target = target_of(indicator["target"], by[1])
    found: Spec = {"by": dict([by])}
    beyond = fill(found, indicator, counted)
    found["target"] = shown_goal(indicator, target, unit)
    found["status"], found["points"] = None, None
    if target is not None:
        judge(indicator, target, found, unit, beyond)
    return found
