"""Durations, shares, dates and times as rule files write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sqeval.expr.scalars import (
    ScalarError,
    WorkingDaysError,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_share,
    parse_working_days,
)

SECOND = 1_000_000


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("30m", 1800),
        ("4h", 14_400),
        ("2d", 172_800),
        ("1w", 604_800),
        ("1h30m", 5400),
        ("1w2d3h4m5s", 604_800 + 2 * 86_400 + 3 * 3600 + 245),
        ("1.5h", 5400),
        ("0s", 0),
    ],
)
def test_a_duration_is_exact_microseconds(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds * SECOND


def test_a_tenth_of_a_second_is_exact() -> None:
    assert parse_duration("0.1s") == 100_000


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("4", "'4' has no unit", "add a unit: 4s, 4m, 4h, 4d or 4w"),
        ("4min", "'min' is no unit of time in '4min'", "write 90s, 30m, 4h, 2d, 1w or 1h30m"),
        ("4 h", "'4 h' is no duration", "write 90s, 30m, 4h, 2d, 1w or 1h30m"),
        ("-4h", "'-4h' is no duration", "write 90s, 30m, 4h, 2d, 1w or 1h30m"),
        ("", "'' is no duration", "write 90s, 30m, 4h, 2d, 1w or 1h30m"),
        ("30m1h", "the units of '30m1h' are out of order", "each unit once, the largest first"),
        ("1h1h", "the units of '1h1h' are out of order", "each unit once, the largest first"),
        (
            "0.0000001s",
            "'0.0000001s' is finer than a microsecond",
            "write 90s, 30m, 4h, 2d, 1w or 1h30m",
        ),
        (
            "99999999w",
            "'99999999w' is longer than 1000 years",
            "write 90s, 30m, 4h, 2d, 1w or 1h30m",
        ),
    ],
)
def test_what_is_no_duration_says_why(text: str, message: str, hint: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_duration(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_working_days_are_told_apart_from_a_misspelt_duration() -> None:
    with pytest.raises(WorkingDaysError) as caught:
        parse_duration("5wd")
    assert caught.value.days == 5
    assert caught.value.message == "'5wd' is 5 working days, which come with a calendar"


@pytest.mark.parametrize(("text", "days"), [("5wd", 5), ("5w", None), ("5d", None), ("wd", None)])
def test_working_days_are_read_where_a_calendar_is(text: str, days: int | None) -> None:
    assert parse_working_days(text) == days


@pytest.mark.parametrize(
    ("text", "share"), [("95%", 0.95), ("97.5%", 0.975), ("300%", 3.0), ("-5%", -0.05)]
)
def test_a_share_is_the_float_nearest_to_what_is_written(text: str, share: float) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize("percent", range(101))
def test_every_whole_percentage_is_rounded_once(percent: int) -> None:
    assert parse_share(f"{percent}%") == percent / 100


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("95", "'95' has no %", "a share carries its sign: 95%"),
        ("95%%", "'95%%' is no share", "write 95% or 97.5%"),
        ("9" * 400 + "%", f"'{'9' * 20}' is too large a number", ""),
    ],
)
def test_what_is_no_share_says_why(text: str, message: str, hint: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_share(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_dates_and_times_are_iso() -> None:
    east = timezone(timedelta(hours=8))
    assert parse_date("2026-01-31") == date(2026, 1, 31)
    assert parse_datetime("2026-01-31T09:00:05Z") == datetime(2026, 1, 31, 9, 0, 5, tzinfo=UTC)
    assert parse_datetime("2026-01-31 09:00+08:00") == datetime(2026, 1, 31, 9, tzinfo=east)
    assert parse_datetime("2026-01-31T09:00").tzinfo is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-1-31", "31/01/2026", "20260131", "2026-W05-1"]
)
def test_what_is_no_date_says_why(text: str) -> None:
    with pytest.raises(ScalarError, match=f"'{text}' is n"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2026-01-31", "2026-01-31T25:00", "2026-01-31T9:00", "now"])
def test_what_is_no_time_says_why(text: str) -> None:
    with pytest.raises(ScalarError, match=f"'{text}' is n"):
        parse_datetime(text)
