"""Working time: known answers worked out by hand, and the laws that hold for any calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.spans import Spans, days_since, spans
from tests.worked import due, worked, working_day_close

HOUR = 3_600_000_000

DAYS: dict[str, object] = {"hours": {"mon-fri": ["08:00-17:00"]}}
CHINA: dict[str, object] = {
    "hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]},
    "holidays": "CN",
}

CALENDARS: dict[str, dict[str, object]] = {
    "days": DAYS,
    "china": CHINA,
    "nights": {"hours": {"mon-fri": ["22:00-06:00"], "sun": ["00:00-02:30"]}},
    "always": {"hours": "24x7"},
    "changing": {
        "hours": {"daily": ["01:15-02:45", "23:00-00:30"]},
        "closed": ["2026-03-01..2026-03-20"],
        "versions": [{"from": "2026-07-01", "hours": "24x7"}],
    },
}
ZONES = ("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham")


@cache
def found(name: str, zone: str) -> Spans:
    calendar = Calendar.model_validate(CALENDARS[name])
    return spans(calendar, zone, date(2025, 12, 1), date(2027, 1, 31))


def us(text: str, zone: str = "Asia/Shanghai") -> int:
    """Microseconds since the Unix epoch at a local time."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return int(local.timestamp()) * 1_000_000


# --- known answers --------------------------------------------------------------------------------


def test_four_hours_from_friday_at_four_end_on_monday_at_eleven() -> None:
    office = found("days", "Asia/Shanghai")
    assert due(office, us("2026-07-03 16:00"), 4 * HOUR) == us("2026-07-06 11:00")
    assert worked(office, us("2026-07-03 16:00"), us("2026-07-06 11:00")) == 4 * HOUR


def test_what_ends_at_a_close_is_due_at_the_close() -> None:
    office = found("days", "Asia/Shanghai")
    assert due(office, us("2026-07-03 16:00"), HOUR) == us("2026-07-03 17:00")
    assert due(office, us("2026-07-04 12:00"), 9 * HOUR) == us("2026-07-06 17:00")


def test_no_time_is_due_at_once_even_on_a_sunday() -> None:
    assert due(found("days", "Asia/Shanghai"), us("2026-07-05 03:00"), 0) == us("2026-07-05 03:00")


def test_what_the_spans_do_not_reach_is_unknown() -> None:
    office = found("days", "Asia/Shanghai")
    end = office.ends[-1]
    assert due(office, end - HOUR, HOUR) == end
    assert due(office, end - HOUR, HOUR + 1) is None
    assert working_day_close(office, office.days[-2], 1) == office.closes[-1] == end
    assert working_day_close(office, office.days[-1], 1) is None


def test_lunch_is_not_worked() -> None:
    office = found("china", "Asia/Shanghai")
    assert worked(office, us("2026-07-03 11:30"), us("2026-07-03 14:00")) == HOUR
    assert worked(office, us("2026-07-03 12:15"), us("2026-07-03 13:15")) == 0


def test_an_end_before_the_start_is_no_time() -> None:
    office = found("days", "Asia/Shanghai")
    assert worked(office, us("2026-07-03 16:00"), us("2026-07-03 10:00")) == 0


@pytest.mark.parametrize(
    ("received", "close"),
    [
        # 30 Sep, then National Day; 8, 9, Saturday 10 (made up for), Monday 12 October
        ("2026-09-29", "2026-10-12 18:00"),
        ("2026-09-30", "2026-10-13 18:00"),
        # received on National Day: 8, 9, 10, 12, 13 October
        ("2026-10-01", "2026-10-13 18:00"),
        ("2026-10-07", "2026-10-13 18:00"),
        # a Sunday worked: 21, 22, 23, 24 September; the 25th is Mid-Autumn; Monday 28
        ("2026-09-20", "2026-09-28 18:00"),
        # 9, 10, 12, 13, 14 October
        ("2026-10-08", "2026-10-14 18:00"),
    ],
)
def test_five_working_days_around_the_national_day(received: str, close: str) -> None:
    day = days_since(date.fromisoformat(received))
    assert working_day_close(found("china", "Asia/Shanghai"), day, 5) == us(close)


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-07", 24), ("2026-03-08", 23), ("2026-11-01", 25)]
)
def test_days_of_new_york_have_23_and_25_hours_when_its_clocks_change(day: str, hours: int) -> None:
    on, zone = date.fromisoformat(day), "America/New_York"
    whole = spans(Calendar(hours="24x7"), zone, on, on)
    assert worked(whole, whole.begins[0], whole.ends[-1]) == hours * HOUR
    assert len(whole.begins) == 1
    assert whole.begins[0] == us(f"{day} 00:00", zone)


