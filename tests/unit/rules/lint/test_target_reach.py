"""Targets that no value meets, and those that every value meets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import marked, told

HEAD = """\
version: 1
tables:
  tickets:
    columns:
      at: {type: datetime}
      done: {type: datetime}
      ok: {type: boolean}
      mark: {type: integer, min: 1, max: 5}
      free: {type: number}
      team: {type: category, values: {A: [], B: []}}
indicators:
"""


def whole(measure: str, target: str) -> str:
    return f"{HEAD}  x: {{{measure}, target: {{{target}}}}}\n"


SHARE = "type: ratio, good: ok"
COUNT = "type: count"
TIME = "type: duration, from: at, to: done, aggregate: mean"
NPS = "type: nps, of: mark"
MEAN = "type: statistic, of: mark, aggregate: mean"
SUM = "type: statistic, of: mark, aggregate: sum"
FREE = "type: statistic, of: free, aggregate: mean"
TWICE = "type: statistic, of: mark * 2, aggregate: mean"


@pytest.mark.parametrize(
    ("measure", "target", "expected"),
    [
        (SHARE, "at_least: 100.1%", "no value is 100.1% or more: the highest is 100%"),
        (SHARE, "at_most: -1%", "no value is -1% or less: the lowest is 0%"),
        (SHARE, "between: [101%, 120%]", "no value is 101% or more: the highest is 100%"),
        (COUNT, "at_most: -1", "no value is -1 or less: the lowest is 0"),
        (COUNT, "between: [-5, -1]", "no value is -1 or less: the lowest is 0"),
        (NPS, "at_least: 101", "no value is 101 or more: the highest is 100"),
        (NPS, "at_most: -101", "no value is -101 or less: the lowest is -100"),
        (MEAN, "at_least: 5.5", "no value is 5.5 or more: the highest is 5"),
        (MEAN, "at_most: 0.9", "no value is 0.9 or less: the lowest is 1"),
    ],
)
def test_targets_out_of_reach(tmp_path: Path, measure: str, target: str, expected: str) -> None:
    (said,) = told(tmp_path, "SQ312", whole(measure, target))
    place, message = said.split(" ", 1)
    assert message == expected
    figure = message.split()[3]
    line = whole(measure, target).splitlines()[11]
    assert place == f"12:{line.index(figure, line.index('target')) + 1}"


@pytest.mark.parametrize(
    ("measure", "target"),
    [
        (SHARE, "at_least: 100%"),
        (SHARE, "at_most: 0%"),
        (SHARE, "between: [100%, 120%]"),
        (SHARE, "between: [-5%, 0%]"),
        (COUNT, "at_least: 1000000"),
        (COUNT, "at_most: 0"),
        (TIME, "at_most: 0s"),
        (NPS, "at_least: 100"),
        (MEAN, "at_least: 5"),
        (SUM, "at_least: 500"),
        (SUM, "at_most: -5"),
        (FREE, "at_least: 500"),
        (TWICE, "at_least: 8"),
        (SHARE, "at_least: 5"),
        (SHARE, "between: [130%, 120%]"),
    ],
)
def test_targets_within_reach_or_wrong_otherwise(tmp_path: Path, measure: str, target: str) -> None:
    assert told(tmp_path, "SQ312", whole(measure, target)) == []


@pytest.mark.parametrize(
    ("measure", "target", "expected"),
    [
        (SHARE, "at_least: 0%", "every value is 0% or more, so all meet this target"),
        (SHARE, "at_least: -5%", "every value is 0% or more, so all meet this target"),
        (SHARE, "at_most: 100%", "every value is 100% or less, so all meet this target"),
        (SHARE, "between: [0%, 100%]", "every value is from 0% to 100%, so all meet this target"),
        (COUNT, "at_least: 0", "every value is 0 or more, so all meet this target"),
        (TIME, "at_least: 0s", "every value is 0s or more, so all meet this target"),
        (NPS, "at_most: 100", "every value is 100 or less, so all meet this target"),
        (MEAN, "at_least: 1", "every value is 1 or more, so all meet this target"),
    ],
)
def test_idle_targets(tmp_path: Path, measure: str, target: str, expected: str) -> None:
    (said,) = told(tmp_path, "SQ323", whole(measure, target))
    direction, figure = target.split(": ")
    line = whole(measure, target).splitlines()[11]
    at = line.index(direction) if direction == "between" else line.index(f" {figure}}}") + 1
    assert said == f"12:{at + 1} {expected}"


@pytest.mark.parametrize(
    ("measure", "target"),
    [
        (SHARE, "at_least: 0.1%"),
        (SHARE, "at_most: 99.9%"),
        (SHARE, "between: [0%, 99%]"),
        (SHARE, "between: [1%, 100%]"),
        (COUNT, "at_most: 1000000"),
        (COUNT, "between: [0, 1000000]"),
        (TIME, "at_least: 1s"),
        (MEAN, "at_least: 1.1"),
        (SUM, "at_least: 0"),
        (FREE, "at_least: 0"),
        (SHARE, "at_least: 0"),
    ],
)
def test_targets_that_ask_for_something(tmp_path: Path, measure: str, target: str) -> None:
    assert told(tmp_path, "SQ323", whole(measure, target)) == []


def test_by_category_the_figures_concerned_are_named(tmp_path: Path) -> None:
    by = "by: team, at_least: {A: §120%, B: §0%, default: 90%}"
    text, (above, idle) = marked(whole(SHARE, by))
    assert told(tmp_path, "SQ312", text) == [
        f"{above} no value is 120% or more: the highest is 100%"
    ]
    assert told(tmp_path, "SQ323", text) == [
        f"{idle} every value is 0% or more, so all meet this target"
    ]


def test_so_are_bands_by_category(tmp_path: Path) -> None:
    by = "by: team, between: {A: [§110%, 120%], §B: [0%, 100%], default: [1%, 9%]}"
    text, (above, idle) = marked(whole(SHARE, by))
    assert told(tmp_path, "SQ312", text) == [
        f"{above} no value is 110% or more: the highest is 100%"
    ]
    assert told(tmp_path, "SQ323", text) == [
        f"{idle} every value is from 0% to 100%, so all meet this target"
    ]


@pytest.mark.parametrize("code", ["SQ312", "SQ323"])
def test_nothing_is_said_where_the_value_is_not_known(tmp_path: Path, code: str) -> None:
    for target in ("at_least: 900%", "at_least: 0%", "at_least: 0"):
        assert told(tmp_path, code, whole("type: formula, value: y * 2", target)) == []
        assert told(tmp_path, code, whole("type: statistic, of: no, aggregate: mean", target)) == []
        assert told(tmp_path, code, whole("type: count, min_n: few", target)) == []


def test_a_comment_silences_one_category_alone(tmp_path: Path) -> None:
    measure = "{type: ratio, good: ok, target: {by: team, at_least: "
    text = f"{HEAD}  x: {measure}{{\n    A: 120%,  # sqeval: ignore[SQ312]\n    B: 130%}}}}}}\n"
    assert told(tmp_path, "SQ312", text) == ["14:8 no value is 130% or more: the highest is 100%"]
    idle = text.replace("120", "0").replace("130", "-1").replace("SQ312", "SQ323")
    assert told(tmp_path, "SQ323", idle) == [
        "14:8 every value is 0% or more, so all meet this target"
    ]
