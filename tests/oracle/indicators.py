"""One indicator in one group: value, interval, status, points and strata."""

from __future__ import annotations

from tests.oracle import counting, figures
from tests.oracle.counting import Counted
from tests.oracle.expressions import Scope
from tests.oracle.points import Target, points_of, status_of, target_of
from tests.oracle.rows import Row, Spec, Value
from tests.oracle.scalars import in_unit

SHARES = ("ratio", "within")
WORST_FIRST = ("missed", "at_risk", "met")


def unit_of(indicator: Spec, columns: Spec) -> str:
    """Return the unit of the indicator's value."""
    kind = indicator["type"]
    if kind in SHARES:
        return "share"
    if kind == "statistic":
        return "s" if columns[indicator["of"]].get("type") == "duration" else "number"
    return {"duration": "s", "nps": "nps", "count": "count", "formula": "number"}[str(kind)]


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
        "target": shown_target(indicator),
        "status": "no_data",
        "points": None,
        "weight": None,
        "lost": None,
        "strata": [],
    }


def shown_goal(indicator: Spec, target: Target | None) -> Spec | None:
    """Return one target with its ``warn``, both in the indicator's unit."""
    warn = indicator["target"].get("warn") if target else None
    if target is None or warn is None:
        return target
    ((_, bound),) = target.items()
    is_share = indicator["type"] in SHARES
    return target | {"warn": in_unit(warn, is_share=is_share, target=float(bound))}  # type: ignore[arg-type]


def shown_target(indicator: Spec) -> Spec | None:
    """Return the target in base units, as the report shows it.

    By category ``warn`` is the rule file's text: what it comes to may differ by category.
    """
    spec = indicator.get("target")
    if spec is None or "by" not in spec:
        return shown_goal(indicator, target_of(spec))
    ((kind, bounds),) = ((k, v) for k, v in spec.items() if k not in ("by", "warn"))
    shown: Spec = {"by": spec["by"], kind: {}}
    for category in bounds:
        target = target_of({kind: bounds[category]}) or {}
        shown[kind][category] = target[kind]
    if "warn" in spec:
        shown["warn"] = str(spec["warn"])
    return shown


def judge(
    indicator: Spec, target: Target | None, value: float | None, n: int
) -> tuple[str | None, float | None]:
    """Return status and points of a value under one target."""
    kind = indicator["type"]
    is_share = kind in SHARES
    if value is None or (n == 0 and kind != "count"):
        return "no_data", None
    if n < indicator.get("min_n", 1) and kind != "count":
        return "insufficient", None
    points = points_of(target, indicator.get("points"), value, is_share=is_share)
    if target is None:
        return None, points
    warn = indicator["target"].get("warn")
    return status_of(target, warn, value, is_share=is_share), points


def observe(
    name: str,
    indicator: Spec,
    unit: str,
    rows: list[tuple[Row, Scope]],
    as_of: float | None,
) -> Spec:
    """Return the indicator over the rows of one group."""
    counted = counting.count(indicator, rows, as_of)
    result = blank(name, indicator, unit)
    numbers = [number for _, number in counted.numbers]
    fill(result, indicator, numbers)
    result["considered"] = len(counted.considered)
    result["excluded"] = counted.excluded
    target = indicator.get("target")
    if target and "by" in target:
        by_strata(result, indicator, counted)
    else:
        value, n = result["value"], result["n"]
        result["status"], result["points"] = judge(indicator, target_of(target), value, n)
    return result


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
        result["strata"].append(stratum(indicator, column, category, numbers))
    if result["value"] is None or (result["n"] == 0 and indicator["type"] != "count"):
        return
    result["status"] = "insufficient"
    judged = [one for one in result["strata"] if one["status"] in WORST_FIRST]
    scored = [one for one in judged if one["points"] is not None]
    statuses = {one["status"] for one in judged}
    for status in reversed(WORST_FIRST):
        result["status"] = status if status in statuses else result["status"]
    weights = sum(one["n"] for one in scored)
    if weights > 0:
        result["points"] = sum(one["n"] * one["points"] for one in scored) / weights


def null_last(value: Value) -> tuple[bool, str]:
    """Return the order of categories: by code point, the missing one last."""
    return value is None, str(value)


def stratum(indicator: Spec, column: str, category: Value, numbers: list[float]) -> Spec:
    """Return one category with its own target."""
    target = target_of(indicator["target"], category)
    found: Spec = {"by": {column: category}}
    fill(found, indicator, numbers)
    found["target"] = shown_goal(indicator, target)
    found["status"], found["points"] = None, None
    if target is not None:
        found["status"], found["points"] = judge(indicator, target, found["value"], found["n"])
    return found
