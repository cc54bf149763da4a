"""Holidays from iCalendar files: whole days, repeated or not; all else is refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.days import day_plans
from sqeval.calendars.ics import ics_days


def ics(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//company//holidays//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20200101T000000Z"]
        lines += [*event.split("\n"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


FOUNDING = "SUMMARY:Founding day\nDTSTART;VALUE=DATE:20200704\nRRULE:FREQ=YEARLY"
SHUTDOWN = "SUMMARY:Shutdown\nDTSTART;VALUE=DATE:20260801\nDTEND;VALUE=DATE:20260804"


def test_an_event_of_several_days_is_each_of_them_without_its_end() -> None:
    days = ics_days(ics(SHUTDOWN), date(2026, 1, 1), date(2026, 12, 31))
    assert days == {date(2026, 8, d): "Shutdown" for d in (1, 2, 3)}


def test_only_the_days_asked_for_are_given_both_ends_included() -> None:
    assert list(ics_days(ics(SHUTDOWN), date(2026, 8, 2), date(2026, 8, 3))) == [
        date(2026, 8, 2),
        date(2026, 8, 3),
    ]
    assert ics_days(ics(SHUTDOWN), date(2026, 8, 4), date(2026, 8, 9)) == {}


def test_repeated_events_are_unfolded_without_the_dates_left_out() -> None:
    without = f"{FOUNDING}\nEXDATE;VALUE=DATE:20270704"
    days = ics_days(ics(without), date(2025, 1, 1), date(2028, 12, 31))
    assert list(days) == [date(2025, 7, 4), date(2026, 7, 4), date(2028, 7, 4)]


@pytest.mark.parametrize(
    "length", ["", "\nDTEND;VALUE=DATE:20260105", "\nDTEND;VALUE=DATE:20260106", "\nDURATION:P1D"]
)
def test_one_day_may_be_written_in_four_ways(length: str) -> None:
    event = f"SUMMARY:A day\nDTSTART;VALUE=DATE:20260105{length}"
    assert ics_days(ics(event), date(2026, 1, 1), date(2026, 1, 31)) == {date(2026, 1, 5): "A day"}


def test_two_events_on_one_day_are_both_named_and_the_same_one_once() -> None:
    picnic = "SUMMARY:Picnic\nDTSTART;VALUE=DATE:20260704"
    days = ics_days(ics(FOUNDING, picnic, picnic), date(2026, 7, 1), date(2026, 7, 31))
    assert sorted(days[date(2026, 7, 4)].split("; ")) == ["Founding day", "Picnic"]


def test_a_cancelled_event_is_no_holiday_and_one_without_a_summary_is() -> None:
    days = ics_days(
        ics(f"{SHUTDOWN}\nSTATUS:CANCELLED", "DTSTART;VALUE=DATE:20260105"),
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert days == {date(2026, 1, 5): "a day without a name"}


def test_a_file_without_events_has_no_holidays() -> None:
    assert ics_days(ics(), date(2026, 1, 1), date(2026, 12, 31)) == {}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no iCalendar file"),
        (b"date,name\n2026-01-01,New Year\n", "this is no iCalendar file"),
        (b"\xff\xfe\x00\x01", "this is no iCalendar file"),
        (b"PK\x03\x04", "this is no iCalendar file"),
        (
            b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
            "this is no iCalendar file: it does not begin with VCALENDAR",
        ),
        (
            ics("SUMMARY:Standup\nDTSTART:20260105T090000Z"),
            "the event 'Standup' has a time of day, but a holiday is a whole day",
        ),
        (
            ics("SUMMARY:Party\nDTSTART;VALUE=DATE:20260105\nDTEND:20260105T180000Z"),
            "the event 'Party' has a time of day, but a holiday is a whole day",
        ),
        (ics("SUMMARY:Some day"), "the event 'Some day' has no date that can be read"),
        (
            ics("SUMMARY:Some day\nDTSTART;VALUE=DATE:soon"),
            "the event 'Some day' has no date that can be read",
        ),
        (
            ics("SUMMARY:Tick\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=SECONDLY"),
            "the event 'Tick' repeats by less than a day",
        ),
        (
            ics("SUMMARY:Tick\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;BYSECOND=1,2,3"),
            "the event 'Tick' repeats by less than a day",
        ),
        (
            ics(f"{FOUNDING};INTERVAL=0"),  # it would be unfolded for ever
            "the rule by which 'Founding day' is repeated cannot be read",
        ),
        (
            ics("SUMMARY:Far\nDTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:99991231"),
            "the event 'Far' has no date that can be read",
        ),
        (
            ics("SUMMARY:Odd\nDTSTART;VALUE=TIME:090000"),
            "the event 'Odd' has no date that can be read",
        ),
        (
            ics("SUMMARY:Odd\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=NEVER"),
            "the rule by which 'Odd' is repeated cannot be read",
        ),
    ],
)
def test_what_is_no_file_of_holidays_is_refused_in_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=r"event|iCalendar|repeated") as refused:
        ics_days(data, date(2026, 1, 1), date(2026, 12, 31))
    assert str(refused.value) == message


def test_a_calendar_closes_on_the_days_of_its_file_beside_those_of_a_country() -> None:
    written = {"hours": {"daily": ["09:00-17:00"]}, "holidays": ["own.ics", "US-CA"]}
    eras = Calendar.model_validate(written).eras()
    first, last = date(2026, 7, 3), date(2026, 7, 5)
    plans = list(day_plans(eras, first, last, {"own.ics": ics(FOUNDING)}))
    # the country keeps the Fourth of July on the Friday too; the first source names a shared day
    names = ["Independence Day (observed)", "Founding day", None]
    assert [plan.holiday for plan in plans] == names
    assert [bool(plan.hours) for plan in plans] == [False, False, True]
