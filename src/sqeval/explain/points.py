"""How points come about, in words, with an example that the real models reckon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sqeval.explain.quantities import amount_said, number, said, step_said
from sqeval.explain.target import goals
from sqeval.explain.topic import Topic
from sqeval.targets.points import Curve, Deduct, Steps, achievement, clamp
from sqeval.targets.quantity import Amount, in_unit
from sqeval.targets.target import Goal

#: The values that each unit can have; others have no bounds.
_BOUNDS = {"share": (0.0, 1.0), "s": (0.0, float("inf")), "count": (0.0, float("inf"))}
_BOUNDS["nps"] = (-100.0, 100.0)

#: Binary fractions leave noise behind this many decimals of an example's value.
_DECIMALS = 9

#: How far an example lies from its target: a share of it, and a number of deductions.
_BELOW, _ABOVE = 0.9, 1.25
_DEDUCTIONS = 2.5


def points_said(topic: Topic[Any]) -> list[str]:
    """Return how a value turns into points, with an example."""
    measure = topic.measure
    if measure.points is None and measure.target is None:
        return [topic.words("points.none")]
    way = None if measure.points is None else type(measure.points)
    texts = _WAYS[way](topic)
    if measure.target is not None and measure.target.by is not None:
        texts.append(topic.words("points.strata", by=measure.target.by))
    return [*texts, *_example(topic)]


def _achieved(topic: Topic[Any]) -> list[str]:
    words, found = topic.words, goals(topic, topic.measure.target)
    texts = [words(f"points.{topic.measure.target.direction}"), words("points.range")]
    if any(goal.level <= 0 or (goal.high or 1) <= 0 for _, goal in found):
        texts.insert(1, words("points.nought"))
    return texts


def _curve(topic: Topic[Any]) -> list[str]:
    return [topic.words("points.curve"), *_levels(topic, topic.measure.points.curve, "points.at")]


def _steps(topic: Topic[Any]) -> list[str]:
    downward = _goes_down(topic)
    name = "points.step.at_most" if downward else "points.step.at_least"
    return [topic.words("points.steps"), *_levels(topic, topic.measure.points.steps, name)]


def _levels(topic: Topic[Any], levels: Mapping[Amount, float], name: str) -> list[str]:
    words = topic.words
    return [
        words(name, level=amount_said(level, topic.unit, words), points=number(clamp(points)))
        for level, points in levels.items()
    ]


def _deduct(topic: Topic[Any]) -> list[str]:
    words, points = topic.words, topic.measure.points
    name = "points.deduct" if points.steps is None else f"points.deduct.{points.steps}"
    per = step_said(points.per, topic.unit, words)
    return [words(name, per=per, deduct=number(points.deduct)), words("points.range")]


_WAYS: dict[type[Curve | Steps | Deduct] | None, Callable[[Topic[Any]], list[str]]] = {
    None: _achieved,
    Curve: _curve,
    Steps: _steps,
    Deduct: _deduct,
}


def points_in_short(topic: Topic[Any]) -> str:
    """Return how points come about on one line."""
    words, points = topic.words, topic.measure.points
    if points is None and topic.measure.target is None:
        return words("points.none")
    first, *rest = _WAYS[None if points is None else type(points)](topic)
    if isinstance(points, Curve | Steps):
        return words("sentences").join([first, words.list(rest)])
    return first


def _goes_down(topic: Topic[Any]) -> bool:
    target = topic.measure.target
    return target is not None and target.direction == "at_most"


def _example(topic: Topic[Any]) -> list[str]:
    """Reckon the points of one value with the models that score; none fits for odd targets."""
    words, target = topic.words, topic.measure.target
    category, goal = ("", None) if target is None else goals(topic, target)[0]
    low, high = _BOUNDS.get(topic.unit, (-float("inf"), float("inf")))
    value = next((v for v in _candidates(topic, goal) if low <= v <= high), None)
    if value is None:
        return []
    if topic.measure.points is not None:
        points = topic.measure.points.points(value, goal, topic.unit)
    else:
        points = None if goal is None else achievement(value, goal)
    if points is None:
        return []
    texts = {"value": said(value, topic.unit, words), "points": number(points)}
    if category:
        return [words("points.example.by", category=category, **texts)]
    return [words("points.example", **texts)]


def _candidates(topic: Topic[Any], goal: Goal | None) -> Iterator[float]:
    """Yield values that show how points come about, the best first."""
    points, unit = topic.measure.points, topic.unit
    level = None if goal is None else goal.level
    if isinstance(points, Curve | Steps):
        yield from (round(v, _DECIMALS) for v in _middles(points, unit, level))
    elif goal is not None and isinstance(points, Deduct):
        yield from (round(v, _DECIMALS) for v in _short_of(points, goal, unit))
    elif goal is not None and goal.level > 0:
        bound = goal.high if goal.high is not None else goal.level
        down = goal.direction == "at_least"
        yield round(goal.level * _BELOW if down else bound * _ABOVE, _DECIMALS)


def _middles(points: Curve | Steps, unit: str, level: float | None) -> Iterator[float]:
    """Yield the middle of two neighbours: of the best two, then of the others."""
    table = points.curve if isinstance(points, Curve) else points.steps
    amounts = [(in_unit(amount, unit, level), points) for amount, points in table.items()]
    levels = sorted((v, p) for v, p in amounts if v is not None)
    sloping = [(one, two) for one, two in pairwise(levels) if one[1] != two[1]]
    best_first = sorted(sloping, key=lambda pair: -max(pair[0][1], pair[1][1]))
    yield from ((one[0] + two[0]) / 2 for one, two in best_first)
    yield from (value for value, _ in levels)


def _short_of(points: Deduct, goal: Goal, unit: str) -> Iterator[float]:
    per = in_unit(points.per, unit, goal.level) or 0.0
    bound = goal.high if goal.high is not None else goal.level
    for steps in (_DEDUCTIONS, _DEDUCTIONS / 5):
        if goal.direction == "at_least":
            yield goal.level - steps * per
        else:
            yield bound + steps * per
