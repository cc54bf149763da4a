"""Public holidays against published lists, and which years are not yet published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.public import holidays_of, unpublished
from sqeval.calendars.spans import days_since, spans


def _days(*written: str) -> set[date]:
    """Dates of 2026 from ``MM-DD`` or ``MM-DD..MM-DD``."""
    found = set()
    for text in written:
        first, _, last = text.partition("..")
        day, end = (date.fromisoformat(f"2026-{d}") for d in (first, last or first))
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


#: The State Council's notice on holidays in 2026.
OFF = _days(
    "01-01..01-03",
    "02-15..02-23",
    "04-04..04-06",
    "05-01..05-05",
    "06-19..06-21",
    "09-25..09-27",
    "10-01..10-07",
)
WORKED = _days("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")


def test_the_working_days_of_china_in_2026_are_those_of_the_state_council() -> None:
    written = {"hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]}, "holidays": "CN"}
    calendar = Calendar.model_validate(written)
    found = spans(calendar, "Asia/Shanghai", date(2026, 1, 1), date(2026, 12, 31))
    year = _days("01-01..12-31")
    expected = {day for day in year if (day.weekday() < 5 and day not in OFF) or day in WORKED}
    assert set(found.days) == {days_since(day) for day in expected}


def test_weekends_that_touch_a_holiday_in_china_belong_to_it() -> None:
    """A shop that works every day rests on all days of the notice, and on no other."""
    calendar = Calendar.model_validate({"hours": {"daily": ["10:00-20:00"]}, "holidays": "CN"})
    found = spans(calendar, "Asia/Shanghai", date(2026, 1, 1), date(2026, 12, 31))
    assert set(found.days) == {days_since(day) for day in _days("01-01..12-31") - OFF}


def test_weekends_join_over_the_turn_of_a_year() -> None:
    # New Year's Day 2024 was a Monday, announced "with the weekend before it"
    assert date(2023, 12, 30) in holidays_of("CN", range(2023, 2024)).names
    assert date(2023, 12, 29) not in holidays_of("CN", range(2023, 2024)).names


def test_elsewhere_a_weekend_is_no_holiday() -> None:
    # Independence Day 2025 was a Friday
    assert date(2025, 7, 5) not in holidays_of("US", range(2025, 2026)).names


def test_days_moved_over_the_new_year_belong_to_their_own_year() -> None:
    assert date(2006, 12, 30) in holidays_of("CN", range(2006, 2007)).workdays
    assert date(2006, 12, 30) not in holidays_of("CN", range(2007, 2008)).workdays
    # New Year's Day 2022 was a Saturday, kept on the Friday before
    assert date(2021, 12, 31) in holidays_of("US", range(2021, 2022)).names


def test_names_are_english_whatever_the_host_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "th")
    holidays_of.cache_clear()
    assert holidays_of("DE", range(2026, 2027)).names[date(2026, 10, 3)] == "German Unity Day"


def test_a_part_has_holidays_of_its_own() -> None:
    chavez = date(2026, 3, 31)
    assert chavez in holidays_of("US-CA", range(2026, 2027)).names
    assert chavez not in holidays_of("US", range(2026, 2027)).names


@pytest.mark.parametrize("year", range(2008, 2027))
def test_years_with_moved_days_are_published(year: int) -> None:
    assert not unpublished("CN", year)


@pytest.mark.parametrize(
    ("source", "year"),
    [
        ("CN", 2090),  # no day is moved yet
        ("ID", 2028),  # the moon decides, so the library estimates
        ("US-CA", 2101),  # beyond the library
        ("DE", 1800),  # before it
    ],
)
def test_years_that_are_guesses_or_unknown_are_not_published(source: str, year: int) -> None:
    assert unpublished(source, year)


@pytest.mark.parametrize(
    ("source", "year"),
    [
        ("US-CA", 2060),  # follows from the law
        ("TW", 2060),  # moves no days any more
        ("HU", 2023),  # a year in which no day was moved, with such years after it
        ("own.ics", 2060),
    ],
)
def test_years_that_are_known_are_published(source: str, year: int) -> None:
    assert not unpublished(source, year)
