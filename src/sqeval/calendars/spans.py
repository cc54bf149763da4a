"""A calendar over a range of dates as the instants at which work begins and ends.

Everything that measures working time takes these spans, so daylight saving, night shifts, lunch
breaks, holidays and versions are settled here once: hours are laid out on the wall clock, merged,
and cut by the zone's phases of constant offset. Instants are microseconds since the Unix epoch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.dates import EPOCH, ONE_DAY
from sqeval.calendars.days import DayPlan, Eras, day_plans
from sqeval.calendars.offsets import DAY, Phase, cut, near, phases

_MICROSECONDS = 1_000_000
_MINUTE = 60

#: Walls differ from UTC by less than a day; a night shift reaches into one more.
_MARGIN = 2 * DAY


@dataclass(frozen=True)
class Spans:
    """The instants worked, ``[begin, end)``, sorted, disjoint and not touching, and working days.

    ``days`` are local dates, counted from 1970-01-01, in which an interval that belongs to them
    begins; ``closes`` are the instants at which each ends work. A day whose hours all fall into a
    gap of the clock is none.
    """

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    days: tuple[int, ...]
    closes: tuple[int, ...]

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Microseconds worked from the first span up to the end of each."""
        return tuple(accumulate(e - b for b, e in zip(self.begins, self.ends, strict=True)))


def spans(
    calendar: Calendar,
    zone: str,
    first: date,
    last: date,
    ics: Mapping[str, bytes] | None = None,
) -> Spans:
    """Return what is worked on the local dates from ``first`` to ``last``, both included.

    Night shifts of ``last`` are given to their end, and the rest of one that began on the day
    before ``first`` from the midnight on. ``zone`` holds where the calendar names none; ``ics``
    has the bytes of each file of holidays. Raises ValueError where one is none.
    """
    needed = tuple(sorted((ics or {}).items()))
    return _spans(calendar.eras(), calendar.timezone or zone, first, last, needed)


@lru_cache(maxsize=32)
def _spans(
    eras: Eras, zone: str, first: date, last: date, ics: tuple[tuple[str, bytes], ...]
) -> Spans:
    plans = list(day_plans(eras, first - ONE_DAY, last, dict(ics)))
    start, end = days_since(first) * DAY, (days_since(last) + 1) * DAY
    offsets = phases(zone, start - _MARGIN, end + _MARGIN)
    walls = _merged((max(b, start), e) for plan in plans for b, e in walls_of(plan) if e > start)
    worked = list(_merged(cut(walls, offsets)))
    closed = list(_closes(plans[1:], offsets))
    return Spans(
        tuple(begin * _MICROSECONDS for begin, _ in worked),
        tuple(end * _MICROSECONDS for _, end in worked),
        tuple(day for day, _ in closed),
        tuple(close * _MICROSECONDS for _, close in closed),
    )


def days_since(day: date) -> int:
    """Return a date as the number of days since 1970-01-01."""
    return day.toordinal() - EPOCH.toordinal()


def walls_of(plan: DayPlan) -> list[tuple[int, int]]:
    """Return a date's hours in seconds of wall-clock time, sorted."""
    midnight = days_since(plan.day) * DAY
    return [(midnight + b * _MINUTE, midnight + e * _MINUTE) for b, e in plan.hours]


def _merged(pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield sorted pieces with those that touch or overlap as one."""
    held: tuple[int, int] | None = None
    for begin, end in pieces:
        if held is not None and begin <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = begin, end
    if held is not None:
        yield held


def _closes(plans: list[DayPlan], offsets: tuple[Phase, ...]) -> Iterator[tuple[int, int]]:
    """Yield each working day with the instant, in seconds, at which its last hours end."""
    for plan in plans:
        walls = walls_of(plan)
        if not walls:
            continue
        here = near(offsets, walls[0][0], walls[-1][1])
        if len(here) == 1:  # no change of the clock is near
            yield days_since(plan.day), walls[-1][1] - here[0].offset
            continue
        midnight = (days_since(plan.day) + 1) * DAY
        if next(cut([(b, min(e, midnight)) for b, e in walls], here), None) is not None:
            yield days_since(plan.day), max(end for _, end in cut(walls, here))
