"""Status and points of one value under one target."""

from __future__ import annotations

import itertools
import math

from tests.oracle.rows import Spec, Value
from tests.oracle.scalars import figure, in_unit

#: A target in base units: how it compares, and its bound (two for ``between``).
Target = dict[str, float | list[float]]


def target_of(spec: Spec | None, category: Value = None) -> Target | None:
    """Return the target of an indicator, or of one of its categories; None where there is none."""
    if spec is None:
        return None
    for kind in ("at_least", "at_most", "between"):
        if kind in spec:
            raw = spec[kind]
            if "by" in spec:
                raw = raw.get(category, raw.get("default")) if category else raw.get("default")
            return None if raw is None else {kind: bound_of(raw)}
    raise ValueError(f"no target in {spec}")


def bound_of(raw: str | float | list[str | float]) -> float | list[float]:
    """Return a bound, or the two of ``between``, in base units."""
    return [figure(one) for one in raw] if isinstance(raw, list) else figure(raw)


def is_met(target: Target, value: float) -> bool:
    """Tell whether a value meets a target."""
    return not broken(target, value)


def shortfall(target: Target, value: float) -> float:
    """Return the distance of a value from the target, 0 where it is met."""
    return abs(value - broken_bound(target, value)) if broken(target, value) else 0.0


def broken(target: Target, value: float) -> bool:
    """Tell whether the value is on the wrong side of a bound."""
    ((kind, bound),) = target.items()
    if isinstance(bound, list):
        return not bound[0] <= value <= bound[1]
    return value < bound if kind == "at_least" else value > bound


def broken_bound(target: Target, value: float) -> float:
    """Return the bound in question: for ``between`` the one that the value is beyond."""
    ((_, bound),) = target.items()
    if isinstance(bound, list):
        return bound[0] if value < bound[0] else bound[1]
    return bound


def status_of(target: Target, edge: float | None, value: float) -> str:
    """Return met, at_risk or missed; ``edge`` is ``warn`` in the unit of the value."""
    if not is_met(target, value):
        return "missed"
    if edge is None:
        return "met"
    near = value <= edge if "at_least" in target else value >= edge
    return "at_risk" if near else "met"


def points_of(
    target: Target | None, spec: Spec | None, value: float, *, is_share: bool
) -> float | None:
    """Return the points of a value, 0 to 100; None without a target unless steps are given."""
    if spec and "deduct" not in spec and "steps" in spec:
        return clamp(by_steps(target, spec["steps"], value, is_share=is_share))
    if target is None:
        return None
    if not spec:
        return clamp(by_default(target, value))
    if "curve" in spec:
        return clamp(by_curve(target, spec["curve"], value, is_share=is_share))
    return clamp(by_deduction(target, spec, value, is_share=is_share))


def clamp(points: float) -> float:
    """Points lie in 0..100."""
    return min(100.0, max(0.0, points))


def by_default(target: Target, value: float) -> float:
    """Return the share of the target that is reached."""
    if is_met(target, value):
        return 100.0
    bound = broken_bound(target, value)
    if bound <= 0:
        return 0.0
    return 100 * value / bound if value < bound else 100 * bound / value


def number_in(target: Target | None) -> float | None:
    """Return the one bound of a target, of which ``N%`` is a share."""
    bounds = list(target.values()) if target else [None]
    return bounds[0] if not isinstance(bounds[0], list) else None


def by_curve(target: Target, curve: Spec, value: float, *, is_share: bool) -> float:
    """Straight lines between the points of the curve, its end values beyond them."""
    places = sorted(
        (in_unit(x, is_share=is_share, target=number_in(target)), float(y))
        for x, y in curve.items()
    )
    if value <= places[0][0]:
        return places[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(places):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return places[-1][1]


def by_steps(target: Target | None, steps: Spec, value: float, *, is_share: bool) -> float:
    """Return the points of the best step reached, 0 where none is."""
    best = 0.0
    for raw, points in steps.items():
        step = in_unit(raw, is_share=is_share, target=number_in(target))
        reached = value <= step if target and "at_most" in target else value >= step
        if reached:
            best = max(best, float(points))
    return best


def by_deduction(target: Target, spec: Spec, value: float, *, is_share: bool) -> float:
    """100 less ``deduct`` for each ``per`` of the shortfall."""
    per = in_unit(spec["per"], is_share=is_share, target=number_in(target))
    times = shortfall(target, value) / per
    if spec.get("steps") == "begun":
        times = math.ceil(round(times, 9))
    if spec.get("steps") == "full":
        times = math.floor(round(times, 9))
    return 100 - float(spec["deduct"]) * times
