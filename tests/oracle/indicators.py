"""One indicator in one group: value, interval, status, points and strata."""

from __future__ import annotations

from tests.oracle import counting, figures
from tests.oracle.counting import Counted, View
from tests.oracle.expressions import Scope
from tests.oracle.points import Target, points_of, status_of, target_of
from tests.oracle.rows import Row, Spec, Value
from tests.oracle.scalars import in_unit

WORST_FIRST = ("missed", "at_risk", "met")
KINDS = ("at_least", "at_most", "between")


def blank(name: str, indicator: Spec, unit: str) -> Spec:
    """Return an indicator of which nothing is known."""
    return {
        "id": name,
        "measure": indicator["type"],
        "unit": unit,
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
        "considered": 0,
        "excluded": {},
        "reason": None,
        "target": shown_target(indicator, unit),
        "status": "no_data",
        "points": None,
        "weight": None,
        "lost": None,
        "strata": [],
    }


def edge(indicator: Spec, target: Target, unit: str) -> float | None:
    """Return ``warn`` in the indicator's unit, None where there is none."""
    warn = indicator["target"].get("warn")
    if warn is None:
        return None
    ((_, bound),) = target.items()
    return in_unit(warn, is_share=unit == "share", target=float(bound))  # type: ignore[arg-type]


def shown_goal(indicator: Spec, target: Target | None, unit: str) -> Spec | None:
    """Return one target with its ``warn``, both in the indicator's unit."""
    warn = edge(indicator, target, unit) if target else None
    return target if target is None or warn is None else target | {"warn": warn}


def shown_target(indicator: Spec, unit: str) -> Spec | None:
    """Return the target in base units, as the report shows it; by category ``warn`` is too."""
    spec = indicator.get("target")
    if spec is None or "by" not in spec:
        return shown_goal(indicator, target_of(spec), unit)
    (kind,) = (name for name in KINDS if name in spec)
    targets = {category: target_of({kind: raw}) or {} for category, raw in spec[kind].items()}
    shown: Spec = {"by": spec["by"], kind: {name: one[kind] for name, one in targets.items()}}
    if "warn" in spec:
        shown["warn"] = {name: edge(indicator, one, unit) for name, one in targets.items()}
    return shown


def judge(indicator: Spec, target: Target | None, one: Spec, unit: str) -> None:
    """Set status and points of an indicator or stratum that has value and n."""
    kind, value, n = indicator["type"], one["value"], one["n"]
    one["status"], one["points"] = None, None
    if value is None or (n == 0 and kind != "count"):
        one["status"] = "no_data"
        return
    if n < indicator.get("min_n", 1) and kind != "count":
        one["status"] = "insufficient"
        return
    spec = indicator.get("points")
    one["points"] = points_of(target, spec, value, is_share=unit == "share")
    if target is not None:
        one["status"] = status_of(target, edge(indicator, target, unit), value)


def observe(
    name: str, indicator: Spec, unit: str, rows: list[tuple[Row, Scope]], view: View
) -> Spec:
    """Return the indicator over the rows of one group."""
    counted = counting.count(indicator, rows, view)
    result = blank(name, indicator, unit)
    fill(result, indicator, [number for _, number in counted.numbers])
    result["considered"] = len(counted.considered)
    result["excluded"] = counted.excluded
    target = indicator.get("target")
    if target and "by" in target:
        by_strata(result, indicator, counted)
    else:
        judge(indicator, target_of(target), result, unit)
    result["reason"] = reason_of(result, indicator)
    return result


def reason_of(result: Spec, indicator: Spec) -> str | None:
    """Return why an indicator over rows has no value or no points."""
    if result["status"] == "no_data":
        return "all-excluded" if result["considered"] else "no-rows"
    if result["status"] == "insufficient":
        return f"min-n: {indicator.get('min_n', 1)}"
    return None


def fill(result: Spec, indicator: Spec, numbers: list[float]) -> None:
    """Set value, interval and n."""
    aggregate = indicator.get("aggregate", "")
    value, low, high = figures.measured(indicator["type"], aggregate, numbers)
    result["value"], result["low"], result["high"] = value, low, high
    result["n"] = len(numbers)


def by_strata(result: Spec, indicator: Spec, counted: Counted) -> None:
    """Set the strata, and status and points from them."""
    column = indicator["target"]["by"]
    values = {row.cells[column] for row in counted.considered}
    for category in sorted(values, key=null_last):
        numbers = [number for row, number in counted.numbers if row.cells[column] == category]
        result["strata"].append(stratum(indicator, (column, category), numbers, result["unit"]))
    if result["value"] is None:
        return
    judged = [one for one in result["strata"] if one["status"] in WORST_FIRST]
    statuses = {one["status"] for one in judged}
    result["status"] = next((s for s in WORST_FIRST if s in statuses), "insufficient")
    weights = [one["n"] for one in judged]
    if judged and sum(weights) == 0:
        weights = [1] * len(judged)
    if judged:
        shares = [one["points"] * weight for one, weight in zip(judged, weights, strict=True)]
        result["points"] = sum(shares) / sum(weights)


def null_last(value: Value) -> tuple[bool, Value]:
    """Return the order of categories and keys: by code point or size, the missing one last."""
    return value is None, 0 if value is None else value


def stratum(indicator: Spec, by: tuple[str, Value], numbers: list[float], unit: str) -> Spec:
    """Return one category with its own target."""
    target = target_of(indicator["target"], by[1])
    found: Spec = {"by": dict([by])}
    fill(found, indicator, numbers)
    found["target"] = shown_goal(indicator, target, unit)
    found["status"], found["points"] = None, None
    if target is not None:
        judge(indicator, target, found, unit)
    return found
