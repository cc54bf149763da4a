"""Grades that no points earn, and points that earn no grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import told


def whole(grades: str) -> str:
    return f"version: 1\nscorecard:\n  grades: {grades}\n"


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ("{A: 101, B: 0}", "3:15 'A' starts at 101, and points end at 100"),
        ("{A: 100.5, B: 0}", "3:15 'A' starts at 100.5, and points end at 100"),
        ("{A: 90, B: 0, C: -5}", "3:28 'C' starts below 0, and 'B' takes all points from 0 up"),
        ("{C: -5, B: -1}", "3:15 'C' starts below 0, and 'B' takes all points from 0 up"),
    ],
)
def test_grades_out_of_reach_are_reported(tmp_path: Path, grades: str, expected: str) -> None:
    assert told(tmp_path, "SQ310", whole(grades)) == [expected]


@pytest.mark.parametrize("grades", ["{A: 100, B: 0}", "{A: 90, B: -5}", "{A: 0}", "{}"])
def test_grades_within_reach_are_fine(tmp_path: Path, grades: str) -> None:
    assert told(tmp_path, "SQ310", whole(grades)) == []


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ("{A: 90, B: 60}", "3:22 points below 60 have no grade"),
        ("{B: 0.5, A: 90}", "3:15 points below 0.5 have no grade"),
    ],
)
def test_points_without_a_grade_are_reported(tmp_path: Path, grades: str, expected: str) -> None:
    assert told(tmp_path, "SQ325", whole(grades)) == [expected]


@pytest.mark.parametrize("grades", ["{A: 90, B: 0}", "{A: 90, B: -1}", "{}"])
def test_grades_down_to_0_leave_no_gap(tmp_path: Path, grades: str) -> None:
    assert told(tmp_path, "SQ325", whole(grades)) == []


def test_nothing_is_said_of_grades_that_cannot_be_read(tmp_path: Path) -> None:
    for code in ("SQ310", "SQ325"):
        assert told(tmp_path, code, whole("{A: 110, B: much}")) == []


@pytest.mark.parametrize(("code", "grades"), [("SQ310", "A: 101, B: 0"), ("SQ325", "A: 90")])
def test_a_comment_on_the_line_silences_it(tmp_path: Path, code: str, grades: str) -> None:
    text = whole(f"{{{grades}}}")
    assert told(tmp_path, code, text) != []
    assert told(tmp_path, code, text.replace("}\n", f"}}  # sqeval: ignore[{code}]\n")) == []
