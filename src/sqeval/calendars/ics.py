"""Holidays from an iCalendar file, as a company's own calendar exports them.

Only whole days count: an event with a time of day is a meeting, and a file that holds one is not a
file of holidays. The bytes are handed in, so that whoever reads the file can keep its hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqeval.calendars.dates import ONE_DAY, dates_between
from sqeval.expr.scalars import FIRST_YEAR, LAST_YEAR
from sqeval.loading import PARTS, load

#: What a repeated day may repeat by. Less than a day is none, and would take for ever to unfold.
_REPEATS = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY"})
_WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})

#: What the libraries raise on files that are broken one way or another.
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


@lru_cache(maxsize=64)
def ics_days(data: bytes, first: date, last: date) -> Mapping[date, str]:
    """Return the days off from ``first`` to ``last``, both included, with the events' summaries.

    Cancelled events are left out. Raises ValueError with a sentence where the bytes are no
    iCalendar file or where one of its events is no whole day.
    """
    calendar = _read(data)
    for event in calendar.walk("VEVENT"):
        _whole_day(event)
        _daily(event)
    unfolded = load(PARTS["its repeated events"])
    try:
        events = list(unfolded.of(calendar).between(first, last + ONE_DAY))
    except _UNREADABLE as error:
        raise ValueError("the rule by which an event is repeated cannot be read") from error
    names: dict[date, dict[str, None]] = {}
    for event in events:
        for day in _days(event, first, last):
            names.setdefault(day, {})[_name(event)] = None
    return {day: "; ".join(names[day]) for day in sorted(names)}


def _read(data: bytes) -> Any:  # noqa: ANN401 - the library's own component
    try:
        calendar = load(PARTS["a calendar file"]).Calendar.from_ical(data)
    except _UNREADABLE as error:
        raise ValueError("this is no iCalendar file") from error
    if calendar.name != "VCALENDAR":
        raise ValueError("this is no iCalendar file: it does not begin with VCALENDAR")
    return calendar


def _name(event: Any) -> str:  # noqa: ANN401 - the library's own component
    return str(event.get("SUMMARY", "")).strip() or "a day without a name"


def _whole_day(event: Any) -> None:  # noqa: ANN401 - the library's own component
    """Raise ValueError where an event does not begin and end with a day."""
    for key in ("DTSTART", "DTEND"):
        try:
            moment = event[key].dt if key in event or key == "DTSTART" else None
        except _UNREADABLE as error:
            raise ValueError(f"the event '{_name(event)}' has no date that can be read") from error
        if isinstance(moment, datetime):
            raise ValueError(  # noqa: TRY004 - the file is wrong, not the caller
                f"the event '{_name(event)}' has a time of day, but a holiday is a whole day"
            )
        if moment is not None and not _is_usual(moment):
            raise ValueError(f"the event '{_name(event)}' has no date that can be read")


def _daily(event: Any) -> None:  # noqa: ANN401 - the library's own component
    """Raise ValueError where an event repeats by less than a day, or never gets further."""
    for rule in _rules(event):
        if min(rule.get("INTERVAL", (1,))) < 1:  # it would never end
            raise ValueError(f"the rule by which '{_name(event)}' is repeated cannot be read")
        if not _REPEATS.issuperset(rule.get("FREQ", ())) or not _WITHIN_A_DAY.isdisjoint(rule):
            raise ValueError(f"the event '{_name(event)}' repeats by less than a day")


def _is_usual(moment: object) -> bool:
    return isinstance(moment, date) and FIRST_YEAR <= moment.year <= LAST_YEAR


def _rules(event: Any) -> list[Any]:  # noqa: ANN401 - the library's own component
    found = event.get("RRULE", [])
    rules = found if isinstance(found, list) else [found]
    if not all(isinstance(rule, dict) for rule in rules):
        raise ValueError(f"the rule by which '{_name(event)}' is repeated cannot be read")
    return rules


def _days(event: Any, first: date, last: date) -> Iterator[date]:  # noqa: ANN401 - the library's
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    begin = event.start
    end = max(event.end, begin + ONE_DAY)  # some programs write the same day as its own end
    yield from dates_between(max(begin, first), min(end - ONE_DAY, last))
