"""Ratios of one answer only, and values that ``good`` names in vain."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.expr.worlds import MOST_WORLDS
from tests.unit.rules.lint.linted import marked, told

HEAD = """\
version: 1
tables:
  tickets:
    key: id
    columns:
      id: {}
      status: {type: category, values: {open: [], solved: [], closed: []}}
      team: {}
      reopens: {type: integer, min: 0}
      mark: {type: integer, min: 1, max: 5}
      ok: {type: boolean}
      done: {type: datetime}
      due: {type: datetime}
  surveys:
    key: id
    lookup: {tickets: ticket}
    columns: {id: {}, ticket: {}, said: {type: boolean}}
indicators:
  x:
    type: ratio
"""

ALWAYS = "'good' is true of every row that counts, so the value is always 100%"
NEVER = "'good' is true of no row that counts, so the value is always 0%"


def whole(good: str, total: str = "", where: str = "", table: str = "tickets") -> str:
    lines = {"good": good, "total": total, "where": where}
    fields = "".join(f"    {key}: '{text}'\n" for key, text in lines.items() if text)
    return f"{HEAD}    table: {table}\n{fields}"


@pytest.mark.parametrize(
    ("good", "total", "where"),
    [
        ('status == "solved"', 'status == "solved"', ""),
        ('status in ["solved", "closed"]', 'status == "solved"', ""),
        ("ok", "", "ok"),
        ("present(ok)", "ok", ""),
        ("mark >= 1", "present(mark)", ""),
        ("mark >= 3", "mark > 2", ""),
        ('status != "open"', 'status in ["open", "closed"]', 'status != "open"'),
        ("reopens == 0", "reopens < 1", ""),
        ("missing(ok) or present(ok)", "", ""),
        ("done <= due", "done <= due", 'team == "A"'),
    ],
)
def test_always_100(tmp_path: Path, good: str, total: str, where: str) -> None:
    assert told(tmp_path, "SQ313", whole(good, total, where)) == [f"22:11 {ALWAYS}"]


@pytest.mark.parametrize(
    ("good", "total", "where"),
    [
        ('status == "solved"', 'status == "closed"', ""),
        ("ok", "missing(ok)", ""),
        ("mark >= 4", "mark <= 3", ""),
        ('status == "open" and ok', "", 'status != "open"'),
        ("reopens < 1", "", "reopens > 0"),
    ],
)
def test_always_0(tmp_path: Path, good: str, total: str, where: str) -> None:
    assert told(tmp_path, "SQ313", whole(good, total, where)) == [f"22:11 {NEVER}"]


@pytest.mark.parametrize(
    ("good", "total", "where", "named"),
    [
        (
            'status in ["solved", §"closed"] and reopens == 0',
            'status == "solved"',
            "",
            ['"closed"'],
        ),
        (
            'status == "solved" or status == §"closed" and ok',
            'status in ["solved", "open"]',
            "",
            ['"closed"'],
        ),
        (
            'status in ["solved", §"closed"]',
            'status in ["solved", "open"] and team == "A"',
            "ok",
            ['"closed"'],
        ),
        ('§"closed" == status or ok', 'status != "closed"', "", ['"closed"']),
        ("mark == §5 or ok", "mark < 5", "", ["5"]),
        ("mark in [3, §4, §5]", "mark < 4", "", ["4", "5"]),
    ],
)
def test_values_that_good_names_in_vain(
    tmp_path: Path, good: str, total: str, where: str, named: list[str]
) -> None:
    text, places = marked(whole(good, total, where))
    message = "'good' counts rows that 'total' leaves out: those with"
    expected = [f"{place} {message} {value}" for place, value in zip(places, named, strict=True)]
    assert told(tmp_path, "SQ313", text) == expected


@pytest.mark.parametrize(
    ("good", "total", "where"),
    [
        ('status == "solved"', "", ""),
        ('status == "solved"', 'status in ["solved", "closed"]', ""),
        ('status in ["solved", "closed"] and reopens == 0', 'status in ["solved", "closed"]', ""),
        ("reopens == 0", 'status == "solved"', ""),
        ("reopens > 0", 'status == "solved" or reopens > 0', ""),
        ("reopens >= 0", "", ""),  # a missing figure is not good
        ("ok", "present(ok)", ""),
        ("missing(ok) or ok", "", ""),
        ("mark >= 4", "present(mark)", ""),
        ("mark >= 2", "present(mark)", ""),
        ("reopens < 3", "reopens > 0", ""),  # of the reopened, those that were few times
        ('status != "open"', 'status != "solved"', ""),  # 'good' names no value it counts
        ('not status == "solved" and ok', 'status != "solved"', "reopens > 1"),
        ('status == "closed"', "", 'status != "open"'),
        ('status == "(other: X)" or ok', 'status not in ["open", "closed"]', ""),
        ("done <= due", "present(done)", ""),
        ('team == "A"', 'team != "B"', ""),
        ("exists(surveys)", 'status == "solved"', ""),
        ("weekday(done) <= 5", "present(done)", ""),
    ],
)  # fmt: skip
def test_what_can_go_either_way_is_fine(tmp_path: Path, good: str, total: str, where: str) -> None:
    assert told(tmp_path, "SQ313", whole(good, total, where)) == []


def test_columns_that_are_looked_up_take_part(tmp_path: Path) -> None:
    assert told(tmp_path, "SQ313", whole("said", "present(said)", table="surveys")) == []
    found = told(tmp_path, "SQ313", whole('status == "open"', 'status != "open"', table="surveys"))
    assert found == [f"22:11 {NEVER}"]


@pytest.mark.parametrize(
    ("good", "total", "where"),
    [
        ('status == "open" and status == "closed"', "", ""),  # never true by itself
        ("ok", 'status == "open" and status == "closed"', ""),
        ("ok", "", 'status == "open" and status == "closed"'),
        ("ok", 'status == "nowhere"', ""),
        ("ok", "ok", "no == 1"),
        ("no", "ok", ""),
    ],
)
def test_what_is_wrong_otherwise_is_not_reported_again(
    tmp_path: Path, good: str, total: str, where: str
) -> None:
    assert told(tmp_path, "SQ313", whole(good, total, where)) == []


def test_of_too_many_worlds_only_the_same_condition_is_told(tmp_path: Path) -> None:
    tests = [f'contains(team, "{i}")' for i in range(9)]
    assert 3 ** len(tests) > MOST_WORLDS
    good = " or ".join(tests)
    assert told(tmp_path, "SQ313", whole(good, good)) == [f"22:11 {ALWAYS}"]
    assert told(tmp_path, "SQ313", whole(good, f"{good} or ok")) == []
    assert told(tmp_path, "SQ313", whole(f"({good}) and ok", f"({good}) and not ok")) == []


def test_a_comment_on_the_line_of_good_silences_it(tmp_path: Path) -> None:
    text = whole("ok", "ok").replace("good: 'ok'", "good: ok  # sqeval: ignore[SQ313]")
    assert "ignore" in text
    assert told(tmp_path, "SQ313", text) == []