@pytest.mark.parametrize(
    ("begun", "hours"), [("2026-03-06", 8), ("2026-03-07", 7), ("2026-10-31", 9)]
)
def test_a_night_shift_over_the_change_has_7_or_9_hours(begun: str, hours: int) -> None:
    nights = Calendar.model_validate({"hours": {"daily": ["22:00-06:00"]}})
    day = date.fromisoformat(begun)
    shift = spans(nights, "America/New_York", day, day)
    # what is left of the night before, and the whole of its own
    assert shift.begins[-1] == us(f"{begun} 22:00", "America/New_York")
    assert shift.ends[-1] - shift.begins[-1] == hours * HOUR
    assert shift.ends[0] - shift.begins[0] == 6 * HOUR
    assert shift.closes == (shift.ends[-1],)


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    # the night of Friday is closed, that of Thursday is worked to its end
    written = {"hours": {"mon-fri": ["22:00-06:00"]}, "closed": ["2026-07-03"]}
    nights = spans(
        Calendar.model_validate(written), "Asia/Shanghai", date(2026, 7, 2), date(2026, 7, 5)
    )
    assert worked(nights, us("2026-07-03 00:00"), us("2026-07-04 12:00")) == 6 * HOUR
    assert nights.days == (days_since(date(2026, 7, 2)),)


def test_a_day_that_a_zone_leaves_out_is_no_working_day() -> None:
    always = spans(Calendar(hours="24x7"), "Pacific/Apia", date(2011, 12, 29), date(2011, 12, 31))
    assert always.days == (days_since(date(2011, 12, 29)), days_since(date(2011, 12, 31)))
    assert worked(always, always.begins[0], always.ends[-1]) == 48 * HOUR


def test_the_calendars_own_zone_comes_before_the_rule_sets() -> None:
    written = {**DAYS, "timezone": "Asia/Shanghai"}
    own = spans(Calendar.model_validate(written), "UTC", date(2026, 7, 3), date(2026, 7, 3))
    assert own.begins == (us("2026-07-03 08:00"),)


def test_nothing_is_worked_before_the_first_and_after_the_last_date() -> None:
    one = spans(Calendar(hours="24x7"), "UTC", date(2026, 7, 3), date(2026, 7, 4))
    assert (one.begins, one.ends) == (
        (us("2026-07-03 00:00", "UTC"),),
        (us("2026-07-05 00:00", "UTC"),),
    )
    assert worked(one, us("2026-07-01 00:00", "UTC"), us("2026-07-09 00:00", "UTC")) == 48 * HOUR


# --- laws -----------------------------------------------------------------------------------------

calendars = st.builds(found, st.sampled_from(sorted(CALENDARS)), st.sampled_from(ZONES))
_FIRST = int(datetime(2025, 12, 20, tzinfo=UTC).timestamp()) * 1_000_000
_LAST = int(datetime(2027, 1, 10, tzinfo=UTC).timestamp()) * 1_000_000
instants = st.integers(_FIRST, _LAST)


@given(calendars, st.lists(instants, min_size=3, max_size=3).map(sorted))
def test_time_adds_up_and_a_later_end_never_shortens(calendar: Spans, times: list[int]) -> None:
    a, b, c = times
    assert worked(calendar, a, c) == worked(calendar, a, b) + worked(calendar, b, c)
    assert 0 <= worked(calendar, a, b) <= worked(calendar, a, c) <= c - a


@given(calendars, instants, st.integers(1, 400 * HOUR))
def test_due_is_the_first_instant_at_which_the_time_has_passed(
    calendar: Spans, start: int, elapsed: int
) -> None:
    end = due(calendar, start, elapsed)
    if end is None:
        assert worked(calendar, start, calendar.ends[-1]) < elapsed
    else:
        assert worked(calendar, start, end) == elapsed
        assert worked(calendar, start, end - 1) < elapsed


@given(st.sampled_from(ZONES), instants, instants)
def test_nothing_is_lost_around_the_clock_in_any_zone(zone: str, start: int, end: int) -> None:
    assert worked(found("always", zone), start, end) == max(0, end - start)


@given(calendars, st.dates(date(2025, 12, 10), date(2026, 12, 1)), st.integers(1, 9))
def test_one_working_day_more_is_one_after_the_last(calendar: Spans, day: date, days: int) -> None:
    start = days_since(day)
    last = calendar.days[calendar.closes.index(working_day_close(calendar, start, days) or 0)]
    assert last > start
    assert sum(start < each <= last for each in calendar.days) == days
    assert working_day_close(calendar, start, days + 1) == working_day_close(calendar, last, 1)


@given(calendars)
def test_spans_are_sorted_disjoint_and_do_not_touch(calendar: Spans) -> None:
    edges = [edge for span in zip(calendar.begins, calendar.ends, strict=True) for edge in span]
    assert all(a < b for a, b in pairwise(edges))
    assert list(calendar.days) == sorted(set(calendar.days))
    assert len(calendar.days) == len(calendar.closes)
