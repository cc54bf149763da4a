"""Conditions that no cell can make true: missing or trimmed texts, parts of whole numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems

HEAD = """\
version: 1
tables:
  tickets:
    columns: {t: {}, n: {type: integer}, x: {type: number}, low: {value: lower(t)}}
"""


def hints(folder: Path, condition: str, head: str = HEAD) -> list[str]:
    """Return the hints of SQ314 for a condition."""
    text = f"{head}indicators:\n  a: {{type: count, where: '{condition}'}}\n"
    return [p.hint for p in problems(folder, text) if p.code == "SQ314"]


@pytest.mark.parametrize("condition", ['t == ""', '"" == t', 'n > 1 and t == ""'])
def test_a_text_that_counts_as_missing_is_no_value(tmp_path: Path, condition: str) -> None:
    assert hints(tmp_path, condition) == ["an empty cell is a missing one: write missing(t)"]


@pytest.mark.parametrize(
    "condition",
    ['t == " x"', 't == "x "', 't in ["", " y"]', "n == 1.5", "n in [1.5, 2.5]", "1.5 == n"],
)
def test_what_no_cell_is_read_as_makes_nothing_true(tmp_path: Path, condition: str) -> None:
    assert hints(tmp_path, condition) == [""]


@pytest.mark.parametrize(
    "condition",
    [
        *('t == "x"', 't != ""', 't in ["", "y"]', 't == "" or n == 1', "missing(t)"),
        *("n == 2", "n == 2.0", "n != 1.5", "n > 1.5", "x == 1.5", 'low == ""', 't == "a b"'),
    ],
)
def test_what_a_row_can_be_is_fine(tmp_path: Path, condition: str) -> None:
    assert hints(tmp_path, condition) == []


def test_the_missing_texts_are_those_of_the_table(tmp_path: Path) -> None:
    head = HEAD.replace("  tickets:\n", "  tickets:\n    missing: ['-']\n")
    assert hints(tmp_path, 't == ""', head) == []
    assert hints(tmp_path, 't == "-"', head) != []
