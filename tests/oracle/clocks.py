"""The time that counts for one row: of its calendar, without what was paused."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.oracle.calendars import Calendar, Span
from tests.oracle.rows import Row, Spec, Table, Value, given
from tests.oracle.scalars import choose


@dataclass(frozen=True)
class View:
    """What all rows of a count share: when it is looked from, and what their time is told by."""

    as_of: float | None
    units: dict[str, str]
    calendars: dict[str, Calendar] = field(default_factory=dict)
    histories: dict[str, Table] = field(default_factory=dict)
    key: str = ""  # the column that a history names a case by
    clock_column: str | None = None
    clock: Callable[[Row], float | None] = lambda _: None
    others: tuple[Row, ...] = ()  # rows that may follow, for repeat


@dataclass(frozen=True)
class Clock:
    """How the time of one row is told."""

    calendar: Calendar | None
    pauses: list[Span]
    taken: float  # paused time of which nobody knows when it was

    def counted(self, start: float, end: float) -> float:
        """Return the time that counts from one instant to another, pauses in it."""
        return end - start if self.calendar is None else self.calendar.worked(start, end)

    def paused(self, start: float, end: float) -> float:
        """Return how much of the time that counts was paused."""
        cut = [(max(start, low), min(end, high)) for low, high in self.pauses]
        return self.taken + sum(self.counted(low, high) for low, high in cut if low < high)

    def time(self, start: float, end: float) -> float:
        """Return the time of the row, never below 0."""
        return max(0.0, self.counted(start, end) - self.paused(start, end))


def clock_for(indicator: Spec, row: Row, view: View) -> Clock | None:
    """Return how the time of a row is told, None where that is unknown."""
    name = calendar_name(indicator, row)
    pauses, taken = pauses_of(indicator.get("pause"), row, view)
    if not has_calendar(indicator, row) or pauses is None:
        return None
    return Clock(view.calendars[name] if name else None, pauses, taken)


def has_calendar(indicator: Spec, row: Row) -> bool:
    """Tell whether a calendar applies to a row, or none is asked for."""
    return "calendar" not in indicator or calendar_name(indicator, row) is not None


def calendar_name(indicator: Spec, row: Row) -> str | None:
    """Return the calendar of a row, by its category where it goes by one."""
    named: str | Spec | None = indicator.get("calendar")
    if isinstance(named, dict):
        named = choose(named, row.cells[named["by"]])
    return None if named is None else str(named)


def pauses_of(
    pause: str | list[str] | Spec | None, row: Row, view: View
) -> tuple[list[Span] | None, float]:
    """Return when a case was paused (None where it cannot be told), or how long in all."""
    if pause is None:
        return [], 0.0
    if isinstance(pause, dict):
        return history(pause, view.histories[pause["table"]], row.cells[view.key]), 0.0
    times = given(pause_columns(pause), row)
    return (None, 0.0) if any(time < 0 for time in times) else ([], sum(times))


def pause_columns(pause: str | list[str] | Spec | None) -> list[str]:
    """Return the columns with paused time, none where pauses are a history."""
    if isinstance(pause, list):
        return pause
    return [pause] if isinstance(pause, str) else []


def history(pause: Spec, table: Table, case: Value) -> list[Span] | None:
    """Return when a case was paused, by its changes in the order of time."""
    (link,) = table.spec["lookup"].values()
    clock = str(table.clock())
    changes = [row for row in table.rows if row.cells[link] == case]
    if any(row.cells[clock] is None or pause["status"] in row.invalid for row in changes):
        return None
    changes.sort(key=lambda row: float(row.cells[clock]))  # type: ignore[arg-type]
    times = [float(row.cells[clock]) for row in changes] + [math.inf]  # type: ignore[arg-type]
    return [
        (times[n], times[n + 1])
        for n, row in enumerate(changes)
        if row.cells[pause["status"]] in pause["in"]
    ]
