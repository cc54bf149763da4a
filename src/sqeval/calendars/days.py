"""The hours of each local date: what the versions, holidays and single dates of a calendar say.

The order of precedence is decided here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqeval.calendars.calendar import Terms
from sqeval.calendars.dates import dates_between
from sqeval.calendars.hours import DayHours, usual
from sqeval.calendars.ics import ics_days
from sqeval.calendars.public import ICS, Holidays, holidays_of

#: Terms from a date on, oldest first.
Eras = tuple[tuple[date, Terms], ...]

#: What a date is whose hours the calendar gives, or takes, apart from its weekday and holidays.
Exceptional = Literal["open day", "closed day", "make-up day"]


@dataclass(frozen=True)
class DayPlan:
    """A local date, its hours, the name of the holiday that closes it, if one does.

    ``exception`` says why its hours are others than those of its weekday, where no holiday does.
    """

    day: date
    hours: DayHours
    holiday: str | None
    exception: Exceptional | None = None


def holidays_in(
    sources: tuple[str, ...], first: date, last: date, ics: Mapping[str, bytes]
) -> Holidays:
    """Return the holidays of all sources; where two name a day, the first one's name is kept.

    Raises ValueError where a file in ``ics`` is no file of holidays, KeyError where one is absent.
    """
    names: dict[date, str] = {}
    workdays: frozenset[date] = frozenset()
    for source in sources:
        if source.endswith(ICS):
            names = {**ics_days(ics[source], first, last), **names}
        else:
            public = holidays_of(source, range(first.year, last.year + 1))
            names = {**public.names, **names}
            workdays |= public.workdays
    return Holidays(names, workdays)


def day_plans(eras: Eras, first: date, last: date, ics: Mapping[str, bytes]) -> Iterator[DayPlan]:
    """Yield the plan of each local date from ``first`` to ``last``, both included.

    Raises what ``holidays_in`` raises.
    """
    rules = [_Rules.of(terms, first, last, ics) for _, terms in eras]
    starts = [start for start, _ in eras]
    for day in dates_between(first, last):
        yield rules[bisect_right(starts, day) - 1].plan(day)


@dataclass(frozen=True)
class _Rules:
    """Terms with their dates unfolded, so that a date is one look-up."""

    terms: Terms
    opened: Mapping[date, DayHours]
    closed: frozenset[date]
    holidays: Holidays
    made_up: DayHours

    @classmethod
    def of(cls, terms: Terms, first: date, last: date, ics: Mapping[str, bytes]) -> _Rules:
        closed = frozenset(
            day
            for span in terms.closed
            for day in dates_between(max(span.first, first), min(span.last, last))
        )
        holidays = holidays_in(terms.sources, first, last, ics)
        return cls(terms, dict(terms.opened), closed, holidays, usual(terms.week))

    def plan(self, day: date) -> DayPlan:
        """Decide a date: opened, then holidays and closed, then made up, then the weekday."""
        if day in self.opened:
            return DayPlan(day, self.opened[day], None, "open day")
        name = self.holidays.names.get(day)
        if name is not None:
            return DayPlan(day, (), name)
        if day in self.closed:
            return DayPlan(day, (), None, "closed day")
        hours = self.terms.week[day.weekday()]
        if not hours and day in self.holidays.workdays:
            return DayPlan(day, self.made_up, None, "make-up day")
        return DayPlan(day, hours, None)
