"""Instants, local times, periods and grains of the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TIME = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
GRAINS = ("day", "week", "month", "quarter", "year")


class UnreadableError(Exception):
    """A cell that its column's type cannot read; the message is the reason code."""


def is_time(text: str) -> bool:
    """Tell whether the text has the form of a time, its time of day perhaps left out."""
    return TIME.fullmatch(text) is not None


def has_time_of_day(text: str) -> bool:
    """Tell whether the text has the form of a time with its time of day."""
    match = TIME.fullmatch(text)
    return match is not None and match[4] is not None


def instant(text: str, zone: ZoneInfo) -> float:
    """Seconds since 1970 of a time; without an offset it is local to ``zone``.

    Without a time of day it is midnight.
    """
    match = TIME.fullmatch(text)
    if match is None:
        raise UnreadableError("unparsable-time")
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        local = datetime(  # noqa: DTZ001 - the zone is the next question
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
    except ValueError:
        raise UnreadableError("unparsable-time") from None
    if offset:
        sign = -1 if offset[0] == "-" else 1
        digits = "0000" if offset == "Z" else offset[1:].replace(":", "")
        shift = sign * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
        whole = local.replace(tzinfo=UTC).timestamp() - shift
    elif hour is None:
        whole = midnight(local.date(), zone)
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


def local(when: date, zone: ZoneInfo) -> float:
    """Return the instant of a local time, or of the midnight of a day."""
    if isinstance(when, datetime):
        return when.replace(tzinfo=zone).timestamp()
    return midnight(when, zone)


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


@dataclass(frozen=True)
class Months:
    """When months and years begin, and the rule set's own names for periods.

    Where months start on day ``day``, the month named M runs from that day of the month before to
    that day of M.
    """

    day: int = 1
    first: int = 1
    names: dict[str, str] = field(default_factory=dict)

    def start(self, year: int, month: int) -> date:
        """Return the first day of a month."""
        first = date(year, month, 1)
        return first if self.day == 1 else add_months(first, -1).replace(day=self.day)

    def of(self, day: date) -> tuple[int, int]:
        """Return year and month in which a day lies."""
        there = date(day.year, day.month, 1)
        there = add_months(there, 1) if 1 < self.day <= day.day else there
        return there.year, there.month

    def fiscal(self, day: date) -> tuple[int, int]:
        """Return the fiscal year, and how many of its months lie before the day's."""
        year, month = self.of(day)
        count = year * 12 + month - self.first
        return count // 12, count % 12

    def span(self, year: int, skipped: int, length: int) -> tuple[date, date]:
        """Return first and next day of ``length`` months after ``skipped`` of the fiscal year."""
        first = add_months(date(year, self.first, 1), skipped)
        after = add_months(first, length)
        return self.start(first.year, first.month), self.start(after.year, after.month)


#: Months that start on the first, years that start in January.
CALENDAR = Months()


def days_of(label: str, months: Months) -> tuple[date, date]:
    """First day of a period and the first day after it."""
    label = months.names.get(label, label)
    if ".." in label:
        first, last = label.split("..")
        return date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    if len(label) == len("2026-01-31"):
        return date.fromisoformat(label), date.fromisoformat(label) + timedelta(days=1)
    year, rest = int(label[:4]), label[5:]
    if rest == "":
        return months.span(year, 0, 12)
    number = int(rest.lstrip("QHW"))
    if rest[0] == "W":
        first_day = date.fromisocalendar(year, number, 1)
        return first_day, first_day + timedelta(days=7)
    if rest[0] in "QH":
        length = 3 if rest[0] == "Q" else 6
        return months.span(year, (number - 1) * length, length)
    after = add_months(date(year, number, 1), 1)
    return months.start(year, number), months.start(after.year, after.month)


def bounds(
    label: str, zone: ZoneInfo, months: Months = CALENDAR
) -> tuple[float | None, float | None]:
    """Start and end of a period (half open); both None for ``all``."""
    if label == "all":
        return None, None
    start, end = days_of(label, months)
    return midnight(start, zone), midnight(end, zone)


def grain(
    when: float | date | None, name: str, zone: ZoneInfo, months: Months = CALENDAR
) -> str | None:
    """Label of the day, week, month, quarter or year in which an instant or a day lies."""
    if when is None:
        return None
    local = when if isinstance(when, date) else datetime.fromtimestamp(when, zone).date()
    year, month = months.of(local)
    fiscal_year, passed = months.fiscal(local)
    week_year, week, _ = local.isocalendar()
    return {
        "day": local.isoformat(),
        "week": f"{week_year}-W{week:02}",
        "month": f"{year}-{month:02}",
        "quarter": f"{fiscal_year}-Q{passed // 3 + 1}",
        "year": str(fiscal_year),
    }[name]
