"""A calendar that nothing counts by is often one whose indicator still counts nights and weekends.

Bad::

    version: 1
    calendars:
      office: {hours: {mon-fri: ["09:00-18:00"]}}
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      time: {type: duration, from: created_at, to: solved_at, aggregate: p90}

Good::

    version: 1
    calendars:
      office: {hours: {mon-fri: ["09:00-18:00"]}}
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      time: {type: duration, from: created_at, to: solved_at, aggregate: p90, calendar: office}

How to silence: ``# sqeval: ignore[SQ330]`` on the line of the calendar, or of ``calendars``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.measures.timed import CalendarTable
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.declared import declared_here
from sqeval.rules.lint.timed import timed

CODE = "SQ330"

_HINT = "name it in the 'calendar' of an indicator, or remove it"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield calendars that no indicator and no stage names, in a rule set that has indicators."""
    if not rules.sound or not rules.draft.indicators:
        return
    used = set(_used(rules))
    for name, calendar in rules.draft.calendars.items():
        if name not in used and declared_here(rules, "calendars", name):
            yield Problem(CODE, f"nothing counts by '{name}'", calendar.at(), _HINT)


def _used(rules: Checking) -> Iterator[str]:
    for entry in timed(rules):
        if isinstance(entry.calendar, CalendarTable):
            yield from entry.calendar.calendars.values()
        elif entry.calendar is not None:
            yield entry.calendar
