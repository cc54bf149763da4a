"""Until a government has published a year's holidays, what is known of them is a guess.

A figure of working time changes when they are, and with it a report that was sent.

Bad::

    version: 1
    periods: {some-day: 2090-Q1}
    calendars:
      office: {hours: {mon-fri: ["09:00-18:00"]}, holidays: CN}
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      time: {type: duration, from: created_at, to: solved_at, aggregate: p90, calendar: office}

Good::

    version: 1
    periods: {some-day: 2025-Q1}
    calendars:
      office: {hours: {mon-fri: ["09:00-18:00"]}, holidays: CN}
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      time: {type: duration, from: created_at, to: solved_at, aggregate: p90, calendar: office}

How to silence: ``# sqeval: ignore[SQ329]`` on the line of the calendar's ``holidays``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.public import ICS, unpublished
from sqeval.periods.period import Period
from sqeval.problems import Problem
from sqeval.rules.checking import Checking

CODE = "SQ329"

_HINT = "name the days in 'closed' and 'open', or update the package 'holidays' once they are known"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield the holidays of each calendar that are not published for a period named in the file."""
    for name, calendar in rules.draft.calendars.items():
        if name in rules.draft.broken_calendars:
            continue
        for period, spans in rules.periods.items():
            for source, year in _open(calendar, spans):
                message = f"the holidays of {source} in {year} are not published ('{period}')"
                yield Problem(CODE, message, calendar.at("holidays"), _HINT)


def _open(calendar: Calendar, period: Period) -> Iterator[tuple[str, int]]:
    """Yield each country that a period goes by, with the first year of it that is not published."""
    if period.first is None or period.end is None:
        return
    starts = [start for start, _ in calendar.eras()]
    told = set[str]()
    for (_, terms), (begin, end) in zip(
        calendar.eras(), pairwise([*starts, date.max]), strict=True
    ):
        first, last = max(begin, period.first), min(end, period.end) - timedelta(days=1)
        for source in terms.sources if first <= last else ():
            if source.endswith(ICS) or source in told:
                continue
            years = range(first.year, last.year + 1)
            year = next((y for y in years if unpublished(source, y)), None)
            if year is not None:
                told.add(source)
                yield source, year
