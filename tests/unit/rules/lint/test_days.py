"""Days under a calendar: around the clock, or working days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems, told

HEAD = """\
version: 1
calendars: {office: {hours: 24x7}}
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
    assert said(tmp_path, entry) == [f"6:66 {message(amount)}"]


WITHIN = "type: within, from: at, to: done, calendar: office"
DURATION = "type: duration, from: at, to: done, aggregate: mean, calendar: office"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f"{WITHIN}, limit: {{by: kind, x: 4h, y: 3d, default: 5wd}}", ["3d"]),
        (f"{WITHIN}, limit: {{by: [p, q], x: {{y: 3d, default: 4h}}, default: 2d}}", ["3d", "2d"]),
        (f"{WITHIN}, limit: {{by: 2d, x: 4h}}", []),
        (f"{WITHIN}, limit: {{by: kind, 2d: 4h}}", []),
        (f"{WITHIN}, title: 2d, about: 2d, limit: 4h", []),
        (f"{DURATION}, target: {{at_most: 2d, warn: 1d}}", ["2d", "1d"]),
        (f"{DURATION}, target: {{by: kind, at_most: {{x: 2d, default: 8h}}}}", ["2d"]),
        (f"{DURATION}, target: {{between: [1d, 16h]}}", ["1d"]),
        (f"{DURATION}, points: {{curve: {{4h: 100, 2d: 0}}}}", ["2d"]),
        (f"{DURATION}, points: {{steps: {{1d: 100, 20h: 50}}}}", ["1d"]),
        (f"{DURATION}, points: {{deduct: 5, per: 1d}}", ["1d"]),
        (f"{DURATION}, pause: 2d", []),
    ],
)
def test_all_amounts_are_looked_at(tmp_path: Path, entry: str, expected: list[str]) -> None:
    told_of = [line.split(" ", 1)[1] for line in said(tmp_path, entry)]
    assert told_of == [message(text) for text in expected]


def test_what_two_files_say_together_is_looked_at(tmp_path: Path) -> None:
    base = f"{HEAD}  a: {{type: within, from: at, to: done, limit: 2d}}\n"
    (tmp_path / "base.yaml").write_text(base, "utf-8")
    text = "version: 1\nextends: base.yaml\nindicators: {a: {calendar: office}}\n"
    (problem,) = problems(tmp_path, text)
    assert (problem.code, problem.location.line) == ("SQ324", 6)
    assert problem.location.file.endswith("base.yaml")


@pytest.mark.parametrize(
    "amount", ["5wd", "40h", "1w", "90m", "d", "2days", "2d1w", "due_2d", "2 d"]
)
def test_working_days_hours_and_what_is_no_duration_are_not(tmp_path: Path, amount: str) -> None:
    entry = f"type: within, from: at, to: done, calendar: office, limit: {amount}"
    assert said(tmp_path, entry) == []


def test_without_a_calendar_days_are_days(tmp_path: Path) -> None:
    assert said(tmp_path, "type: within, from: at, to: done, limit: 2d") == []


def test_a_comment_silences_it(tmp_path: Path) -> None:
    entry = "type: within, from: at, to: done, calendar: office, limit: 2d"
    text = f"{HEAD}  # sqeval: ignore[SQ324]\n  a: {{{entry}}}\n"
    assert problems(tmp_path, text) == []
