"""What the time columns read: instants and days, their order, and why some texts are no times."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from sqeval.problems import InputError
from sqeval.tables.cell import Cells
from sqeval.tables.moments import Place
from sqeval.tables.times import read_dates, read_datetimes

FULL_WIDTH = "\uff11\uff12"
ARABIC = "\u0661\u0662"
PLAIN = "2026-01-05 08:00:00"


def cells(*texts: str | None) -> tuple[pl.Series, Place]:
    lines = pl.Series(range(2, 2 + len(texts)))
    return pl.Series(texts, dtype=pl.String), Place("t.csv", "created", lines)


def times(*texts: str | None, zone: str = "UTC", formats: list[str] | None = None) -> Cells:
    text, place = cells(*texts)
    return read_datetimes(text, formats, zone, place)


def days(*texts: str | None, formats: list[str] | None = None) -> Cells:
    text, place = cells(*texts)
    return read_dates(text, formats, place)


def utc(year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second, micros = (*clock, 0, 0, 0, 0)[:4]
    return datetime(year, month, day, hour, minute, second, micros, UTC)


def reasons(read: Cells) -> list[str | None]:
    return [None] * len(read.values) if read.reasons is None else read.reasons.to_list()


def names(read: Cells) -> list[str]:
    return [notice.name for notice in read.notices]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-31 10:00", utc(2026, 1, 31, 2)),
        ("2026/1/3 9:12:58", utc(2026, 1, 3, 1, 12, 58)),
        ("2026-01-31T10:00:00", utc(2026, 1, 31, 2)),
        ("2026-01-31T10:00:00.250", utc(2026, 1, 31, 2, 0, 0, 250_000)),
        ("2026-01-31 10:00:00,5", utc(2026, 1, 31, 2, 0, 0, 500_000)),
        ("2026-01-31T10:00:00Z", utc(2026, 1, 31, 10)),
        ("2026-01-31 10:00:00 +0530", utc(2026, 1, 31, 4, 30)),
        ("2026-01-31T10:00-05:00", utc(2026, 1, 31, 15)),
        ("2026-01-31 24:00", utc(2026, 1, 31, 16)),
        ("2026-12-31 24:00:00", utc(2026, 12, 31, 16)),
        ("31.01.2026 10:00", utc(2026, 1, 31, 2)),
        ("01/31/2026 12:05 AM", utc(2026, 1, 30, 16, 5)),
        ("31/01/2026, 1:05:09 pm", utc(2026, 1, 31, 5, 5, 9)),
    ],
)
@pytest.mark.parametrize("first", [None, PLAIN, "2026-01-05 08:00", "2026/01/05T08:00:00Z"])
def test_time_is_read_whatever_stands_before(
    text: str, instant: datetime, first: str | None
) -> None:
    read = times(first, text, None, zone="Asia/Shanghai")
    assert read.values[1] == instant
    assert reasons(read) == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01 12:3",
        "2026-01-01 12:30:4",
        "2026-01-01 12:3:40",
        "2026-01-0112:30:40",
        "2026-01-0112:30",
        "2026-01-01 12:30:4+08:00",
        "2026-01-01 12:30:4 +08:00",
        "2026-01-01 10:30.5",
        "2026-01-01 10:00:60",
        "2026-01-01 10:60:00",
        "2026-01-01 24:01",
        "2026-01-01 25:00:00",
        "2026-02-29 10:00:00",
        "2026-01-01 10:00:00+19:00",
        f"2026-01-01 {FULL_WIDTH}:30:40",
        f"2026-01-01 {ARABIC}:30",
        f"2026-01-01 10:{ARABIC}:40",
        f"2026-01-01 10:30:{FULL_WIDTH}",
        f"2026-01-01 10:30:40.{ARABIC}",
        f"2026-01-01 10:30:40+{ARABIC}:00",
        f"31/01/2026 10:{FULL_WIDTH}",
        f"{ARABIC}/01/2026 10:30",
        "13/13/2026 10:00",
        "31/01/2026 13:00 PM",
        "not applicable",
    ],
)
@pytest.mark.parametrize("first", [PLAIN, "2026-01-05 08:00", "31/01/2026 08:00"])
def test_time_is_invalid_whatever_stands_before(text: str, first: str) -> None:
    read = times(first, "31/12/2025 08:00", text)
    assert read.values[2] is None
    assert read.values.null_count() == 1
    assert reasons(read) == [None, None, "unparsable-time"]


@pytest.mark.parametrize("text", ["1900-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_placeholder_is_implausible(text: str) -> None:
    assert reasons(times(PLAIN, text)) == [None, "implausible-time"]


def test_fold_is_the_earlier_instant() -> None:
    read = times("2026-11-01 01:30:00", zone="America/New_York")
    assert read.values.to_list() == [utc(2026, 11, 1, 5, 30)]
    assert names(read) == ["fold"]


def test_gap_is_invalid() -> None:
    read = times("2026-03-08 02:30:00", "2026-03-08 03:30:00", zone="America/New_York")
    assert reasons(read) == ["dst-gap", None]


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("2024-04-26", None),
        ("26/04/2024", None),
        ("2024-04-26", ["iso"]),
        ("26 April 2024", ["%d %B %Y"]),
        ("26.04.2024", ["%d.%m.%Y %H:%M", "%d.%m.%Y"]),
    ],
)
def test_date_begins_after_a_skipped_midnight(text: str, formats: list[str] | None) -> None:
    read = times(text, zone="Africa/Cairo", formats=formats)
    assert read.values.to_list() == [utc(2024, 4, 25, 22)]
    assert reasons(read) == [None]


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("2024-04-26 00:00", None),
        ("2024-04-26 00:00", ["iso"]),
        ("26.04.2024 00:00", ["%d.%m.%Y %H:%M", "%d.%m.%Y"]),
        ("2404260000", ["%y%m%d%H%M"]),
    ],
)
def test_time_at_a_skipped_midnight_is_invalid(text: str, formats: list[str] | None) -> None:
    assert reasons(times(text, zone="Africa/Cairo", formats=formats)) == ["dst-gap"]


def test_offsets_beside_local_times_are_told() -> None:
    read = times("2026-01-01 08:00:00+00:00", PLAIN, zone="Asia/Shanghai")
    assert read.values.to_list() == [utc(2026, 1, 1, 8), utc(2026, 1, 5)]
    assert names(read) == ["mixed-offsets"]
    assert read.naive


def test_dates_alone_count_from_midnight() -> None:
    read = times("2026-01-01", "n/a", "not applicable", None)
    assert read.values.to_list() == [utc(2026, 1, 1), None, None, None]
    assert reasons(read) == [None, "unparsable-time", "unparsable-time", None]
    assert names(read) == ["date-only"]


def test_date_among_times_has_no_time_of_day() -> None:
    read = times(PLAIN, "2026-01-01", "n/a")
    assert reasons(read) == [None, "no-time-of-day", "unparsable-time"]
    assert names(read) == []


@pytest.mark.parametrize(
    ("formats", "text", "instant"),
    [
        (["%d/%m/%Y %H:%M"], "03/04/2026 10:00", utc(2026, 4, 3, 10)),
        (["%m/%d/%Y %H:%M"], "03/04/2026 10:00", utc(2026, 3, 4, 10)),
        (["%d/%b/%y %I:%M %p"], "12/Jan/24 03:45 PM", utc(2024, 1, 12, 15, 45)),
        (["%Y-%m-%d %H:%M:%S.%f"], "2026-01-01 10:00:00.25", utc(2026, 1, 1, 10, 0, 0, 250_000)),
        (["%d.%m.%Y %H:%M %z"], "01.02.2026 10:00 +0100", utc(2026, 2, 1, 9)),
        (["%d/%m/%Y", "iso"], "2026-01-31T10:00Z", utc(2026, 1, 31, 10)),
        (["epoch s"], "1767225600", utc(2026, 1, 1)),
        (["epoch ms"], "1767225600500", utc(2026, 1, 1, 0, 0, 0, 500_000)),
        (["excel"], "46023.5", utc(2026, 1, 1, 12)),
    ],
)
def test_declared_format_is_read(formats: list[str], text: str, instant: datetime) -> None:
    assert times(text, formats=formats).values.to_list() == [instant]


@pytest.mark.parametrize(
    ("formats", "text"),
    [
        (["%d/%m/%Y %H:%M"], "2026-01-31 10:00"),
        (["%H:%M:%S %d/%m/%Y"], "10:00:60 01/02/2026"),
        (["epoch s"], ARABIC),
        (["epoch s"], "soon"),
        (["excel"], "2026-01-01"),
    ],
)
def test_text_outside_the_declared_formats_is_invalid(formats: list[str], text: str) -> None:
    assert reasons(times(text, formats=formats)) == ["unparsable-time"]


def test_one_value_decides_day_and_month_of_all() -> None:
    assert days("03/04/2026", "31/01/2026").values.to_list() == [
        date(2026, 4, 3),
        date(2026, 1, 31),
    ]
    assert days("03/04/2026", "01/31/2026").values.to_list() == [
        date(2026, 3, 4),
        date(2026, 1, 31),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("03/04/2026",),
        ("03/04/2026", "45/03/2026"),
        ("03/04/2026", "03/45/2026"),
        ("03/04/2026", "13/00/2026"),
        ("03/04/2026", "13/14/2026"),
        ("31/01/2026", "01/31/2026"),
    ],
)
def test_undecided_day_and_month_are_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as refused:
        days(*texts)
    assert "SQ525" in str(refused.value.problems[0].code)


def test_impossible_day_does_not_contradict() -> None:
    read = days("03/04/2026", "31/01/2026", "03/45/2026")
    assert read.values.to_list() == [date(2026, 4, 3), date(2026, 1, 31), None]


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("2026-01-02", None),
        ("2026-01-02 23:30", None),
        ("2026-01-02T01:00+08:00", None),
        ("2026-01-02T23:00:00-08:00", None),
        ("2026-01-02T01:00+08:00", ["iso"]),
        ("02.01.2026 01:00 +0800", ["%d.%m.%Y %H:%M %z"]),
        ("02 Jan 2026", ["iso", "%d %b %Y"]),
        ("46024", ["excel"]),
    ],
)
def test_date_is_the_one_its_text_names(text: str, formats: list[str] | None) -> None:
    read = days(text, None, formats=formats)
    assert read.values.to_list() == [date(2026, 1, 2), None]
    assert reasons(read) == [None, None]


@pytest.mark.parametrize(
    ("text", "formats", "reason"),
    [
        ("2026-02-30", None, "unparsable-time"),
        (f"2026-01-{FULL_WIDTH}", None, "unparsable-time"),
        ("01.01.2026 10:00:60", ["%d.%m.%Y %H:%M:%S"], "unparsable-time"),
        ("1900-01-01", None, "implausible-time"),
    ],
)
def test_date_is_invalid(text: str, formats: list[str] | None, reason: str) -> None:
    assert reasons(days(text, formats=formats)) == [reason]
