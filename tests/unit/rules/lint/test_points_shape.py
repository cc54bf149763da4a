"""Points that go the wrong way, are cut, or are shares of a target that has none."""

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
      mark: {type: integer}
      team: {type: category, values: {A: [], B: []}}
indicators:
"""

SHARE = "type: ratio, good: ok"
COUNT = "type: count"
TIME = "type: duration, from: at, to: done, aggregate: mean"
MEAN = "type: statistic, of: mark, aggregate: mean"


def whole(measure: str, target: str, points: str) -> str:
    wanted = f"target: {{{target}}}, " if target else ""
    return f"{HEAD}  x:\n    {{{measure}, {wanted}\n      points: {{{points}}}}}\n"


BETTER, WORSE = "where the value gets better", "where the value gets worse"


@pytest.mark.parametrize(
    ("measure", "target", "points", "expected"),
    [
        (SHARE, "at_least: 90%", "steps: {95%: §90, 90%: 100}",
         f"points fall from 100 at 90% to 90 at 95%, {BETTER}"),
        (SHARE, "at_least: 90%", "curve: {50%: 0, 90%: 100, 100%: §99}",
         f"points fall from 100 at 90% to 99 at 100%, {BETTER}"),
        (SHARE, "", "steps: {90%: 80, 95%: §70}",
         f"points fall from 80 at 90% to 70 at 95%, {BETTER}"),
        (TIME, "at_most: 1h", "curve: {90m: §50, 1h: 40, 30m: 100}",
         f"points rise from 40 at 1h to 50 at 90m, {WORSE}"),
        (COUNT, "at_most: 9", "steps: {9: 90, 10: §100}",
         f"points rise from 90 at 9 to 100 at 10, {WORSE}"),
        (COUNT, "at_most: 9", "curve: {50%: 50, 100%: §100}",
         f"points rise from 50 at 50% to 100 at 100%, {WORSE}"),
        (COUNT, "by: team, at_most: {A: 5, B: 9}", "curve: {100%: 100, 150%: 60, 200%: §61}",
         f"points rise from 60 at 150% to 61 at 200%, {WORSE}"),
        (COUNT, "between: [5, 9]", "curve: {0: 50, 4: §40, 5: 100, 9: 100}",
         f"points fall from 50 at 0 to 40 at 4, {BETTER}"),
        (COUNT, "between: [5, 9]", "curve: {5: 100, 9: 100, 12: 10, 20: §20}",
         f"points rise from 10 at 12 to 20 at 20, {WORSE}"),
        (COUNT, "between: [5, 9]", "curve: {4: 100, 6: §90}",
         f"points fall from 100 at 4 to 90 at 6, {BETTER}"),
        (COUNT, "by: team, between: {A: [5, 9], B: [6, 9]}", "curve: {5: 100, 6: §90}",
         f"points fall from 100 at 5 to 90 at 6, {BETTER}"),
    ],
)  # fmt: skip
def test_points_that_go_the_wrong_way(
    tmp_path: Path, measure: str, target: str, points: str, expected: str
) -> None:
    text, places = marked(whole(measure, target, points))
    assert told(tmp_path, "SQ311", text) == [f"{places[0]} {expected}"]


@pytest.mark.parametrize(
    ("measure", "target", "points"),
    [
        (SHARE, "at_least: 90%", "steps: {95%: 100, 90%: 90}"),
        (SHARE, "at_least: 90%", "steps: {95%: 90, 90%: 90}"),
        (SHARE, "at_least: 90%", "curve: {100%: 130, 90%: 120, 0%: 0}"),
        (SHARE, "", "steps: {95%: 100}"),
        (TIME, "at_most: 1h", "curve: {30m: 100, 1h: 90, 90m: 90, 1d: 0}"),
        (COUNT, "at_most: 9", "steps: {9: 100, 10: 90}"),
        (COUNT, "at_most: 9", "curve: {100%: 100, 150%: 60, 300%: 0}"),
        (COUNT, "at_least: 9", "curve: {100%: 100, 50%: 60, 0%: 0}"),
        (COUNT, "between: [5, 9]", "curve: {0: 0, 5: 100, 7: 90, 9: 95, 20: 0}"),
        (COUNT, "at_most: 9", "deduct: 2, per: 1"),
    ],
)
def test_points_that_go_the_right_way_or_stay(
    tmp_path: Path, measure: str, target: str, points: str
) -> None:
    assert told(tmp_path, "SQ311", whole(measure, target, points)) == []


@pytest.mark.parametrize(
    ("measure", "target", "points"),
    [
        (COUNT, "", "curve: {5: 100, 9: 0}"),
        (COUNT, "at_least: 9", "curve: {50%: 100, 9: 0}"),
        (COUNT, "between: [5, 9]", "steps: {5: 100, 6: 90}"),
        (COUNT, "between: [5, 9]", "curve: {50%: 100, 60%: 90}"),
        (COUNT, "at_least: 9", "curve: {5: 100, 5.0: 90}"),
        (COUNT, "at_least: 0", "curve: {50%: 100, 60%: 90}"),
        (COUNT, "between: [9, 5]", "curve: {5: 100, 9: 100}"),
        (COUNT, "at_least: 9", "curve: {}"),
        (SHARE, "at_least: 9", "curve: {50%: 100, 60%: 90}"),
        (TIME, "at_least: 1h", "curve: {5: 100, 9: 0}"),
        ("type: statistic, of: no, aggregate: mean", "at_least: 1", "curve: {5: 100, 9: 0}"),
        ("type: count, min_n: few", "at_least: 1", "curve: {5: 100, 9: 0}"),
    ],
)
def test_what_is_wrong_otherwise_is_not_reported_again(
    tmp_path: Path, measure: str, target: str, points: str
) -> None:
    assert told(tmp_path, "SQ311", whole(measure, target, points)) == []


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("steps: {95%: §120, 90%: 100}", ["120 points are cut to 100"]),
        ("steps: {95%: 100, 90%: §-0.5}", ["-0.5 points are cut to 0"]),
        (
            "curve: {0%: §-20, 100%: §100.5}",
            ["-20 points are cut to 0", "100.5 points are cut to 100"],
        ),
        ("curve: {0%: 0, 100%: 100}", []),
        ("deduct: 200, per: 1%", []),
    ],
)
def test_points_that_are_cut(tmp_path: Path, points: str, expected: list[str]) -> None:
    text, places = marked(whole(SHARE, "at_least: 90%", points))
    found = [f"{place} {message}" for place, message in zip(places, expected, strict=True)]
    assert told(tmp_path, "SQ327", text) == found


@pytest.mark.parametrize(
    ("target", "points", "level"),
    [
        ("at_most: 0", "deduct: 2, per: §10%", "0"),
        ("at_least: -5", "curve: {§100%: 100, 50%: 0}", "-5"),
        ("at_most: 0", "steps: {§100%: 100}", "0"),
        ("by: team, at_most: {A: 5, B: 0}", "curve: {§100%: 100, 200%: 0}", "0"),
    ],
)
def test_shares_of_a_target_that_has_none(
    tmp_path: Path, target: str, points: str, level: str
) -> None:
    text, places = marked(whole(MEAN, target, points))
    share = points.partition("§")[2].split(":")[0]
    message = f"'{share}' is a share of a target of {level}"
    assert told(tmp_path, "SQ320", text) == [f"{places[0]} {message}"]


@pytest.mark.parametrize(
    ("measure", "target", "points"),
    [
        (MEAN, "at_most: 0.1", "deduct: 2, per: 10%"),
        (MEAN, "at_most: 0", "deduct: 2, per: 1"),
        (SHARE, "at_most: 0%", "deduct: 2, per: 10%"),
        (MEAN, "between: [0, 5]", "curve: {50%: 0, 100%: 100}"),
        (MEAN, "at_most: 0", "curve: {50%: 100, 9: 0}"),
        (MEAN, "", "steps: {50%: 100}"),
        (TIME, "at_most: 0", "deduct: 2, per: 10%"),
        ("type: statistic, of: no, aggregate: mean", "at_most: 0", "deduct: 2, per: 10%"),
    ],
)
def test_shares_of_other_targets_are_fine_or_wrong_otherwise(
    tmp_path: Path, measure: str, target: str, points: str
) -> None:
    assert told(tmp_path, "SQ320", whole(measure, target, points)) == []


@pytest.mark.parametrize(
    ("code", "target", "points"),
    [
        ("SQ311", "at_least: 9", "curve: {5: 100, 9: 0}"),
        ("SQ327", "at_least: 9", "curve: {5: 0, 9: 110}"),
        ("SQ320", "at_most: 0", "deduct: 2, per: 10%"),
    ],
)
def test_a_comment_on_the_line_silences_it(
    tmp_path: Path, code: str, target: str, points: str
) -> None:
    text = whole(COUNT, target, points)
    assert len(told(tmp_path, code, text)) == 1
    assert told(tmp_path, code, text.rstrip() + f"  # sqeval: ignore[{code}]\n") == []
