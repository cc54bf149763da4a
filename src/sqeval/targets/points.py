"""Points: how a value turns into 0-100, one model per way, all clamped.

The default way is the achievement ratio; a rule file may ask for a curve, for steps, or for a
deduction per unit of shortfall.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from sqeval.nodes import Model, Number
from sqeval.targets.quantity import Amount, Quantity, in_unit
from sqeval.targets.target import Goal

#: Shortfalls are rounded to this many decimals before part steps are counted, so that a binary
#: fraction (0.92 - 0.90 = 0.020000000000000018) does not begin a step of its own.
_STEP_DECIMALS = 9


def clamp(points: float) -> float:
    """Keep points within 0 and 100."""
    return min(100.0, max(0.0, points))


def achievement(value: float, goal: Goal) -> float:
    """Return the achievement ratio in points.

    ``at_least``: 100 value/target; ``at_most``: 100 target/value; ``between``: 100 inside, else
    100 value/low or 100 high/value. Where the bound in question is 0 or less: 100 if met, else 0.

    Example: 4 h against at most 2 h is 50 points.
    """
    if goal.met(value):
        return 100.0
    above = goal.direction != "at_least" and value > goal.level
    bound = goal.high if above and goal.high is not None else goal.level
    if bound <= 0:
        return 0.0
    return clamp(100 * bound / value if above else 100 * value / bound)


class Curve(Model):
    """Straight lines between given points, the end values held beyond them.

    points(v) = p_i + (p_i+1 - p_i)(v - v_i)/(v_i+1 - v_i) for v_i <= v <= v_i+1.

    Example: ``curve: {100%: 100, 150%: 60, 300%: 0}`` gives 80 points at 125 % of the target.
    """

    curve: dict[Quantity, Number]

    def points(self, value: float, goal: Goal | None, unit: str) -> float | None:
        """Return the points of ``value``, or None without a target to measure from."""
        if goal is None:
            return None
        knots = sorted(_levels(self.curve, unit, goal.level).items())
        if value <= knots[0][0]:
            return clamp(knots[0][1])
        for (v0, p0), (v1, p1) in pairwise(knots):
            if value <= v1:
                return clamp(p0 + (p1 - p0) * (value - v0) / (v1 - v0))
        return clamp(knots[-1][1])

    def amounts(self) -> list[Amount]:
        """Return the quantities it names."""
        return list(self.curve)


class Steps(Model):
    """The points of the best step reached; none reached: 0.

    A step is reached by value >= step, under an ``at_most`` target by value <= step.

    Example: ``steps: {98%: 100, 95%: 90}`` gives 90 points at 96 % and 0 at 94 %.
    """

    steps: dict[Quantity, Number]

    def points(self, value: float, goal: Goal | None, unit: str) -> float | None:
        """Return the points of ``value``; steps need no target."""
        downward = goal is not None and goal.direction == "at_most"
        levels = _levels(self.steps, unit, goal.level if goal else None)
        reached = [
            p for level, p in levels.items() if (value <= level if downward else value >= level)
        ]
        return clamp(max(reached, default=0.0))

    def amounts(self) -> list[Amount]:
        """Return the quantities it names."""
        return list(self.steps)


class Deduct(Model):
    """A deduction from 100 per unit of shortfall, proportional unless ``steps`` counts part steps.

    points(v) = 100 - deduct x shortfall/per; ``steps: begun`` rounds shortfall/per up, ``full``
    down.

    Example: ``{deduct: 2, per: 1%}`` gives 93 points at 88.5 % against at least 92 %.
    """

    deduct: Number
    per: Quantity
    steps: Literal["begun", "full"] | None = None

    def points(self, value: float, goal: Goal | None, unit: str) -> float | None:
        """Return the points of ``value``, or None without a target to fall short of."""
        per = None if goal is None else in_unit(self.per, unit, goal.level)
        if goal is None or not per:
            return None
        steps = goal.shortfall(value) / per
        if self.steps == "begun":
            steps = math.ceil(round(steps, _STEP_DECIMALS))
        elif self.steps == "full":
            steps = math.floor(round(steps, _STEP_DECIMALS))
        return clamp(100 - self.deduct * steps)

    def amounts(self) -> list[Amount]:
        """Return the quantities it names."""
        return [self.per]


def _levels(table: dict[Amount, float], unit: str, target: float | None) -> dict[float, float]:
    return {
        level: points
        for quantity, points in table.items()
        if (level := in_unit(quantity, unit, target)) is not None
    }


#: Every way to give points beside the default, by the key that names it.
POINTS: dict[str, type[Curve | Steps | Deduct]] = {
    "curve": Curve,
    "steps": Steps,
    "deduct": Deduct,
}


def _way(value: Any) -> str | None:  # noqa: ANN401 - what YAML holds
    if not isinstance(value, dict):
        return next((f"by {k}" for k, model in POINTS.items() if isinstance(value, model)), None)
    return next((f"by {key}" for key in ("deduct", "curve", "steps") if key in value), None)


Points = Annotated[
    Annotated[Curve, Tag("by curve")]
    | Annotated[Steps, Tag("by steps")]
    | Annotated[Deduct, Tag("by deduct")],
    Discriminator(_way),
]
