"""Targets and points for every unit, in every form the rule language has."""

from __future__ import annotations

from random import Random
from typing import Any

#: For each unit, bounds from low to high, as a rule file writes them.
BOUNDS: dict[str, list[Any]] = {
    "share": ["10%", "40%", "60%", "75%", "90%"],
    "s": ["10m", "1h", "2h", "8h", "2d"],
    "number": [0.5, 2, 4, 7.25, 30],
    "count": [1, 3, 6, 10, 25],
    "nps": [-40, -10, 5, 20, 60],
}

#: Columns by which targets may go, each with categories of its own.
CATEGORIES = (("priority", "P1", "P2"), ("priority", "P1", "P2"), ("team", "EMEA", "华东组"))


def target(dice: Random, unit: str, *, by_category: bool) -> dict[str, Any]:
    """Return a target: at_least, at_most or between, with and without warn, by category or not."""
    bounds = BOUNDS[unit]
    kind = dice.choice(("at_least", "at_most", "at_least", "at_most", "between"))
    if kind == "between":
        if by_category:
            pairs = {name: pair(dice, bounds) for name in ("P1", "default")}
            return {"by": "priority", "between": pairs}
        return {"between": pair(dice, bounds)}
    place = dice.randrange(1, 4)
    found: dict[str, Any] = {kind: bounds[place]}
    if by_category:
        column, *names = dice.choice(CATEGORIES)
        names += ["default"] if dice.random() < 0.6 else []
        found = {"by": column, kind: {name: bounds[dice.randrange(1, 4)] for name in names}}
    elif unit == "number" and dice.random() < 0.15:
        found[kind] = dice.choice((0, -1)) if kind == "at_least" else 0
        return found
    if dice.random() < 0.4:
        found["warn"] = warn(dice, unit, kind)
    return found


def pair(dice: Random, bounds: list[Any]) -> list[Any]:
    """Return two bounds, the lower one first."""
    low = dice.randrange(3)
    return [bounds[low], bounds[dice.randrange(low + 1, 5)]]


def warn(dice: Random, unit: str, kind: str) -> Any:  # noqa: ANN401 - a number or a text
    """Return an edge on the met side of every bound that a target may have."""
    if unit in ("s", "number") and dice.random() < 0.6:
        return "150%" if kind == "at_least" else "80%"
    return BOUNDS[unit][4] if kind == "at_least" else BOUNDS[unit][0]


def points(dice: Random, unit: str, target_spec: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return how points follow the value, or None for the default."""
    if target_spec is None:
        return {"steps": steps(unit, "at_least")} if dice.random() < 0.5 else None
    kind = next(name for name in ("at_least", "at_most", "between") if name in target_spec)
    form = dice.choice(("default", "curve", "steps", "deduct", "begun", "full"))
    if form == "default" or kind == "between":
        return None
    if form == "curve":
        return {"curve": curve(dice, unit, kind, target_spec[kind])}
    if form == "steps":
        return {"steps": steps(unit, kind)}
    per = {"share": "7%", "s": "25m", "number": 0.75, "count": 2, "nps": 15}[unit]
    found = {"deduct": dice.choice((2, 7.5)), "per": per}
    return found if form == "deduct" else found | {"steps": form}


def steps(unit: str, kind: str) -> dict[str | float, int]:
    """Return steps in the unit's own words."""
    bounds = BOUNDS[unit][1:4]
    if kind == "at_most":
        return dict(zip(bounds, (100, 80, 35), strict=True))
    return dict(zip(reversed(bounds), (100, 80, 35), strict=True))


def curve(dice: Random, unit: str, kind: str, bound: Any) -> dict[str | float, int]:  # noqa: ANN401
    """Return a curve, in the unit's own words or in shares of the target."""
    shares_of_target = unit != "share" and (isinstance(bound, dict | str) or bound > 0)
    if shares_of_target and dice.random() < 0.6:
        if kind == "at_most":
            return {"100%": 100, "150%": 60, "300%": 10}
        return {"25%": 5, "80%": 60, "100%": 100}
    bounds = BOUNDS[unit][0:5:2]
    heights = (100, 60, 10) if kind == "at_most" else (5, 60, 100)
    return dict(zip(bounds, heights, strict=True))
