"""Periods by their labels: ``2026-Q1``, ``2026``, ``2026-H1``, ``2026-03``, a range, ``all``.

A period is half open and starts and ends at local midnights. Months, weeks and dates are those of
the calendar (a month may be set to run from another day, see ``Year``); quarters, halves and years
are fiscal and named by the year they start in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqeval.expr.scalars import FIRST_YEAR, LAST_YEAR

_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)
_SPAN = re.compile(r"(\d{4})(?:-([QH])(\d))?", re.ASCII)
_BARE = re.compile(r"[Qq][1-4]|[Hh][12]")

#: Months in a span, by its letter; a year has no letter.
_MONTHS = {"Q": 3, "H": 6}
_YEAR = 12

#: Names that the command line gives a meaning of their own.
_RESERVED = frozenset({"last-month", "last-quarter", "last-year", "previous"})

#: The grains of a clock that ``--by`` may name.
GRAINS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Period:
    """Local days from ``first`` up to, not including, ``end``; both null for ``all``."""

    label: str
    first: date | None
    end: date | None

    def instants(self, zone: str) -> tuple[datetime, datetime] | None:
        """Return the instants in UTC at which the period starts and ends; None for ``all``."""
        if self.first is None or self.end is None:
            return None
        start, end = (
            datetime.combine(d, time(), ZoneInfo(zone)).astimezone(UTC)
            for d in (self.first, self.end)
        )
        return start, end


ALL = Period("all", None, None)


@dataclass(frozen=True)
class Year:
    """How a rule set cuts the year.

    ``starts`` is the month the fiscal year starts in. ``month_starts`` is the day months run from;
    above 1, month N runs from that day of the month before up to the day before it in month N, as
    accounting months that close on the 25th do.
    """

    starts: int = 1
    month_starts: int = 1
    named: Mapping[str, Period] = field(default_factory=dict)

    def month_index(self, day: date) -> int:
        """Return the month of ``day`` counted from year 0."""
        late = self.month_starts > 1 and day.day >= self.month_starts
        return day.year * 12 + day.month - 1 + late

    def month_first(self, index: int) -> date:
        """Return the first day of a month counted from year 0."""
        if self.month_starts > 1:
            index -= 1
        return date(index // 12, index % 12 + 1, self.month_starts)

    def span(self, label: str, index: int, months: int) -> Period:
        """Return the period of ``months`` months from a month counted from year 0."""
        return Period(label, self.month_first(index), self.month_first(index + months))

    def label(self, day: date, letter: str) -> str:
        """Return the fiscal quarter (``Q``), half (``H``) or year (empty) that holds ``day``."""
        since = self.month_index(day) - (self.starts - 1)
        year, month = divmod(since, _YEAR)
        return f"{year}-{letter}{month // _MONTHS[letter] + 1}" if letter else str(year)


def parse_period(label: str, year: Year) -> Period | None:
    """Return the period that ``label`` names; None where it is a bare ``Q1`` or ``H1``.

    Raises ValueError with the reason where it names none.
    """
    if label in year.named:
        return year.named[label]
    if label == "all":
        return ALL
    if _BARE.fullmatch(label):
        return None
    try:
        period = _dated(label, year)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{label}' is no period: {error}") from error
    if period is None:
        raise ValueError(f"'{label}' is no period")
    if period.first is not None and not FIRST_YEAR <= period.first.year <= LAST_YEAR:
        raise ValueError(f"'{label}' is no period: the year {period.first.year} is out of range")
    return period


def is_period(name: str, year: Year) -> bool:
    """Tell whether ``name`` has a meaning already, so that no other period can have it."""
    try:
        parse_period(name, year)
    except ValueError:
        return name in _RESERVED
    return True


def _dated(label: str, year: Year) -> Period | None:
    if match := _RANGE.fullmatch(label):
        first, last = (date.fromisoformat(d) for d in match.groups())
        if last < first:
            raise ValueError("it ends before it starts")
        return Period(label, first, last + timedelta(days=1))
    if _DAY.fullmatch(label):
        first = date.fromisoformat(label)
        return Period(label, first, first + timedelta(days=1))
    if match := _WEEK.fullmatch(label):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Period(label, first, first + timedelta(days=7))
    if match := _MONTH.fullmatch(label):
        month = date(int(match[1]), int(match[2]), 1)
        return year.span(label, month.year * 12 + month.month - 1, 1)
    if match := _SPAN.fullmatch(label):
        return _fiscal(label, year, match)
    return None


def _fiscal(label: str, year: Year, match: re.Match[str]) -> Period:
    first = int(match[1]) * 12 + year.starts - 1
    if match[2] is None:
        return year.span(label, first, _YEAR)
    months = _MONTHS[match[2]]
    ordinal = int(match[3])
    if not 1 <= ordinal <= _YEAR // months:
        raise ValueError(f"a year has {match[2]}1 to {match[2]}{_YEAR // months}")
    return year.span(label, first + (ordinal - 1) * months, months)


def candidates(bare: str, days: list[date], year: Year) -> list[str]:
    """Return, sorted, the full labels of a bare ``Q1`` or ``H1`` that hold any of ``days``."""
    wanted = bare.upper()
    labels = {year.label(day, wanted[0]) for day in days}
    return sorted(label for label in labels if label.endswith(f"-{wanted}"))


def last(kind: str, day: date, year: Year) -> Period:
    """Return the month or quarter before the one that holds ``day``."""
    if kind == "last-month":
        index = year.month_index(day) - 1
        return year.span(f"{index // 12}-{index % 12 + 1:02d}", index, 1)
    since = year.month_index(day) - (year.starts - 1)
    index = since - since % 3 - 3 + year.starts - 1
    return year.span(year.label(year.month_first(index), "Q"), index, 3)
