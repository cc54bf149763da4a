"""Durations, shares, dates and times as rule files write them, exactly.

A bare number means nothing here: whether ``4`` is hours or minutes is the mistake that a service
standard must not leave to the reader. Values are exact (``Fraction`` until the last step), so that
``95%`` is the same float wherever it is written.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import TypeVar

MICROSECONDS = {
    "w": 604_800_000_000,
    "d": 86_400_000_000,
    "h": 3_600_000_000,
    "m": 60_000_000,
    "s": 1_000_000,
}
"""Microseconds of each unit, largest first."""

LONGEST = 1000 * 366 * MICROSECONDS["d"]
"""A longer duration is a slip, and would leave the range of dates."""

FIRST_YEAR, LAST_YEAR = 1000, 9000

_Moment = TypeVar("_Moment", bound=date)

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_PART = re.compile(rf"({_NUMBER})([a-z]+)")
_DURATION = re.compile(rf"(?:{_NUMBER}[a-z]+)+")
_BARE = re.compile(_NUMBER)
_WORKING_DAYS = re.compile(r"([0-9]{1,4})wd")
_SHARE = re.compile(rf"-?{_NUMBER}%")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    rf"{_DATE.pattern}[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,6}})?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)

_DURATION_HINT = "write 90s, 30m, 4h, 2d, 1w or 1h30m"


class ScalarError(ValueError):
    """Raised when a text is no duration, share, date or time; ``hint`` names the fix."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WorkingDaysError(ScalarError):
    """Raised when working days stand where only a duration can: they come with a calendar."""

    def __init__(self, text: str, days: int) -> None:
        super().__init__(
            f"'{text}' is {days} working days, which come with a calendar",
            "say elapsed time (2d, 48h), or give the limit of an indicator that has a calendar",
        )
        self.days = days


def parse_working_days(text: str) -> int | None:
    """Return the days of ``5wd``, or None where the text is no number of working days."""
    found = _WORKING_DAYS.fullmatch(text)
    return int(found[1]) if found else None


def parse_duration(text: str) -> int:
    """Return the microseconds of ``90s``, ``30m``, ``4h``, ``2d``, ``1w`` or ``1h30m``.

    Raises WorkingDaysError for ``5wd``, ScalarError for anything else that is no duration.
    """
    days = parse_working_days(text)
    if days is not None:
        raise WorkingDaysError(text, days)
    if _BARE.fullmatch(text):
        raise ScalarError(
            f"'{text}' has no unit", f"add a unit: {text}s, {text}m, {text}h, {text}d or {text}w"
        )
    if not _DURATION.fullmatch(text):
        raise ScalarError(f"'{text}' is no duration", _DURATION_HINT)
    total = _total(text)
    if total.denominator != 1:
        raise ScalarError(f"'{text}' is finer than a microsecond", _DURATION_HINT)
    if total > LONGEST:
        raise ScalarError(f"'{text}' is longer than 1000 years", _DURATION_HINT)
    return int(total)


def _total(text: str) -> Fraction:
    """Sum the parts, which name each unit once, the largest first."""
    total = Fraction(0)
    smaller = list(MICROSECONDS)
    for number, unit in _PART.findall(text):
        if unit not in MICROSECONDS:
            raise ScalarError(f"'{unit}' is no unit of time in '{text}'", _DURATION_HINT)
        if unit not in smaller:
            raise ScalarError(
                f"the units of '{text}' are out of order", "each unit once, the largest first"
            )
        smaller = smaller[smaller.index(unit) + 1 :]
        total += Fraction(number) * MICROSECONDS[unit]
    return total


def parse_share(text: str) -> float:
    """Return ``95%`` as 0.95, rounded once. Raises ScalarError; a share always carries ``%``."""
    if _BARE.fullmatch(text):
        raise ScalarError(f"'{text}' has no %", f"a share carries its sign: {text}%")
    if not _SHARE.fullmatch(text):
        raise ScalarError(f"'{text}' is no share", "write 95% or 97.5%")
    return finite(Fraction(text[:-1]) / 100, text)


def finite(value: Fraction, text: str) -> float:
    """Return the nearest float. Raises ScalarError beyond the range of floats."""
    try:
        return float(value)
    except OverflowError:
        raise ScalarError(f"'{text[:20]}' is too large a number") from None


def parse_date(text: str) -> date:
    """Return ``2026-01-31`` as a date. Raises ScalarError."""
    if not _DATE.fullmatch(text):
        raise ScalarError(f"'{text}' is no date", "write it as 2026-01-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ScalarError(f"'{text}' is not in the calendar", "write it as 2026-01-31") from None


def in_years(moment: _Moment) -> _Moment:
    """Return a date or time that any zone can shift. Raises ScalarError for the year 1 or 9999."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ScalarError(f"the year {moment.year} is out of range")
    return moment


def parse_datetime(text: str) -> datetime:
    """Return ``2026-01-31T09:00[:SS[.ffffff]][+08:00]``, naive where it names no offset.

    A space may stand for the ``T``. Raises ScalarError.
    """
    hint = "write it as 2026-01-31T09:00"
    if not _DATETIME.fullmatch(text):
        raise ScalarError(f"'{text}' is no time", hint)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ScalarError(f"'{text}' is not in the calendar", hint) from None
