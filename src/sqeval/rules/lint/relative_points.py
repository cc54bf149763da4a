"""Shares of a target that is 0 are all 0, and those of a negative one stand in the wrong order.

Points in `N%` of the target need a target above 0; beside another one they are written in the
indicator's own unit.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      reopened:
        type: count
        where: reopens > 0
        target: {at_most: 0}
        points: {deduct: 2, per: 10%}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      reopened:
        type: count
        where: reopens > 0
        target: {at_most: 0}
        points: {deduct: 2, per: 1}

How to silence: ``# sqeval: ignore[SQ320]`` on the line of the points.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.figures import goals, in_words, shares_of_target
from sqeval.targets.points import POINTS, Deduct

CODE = "SQ320"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield points in shares of a target that is 0 or less, once for an indicator."""
    for name, measure in rules.draft.indicators.items():
        points, unit = measure.points, rules.unit(name)
        if points is None or unit is None or not shares_of_target(points, unit):
            continue
        levels = [g.level for g in goals(rules, name) if g.high is None and g.level <= 0]
        for amount in points.amounts()[:1] if levels else []:
            way = next(key for key, model in POINTS.items() if isinstance(points, model))
            path = ("per",) if isinstance(points, Deduct) else (way, amount.text)
            place = measure.at("points", *path, key=way != "deduct")
            message = f"'{amount.text}' is a share of a target of {in_words(levels[0], unit)}"
            hint = "write the points in the indicator's own unit"
            yield Problem(CODE, message, place, hint)
