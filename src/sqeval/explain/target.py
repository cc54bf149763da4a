"""A target in words: what is met, at risk and missed, for all rows or by category."""

from __future__ import annotations

from typing import Any

from sqeval.explain.quantities import said
from sqeval.explain.topic import Topic
from sqeval.targets.target import Goal, Target


def target_said(topic: Topic[Any]) -> list[str]:
    """Return the target, each category's by itself."""
    words, target = topic.words, topic.measure.target
    if target is None:
        return [words("target.none")]
    if target.by is None:
        return [_one(topic, goal) for _, goal in goals(topic, target)]
    texts = [words("target.by", by=target.by)]
    for category, goal in goals(topic, target):
        texts.append(words("target.category", category=category, target=_one(topic, goal)))
    if "default" not in getattr(target, target.direction):
        texts.append(words("target.no-default", by=target.by))
    return [*texts, words("target.strata", by=target.by)]


def goals(topic: Topic[Any], target: Target) -> list[tuple[str, Goal]]:
    """Return the target of all rows (its category is empty), or that of each category."""
    levels = getattr(target, target.direction)
    found = []
    for category in levels if isinstance(levels, dict) else [None]:
        goal = target.goal(category, topic.unit)
        if goal is not None:
            found.append((_category(topic, target, category), goal))
    return found


def _category(topic: Topic[Any], target: Target, category: str | None) -> str:
    if category == "default":
        return topic.words("target.default", by=target.by or "")
    return category or ""


def _one(topic: Topic[Any], goal: Goal) -> str:
    words, unit = topic.words, topic.unit
    level = said(goal.level, unit, words)
    if goal.high is not None:
        return words("target.between", level=level, high=said(goal.high, unit, words))
    if goal.warn is None:
        return words(f"target.{goal.direction}", level=level)
    return words(f"target.{goal.direction}.warn", level=level, warn=said(goal.warn, unit, words))


def target_in_short(topic: Topic[Any]) -> str:
    """Return the target in a few words."""
    words, target = topic.words, topic.measure.target
    if target is None:
        return words("target.short.none")
    found = goals(topic, target)
    if target.by is None:
        return _short(topic, found[0][1])
    levels = (
        words("target.category", category=category, target=_short(topic, goal))
        for category, goal in found
    )
    return words("target.short.by", by=target.by, levels=words.list(levels))


def _short(topic: Topic[Any], goal: Goal) -> str:
    words, unit = topic.words, topic.unit
    figures = {"level": said(goal.level, unit, words)}
    if goal.high is not None:
        figures["high"] = said(goal.high, unit, words)
    return words(f"target.short.{goal.direction}", **figures)
