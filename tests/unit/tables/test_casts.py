"""What each column type reads from its cells, and what it calls invalid."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import polars as pl
import pytest

from sqeval.calendars.zones import zone_problem
from sqeval.rules.columns import (
    BooleanColumn,
    CategoryColumn,
    Column,
    DurationColumn,
    IntegerColumn,
    NumberColumn,
    ScaleColumn,
)
from sqeval.tables.cell import Cells
from sqeval.tables.lengths import read_durations
from sqeval.tables.moments import Place
from sqeval.tables.numbers import read_integers, read_numbers
from sqeval.tables.words import read_booleans, read_categories, read_scales

ColumnT = TypeVar("ColumnT", bound=Column)

FULL_WIDTH = "\uff11\uff12"
ARABIC = "\u0661\u0662"


PLACE = Place("t.csv", "talk", pl.Series([2], dtype=pl.Int64))


def cells(*texts: str | None) -> pl.Series:
    return pl.Series(texts, dtype=pl.String)


def declared(model: type[ColumnT], **said: object) -> ColumnT:
    return model.model_validate(said)


def reason(read: Cells) -> str | None:
    return None if read.reasons is None else read.reasons[0]


@pytest.mark.parametrize(
    ("text", "thousands", "value"),
    [
        ("12", None, 12),
        ("+7", None, 7),
        ("-3", None, -3),
        ("3.0", None, 3),
        ("00012", None, 12),
        ("1,234,567", ",", 1_234_567),
        ("1.234", ".", 1_234),
        ("1\u202f234", "\u202f", 1_234),
    ],
)
def test_integer_is_read(text: str, thousands: str | None, value: int) -> None:
    column = declared(IntegerColumn, type="integer", thousands=thousands)
    read = read_integers(cells(text, None), column)
    assert read.values.to_list() == [value, None]
    assert read.reasons is None


@pytest.mark.parametrize(
    ("text", "thousands"),
    [
        ("1,234", None),
        ("12,34", ","),
        ("1.234.5", "."),
        ("3.5", None),
        ("1e3", None),
        ("85%", None),
        ("99999999999999999999", None),
        (FULL_WIDTH, None),
        (ARABIC, None),
    ],
)
def test_integer_is_invalid(text: str, thousands: str | None) -> None:
    read = read_integers(cells(text), declared(IntegerColumn, type="integer", thousands=thousands))
    assert read.values.to_list() == [None]
    assert reason(read) == "unparsable-integer"


def test_integer_outside_its_range_is_invalid() -> None:
    read = read_integers(
        cells("0", "1", "5", "6"), declared(IntegerColumn, type="integer", min=1, max=5)
    )
    assert read.values.to_list() == [None, 1, 5, None]
    assert read.reasons is not None
    assert read.reasons.to_list() == ["out-of-range", None, None, "out-of-range"]


@pytest.mark.parametrize(
    ("text", "decimal", "thousands", "value"),
    [
        ("1.5", ".", None, 1.5),
        (".5", ".", None, 0.5),
        ("2.", ".", None, 2.0),
        ("-1.5e2", ".", None, -150.0),
        ("1,5", ",", None, 1.5),
        ("1.234,5", ",", ".", 1234.5),
        ("1,234.5", ".", ",", 1234.5),
        ("1'234'567", ".", "'", 1_234_567.0),
    ],
)
def test_number_is_read(text: str, decimal: str, thousands: str | None, value: float) -> None:
    column = declared(NumberColumn, type="number", decimal=decimal, thousands=thousands)
    read = read_numbers(cells(text), column)
    assert read.values.to_list() == [value]
    assert read.reasons is None


@pytest.mark.parametrize(
    ("text", "decimal", "thousands"),
    [
        ("nan", ".", None),
        ("inf", ".", None),
        ("1e400", ".", None),
        ("-1e400", ".", None),
        ("1,234", ".", None),
        ("1.5", ",", None),
        ("1,2,3", ",", None),
        ("1,23.4", ".", ","),
        ("85%", ".", None),
        (ARABIC, ".", None),
    ],
)
def test_number_is_invalid(text: str, decimal: str, thousands: str | None) -> None:
    column = declared(NumberColumn, type="number", decimal=decimal, thousands=thousands)
    read = read_numbers(cells(text), column)
    assert read.values.to_list() == [None]
    assert reason(read) == "unparsable-number"


def test_largest_numbers_stay_finite() -> None:
    read = read_numbers(cells("1.7e308", "1e309", "-1e309"), declared(NumberColumn, type="number"))
    assert read.values.to_list() == [1.7e308, None, None]


def test_number_knows_its_decimal_places() -> None:
    column = declared(NumberColumn, type="number")
    assert read_numbers(cells("1.25", "3", "0.5"), column).decimals == 2
    assert read_numbers(cells("1.1234567"), column).decimals is None
    assert read_numbers(cells("1e-3"), column).decimals is None


@pytest.mark.parametrize("text", ["true", "TRUE", "True", "tRue", "trUE", "Y"])
def test_boolean_is_true(text: str) -> None:
    column = declared(BooleanColumn, type="boolean", values={"true": ["Y"], "false": ["N"]})
    assert read_booleans(cells(text), column).values.to_list() == [True]


@pytest.mark.parametrize("text", ["false", "FALSE", "fAlSe", "N"])
def test_boolean_is_false(text: str) -> None:
    column = declared(BooleanColumn, type="boolean", values={"true": ["Y"], "false": ["N"]})
    assert read_booleans(cells(text), column).values.to_list() == [False]


@pytest.mark.parametrize("text", ["y", "yes", "1", "truee"])
def test_boolean_is_invalid(text: str) -> None:
    column = declared(BooleanColumn, type="boolean", values={"true": ["Y"]})
    assert reason(read_booleans(cells(text), column)) == "unknown-word"


def test_category_outside_the_declared_is_a_group_of_its_own() -> None:
    place = Place("t.csv", "priority", pl.Series([2, 3, 4, 5]))
    column = declared(
        CategoryColumn, type="category", values={"P1": ["1 - Critical"], "P2": ["2 - High"]}
    )
    read = read_categories(cells("1 - Critical", "P2", "x", None), column, place)
    assert read.values.to_list() == ["P1", "P2", "(other: x)", None]
    assert read.reasons is None
    assert [notice.code for notice in read.notices] == ["SQ520"]


def test_scale_reads_words_and_numbers() -> None:
    column = declared(ScaleColumn, type="scale", values={"5": ["Strongly agree"], "4": ["Agree"]})
    read = read_scales(cells("Agree", "5", "agree"), column)
    assert read.values.to_list() == [4, 5, None]
    assert read.values.dtype == pl.Int64


def test_scale_of_halves_is_of_floats() -> None:
    column = declared(ScaleColumn, type="scale", values={"0.5": ["Half"], "1": ["Whole"]})
    assert read_scales(cells("Half", "Whole"), column).values.to_list() == [0.5, 1.0]


@pytest.mark.parametrize(
    ("text", "unit", "formats", "seconds"),
    [
        ("90", "s", None, 90),
        ("1.5", "m", None, 90),
        ("-2", "h", None, -7200),
        ("2", "d", None, 172_800),
        ("0:02:23", None, None, 143),
        ("100:30", None, None, 361_800),
        ("-1:30", None, ["-h:mm"], -5400),
        ("3:45", None, ["m:ss"], 225),
        ("75:10", None, ["m:ss"], 4510),
        ("3:45", None, ["m:ss", "h:mm"], 225),
        ("3:45", None, ["h:mm", "m:ss"], 13_500),
        ("1:00:05", None, ["m:ss", "h:mm:ss"], 3605),
        ("1:00:05", "m", ["h:mm:ss"], 3605),
        ("5", "m", ["h:mm:ss"], 300),
    ],
)
def test_duration_is_read(
    text: str, unit: str | None, formats: list[str] | None, seconds: int
) -> None:
    column = declared(DurationColumn, type="duration", unit=unit, formats=formats)
    read = read_durations(cells(text), column, PLACE)
    assert read.values.to_list() == [timedelta(seconds=seconds)]
    assert read.reasons is None


@pytest.mark.parametrize(
    ("text", "unit", "formats"),
    [
        ("90", None, None),
        ("0:60", None, None),
        ("0:00:60", None, None),
        ("-0:01:00", None, None),
        ("-1:30", None, ["h:mm"]),
        ("1:30", None, ["h:mm:ss"]),
        ("1:75", None, ["m:ss"]),
        ("-1:30", None, ["m:ss"]),
        ("1:30", "m", None),
        ("1e3", "m", None),
        ("99999999999", "d", None),
        (f"{FULL_WIDTH}:30", None, None),
        (f"1:{ARABIC}", None, None),
        (f"1:1{ARABIC[0]}:30", None, None),
        (f"1:10:3{ARABIC[0]}", None, None),
        (ARABIC, "s", None),
    ],
)
def test_duration_is_invalid(text: str, unit: str | None, formats: list[str] | None) -> None:
    column = declared(DurationColumn, type="duration", unit=unit, formats=formats)
    read = read_durations(cells(text), column, PLACE)
    assert read.values.to_list() == [None]
    assert reason(read) == "unparsable-duration"


def test_two_parts_that_nothing_declares_are_told() -> None:
    plain = declared(DurationColumn, type="duration")
    read = read_durations(cells("3:45", "0:02:23", None, "1:00"), plain, PLACE)
    (notice,) = read.notices
    assert (notice.code, notice.location.file) == ("SQ526", "t.csv")
    assert "2 clock texts of two parts" in notice.message
    assert "[m:ss]" in notice.hint
    assert read_durations(cells("0:02:23"), plain, PLACE).notices == ()
    said = declared(DurationColumn, type="duration", formats=["h:mm"])
    assert read_durations(cells("3:45"), said, PLACE).notices == ()


@pytest.mark.parametrize("name", ["posix/Asia/Shanghai", "right/UTC", "EST", "Mars/Olympus"])
def test_zone_is_refused(name: str) -> None:
    assert zone_problem(name) is not None


@pytest.mark.parametrize("name", ["UTC", "Asia/Shanghai", "Africa/Cairo", "Etc/GMT+5"])
def test_zone_is_accepted(name: str) -> None:
    assert zone_problem(name) is None
