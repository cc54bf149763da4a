"""What a target and its points must agree on: units, sides, something to measure against."""

from __future__ import annotations

from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.measures.measure import Measure
from sqeval.problems import Location
from sqeval.rules.checking import Checking
from sqeval.targets.points import Curve, Deduct, Steps
from sqeval.targets.quantity import Amount, speaks
from sqeval.targets.target import Target

Way = Curve | Steps | Deduct

_SAY = {
    "s": "a duration with its unit, such as 30m",
    "share": "a share with its sign, such as 95%",
    "number": "a plain number",
}


def check_target(checking: Checking, name: str, measure: Measure, value: Type) -> None:
    """Check an indicator's target and points; ``value`` is the type of its value."""
    if value.kind is Kind.UNKNOWN:
        return
    keys = {field: ("indicators", name, field) for field in ("value", *measure.expressions())}
    trees = {field: checking.trees[key] for field, key in keys.items() if key in checking.trees}
    unit = measure.unit({field: tree.type or UNKNOWN for field, tree in trees.items()})
    if measure.target is not None:
        _check_amounts(checking, measure.target, unit)
        _check_warn(checking, measure.target, unit)
        _check_bands(checking, measure.target)
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
            message = f"'warn' lies on the missed side; to warn in time it lies {side} the target"
            checking.report("SQ301", message, target.at("warn"))
            return


def _check_bands(checking: Checking, target: Target) -> None:
    """Report bands that hold no value."""
    levels = target.between
    bands = {} if levels is None else levels if isinstance(levels, dict) else {None: levels}
    for category, (low, high) in bands.items():
        if low.kind == high.kind and low.value > high.value:
            path = ("between",) if category is None else ("between", category)
            message = f"{low.text} is above {high.text}, so no value lies between them"
            checking.report("SQ307", message, target.at(*path, 0), "the low bound comes first")


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
    if measure.target is None and isinstance(points, Curve | Deduct):
        message = "points need a target to be measured against; only 'steps' do without"
        place = measure.at("points", key=True)
        checking.report("SQ302", message, place, "add 'target: {at_least: ...}'")
        return
    if not points.amounts():
        checking.report("SQ302", "no points are given", measure.at("points", key=True))
    wrong = [a for a in points.amounts() if a.kind not in (speaks(unit), "share")]
    for amount in wrong:
        message = f"'{amount.text}' does not fit an indicator measured as {_MEASURED[unit]}"
        hint = f"write {_SAY[speaks(unit)]}, or N% for a share of the target"
        checking.report("SQ212", message, _place(measure, amount), hint)
    if not wrong:
        _check_way(checking, measure, points, unit)


def _place(measure: Measure, amount: Amount) -> Location:
    """Return where an amount of the points stands: a key of a curve or steps, or 'per'."""
    if isinstance(measure.points, Deduct):
        return measure.at("points", "per")
    way = "curve" if isinstance(measure.points, Curve) else "steps"
    return measure.at("points", way, amount.text, key=True)


def _check_way(checking: Checking, measure: Measure, points: Way, unit: str) -> None:
    """Check how the points are given, once their units fit."""
    amounts, target = points.amounts(), measure.target
    relative = [a for a in amounts if a.kind == "share" and unit != "share"]
    if relative and len(relative) < len(amounts):
        message = "shares of the target and values of its own are mixed"
        place = _place(measure, next(a for a in amounts if a not in relative))
        checking.report("SQ302", message, place, "write all of them one way")
    elif relative and (target is None or target.direction == "between"):
        message = f"'{relative[0].text}' of the target needs one target, not a band or none"
        hint = "write the points in the indicator's own unit"
        checking.report("SQ302", message, _place(measure, relative[0]), hint)
    elif isinstance(points, Steps) and target is not None and target.direction == "between":
        message = "'steps' go up or down, a band has both sides"
        checking.report("SQ302", message, measure.at("points", key=True), "use a curve")
    if isinstance(points, Deduct):
        for field, figure in (("deduct", points.deduct), ("per", points.per.value)):
            if figure <= 0:
                place = measure.at("points", field)
                checking.report("SQ302", f"'{field}' must be above 0", place)
    _check_twice(checking, measure, amounts)


def _check_twice(checking: Checking, measure: Measure, amounts: list[Amount]) -> None:
    """Report two figures for one value, such as 90% and 90.0%, of which one would win."""
    first: dict[tuple[str, float], Amount] = {}
    for amount in amounts:
        other = first.setdefault((amount.kind, amount.value), amount)
        if other is not amount:
            message = f"'{amount.text}' is the same value as '{other.text}'"
            checking.report("SQ302", message, _place(measure, amount), "remove one of the two")
