"""Formats of one column that read one text as two moments."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from sqeval.tables.times_declared import by_formats
from tests.unit.rules.lint.linted import problems, told


def whole(formats: list[str], kind: str = "datetime") -> str:
    listed = "".join(f"\n          - {json.dumps(name)}" for name in formats)
    return f"""\
version: 1
tables:
  tickets:
    clock: at
    columns:
      at:
        type: {kind}
        formats:{listed}
"""


AMBIGUOUS = [
    ("%d/%m/%Y", "%m/%d/%Y", "02/01/2003"),
    ("%m/%d/%Y", "%d/%m/%Y", "01/02/2003"),
    ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "02/01/2003 04:05"),
    ("%d.%m.%Y %H:%M:%S.%f", "%m.%d.%Y %H:%M:%S.%f", "02.01.2003 04:05:06.000000"),
    ("%d/%m/%Y %I:%M %p", "%m/%d/%Y %I:%M %p", "02/01/2003 04:05 AM"),
    ("%m/%d/%y", "%d/%m/%y", "01/02/03"),
    ("%d/%m/%y", "%y/%m/%d", "03/02/01"),
    ("%y-%m-%d", "%m-%d-%y", "02-01-03"),
    ("%Y-%d-%m", "iso", "2003-02-01"),
    ("iso", "%Y-%d-%m %H:%M", "2003-01-02 04:05"),
    ("%Y%d%m", "%Y%m%d", "20030201"),
    ("%d/%m/%Y", "%d/%m/%y", "01/02/03"),
    ("%d%m%Y", "%d%m%y", "010203"),
    ("epoch s", "epoch ms", "1044072306000"),
    ("epoch s", "%Y%m%d", "20030201"),
    ("%Y-%m-%d %H:%M%z", "%Y-%d-%m %H:%M%z", "2003-01-02 04:05+0000"),
]


@pytest.mark.parametrize(("first", "second", "text"), AMBIGUOUS)
def test_a_text_with_two_dates_is_reported(
    tmp_path: Path, first: str, second: str, text: str
) -> None:
    message = f"'{first}' reads {text}, written as '{second}', as another time"
    assert told(tmp_path, "SQ315", whole([first, second])) == [f"10:13 {message}"]


@pytest.mark.parametrize(("first", "second", "text"), AMBIGUOUS)
def test_and_is_indeed_read_as_two(first: str, second: str, text: str) -> None:
    """What the lint tries out with strptime is so where exports are read."""
    both = [by_formats(pl.Series([text]), [name]) for name in (first, second)]
    one, other = (read.local.cast(int)[0] or read.instant.cast(int)[0] for read in both)
    assert None not in (one, other)
    assert one != other


@pytest.mark.parametrize(
    "formats",
    [
        ["%d/%m/%Y", "%d.%m.%Y"],
        ["%d/%m/%Y", "%d/%m/%Y"],
        ["%d/%m/%Y %H:%M", "%m/%d/%Y"],
        ["%d/%m/%Y", "%m/%d/%Y %H:%M"],
        ["%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p"],
        ["%d %b %Y", "%d %B %Y"],
        ["%d/%m/%y", "%d/%m/%Y"],
        ["%Y-%m-%d", "iso"],
        ["iso", "%Y-%m-%d %H:%M:%S"],
        ["iso", "%Y/%m/%d"],
        ["%Y/%d/%m", "iso"],
        ["iso", "%d/%m/%Y", "epoch s"],
        ["%d%m%y", "%Y%m%d"],
        ["%Y%m%d", "%d%m%y"],
        ["%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S"],
        ["%m/%d/%Y"],
    ],
)
def test_formats_that_tell_texts_apart_are_fine(tmp_path: Path, formats: list[str]) -> None:
    assert told(tmp_path, "SQ315", whole(formats)) == []


def test_dates_are_held_to_it_as_well(tmp_path: Path) -> None:
    text = whole(["%d/%m/%Y", "iso", "%m/%d/%Y"], "date")
    assert told(tmp_path, "SQ315", text) == [
        "11:13 '%d/%m/%Y' reads 02/01/2003, written as '%m/%d/%Y', as another time"
    ]


def test_a_format_is_reported_once_with_the_first_that_takes_its_texts(tmp_path: Path) -> None:
    assert told(tmp_path, "SQ315", whole(["epoch s", "epoch ms", "excel"])) == [
        "10:13 'epoch s' reads 1044072306000, written as 'epoch ms', as another time",
        "11:13 'epoch s' reads 37653, written as 'excel', as another time",
    ]


@pytest.mark.parametrize(
    ("formats", "hint"),
    [
        (["%d/%m/%Y", "%m/%d/%Y"], "keep the one that the export is written in"),
        (["%d/%m/%Y", "%d/%m/%y"], "put '%d/%m/%y' first"),
    ],
)
def test_the_hint_says_whether_another_order_helps(
    tmp_path: Path, formats: list[str], hint: str
) -> None:
    found = problems(tmp_path, whole(formats))
    assert [p.hint for p in found if p.code == "SQ315"] == [hint]


@pytest.mark.parametrize("broken", ["%Q/%d/%Y", "%d/%m", "", "%d/%m/%Y %d"])
def test_formats_that_are_none_are_left_out(tmp_path: Path, broken: str) -> None:
    assert told(tmp_path, "SQ315", whole([broken, "%d/%m/%Y"])) == []
    assert told(tmp_path, "SQ315", whole(["%d/%m/%Y", broken])) == []


def test_a_comment_on_the_line_of_the_format_silences_it(tmp_path: Path) -> None:
    text = whole(["%d/%m/%Y", "%m/%d/%Y"])
    silent = text.replace('%m/%d/%Y"', '%m/%d/%Y"  # sqeval: ignore[SQ315]')
    assert told(tmp_path, "SQ315", silent) == []
