"""Instants, local times, periods and grains of the clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TIME = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?"
)
GRAINS = ("day", "week", "month", "quarter", "year")


class UnreadableError(Exception):
    """A cell that its column's type cannot read; the message is the reason code."""


def instant(text: str, zone: ZoneInfo) -> float:
    """Seconds since 1970 of a time; without an offset it is local to ``zone``."""
    match = TIME.fullmatch(text)
    if match is None:
        raise UnreadableError("unparsable-time")
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        local = datetime(  # noqa: DTZ001 - the zone is the next question
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0)
        )
    except ValueError:
        raise UnreadableError("unparsable-time") from None
    if offset:
        sign = -1 if offset[0] == "-" else 1
        digits = "0000" if offset == "Z" else offset[1:].replace(":", "")
        shift = sign * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
        whole = local.replace(tzinfo=UTC).timestamp() - shift
    else:
        whole = local_instant(local, zone)
    return whole + float(fraction or 0)


def local_instant(local: datetime, zone: ZoneInfo) -> float:
    """Seconds since 1970 of a local time: skipped is invalid, of two the earlier."""
    there = local.replace(tzinfo=zone, fold=0)
    back = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != local:
        raise UnreadableError("dst-gap")
    return there.timestamp()


def midnight(day: date, zone: ZoneInfo) -> float:
    """Return the instant at which ``day`` begins in ``zone``."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def iso(moment: float | None, zone: ZoneInfo) -> str | None:
    """ISO text of an instant, with the offset of ``zone``."""
    return None if moment is None else datetime.fromtimestamp(moment, zone).isoformat()


def add_months(day: date, months: int) -> date:
    """Return the first day of the month that lies ``months`` later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def days_of(label: str) -> tuple[date, date]:
    """First day of a period and the first day after it."""
    if ".." in label:
        first, last = label.split("..")
        return date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    year = int(label[:4])
    rest = label[5:]
    if rest == "":
        return date(year, 1, 1), date(year + 1, 1, 1)
    if rest[0] == "W":
        first_day = date.fromisocalendar(year, int(rest[1:]), 1)
        return first_day, first_day + timedelta(days=7)
    length = {"Q": 3, "H": 6}.get(rest[0], 1)
    number = int(rest.lstrip("QH"))
    start = date(year, (number - 1) * length + 1, 1)
    return start, add_months(start, length)


def bounds(label: str, zone: ZoneInfo) -> tuple[float | None, float | None]:
    """Start and end of a period (half open); both None for ``all``."""
    if label == "all":
        return None, None
    start, end = days_of(label)
    return midnight(start, zone), midnight(end, zone)


def grain(moment: float | None, name: str, zone: ZoneInfo) -> str | None:
    """Label of the day, week, month, quarter or year in which an instant lies."""
    if moment is None:
        return None
    local = datetime.fromtimestamp(moment, zone)
    if name == "day":
        return local.date().isoformat()
    if name == "week":
        year, week, _ = local.isocalendar()
        return f"{year}-W{week:02}"
    if name == "month":
        return f"{local.year}-{local.month:02}"
    if name == "quarter":
        return f"{local.year}-Q{(local.month + 2) // 3}"
    return str(local.year)
