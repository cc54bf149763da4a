"""Working calendars: what the wall clock shows at an instant decides whether it is worked."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.public import is_holiday, is_made_up
from tests.oracle.rows import Spec

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCH = date(1970, 1, 1)
DAY = 86400

#: From and to, in seconds: of instants since 1970, or of what a wall clock shows.
Span = tuple[float, float]


class Calendar:
    """What is worked, under one entry of ``calendars``."""

    def __init__(self, spec: Spec, zone: ZoneInfo) -> None:
        self.zone = ZoneInfo(spec["timezone"]) if "timezone" in spec else zone
        self.versions = [("0001-01-01", spec)]
        for version in spec.get("versions", []):
            self.versions.append((version["from"], self.versions[-1][1] | version))
        self.known: dict[date, list[Span]] = {}

    def intervals(self, day: date) -> list[Span]:
        """Return the intervals that begin on a day, in seconds of its wall clock."""
        spec = [spec for start, spec in self.versions if date.fromisoformat(start) <= day][-1]
        if day.isoformat() in spec.get("open", {}):
            return [interval(text) for text in spec["open"][day.isoformat()]]
        if any(covers(text, day) for text in spec.get("closed", [])) or is_holiday(spec, day):
            return []
        week = hours_of(spec["hours"])
        if is_made_up(spec, day) and not week[day.weekday()]:
            return next((hours for hours in week if hours), [])
        return week[day.weekday()]

    def spans(self, day: date) -> list[Span]:
        """Return the instants that are worked by the intervals of a day."""
        if day not in self.known:
            midnight = (day - EPOCH).days * DAY
            found = [
                span
                for start, end in self.intervals(day)
                for span in self.shown(midnight + start, midnight + end)
            ]
            self.known[day] = sorted(found)
        return self.known[day]

    def shown(self, start: float, end: float) -> Iterator[Span]:
        """Yield when the wall clock shows a time from ``start`` to before ``end``."""
        for low, high, offset in self.steady(start - DAY, end + DAY):
            first, last = max(low, start - offset), min(high, end - offset)
            if first < last:
                yield first, last

    def steady(self, start: float, end: float) -> Iterator[tuple[float, float, float]]:
        """Yield the pieces of a time (of a few days) in which the clocks do not change."""
        before, after = self.offset(start), self.offset(end)
        if before == after:
            yield start, end, before
            return
        low, high = int(start), int(end)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.offset(middle) == before else (low, middle)
        yield start, high, before
        yield high, end, after

    def offset(self, moment: float) -> float:
        """Return by how many seconds the wall clock is ahead of UTC."""
        ahead = datetime.fromtimestamp(moment, self.zone).utcoffset()
        return ahead.total_seconds() if ahead is not None else 0.0

    def worked(self, start: float, end: float) -> float:
        """Return the working time from one instant to another; negative backwards."""
        if end < start:
            return -self.worked(end, start)
        total, reached = 0.0, start
        found = [span for day in self.days(start, end) for span in self.spans(day)]
        for low, high in sorted(found):
            low, high = max(low, reached), min(high, end)  # noqa: PLW2901 - cut to what is asked
            if low < high:
                total, reached = total + high - low, high
        return total

    def days(self, start: float, end: float) -> list[date]:
        """Return the local dates whose intervals may lie between two instants."""
        first = self.date_of(start) - timedelta(days=2)
        return [first + timedelta(days=n) for n in range(int((end - start) // DAY) + 5)]

    def date_of(self, moment: float) -> date:
        """Return the local date of an instant."""
        return datetime.fromtimestamp(moment, self.zone).date()

    def close_after(self, start: float, count: int) -> float:
        """Return the close of the ``count``-th working day after the local date of ``start``."""
        day = self.date_of(start)
        while count:
            day += timedelta(days=1)
            count -= 1 if self.intervals(day) else 0
        return max(high for _, high in self.spans(day))


def interval(text: str) -> Span:
    """Return the seconds of ``09:00-12:00``; an end that is not later is on the next day."""
    start, end = (int(part[:2]) * 3600 + int(part[3:]) * 60 for part in text.split("-"))
    return start, end if end > start else end + DAY


@functools.cache
def weekdays_of(key: str) -> list[int]:
    """Return the weekdays of ``mon-fri``, ``mon,wed`` or ``daily``; Monday is 0."""
    if key == "daily":
        return list(range(7))
    found: list[int] = []
    for part in key.split(","):
        first, _, last = part.strip().partition("-")
        found += range(WEEK.index(first), WEEK.index(last or first) + 1)
    return found


def hours_of(hours: str | Spec) -> list[list[Span]]:
    """Return the intervals of each weekday."""
    written = {"daily": ["00:00-24:00"]} if isinstance(hours, str) else hours
    week: list[list[Span]] = [[] for _ in WEEK]
    for key, texts in written.items():
        for day in weekdays_of(key):
            week[day] = [interval(text) for text in texts]
    return week


def covers(text: str, day: date) -> bool:
    """Tell whether a date or a span of dates has the day."""
    first, _, last = text.partition("..")
    return first <= day.isoformat() <= (last or first)
