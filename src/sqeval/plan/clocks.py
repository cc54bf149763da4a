"""The working calendars of a run, over the days that its tables speak of.

A working day limit looks ahead, so a calendar reaches beyond the last day of the data.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import polars as pl

from sqeval.calendars.spans import days_since, spans
from sqeval.compile.working import WorkingClock
from sqeval.measures.limits import WorkingDays
from sqeval.measures.timed import Timed
from sqeval.measures.within import Within
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.stages import stage_times
from sqeval.tables.table import Tables

#: Days beyond the data in which the due time of a limit in hours can be told.
_AHEAD = 400
#: Calendars are laid out from and to here; instants further out have no answer.
FIRST_DAY, LAST_DAY = date(1969, 1, 1), date(2250, 12, 31)
#: Where no table holds a time nobody asks, but there must be somebody to ask.
_NO_DAYS = date(2000, 1, 1), date(2000, 1, 1)


def clocks(rules: RuleSet, tables: Tables, as_of: datetime | None) -> Mapping[str, WorkingClock]:
    """Return the calendars that indicators and stages of these tables name, ready to be asked."""
    named = rules.indicators.values()
    timed = [m for m in named if isinstance(m, Timed) and m.table in tables]
    for name in tables.tables:
        timed += stage_times(name, rules.tables[name].stages)
    names = dict.fromkeys(name for measure in timed for name in measure.calendars())
    if not names:
        return {}
    first, last = _days(tables, as_of) or _NO_DAYS
    first, last = max(first - timedelta(2), FIRST_DAY), min(last, LAST_DAY)
    most = max(_working_days(timed), default=0)
    return {name: _clock(rules, name, tables.zone, (first, last), most) for name in names}


def _clock(
    rules: RuleSet, name: str, zone: str, days: tuple[date, date], most: int
) -> WorkingClock:
    """Return a calendar over the days, and beyond them until ``most`` working days have passed.

    A closure of years moves a due time by years, and no later row may be needed to tell it.
    """
    calendar = rules.calendars[name]
    first, ahead = days[0], timedelta(_AHEAD)
    after = days_since(days[1] + timedelta(1))
    while True:
        last = min(days[1] + ahead, LAST_DAY)
        made = spans(calendar, zone, first, last, rules.ics)
        enough = len(made.days) - bisect_right(made.days, after) >= most
        if enough or last == LAST_DAY:
            return WorkingClock(made, calendar.timezone or zone, first, last)
        ahead *= 2


def _working_days(timed: Sequence[Timed]) -> Iterator[int]:
    for measure in timed:
        for limit in measure.times().values() if isinstance(measure, Within) else ():
            if isinstance(limit, WorkingDays):
                yield limit.days


def _days(tables: Tables, as_of: datetime | None) -> tuple[date, date] | None:
    """Return the first and the last day of any time in the tables, and of ``as_of``."""
    found: list[date] = [] if as_of is None else [as_of.date()]
    for table in tables.tables.values():
        times = [c for c, kind in table.frame.schema.items() if kind in (pl.Date, pl.Datetime)]
        ends = table.frame.select(
            end for c in times for end in (pl.col(c).min(), pl.col(c).max().alias(f"{c}#max"))
        )
        found += [end for end in ends.cast(pl.Date).row(0) if end is not None] if times else []
    return (min(found), max(found)) if found else None
