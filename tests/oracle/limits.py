"""Whether a row is in time: under hours, working days, due times and durations in columns."""

from __future__ import annotations

from tests.oracle.clocks import Clock, View
from tests.oracle.rows import Row, Spec, given
from tests.oracle.scalars import choose, duration, is_duration, working_days

#: A duration or working days, columns, or one of the first two by category.
Limit = str | list[str] | Spec


def limit_columns(limit: Limit | None) -> list[str]:
    """Return the columns that a limit reads."""
    if limit is None or isinstance(limit, list):
        return limit or []
    if isinstance(limit, dict):
        return [limit["by"]] if isinstance(limit["by"], str) else list(limit["by"])
    return [] if is_duration(limit) or working_days(limit) is not None else [limit]


def is_in_time(limit: Limit, row: Row, span: tuple[float, float], clock: Clock, view: View) -> bool:
    """Tell whether a row that took from the first instant to the second is in time."""
    start, end = span
    found = limit_of(limit, row)
    if isinstance(found, list):
        cells = given(found, row)
        if view.units[found[0]] == "time":
            return by_due_time(max(cells), clock, start, end)
        return clock.time(start, end) <= max(cells)
    days = working_days(str(found))
    if days is None or clock.calendar is None:
        return clock.time(start, end) <= duration(str(found))
    return by_due_time(clock.calendar.close_after(start, days), clock, start, end)


def by_due_time(due: float, clock: Clock, start: float, end: float) -> bool:
    """In time until it is due, and as long after as was paused."""
    return end <= due or 0 < clock.paused(start, end) >= clock.counted(due, end)


def limit_of(limit: Limit, row: Row) -> str | list[str] | None:
    """Return the duration, the working days or the columns that apply; None: no limit does."""
    if isinstance(limit, list | str):
        columns = limit_columns(limit)
        return (columns if given(columns, row) else None) if columns else str(limit)
    found: str | Spec | None = limit
    for column in limit_columns(limit):
        if isinstance(found, dict):
            found = choose(found, row.cells[column])
    return None if found is None else str(found)
