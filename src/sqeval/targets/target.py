"""Targets: at least, at most or between, for all rows or by category, with a warning line.

``status`` decides on unrounded values: ``at_least`` is met by value >= target, ``at_most`` by
value <= target, ``between`` by low <= value <= high. A met value that is not beyond ``warn`` is at
risk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from sqeval.nodes import Map, Model, Text
from sqeval.targets.quantity import Amount, Quantity, in_unit

Direction = Literal["at_least", "at_most", "between"]
DIRECTIONS: tuple[Direction, ...] = ("at_least", "at_most", "between")

Band = tuple[Quantity, Quantity]


def _shape(value: object) -> str:
    return "by category" if isinstance(value, dict | Map) else "one"


def _band_shape(value: object) -> str:
    return "by category" if isinstance(value, dict | Map) else "band"


Levels = Annotated[
    Annotated[Quantity, Tag("one")] | Annotated[dict[Text, Quantity], Tag("by category")],
    Discriminator(_shape),
]
Bands = Annotated[
    Annotated[Band, Tag("band")] | Annotated[dict[Text, Band], Tag("by category")],
    Discriminator(_band_shape),
]


#: A level, a band, or either by category.
Figure = float | str | list[float] | Mapping[str, float | list[float] | None] | None

#: A target as a report gives it: ``{"at_most": 7200.0}``, ``{"between": [180.0, 360.0]}``, with
#: ``warn`` where there is one; by category ``{"by": "priority", "at_most": {"P1": 1800.0}}``.
Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Goal:
    """A target of one stratum in the indicator's unit; ``high`` is for bands alone."""

    direction: Direction
    level: float
    high: float | None = None
    warn: float | None = None

    def met(self, value: float) -> bool:
        """Tell whether ``value`` reaches the target."""
        if self.direction == "at_least":
            return value >= self.level
        if self.direction == "at_most":
            return value <= self.level
        return self.level <= value <= (self.high if self.high is not None else self.level)

    def status(self, value: float) -> Literal["met", "at_risk", "missed"]:
        """Return met, at_risk or missed."""
        if not self.met(value):
            return "missed"
        if self.warn is None:
            return "met"
        beyond = value > self.warn if self.direction == "at_least" else value < self.warn
        return "met" if beyond else "at_risk"

    def shortfall(self, value: float) -> float:
        """Return how far ``value`` is from the target, in its unit; 0 where it is met."""
        if self.met(value):
            return 0.0
        if value < self.level:
            return self.level - value
        return value - (self.level if self.high is None else self.high)


class Target(Model):
    """What is wanted: exactly one of ``at_least``, ``at_most`` and ``between``."""

    by: Text | None = None
    at_least: Levels | None = None
    at_most: Levels | None = None
    between: Bands | None = None
    warn: Quantity | None = None

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        given = [d for d in DIRECTIONS if getattr(self, d) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_direction", "a target is one of at_least, at_most and between"
            )
        by_category = isinstance(getattr(self, given[0]), dict)
        if by_category and self.by is None:
            raise PydanticCustomError(
                "by_missing", "a target by category needs 'by', the column it goes by"
            )
        if self.by is not None and not by_category:
            raise PydanticCustomError(
                "by_idle", "'by' needs a target per category, such as {P1: 30m, default: 8h}"
            )
        if self.warn is not None and self.between is not None:
            raise PydanticCustomError("warn_band", "'warn' goes with at_least or at_most only")
        return self

    @property
    def direction(self) -> Direction:
        """Which of the three it is."""
        return next(d for d in DIRECTIONS if getattr(self, d) is not None)

    def amounts(self) -> Iterator[tuple[tuple[str | int, ...], Amount]]:
        """Yield every quantity of the target with its path."""
        levels = getattr(self, self.direction)
        for key, level in levels.items() if isinstance(levels, dict) else [(None, levels)]:
            path = (self.direction,) if key is None else (self.direction, key)
            if isinstance(level, Amount):
                yield path, level
            else:
                yield from (((*path, i), bound) for i, bound in enumerate(level))

    def goal(self, category: object, unit: str) -> Goal | None:
        """Return the target of ``category`` (ignored without ``by``), or None where it has none."""
        levels = getattr(self, self.direction)
        if isinstance(levels, dict):
            level = levels.get(category_name(category), levels.get("default"))
        else:
            level = levels
        if level is None:
            return None
        if isinstance(level, Amount):
            base = in_unit(level, unit, None)
            if base is None:
                return None
            warn = None if self.warn is None else in_unit(self.warn, unit, base)
            return Goal(self.direction, base, warn=warn)
        low, high = (in_unit(bound, unit, None) for bound in level)
        return None if low is None or high is None else Goal("between", low, high)

    def figures(self, unit: str) -> Figures:
        """Return the target as a report gives it, in the indicator's unit."""
        levels = getattr(self, self.direction)
        shown: dict[str, Figure] = {}
        if isinstance(levels, dict):
            shown["by"] = self.by
            shown[self.direction] = {k: _figure(v, unit) for k, v in levels.items()}
        else:
            shown[self.direction] = _figure(levels, unit)
        if self.warn is not None:
            shown["warn"] = (
                {name: self._warn(name, unit) for name in levels}
                if isinstance(levels, dict)
                else self._warn(None, unit)
            )
        return shown

    def _warn(self, category: object, unit: str) -> float | None:
        goal = self.goal(category, unit)
        return None if goal is None else goal.warn


def category_name(category: object) -> str | None:
    """Return a category as the rule file's keys name it; a missing one has no name."""
    if isinstance(category, bool):
        return "true" if category else "false"
    return None if category is None else str(category)


def _figure(level: Amount | Band, unit: str) -> float | list[float] | None:
    if isinstance(level, Amount):
        return in_unit(level, unit, None)
    return [f for bound in level if (f := in_unit(bound, unit, None)) is not None]
