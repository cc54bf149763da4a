"""How rows, moments, values and reasons are said in the texts of a trace."""

from __future__ import annotations

from datetime import datetime

from sqeval.render.figures import exact_figure
from sqeval.render.visible import visible
from sqeval.render.words import words_in
from sqeval.tracing.values import Counting, Place, Timed, Value

_WORDS = words_in("en")

_HOUR, _DAY = 3600, 86400

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: Why a row was not counted.
WHY = {
    "invalid-cell": "a cell that is needed cannot be read",
    "unknown": "what decides it is missing",
    "outside-total": "not of its total",
    "no-start": "the start is missing",
    "no-limit": "no limit applies",
    "no-end": "not ended yet",
    "undecided": "not ended yet, and in time so far",
    "out-of-order": "it ends before it starts",
    "no-value": "the value is missing",
    "later-than-as-of": "later than the moment of the report",
    "outside-period": "in another period",
    "no-clock": "no time places it in a period",
    "where-false": "its condition does not hold",
}


def row_name(place: Place) -> str:
    """Return a row by its table and line, or by its key where it has no line."""
    where = place.key if place.line is None else f"{place.line}"
    return f"{visible(place.table)}:{visible(where or '')}"


def length(seconds: float, *, working: bool = False) -> str:
    """Return a length of time with all its digits.

    Working time, and what lies between, is said in hours: a day of it would be taken for a
    working day.
    """
    days, rest = divmod(seconds, _DAY) if working else (0, seconds)
    if not days:
        return exact_figure(rest, "s", _WORDS)
    hours, rest = divmod(rest, _HOUR)
    said = f"{int(days * 24 + hours):,} h"
    return f"{said} {exact_figure(rest, 's', _WORDS)}" if rest else said


def moment(at: datetime, *, offset: bool = False) -> str:
    """Return a local time with its weekday, and on demand its offset."""
    return f"{_DAYS[at.weekday()]} {at.date().isoformat()} {clock(at, offset=offset)}"


def clock(at: datetime, *, offset: bool = False) -> str:
    """Return the time of day; seconds only where there are any."""
    digits = "seconds" if at.second or at.microsecond else "minutes"
    said = at.replace(microsecond=0, tzinfo=None).time().isoformat(digits)
    if at.microsecond:
        said += f".{at.microsecond:06d}".rstrip("0")
    return said + at.isoformat()[-6:] if offset else said


def verdict(one: Counting) -> str:
    """Return what a row counted as, or why it did not."""
    if one.status != "counted":
        code = one.code or ""
        return f"{WHY[code]} ({code})" if code in WHY else visible(code)
    if one.timed is not None and one.timed.late is not None:
        return in_time(one.timed)
    if one.unit == "count":
        return "one"
    working = one.timed is not None and one.timed.calendar is not None
    said = plain(one.value, is_time=one.unit == "s", working=working)
    if one.followed_by is not None:
        key = one.followed_by.key
        by = "another" if key is None else visible(key)
        return f"{said}: followed by {by} on {moment(one.followed_by.at)}"
    return f"{said}, open" if one.timed is not None and one.timed.open else said


def in_time(time: Timed) -> str:
    """Return whether a row was in time, or by how much it was late."""
    so_far = " so far" if time.open else ""
    if not time.late:
        return f"in time{so_far}"
    if time.late_by is None:
        return "late"
    if not time.late_by:
        return f"late{so_far}: after the close"
    return f"late by {length(time.late_by, working=time.calendar is not None)}{so_far}"


def plain(value: Value, *, is_time: bool, working: bool) -> str:
    """Return a value: good or not, a length of time, or a number as it is."""
    if isinstance(value, bool):
        return "good" if value else "not good"
    if is_time and isinstance(value, int | float):
        return length(value, working=working)
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
