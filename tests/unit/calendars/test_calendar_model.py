"""What a calendar says on a date: its hours, its versions, and what beats what."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date

import pytest

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.days import day_plans
from sqeval.calendars.hours import weekdays


def plan(written: Mapping[str, object], day: str) -> tuple[list[tuple[float, float]], str | None]:
    """The hours of a day, in hours, and the holiday that closes it."""
    calendar, on = Calendar.model_validate(written), date.fromisoformat(day)
    [found] = day_plans(calendar.eras(), on, on, {})
    return [(begin / 60, end / 60) for begin, end in found.hours], found.holiday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("sun", [6]),
        ("mon-fri", [0, 1, 2, 3, 4]),
        ("fri-mon", [4, 5, 6, 0]),
        ("wed-wed", [2]),
        ("mon,wed", [0, 2]),
        ("mon, thu-sat", [0, 3, 4, 5]),
        ("daily", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_weekdays_are_named_alone_in_ranges_and_in_lists(text: str, days: list[int]) -> None:
    assert weekdays(text) == days


def test_hours_are_sorted_and_run_over_midnight() -> None:
    hours = {"fri": ["22:00-06:00", "13:30-18:00", "09:00-12:00"], "sat": ["00:00-24:00"]}
    assert plan({"hours": hours}, "2026-07-03")[0] == [(9, 12), (13.5, 18), (22, 30)]
    assert plan({"hours": hours}, "2026-07-04")[0] == [(0, 24)]
    assert plan({"hours": hours}, "2026-07-05")[0] == []


def test_hours_may_touch() -> None:
    touching = {"mon": ["12:00-13:00", "09:00-12:00"]}
    assert plan({"hours": touching}, "2026-07-06")[0] == [(9, 12), (12, 13)]


def test_an_end_at_the_start_is_a_whole_day() -> None:
    assert plan({"hours": {"daily": ["08:00-08:00"]}}, "2026-07-03")[0] == [(8, 32)]


@pytest.mark.parametrize("hours", ["24x7", {"daily": ["00:00-24:00"]}, {"daily": ["00:00-00:00"]}])
def test_always_is_every_day_around_the_clock(hours: object) -> None:
    assert plan({"hours": hours}, "2026-07-05")[0] == [(0, 24)]


CHINA: dict[str, object] = {"hours": {"tue-fri": ["09:00-17:00"]}, "holidays": "CN"}


def test_a_holiday_closes_and_is_named() -> None:
    assert plan(CHINA, "2026-10-01") == ([], "National Day")
    assert plan(CHINA, "2026-09-30") == ([(9, 17)], None)


def test_a_make_up_day_has_the_hours_of_monday_or_of_the_first_weekday_with_any() -> None:
    assert plan(CHINA, "2026-02-14")[0] == [(9, 17)]
    monday = {"hours": {"mon": ["08:00-12:00"], "tue-fri": ["09:00-17:00"]}, "holidays": "CN"}
    assert plan(monday, "2026-02-14")[0] == [(8, 12)]
    assert plan(monday, "2026-02-21")[0] == []  # a Saturday like others


def test_a_make_up_day_with_hours_of_its_own_keeps_them() -> None:
    half = {"hours": {"mon-fri": ["09:00-17:00"], "sat": ["09:00-12:00"]}, "holidays": "CN"}
    assert plan(half, "2026-02-14")[0] == [(9, 12)]


def test_closed_beats_a_make_up_day_and_open_beats_both_and_a_holiday() -> None:
    closed = {**CHINA, "closed": ["2026-02-14"]}
    assert plan(closed, "2026-02-14") == ([], None)
    opened = {
        **closed,
        "open": {"2026-02-14": ["10:00-16:00"], "2026-10-01": ["10:00-11:00"]},
    }
    assert plan(opened, "2026-02-14") == ([(10, 16)], None)
    assert plan(opened, "2026-10-01") == ([(10, 11)], None)


def test_spans_of_closed_days_hold_both_ends() -> None:
    written = {"hours": {"daily": ["09:00-17:00"]}, "closed": ["2026-08-01..2026-08-03"]}
    days = ["2026-07-31", "2026-08-01", "2026-08-03", "2026-08-04"]
    assert [bool(plan(written, day)[0]) for day in days] == [True, False, False, True]


VERSIONS: dict[str, object] = {
    "hours": {"mon-fri": ["09:00-17:00"]},
    "holidays": "CN",
    "closed": ["2026-06-15", "2026-07-15", "2026-08-14"],
    "versions": [
        {"from": "2026-07-01", "hours": {"mon-fri": ["08:30-17:30"]}},
        {"from": "2026-08-01", "holidays": [], "closed": []},
    ],
}


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        ("2026-06-30", [(9, 17)]),
        ("2026-06-15", []),
        ("2026-07-01", [(8.5, 17.5)]),
        ("2026-07-15", []),  # what a version does not say stays as it was
        ("2026-08-14", [(8.5, 17.5)]),
        ("2026-10-01", [(8.5, 17.5)]),
    ],
)
def test_versions_build_on_those_before(day: str, hours: list[tuple[float, float]]) -> None:
    assert plan(VERSIONS, day)[0] == hours


def test_all_sources_of_all_versions_are_told_once() -> None:
    versions = [{"from": "2026-07-01", "holidays": ["own.ics", "CN"]}]
    calendar = Calendar.model_validate({**VERSIONS, "versions": versions})
    assert calendar.sources() == ("CN", "own.ics")


def test_two_countries_close_on_the_days_of_both() -> None:
    both = {"hours": {"mon-fri": ["09:00-17:00"]}, "holidays": ["CN", "US-CA"]}
    assert plan(both, "2026-10-01")[1] == "National Day"
    assert plan(both, "2026-11-26")[1] == "Thanksgiving Day"


def test_a_calendar_without_holidays_loads_no_library_for_them() -> None:
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from sqeval.calendars.calendar import Calendar\n"
        "from sqeval.calendars.spans import spans\n"
        "from sqeval.calendars.account import account\n"
        "c = Calendar.model_validate({'hours': {'mon-fri': ['09:00-17:00']}})\n"
        "assert spans(c, 'UTC', date(2026, 1, 1), date(2026, 1, 9)).begins\n"
        "slow = {'holidays', 'icalendar', 'recurring_ical_events', 'polars'}\n"
        "print(sorted(slow & {*sys.modules}))"
    )
    done = subprocess.run(  # noqa: S603 - the literal script above
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
