"""What the lints about figures share: how a figure is written, which values a target is met by."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sqeval.rules.checking import Checking
from sqeval.targets.points import Curve, Deduct, Steps
from sqeval.targets.quantity import Amount, in_unit
from sqeval.targets.target import Goal


@dataclass(frozen=True)
class Met:
    """The values that meet a target of one category, both ends included, in the indicator's unit.

    ``path`` leads from the target to the figure.
    """

    path: tuple[str, ...]
    low: float
    high: float


def met_by(rules: Checking, indicator: str) -> Iterator[Met]:
    """Yield what meets the target of an indicator, by category; nothing where it is not sound."""
    target, unit = rules.draft.indicators[indicator].target, rules.unit(indicator)
    if target is None or unit is None:
        return
    levels = getattr(target, target.direction)
    for category, level in levels.items() if isinstance(levels, dict) else [(None, levels)]:
        path = (target.direction,) if category is None else (target.direction, category)
        figures = [
            in_unit(a, unit, None) for a in ([level] if isinstance(level, Amount) else level)
        ]
        low, high = figures[0], figures[-1]
        if low is None or high is None or low > high:
            continue
        if target.direction == "at_least":
            high = math.inf
        elif target.direction == "at_most":
            low = -math.inf
        yield Met(path, low, high)


def goals(rules: Checking, indicator: str) -> list[Goal]:
    """Return the targets of an indicator, one for each category that has one."""
    target, unit = rules.draft.indicators[indicator].target, rules.unit(indicator)
    if target is None or unit is None:
        return []
    levels = getattr(target, target.direction)
    found = (target.goal(c, unit) for c in (levels if isinstance(levels, dict) else [None]))
    return [goal for goal in found if goal is not None]


def shares_of_target(points: Curve | Steps | Deduct, unit: str) -> bool:
    """Tell whether points are measured in shares of the target alone."""
    return unit != "share" and all(amount.kind == "share" for amount in points.amounts())


def written(figure: float) -> str:
    """Return a figure as rules write it."""
    return f"{round(figure, 9):.15g}"


def in_words(figure: float, unit: str) -> str:
    """Return a value of an indicator as rules write it."""
    if unit == "share":
        return f"{written(100 * figure)}%"
    return f"{written(figure)}s" if unit == "s" else written(figure)
