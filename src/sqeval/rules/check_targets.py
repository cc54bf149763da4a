"""What a target and its points must agree on: units, sides, something to measure against."""

from __future__ import annotations

from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.measures.measure import Measure
from sqeval.rules.checking import Checking
from sqeval.targets.points import Curve, Deduct, Steps
from sqeval.targets.quantity import Amount, speaks
from sqeval.targets.target import Target

_SAY = {
    "s": "a duration with its unit, such as 30m",
    "share": "a share with its sign, such as 95%",
    "number": "a plain number",
}


def check_target(checking: Checking, name: str, measure: Measure, value: Type) -> None:
    """Check an indicator's target and points; ``value`` is the type of its value."""
    if value.kind is Kind.UNKNOWN:
        return
    fields = {
        str(key[2]): tree.type or UNKNOWN
        for key, tree in checking.trees.items()
        if key[:2] == ("indicators", name)
    }
    unit = measure.unit(fields)
    if measure.target is not None:
        _check_amounts(checking, measure.target, unit)
        _check_warn(checking, measure.target, unit)
        _check_strata(checking, measure, measure.target)
    _check_points(checking, measure, unit)


def _check_amounts(checking: Checking, target: Target, unit: str) -> None:
    for path, amount in target.amounts():
        if amount.kind != speaks(unit):
            _report_unit(checking, amount, unit, target, path)
    warn = target.warn
    if warn is not None and warn.kind not in (speaks(unit), "share"):
        _report_unit(checking, warn, unit, target, ("warn",))


def _report_unit(
    checking: Checking, amount: Amount, unit: str, model: Target, path: tuple[str | int, ...]
) -> None:
    message = f"'{amount.text}' does not fit an indicator measured as {_MEASURED[unit]}"
    checking.report("SQ212", message, model.at(*path), f"write {_SAY[speaks(unit)]}")


_MEASURED = {
    "s": "a duration",
    "share": "a share",
    "number": "a number",
    "count": "a count",
    "nps": "a net promoter score",
    "points": "points",
}


def _check_warn(checking: Checking, target: Target, unit: str) -> None:
    """Report a warning line on the missed side of a target, where no value could be at risk."""
    levels = getattr(target, target.direction)
    for category in levels if isinstance(levels, dict) else [None]:
        goal = target.goal(category, unit)
        if goal is None or goal.warn is None:
            continue
        wrong = goal.warn < goal.level if goal.direction == "at_least" else goal.warn > goal.level
        if wrong:
            side = "above" if goal.direction == "at_least" else "below"
            message = f"'warn' lies beyond the target; it must be {side} it to warn in time"
            checking.report("SQ301", message, target.at("warn"))
            return


def _check_strata(checking: Checking, measure: Measure, target: Target) -> None:
    """Report targets for values that a category does not have."""
    levels = getattr(target, target.direction)
    types = checking.types.get(measure.table, {})
    known = types.get(target.by or "", UNKNOWN).values
    if known is None or not isinstance(levels, dict):
        return
    for name in levels:
        if name not in {*known, "default"} and not name.startswith("(other: "):
            place = target.at(target.direction, name, key=True)
            checking.unknown_name(name, f"value of {target.by}", known, place)


def _check_points(checking: Checking, measure: Measure, unit: str) -> None:
    points = measure.points
    if points is None:
        return
    place = measure.at("points", key=True)
    if measure.target is None and isinstance(points, Curve | Deduct):
        message = "points need a target to be measured against; only 'steps' do without"
        checking.report("SQ302", message, place, "add 'target: {at_least: ...}'")
        return
    relative = [a for a in points.amounts() if a.kind == "share" and unit != "share"]
    wrong = [a for a in points.amounts() if a.kind not in (speaks(unit), "share")]
    if wrong:
        message = f"'{wrong[0].text}' does not fit an indicator measured as {_MEASURED[unit]}"
        hint = f"write {_SAY[speaks(unit)]}, or N% for a share of the target"
        checking.report("SQ212", message, place, hint)
    elif relative and len(relative) < len(points.amounts()):
        message = "shares of the target and values of its own are mixed"
        checking.report("SQ302", message, place, "write all of them one way")
    elif relative and (measure.target is None or measure.target.direction == "between"):
        message = (
            f"'{relative[0].text}' of the target: a share needs one target, not a band or none"
        )
        checking.report("SQ302", message, place, "write the points in the indicator's own unit")
    elif isinstance(points, Steps) and measure.target and measure.target.direction == "between":
        message = "'steps' go up or down, a band has both sides"
        checking.report("SQ302", message, place, "use a curve")
    elif isinstance(points, Deduct) and points.per.value <= 0:
        checking.report("SQ302", "'per' must be above 0", place)
    elif isinstance(points, Curve | Steps) and not points.amounts():
        checking.report("SQ302", "no points are given", place)
