"""The account of one span of time: it covers it, and what is worked adds up to the figure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sqeval.calendars.account import account
from sqeval.calendars.calendar import Calendar
from sqeval.calendars.spans import spans
from tests.worked import worked

CHINA = Calendar.model_validate(
    {
        "hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]},
        "holidays": "CN",
        "closed": ["2026-10-08"],
        "open": {"2026-10-02": ["10:00-11:00"]},
    }
)
ZONE = "Asia/Shanghai"


def at(text: str, zone: str = ZONE) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo(zone))


def told(
    calendar: Calendar | None,
    start: str,
    end: str,
    *pauses: tuple[str, str],
    zone: str = ZONE,
) -> list[str]:
    paused = [(at(a, zone), at(b, zone)) for a, b in pauses]
    return [
        f"{s.kind} {s.begin.astimezone(ZoneInfo(zone)):%d %H:%M}"
        f" {s.end.astimezone(ZoneInfo(zone)):%d %H:%M} {s.name}".rstrip()
        for s in account(calendar, zone, at(start, zone), at(end, zone), paused)
    ]


def test_a_span_over_the_national_day_is_told_stretch_by_stretch() -> None:
    pauses = (("09-30 11:00", "09-30 14:00"), ("09-30 13:45", "09-30 14:30"))
    assert told(CHINA, "09-30 10:00", "10-09 09:30", *pauses) == [
        "working 30 10:00 30 11:00",
        "paused 30 11:00 30 12:00",
        "closed 30 12:00 30 13:30",
        "paused 30 13:30 30 14:30",
        "working 30 14:30 30 18:00",
        "closed 30 18:00 01 00:00",
        "holiday 01 00:00 02 00:00 National Day",
        "closed 02 00:00 02 10:00",
        "working 02 10:00 02 11:00 open day",
        "closed 02 11:00 03 00:00",
        "holiday 03 00:00 05 00:00 National Day",
        "holiday 05 00:00 06 00:00 National Day (observed)",
        "holiday 06 00:00 07 00:00 Day off (substituted from 09/20/2026)",
        "holiday 07 00:00 08 00:00 Day off (substituted from 10/10/2026)",
        "closed 08 00:00 09 00:00 closed day",
        "closed 09 00:00 09 09:00",
        "working 09 09:00 09 09:30",
    ]


def test_the_start_of_a_holiday_may_be_worked_by_the_night_before() -> None:
    nights = Calendar.model_validate({"hours": {"daily": ["22:00-06:00"]}, "holidays": "CN"})
    assert told(nights, "09-30 21:00", "10-01 23:00") == [
        "closed 30 21:00 30 22:00",
        "working 30 22:00 01 06:00",
        "holiday 01 06:00 01 23:00 National Day",
    ]


def test_without_a_calendar_all_is_worked_but_the_pauses() -> None:
    assert told(None, "03-01 10:00", "03-03 10:00", ("03-02 10:00", "03-02 11:00")) == [
        "working 01 10:00 02 10:00",
        "paused 02 10:00 02 11:00",
        "working 02 11:00 03 10:00",
    ]


def test_hours_have_the_name_of_the_day_that_they_belong_to() -> None:
    nights = Calendar.model_validate(
        {
            "hours": {"mon-fri": ["22:00-06:00"]},
            "holidays": "CN",
            "closed": ["2026-02-13"],
            "open": {"2026-02-12": ["22:00-06:00"]},
        }
    )
    # Thursday the 12th is opened, Friday closed, Saturday a day of work before the festival
    pause = ("02-14 22:30", "02-14 23:00")
    assert told(nights, "02-12 04:00", "02-15 07:00", pause) == [
        "working 12 04:00 12 06:00",
        "closed 12 06:00 12 22:00",
        "working 12 22:00 13 06:00 open day",
        "closed 13 06:00 14 00:00 closed day",
        "closed 14 00:00 14 22:00",
        "working 14 22:00 14 22:30 make-up day",
        "paused 14 22:30 14 23:00",
        "working 14 23:00 15 06:00 make-up day",
        "holiday 15 06:00 15 07:00 Chinese New Year's Eve",
    ]


def test_a_holiday_that_is_declared_closed_keeps_its_name_and_one_opened_loses_it() -> None:
    both = Calendar.model_validate(
        {
            "hours": {"daily": ["09:00-17:00"]},
            "holidays": "CN",
            "closed": ["2026-10-01", "2026-10-02"],
            "open": {"2026-10-02": ["10:00-11:00"]},
        }
    )
    assert told(both, "10-01 10:00", "10-02 10:30") == [
        "holiday 01 10:00 02 00:00 National Day",
        "closed 02 00:00 02 10:00",
        "working 02 10:00 02 10:30 open day",
    ]


def test_pauses_reach_beyond_neither_end_and_backwards_ones_are_none() -> None:
    pauses = (("02-27 10:00", "03-01 12:00"), ("03-01 15:00", "03-01 14:00"))
    assert told(None, "03-01 10:00", "03-01 20:00", *pauses) == [
        "paused 01 10:00 01 12:00",
        "working 01 12:00 01 20:00",
    ]


def test_an_empty_or_backward_span_has_no_stretches() -> None:
    assert told(CHINA, "03-02 10:00", "03-02 10:00") == []
    assert told(CHINA, "03-02 10:00", "03-02 09:00") == []


def test_a_change_of_the_clock_does_not_cut_a_stretch() -> None:
    always = Calendar(hours="24x7")
    zone = "America/New_York"
    assert told(always, "03-07 12:00", "03-09 12:00", zone=zone) == ["working 07 12:00 09 12:00"]
    [stretch] = account(always, zone, at("03-07 12:00", zone), at("03-09 12:00", zone))
    assert stretch.end - stretch.begin == timedelta(hours=47)
    assert stretch.begin.tzinfo == UTC


def test_clocks_put_back_over_midnight_show_the_day_before_again() -> None:
    # at 00:01 on Sunday, 02:31 in UTC, the clocks of St John's were put back to 23:01 on Saturday
    late = Calendar.model_validate({"hours": {"sat": ["23:00-24:00"]}})
    start = datetime(2006, 10, 29, 2, 30, 30, tzinfo=UTC)
    stretches = account(late, "America/St_Johns", start, start.replace(hour=4))
    assert [(s.kind, f"{s.end:%H:%M:%S}") for s in stretches] == [
        ("closed", "02:31:00"),
        ("working", "03:30:00"),
        ("closed", "04:30:30"),
    ]


def test_a_file_of_holidays_names_its_days() -> None:
    own = Calendar.model_validate({"hours": {"daily": ["09:00-17:00"]}, "holidays": "own.ics"})
    data = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        b"DTSTAMP:20200101T000000Z\r\nDTSTART;VALUE=DATE:20260704\r\nSUMMARY:Founding day\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    start, end = at("07-03 16:00"), at("07-05 10:00")
    stretches = account(own, ZONE, start, end, ics={"own.ics": data})
    kinds = ["working", "closed", "holiday", "closed", "working"]
    assert [stretch.kind for stretch in stretches] == kinds
    assert stretches[2].name == "Founding day"


_BEGIN = datetime(2026, 9, 20, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=50)).map(lambda since: _BEGIN + since)
pairs = st.tuples(moments, moments)
zones = st.sampled_from([ZONE, "America/New_York", "Australia/Lord_Howe"])


def _us(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@given(zones, pairs, st.lists(pairs, max_size=4))
def test_stretches_cover_the_span_and_the_worked_ones_add_up(
    zone: str, span: tuple[datetime, datetime], pauses: list[tuple[datetime, datetime]]
) -> None:
    start, end = sorted(span)
    stretches = account(CHINA, zone, start, end, pauses)
    if start < end:
        assert (stretches[0].begin, stretches[-1].end) == (start, end)
    for one, other in pairwise(stretches):
        assert one.begin < one.end == other.begin
        assert (one.kind, one.name) != (other.kind, other.name)
    whole = spans(CHINA, zone, date(2026, 9, 1), date(2026, 11, 30))
    free = _without(start, end, pauses)
    expected = sum(worked(whole, _us(a), _us(b)) for a, b in free)
    assert sum(_us(s.end) - _us(s.begin) for s in stretches if s.kind == "working") == expected
    paused = sum(_us(s.end) - _us(s.begin) for s in stretches if s.kind == "paused")
    assert paused == worked(whole, _us(start), _us(end)) - expected


def _without(
    start: datetime, end: datetime, pauses: list[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """What is left of a span when pauses are taken out of it, one by one."""
    left = [(start, end)]
    for a, b in pauses:
        if a < b:
            left = [(x, y) for s, e in left for x, y in ((s, min(e, a)), (max(s, b), e)) if x < y]
    return left
