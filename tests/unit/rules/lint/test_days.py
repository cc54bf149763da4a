"""Days under a calendar: around the clock, or working days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems, told

HEAD = """\
version: 1
tables:
  tickets: {columns: {at: {type: datetime}, done: {type: datetime}}}
indicators:
"""


def said(folder: Path, entry: str) -> list[str]:
    return told(folder, "SQ324", f"{HEAD}  a: {{{entry}}}\n")


def message(text: str) -> str:
    return f"'{text}' under a calendar: whole days, or working days?"


@pytest.mark.parametrize("amount", ["2d", "1d12h", "1w2d", "0.5d", "10d"])
def test_a_limit_in_days_is_placed_at_the_limit(tmp_path: Path, amount: str) -> None:
    entry = f"type: within, from: at, to: done, calendar: office, limit: {amount}"
    assert said(tmp_path, entry) == [f"5:66 {message(amount)}"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("limit: {by: kind, x: 4h, y: 3d, default: 5wd}", ["3d"]),
        ("limit: {by: [p, q], x: {y: 3d, default: 4h}, default: 2d}", ["3d", "2d"]),
        ("limit: {by: 2d, x: 4h}", []),
        ("limit: {by: kind, 2d: 4h}", []),
        ("target: {at_most: 2d, warn: 1d}", ["2d", "1d"]),
        ("target: {by: kind, at_most: {x: 2d, default: 8h}}", ["2d"]),
        ("target: {between: [1d, 16h]}", ["1d"]),
        ("points: {curve: {4h: 100, 2d: 0}}", ["2d"]),
        ("points: {steps: {1d: 100, 20h: 50}}", ["1d"]),
        ("points: {deduct: 5, per: 1d}", ["1d"]),
        ("title: 2d, about: 2d, limit: 4h", []),
    ],
)
def test_all_amounts_are_looked_at(tmp_path: Path, entry: str, expected: list[str]) -> None:
    told_of = said(tmp_path, f"type: duration, calendar: office, {entry}")
    assert [line.split(" ", 1)[1] for line in told_of] == [message(text) for text in expected]


@pytest.mark.parametrize(
    "amount", ["5wd", "40h", "1w", "90m", "d", "2days", "2d1w", "due_2d", "2 d"]
)
def test_working_days_hours_and_what_is_no_duration_are_not(tmp_path: Path, amount: str) -> None:
    entry = f"type: within, from: at, to: done, calendar: office, limit: {amount}"
    assert said(tmp_path, entry) == []


def test_without_a_calendar_days_are_days(tmp_path: Path) -> None:
    assert said(tmp_path, "type: within, from: at, to: done, limit: 2d") == []


@pytest.mark.parametrize("text", ["indicators: 5", "indicators: {a: 5}", "indicators: [a]", "a: 5"])
def test_what_is_no_indicator_is_left_alone(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, "SQ324", f"version: 1\n{text}\n") == []


def test_a_comment_silences_it(tmp_path: Path) -> None:
    entry = "type: within, from: at, to: done, calendar: c, limit: 2d"
    text = f"{HEAD}  # sqeval: ignore[SQ324]\n  a: {{{entry}}}\n"
    assert [p.code for p in problems(tmp_path, text)] == ["SQ290"]
