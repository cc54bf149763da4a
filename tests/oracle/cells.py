"""From the text of a cell to its value, or to the reason why it cannot be read."""

# ruff: noqa: PLR0911 - one return for each line of the definitions

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.oracle.rows import Spec, Value
from tests.oracle.scalars import SECONDS
from tests.oracle.times import (
    UnreadableError,
    has_time_of_day,
    instant,
    is_time,
    local_instant,
    midnight,
)

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
INTEGER = re.compile(r"[+-]?\d+")
CLOCK_TIME = re.compile(r"(-?)(\d+):(\d{2})(?::(\d{2}))?")


def read_cell(
    text: str, column: Spec, missing: list[str], zone: ZoneInfo, *, timed: bool = False
) -> Value:
    """Return the value of a cell, None where it is missing; raise where it is invalid.

    ``timed`` says that some value of the column has a time of day.
    """
    text = text.strip()
    if text in missing:
        return None
    kind = column.get("type", "text")
    if kind == "text":
        return text
    if kind == "category":
        return category(text, column)
    if kind == "datetime":
        return moment(text, column, zone, timed=timed)
    if kind == "boolean":
        return boolean(text, column)
    if kind == "date":
        return day(text, column)
    return in_range(number(text, kind, column), column)


def number(text: str, kind: str, column: Spec) -> float:
    """Return the number of an integer, number, scale or duration cell."""
    if kind == "scale":
        return scale(text, column)
    if kind == "duration":
        return elapsed(text, column)
    pattern = INTEGER if kind == "integer" else NUMBER
    if pattern.fullmatch(text) is None:
        raise UnreadableError(f"unparsable-{kind}")
    return float(text)


def in_range(value: float, column: Spec) -> float:
    """A number outside ``min`` and ``max`` is invalid."""
    if "min" in column and value < column["min"]:
        raise UnreadableError("out-of-range")
    if "max" in column and value > column["max"]:
        raise UnreadableError("out-of-range")
    return value


def category(text: str, column: Spec) -> str:
    """Return the category that lists the text; any other text is a group of its own."""
    for name, texts in column.get("values", {}).items():
        if text == name or text in texts:
            return str(name)
    return f"(other: {text})" if column.get("values") else text


def boolean(text: str, column: Spec) -> bool:
    """Return true or false, by the texts listed for each or by its own name."""
    values = column.get("values", {})
    for name, answer in (("true", True), ("false", False)):
        if text == name or text in values.get(name, []):
            return answer
    raise UnreadableError("unknown-word")


def scale(text: str, column: Spec) -> float:
    """Return the number whose words list the text."""
    for name, texts in column["values"].items():
        if text == str(name) or text in texts:
            return float(name)
    raise UnreadableError("unknown-word")


def moment(text: str, column: Spec, zone: ZoneInfo, *, timed: bool) -> float:
    """Return the instant of a time, by the first of the column's formats that reads it."""
    formats = column.get("formats", [])
    for pattern in formats:
        if pattern == "iso" and is_time(text):
            return instant(text, zone)
        if pattern != "iso" and (found := by_pattern(text, pattern)) is not None:
            if "%H" not in pattern and "%I" not in pattern:
                return midnight(found.date(), zone)
            return found.timestamp() if found.tzinfo else local_instant(found, zone)
    if formats:
        raise UnreadableError("unparsable-time")
    if timed and is_time(text) and not has_time_of_day(text):
        raise UnreadableError("no-time-of-day")
    return instant(text, zone)


def day(text: str, column: Spec) -> date:
    """Return the day of a date, by the first of the column's formats that reads it."""
    for pattern in column.get("formats", ["iso"]):
        if pattern == "iso":
            found = by_pattern(text.replace("/", "-"), "%Y-%m-%d")
        else:
            found = by_pattern(text, pattern)
        if found is not None:
            return found.date()
    raise UnreadableError("unparsable-time")


def by_pattern(text: str, pattern: str) -> datetime | None:
    """Return the time that a strptime pattern reads, None where it does not fit."""
    try:
        return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is the caller's
    except ValueError:
        return None


def elapsed(text: str, column: Spec) -> float:
    """Seconds of ``h:mm:ss``, ``h:mm``, ``-h:mm``, or of a number in the column's unit."""
    if NUMBER.fullmatch(text) and "unit" in column:
        return float(text) * SECONDS[column["unit"]]
    match = CLOCK_TIME.fullmatch(text)
    if match is None:
        raise UnreadableError("unparsable-duration")
    sign, hours, minutes, seconds = match.groups()
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return float(-total if sign else total)
