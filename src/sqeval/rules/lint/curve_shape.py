"""Points that fall where the value gets better reward the worse desk.

Under `at_least` more is better, under `at_most` less; under `between` the points rise towards the
band and fall beyond it. Without a target more counts as better. Neighbours may earn the same.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once:
        type: ratio
        good: reopens == 0
        target: {at_least: 90%}
        points: {steps: {95%: 90, 90%: 100}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once:
        type: ratio
        good: reopens == 0
        target: {at_least: 90%}
        points: {steps: {95%: 100, 90%: 90}}

How to silence: ``# sqeval: ignore[SQ311]`` on the line of the points.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.figures import goals, shares_of_target, written
from sqeval.targets.points import Curve, Steps, clamp
from sqeval.targets.quantity import Amount, in_unit
from sqeval.targets.target import Goal

CODE = "SQ311"

#: An amount with its value in the indicator's unit, or as a share of the target, and its points.
_Knot = tuple[float, float, Amount]

_HINTS = {
    "at_least": "'at_least' wants more, so points do not fall as the value rises",
    "at_most": "'at_most' wants less, so points do not rise as the value rises",
    "between": "points rise towards the band and fall beyond it",
    None: "more counts as better; a target 'at_most' says that less is",
}


def find(rules: Checking) -> Iterator[Problem]:
    """Yield the first point of a curve or steps that goes the wrong way."""
    for name, measure in rules.draft.indicators.items():
        points, target = measure.points, measure.target
        if not isinstance(points, Curve | Steps) or not _told(rules, name):
            continue
        way = "curve" if isinstance(points, Curve) else "steps"
        turn = _turn(_knots(points, rules.unit(name)), _sides(goals(rules, name)))
        if turn is not None:
            (_, before, start), (_, after, end) = turn
            move, value = ("fall", "better") if after < before else ("rise", "worse")
            message = (
                f"points {move} from {written(before)} at {start.text} to {written(after)} at "
                f"{end.text}, where the value gets {value}"
            )
            hint = _HINTS[None if target is None else target.direction]
            yield Problem(CODE, message, measure.at("points", way, end.text), hint)


def _told(rules: Checking, name: str) -> bool:
    """Tell whether the points are sound enough to have a shape, or are reported otherwise."""
    measure, unit = rules.draft.indicators[name], rules.unit(name)
    if unit is None or measure.points is None:
        return False
    if measure.target is None:
        return isinstance(measure.points, Steps)
    wanted = goals(rules, name)
    if shares_of_target(measure.points, unit):
        return bool(wanted) and all(g.level > 0 and g.high is None for g in wanted)
    return bool(wanted) and not (isinstance(measure.points, Steps) and wanted[0].high is not None)


def _knots(points: Curve | Steps, unit: str | None) -> list[_Knot]:
    """Return the points by value; none where they are not measured alike."""
    table = points.curve if isinstance(points, Curve) else points.steps
    if unit is None or len({amount.kind for amount in table}) != 1:
        return []
    found = ((in_unit(amount, unit, 1.0), p, amount) for amount, p in table.items())
    knots = [(value, clamp(p), amount) for value, p, amount in found if value is not None]
    return sorted(knots, key=lambda knot: knot[0])


def _sides(wanted: list[Goal]) -> tuple[float, float]:
    """Return up to where points must not fall, and from where on they must not rise."""
    if not wanted or wanted[0].direction == "at_least":
        return math.inf, math.inf
    if wanted[0].direction == "at_most":
        return -math.inf, -math.inf
    bands = [(goal.level, goal.high) for goal in wanted if goal.high is not None]
    return max(low for low, _ in bands), min(high for _, high in bands)


def _turn(knots: list[_Knot], sides: tuple[float, float]) -> tuple[_Knot, _Knot] | None:
    """Return two neighbours of which the second has the wrong points."""
    rising_to, falling_from = sides
    for one, other in pairwise(knots):
        falls = other[1] < one[1] and one[0] < rising_to
        rises = other[1] > one[1] and other[0] > falling_from
        if one[0] < other[0] and (falls or rises):
            return one, other
    return None
