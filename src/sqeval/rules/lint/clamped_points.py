"""Points are cut to the range from 0 to 100, so other figures say what is never earned.

In a curve they move the line as well: it reaches 100, or 0, before the point that is written.

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
        points: {steps: {95%: 120, 90%: 100}}

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
        points: {steps: {95%: 100, 90%: 80}}

How to silence: ``# sqeval: ignore[SQ327]`` on the line of the points.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.figures import written
from sqeval.targets.points import Curve, Steps, clamp

CODE = "SQ327"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield points of curves and steps that are cut."""
    for measure in rules.draft.indicators.values():
        points = measure.points
        if not isinstance(points, Curve | Steps):
            continue
        way = "curve" if isinstance(points, Curve) else "steps"
        for amount, given in (points.curve if isinstance(points, Curve) else points.steps).items():
            kept = clamp(given)
            if kept != given:
                message = f"{written(given)} points are cut to {written(kept)}"
                hint = (
                    f"end the line where it reaches {kept:g}"
                    if way == "curve"
                    else f"write {kept:g}"
                )
                yield Problem(CODE, message, measure.at("points", way, amount.text), hint)
