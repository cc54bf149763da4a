"""Working time against a count of minutes that knows nothing of spans.

For each UTC minute of a window the wall clock is asked of zoneinfo, and day rules written here by
hand say whether that minute is worked. The windows hold changes of the clock of every odd kind:
half an hour, at midnight, one minute after midnight, a day left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import pytest

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.spans import Spans, spans
from tests.worked import worked

#: (zone, first day of the window, length in days)
WINDOWS = [
    ("America/New_York", date(2026, 2, 20), 30),
    ("America/New_York", date(2026, 10, 20), 30),
    ("Europe/London", date(2026, 3, 15), 30),
    ("Europe/London", date(2026, 10, 10), 30),
    ("Australia/Lord_Howe", date(2026, 3, 25), 25),
    ("Australia/Lord_Howe", date(2026, 9, 20), 25),
    ("Asia/Shanghai", date(2026, 1, 25), 45),
    ("Asia/Shanghai", date(2026, 9, 15), 35),
    ("America/Sao_Paulo", date(2017, 10, 5), 25),
    ("America/Sao_Paulo", date(2018, 2, 5), 25),
    ("Asia/Kathmandu", date(1985, 12, 20), 25),
    ("Asia/Kathmandu", date(2026, 4, 20), 25),
    ("Pacific/Apia", date(2011, 12, 15), 30),
    ("Pacific/Apia", date(2012, 3, 20), 25),
    ("Africa/Casablanca", date(2026, 2, 10), 20),
    ("Africa/Casablanca", date(2026, 3, 15), 20),
    ("America/St_Johns", date(2006, 10, 20), 20),
    ("America/St_Johns", date(2007, 3, 1), 20),
    ("Asia/Tehran", date(2022, 3, 10), 25),
    ("Asia/Tehran", date(2022, 9, 10), 25),
]

PAIRS = 100_000

Hours = list[tuple[int, int]]


def h(*times: float) -> Hours:
    """Pairs of hours as pairs of minutes."""
    minutes = [round(time * 60) for time in times]
    return list(zip(minutes[::2], minutes[1::2], strict=True))


@dataclass(frozen=True)
class Case:
    """A calendar as a rule file writes it, and the same by hand: the hours of a day."""

    written: Callable[[date], dict[str, object]]
    by_hand: Callable[[date, date], Hours]


def _night(_start: date, day: date) -> Hours:
    if day.weekday() < 5:
        return h(22, 30)
    return h(20, 24) if day.weekday() == 5 else []


def _changing(start: date, day: date) -> Hours:
    if day < start + timedelta(days=8):
        return h(9, 17) if day.weekday() < 5 else []
    if day < start + timedelta(days=16):
        return h(0.5, 2.5, 23, 25)
    return h(6, 14, 18, 24) if day.weekday() in (5, 6, 0) else []


def _replaced(start: date, day: date) -> Hours:
    number = (day - start).days
    if number == 4:
        return h(10, 16)
    if number == 10:
        return h(21, 27)
    if number in (3, 5, 9):
        return []
    return h(8, 17) if day.weekday() < 5 else []


#: The State Council's days off and days worked in the windows of 2026, as its notice lists them.
OFF = {date(2026, 2, d) for d in range(15, 24)} | {date(2026, 10, d) for d in range(1, 8)}
OFF |= {date(2026, 9, d) for d in (25, 26, 27)} | {date(2026, 4, d) for d in (4, 5, 6)}
OFF |= {date(2026, 5, d) for d in range(1, 6)}
WORKED = {date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10)}
WORKED |= {date(2026, 5, 9)}


def _china(start: date, day: date) -> Hours:
    if day in OFF:
        return []
    if start + timedelta(days=18) <= day <= start + timedelta(days=20):
        return []
    return h(9, 12, 13.5, 18) if day.weekday() < 5 or day in WORKED else []


def _on(start: date, days: int) -> str:
    return str(start + timedelta(days=days))


CASES = {
    "lunch": Case(
        lambda _: {"hours": {"mon-fri": ["13:30-18:00", "09:00-12:00"]}},
        lambda _, day: h(9, 12, 13.5, 18) if day.weekday() < 5 else [],
    ),
    "night": Case(
        lambda _: {"hours": {"mon-fri": ["22:00-06:00"], "sat": ["20:00-24:00"]}}, _night
    ),
    "always": Case(lambda _: {"hours": "24x7"}, lambda _, __: h(0, 24)),
    "saturday": Case(
        lambda _: {"hours": {"mon,tue, wed-fri": ["08:00-17:00"], "sat": ["09:00-12:00"]}},
        lambda _, day: [h(8, 17), h(9, 12), []][max(0, day.weekday() - 4)],
    ),
    "gaps": Case(
        lambda _: {
            "hours": {"daily": ["00:15-00:45", "01:20-01:40", "02:10-02:50", "23:30-24:00"]}
        },
        lambda _, __: h(0.25, 0.75, 4 / 3, 5 / 3, 13 / 6, 17 / 6, 23.5, 24),
    ),
    "one in a gap": Case(
        lambda _: {"hours": {"sun": ["02:00-02:30"], "mon-sat": ["00:00-00:30"]}},
        lambda _, day: h(2, 2.5) if day.weekday() == 6 else h(0, 0.5),
    ),
    "changing": Case(
        lambda start: {
            "hours": {"mon-fri": ["09:00-17:00"]},
            "versions": [
                {"from": _on(start, 8), "hours": {"daily": ["00:30-02:30", "23:00-01:00"]}},
                {"from": _on(start, 16), "hours": {"sat-mon": ["06:00-14:00", "18:00-24:00"]}},
            ],
        },
        _changing,
    ),
    "replaced": Case(
        lambda start: {
            "hours": {"mon-fri": ["08:00-17:00"]},
            "closed": [f"{_on(start, 3)}..{_on(start, 5)}", _on(start, 9)],
            "open": {_on(start, 4): ["10:00-16:00"], _on(start, 10): ["21:00-03:00"]},
        },
        _replaced,
    ),
    "china": Case(
        lambda start: {
            "hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]},
            "holidays": "CN",
            "closed": [f"{_on(start, 18)}..{_on(start, 20)}"],
        },
        _china,
    ),
}


@dataclass(frozen=True)
class Clock:
    """The wall clock at each UTC minute of a window: local date (ordinal) and minute of the day."""

    begin: int
    walls: list[tuple[int, int]]
    first: date
    last: date


@cache
def clock_of(zone: str, first: date) -> Clock:
    days = next(days for name, start, days in WINDOWS if (name, start) == (zone, first))
    start, where = datetime(first.year, first.month, first.day, tzinfo=UTC), ZoneInfo(zone)
    walls = [(start + timedelta(minutes=m)).astimezone(where) for m in range(days * 1440)]
    told = [(wall.toordinal(), wall.hour * 60 + wall.minute) for wall in walls]
    seen = sorted({day for day, _ in told})
    begin = int(start.timestamp()) * 1_000_000
    return Clock(begin, told, date.fromordinal(seen[0]), date.fromordinal(seen[-1]))


@dataclass(frozen=True)
class Count:
    """Which minutes are worked, and the close of each day of which a minute of its own is worked.

    Days at the edges of the window are left out, as not all of their minutes are seen.
    """

    marks: list[bool]
    closes: dict[int, int]


@cache
def count_of(name: str, zone: str, first: date) -> Count:
    clock, case = clock_of(zone, first), CASES[name]
    days = range(clock.first.toordinal() - 1, clock.last.toordinal() + 1)
    plans = {day: case.by_hand(first, date.fromordinal(day)) for day in days}
    own = {d: [any(b <= m < e for b, e in plans[d]) for m in range(1440)] for d in days}
    late = {d: [any(b <= m + 1440 < e for b, e in plans[d]) for m in range(1440)] for d in days}
    ends: dict[int, int] = {}
    marks, owning = [], set()
    for number, (day, minute) in enumerate(clock.walls):
        is_own, is_late = own[day][minute], late[day - 1][minute]
        marks.append(is_own or is_late)
        if is_own:
            owning.add(day)
            ends[day] = number + 1
        if is_late:
            ends[day - 1] = number + 1
    inner = owning & set(days[3:-2])
    return Count(marks, {day: clock.begin + ends[day] * 60_000_000 for day in inner})


CELLS = [
    (name, zone, first)
    for zone, first, _ in WINDOWS
    for name in CASES
    if name != "china" or first.year == 2026
]


@cache
def spans_of(name: str, zone: str, first: date) -> Spans:
    clock, calendar = clock_of(zone, first), Calendar.model_validate(CASES[name].written(first))
    return spans(calendar, zone, clock.first, clock.last)


@pytest.mark.parametrize(("name", "zone", "first"), CELLS)
def test_working_time_is_what_a_count_of_minutes_finds(name: str, zone: str, first: date) -> None:
    marks, begin = count_of(name, zone, first).marks, clock_of(zone, first).begin
    before = list(accumulate(marks, initial=0))

    def counted(second: int) -> int:
        minute, rest = divmod(second, 60)
        return before[minute] * 60 + (rest if rest and marks[minute] else 0)

    found = spans_of(name, zone, first)
    chance = random.Random(f"{name} {zone} {first}")  # noqa: S311 - no secret
    length = len(marks) * 60
    for _ in range(-(-PAIRS // len(CELLS))):
        start, end = chance.randrange(length), chance.randrange(length)
        expected = counted(end) - counted(start) if end > start else 0
        instants = (begin + start * 1_000_000, begin + end * 1_000_000)
        assert worked(found, *instants) == expected * 1_000_000, (start, end)


@pytest.mark.parametrize(("name", "zone", "first"), CELLS)
def test_working_days_and_their_closes_are_those_of_the_count(
    name: str, zone: str, first: date
) -> None:
    clock, found = clock_of(zone, first), spans_of(name, zone, first)
    epoch = date(1970, 1, 1).toordinal()
    inner = range(clock.first.toordinal() + 2, clock.last.toordinal() - 1)
    closes = zip(found.days, found.closes, strict=True)
    told = {day + epoch: close for day, close in closes if day + epoch in inner}
    assert told == count_of(name, zone, first).closes


def test_the_windows_hold_changes_of_the_clock_of_every_odd_kind() -> None:
    seen = {}
    for zone, first, _ in WINDOWS:
        walls = [day * 1440 + minute for day, minute in clock_of(zone, first).walls]
        seen[zone, first] = {b - a - 1 for a, b in pairwise(walls)} - {0}
    assert seen["America/New_York", date(2026, 2, 20)] == {60}
    assert seen["America/New_York", date(2026, 10, 20)] == {-60}
    assert seen["Australia/Lord_Howe", date(2026, 3, 25)] == {-30}
    assert seen["Asia/Kathmandu", date(1985, 12, 20)] == {15}
    assert seen["Pacific/Apia", date(2011, 12, 15)] == {1440}
    assert seen["Africa/Casablanca", date(2026, 2, 10)] == {-60}
    assert all(seen[key] for key in seen if key[0] not in ("Asia/Shanghai", "Asia/Kathmandu"))
