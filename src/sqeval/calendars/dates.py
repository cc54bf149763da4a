"""Dates and spans of dates as a calendar writes them: ``2026-12-31``, ``2026-08-01..2026-08-05``.

They are local dates of the calendar; a span holds both its ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from sqeval.calendars.hours import refused, text_of
from sqeval.expr.scalars import ScalarError, in_years, parse_date

#: The day that days are counted from.
EPOCH = date(1970, 1, 1)

ONE_DAY = timedelta(days=1)


class Dates(NamedTuple):
    """Local dates from ``first`` to ``last``, both included."""

    first: date
    last: date


def dates_between(first: date, last: date) -> Iterator[date]:
    """Yield each date from ``first`` to ``last``, both included."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(number)


def _date(value: object) -> date:
    try:
        return in_years(parse_date(text_of(value, "2026-12-31")))
    except ScalarError as error:
        refused(error.message, error.hint)


def _dates(value: object) -> Dates:
    text = text_of(value, "2026-12-31")
    first, dots, last = text.partition("..")
    span = Dates(_date(first), _date(last if dots else first))
    if span.last < span.first:
        refused(f"'{text}' ends before it starts", f"write {span.last}..{span.first}")
    return span


#: A date, and a date or a span of dates, in a rule file.
Day = Annotated[date, BeforeValidator(_date)]
DayOrSpan = Annotated[Dates, BeforeValidator(_dates)]
