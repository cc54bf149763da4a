"""The standard set's figures worked out from cases as they were meant, in plain Python.

Nothing of sqeval is used: limits and conditions are written down here a second time, from the words
of the rule file, so that a misread column or a misread limit shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

_FIRST = {"P1": 15 * MINUTE, "P2": 30 * MINUTE, "P3": 4 * HOUR, "P4": 8 * HOUR, "": 4 * HOUR}
_SOLVE = {"P1": 4 * HOUR, "P2": 8 * HOUR, "P3": 24 * HOUR, "P4": 40 * HOUR, "": 24 * HOUR}

Figure = tuple[float | None, int]


@dataclass(frozen=True)
class World:
    """Cases, the period that is asked for, and the latest moment that the export tells of."""

    cases: list[Any]
    start: datetime
    end: datetime
    as_of: datetime

    @property
    def valid(self) -> list[Any]:
        """Cases of the period that are not void."""
        return [c for c in self.period if c.status != "void"]

    @property
    def period(self) -> list[Any]:
        """Cases of the period."""
        return [c for c in self.cases if self.start <= c.created < self.end]


def share(rows: Iterable[Any], good: Callable[[Any], bool]) -> Figure:
    judged = [good(row) for row in rows]
    return (sum(judged) / len(judged) if judged else None), len(judged)


def solved(world: World) -> list[Any]:
    return [c for c in world.valid if c.status == "solved"]


def within(world: World, end: str, limits: dict[str, timedelta]) -> Figure:
    """In time of all that are decided; open and past the limit is late."""
    judged = []
    for case in world.valid:
        moment, due = getattr(case, end), case.created + limits[case.priority]
        if moment is not None:
            judged.append(moment <= due)
        elif due < world.as_of:
            judged.append(False)
    return (sum(judged) / len(judged) if judged else None), len(judged)


def percentile(lengths: Iterable[timedelta], part: float) -> Figure:
    """By linear interpolation (type 7), in seconds."""
    values = sorted(length.total_seconds() for length in lengths)
    if not values:
        return None, 0
    at = (len(values) - 1) * part
    low, high = values[math.floor(at)], values[math.ceil(at)]
    return low + (high - low) * (at - math.floor(at)), len(values)


def complaints_per_thousand(world: World) -> Figure:
    received = len(world.valid)
    found = sum(c.kind == "complaint" for c in world.valid)
    return found / received * 1000, received


def counted(world: World, chosen: Callable[[Any], bool]) -> Figure:
    count = sum(map(chosen, world.period))
    return count, count


def complete(case: Any) -> bool:  # noqa: ANN401 - the generator is no package
    return all((case.category, case.priority, case.team, case.agent))


def ages(world: World) -> Figure:
    open_ = [c for c in world.valid if c.status == "open"]
    return percentile((world.as_of - c.created for c in open_), 0.5)


def times(world: World, end: str, part: float) -> Figure:
    done = [c for c in world.valid if getattr(c, end) is not None]
    return percentile((getattr(c, end) - c.created for c in done), part)


#: The indicators over tickets: how they are worked out, and the columns that they need.
INDICATORS: dict[str, tuple[Callable[[World], Figure], frozenset[str]]] = {
    "first_response_on_time": (
        lambda w: within(w, "replied", _FIRST),
        frozenset({"replied_at", "priority"}),
    ),
    "resolved_on_time": (
        lambda w: within(w, "solved", _SOLVE),
        frozenset({"resolved_at", "priority"}),
    ),
    "resolution_rate": (
        lambda w: share(w.valid, lambda c: c.status == "solved" and c.reopens == 0),
        frozenset({"reopens"}),
    ),
    "fcr": (
        lambda w: share(solved(w), lambda c: c.handovers == 0 and c.reopens == 0),
        frozenset({"reopens", "reassignments"}),
    ),
    "reopen_rate": (
        lambda w: share(
            [c for c in w.valid if c.status == "solved" or c.reopens > 0], lambda c: c.reopens > 0
        ),
        frozenset({"reopens"}),
    ),
    "reassign_rate": (
        lambda w: share(w.valid, lambda c: c.handovers >= 2),
        frozenset({"reassignments"}),
    ),
    "record_complete": (
        lambda w: share(solved(w), complete),
        frozenset({"category", "priority", "team", "agent"}),
    ),
    "complaint_rate": (complaints_per_thousand, frozenset({"kind"})),
    "received": (lambda w: counted(w, lambda c: c.status != "void"), frozenset()),
    "complaints": (
        lambda w: counted(w, lambda c: c.status != "void" and c.kind == "complaint"),
        frozenset({"kind"}),
    ),
    "open_cases": (lambda w: counted(w, lambda c: c.status == "open"), frozenset()),
    "open_age": (ages, frozenset({"resolved_at"})),
    "first_response_time": (lambda w: times(w, "replied", 0.9), frozenset({"replied_at"})),
    "resolution_time": (lambda w: times(w, "solved", 0.5), frozenset({"resolved_at"})),
    # no vendor here has both categories
    "classification_accuracy": (lambda _: (None, 0), frozenset({"category", "final_category"})),
}
