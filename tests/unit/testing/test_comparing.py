"""What a test wants against what its rows come to, through the line itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.testing.session import run_tests
from tests.unit.testing.conftest import ROWS


def differences(folder: Path, expect: str, extra: str = "", rows: str = ROWS) -> list[str]:
    """Return the mismatches of one test, as ``subject: expected / got``."""
    text = f"rules: desk.yaml\nas_of: 2026-02-01\ntests:\n  - name: one\n{extra}{rows}"
    indented = "".join(f"      {line}\n" for line in expect.splitlines())
    (folder / "desk.test.yaml").write_text(f"{text}    expect:\n{indented}")
    session = run_tests(["desk.test.yaml"])
    assert [str(p) for p in session.problems] == []
    (outcome,) = session.outcomes
    return [f"{m.wanted.subject}: {m.wanted.text} / {m.got}" for m in outcome.mismatches]


@pytest.mark.parametrize(
    "expect",
    [
        # the mean of 10 and 120 minutes is 65; P1 is met, the rest at twice its target: 50 points
        "reply_time: {value: 65m, n: 2, considered: 2, excluded: {}, status: missed, points: 75}",
        "reply_time: {value: 3900, reason: null}",
        "reply_time: 1h5m",
        "reply_time: {strata: {P1: {value: 10m, n: 1}, 'null': {value: 2h, points: 50}}}",
        "replied_share: 50%",
        "replied_share: 0.5",
        "mark: null",
        "mark: {status: no_data, reason: 'no-table: surveys', weight: null, lost: null}",
        "indicators: {total: {value: 2, points: 100}}",
        # 0.6 x 75 + 0.4 x 100 x 50/90
        "total: {points: 67.22222222222223, grade: B, outcome: null}",
        "parts: {speed: {points: 67.22222222222223, weight: 1}}",
        "replied_share: {weight: 0.4, lost: 17.77777777777778}",
        "gates: {replied_share < 50%: false}",
    ],
)
def test_what_is_so_passes(folder: Path, expect: str) -> None:
    assert differences(folder, expect) == []


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("reply_time: 1h", "reply_time.value: 1h / 1h5m"),
        ("reply_time: null", "reply_time.value: null / 1h5m"),
        ("reply_time: {n: 3}", "reply_time.n: 3 / 2"),
        ("reply_time: {excluded: {no-end: 1}}", "reply_time.excluded: {no-end: 1} / {}"),
        ("reply_time: {status: met}", "reply_time.status: met / missed"),
        ("reply_time: {strata: {P1: {n: 2}}}", "reply_time.strata.P1.n: 2 / 1"),
        (
            "reply_time: {strata: {P2: {n: 1}}}",
            "reply_time.strata.P2.n: 1 / no row of this category",
        ),
        ("mark: {strata: {P2: {n: 1}}}", "mark.strata.P2.n: 1 / no categories"),
        ("mark: 3", "mark.value: 3 / null"),
        ("reply_time: 60", "reply_time.value: 60 (that is 1m) / 1h5m"),
        ("replied_share: 50", "replied_share.value: 50 (that is 5000%) / 50%"),
        ("replied_share: 50.1%", "replied_share.value: 50.1% / 50%"),
        ("total: {grade: A}", "total.grade: A / B"),
        ("parts: {speed: {weight: 0.5}}", "parts.speed.weight: 0.5 / 1"),
        ("gates: {replied_share < 50%: true}", "gates.replied_share < 50%: true / false"),
    ],
)
def test_what_is_not_so_is_told_in_the_units_of_the_rules(
    folder: Path, expect: str, said: str
) -> None:
    assert differences(folder, expect) == [said]


def test_an_outcome_is_any_of_its_languages(folder: Path) -> None:
    one = "    tickets: |\n      id | created | replied\n      1 | 2026-01-05 | 2026-01-05\n"
    for outcome in ("well done", "很好"):
        assert differences(folder, f"total: {{outcome: {outcome}}}", rows=one) == []
    assert differences(folder, "total: {outcome: bad}", rows=one) != []


@pytest.mark.parametrize(
    ("tolerance", "value", "passes"),
    [
        ("", "3900.000003", True),
        ("", "3900.000005", False),
        ("    tolerance: 0.1\n", "4300", True),
        ("    tolerance: 0.1\n", "4400", False),
        ("    tolerance: 0\n", "3900", True),
    ],
)
def test_the_tolerance_is_relative_above_one(
    folder: Path,
    tolerance: str,
    value: str,
    passes: bool,  # noqa: FBT001 - of the table
) -> None:
    assert (differences(folder, f"reply_time: {value}", tolerance) == []) is passes


def test_the_tolerance_is_absolute_below_one(folder: Path) -> None:
    assert differences(folder, "replied_share: 0.52", "    tolerance: 0.03\n") == []
    assert differences(folder, "replied_share: 0.54", "    tolerance: 0.03\n") != []


def test_counts_of_cases_are_compared_exactly(folder: Path) -> None:
    tolerance = "    tolerance: 1\n"
    assert differences(folder, "reply_time: {n: 3, considered: 3}", tolerance) == [
        "reply_time.n: 3 / 2",
        "reply_time.considered: 3 / 2",
    ]


def test_groups_are_wanted_by_their_columns(folder: Path) -> None:
    rows = ROWS.replace("priority", "priority | team").replace("P1\n", "P1 | a\n")
    rows = rows.replace("11:00 |\n", "11:00 | |\n")
    expect = """\
- group: {}
  reply_time: 65m
- group: {team: a}
  reply_time: {value: 10m, n: 1}
- group: {team: null}
  reply_time: 1h
- group: {team: b}
  reply_time: 1h"""
    assert differences(folder, expect, "    by: team\n", rows) == [
        "[team=null] reply_time.value: 1h / 2h",
        "[team=b] reply_time.value: 1h / no such group; groups: {team: a}, {team: null}",
    ]


def test_a_frozen_clock_measures_the_same_as_one_that_runs(folder: Path) -> None:
    # the second ticket is answered after the first test's clock: it is open, and an hour has passed
    expect = "replied_share: {value: 50%, n: 2}\nreply_time: {value: 10m, excluded: {no-end: 1}}"
    assert differences(folder, expect, "    as_of: 2026-01-05T10:30\n") == []
    free = (folder / "desk.test.yaml").read_text().replace("as_of: 2026-02-01\n", "")
    (folder / "desk.test.yaml").write_text(free.replace("    as_of: 2026-01-05T10:30\n", ""))
    (outcome,) = run_tests(["desk.test.yaml"]).outcomes
    # now it runs to the latest moment, 11:00
    assert [m.got for m in outcome.mismatches] == ["1h5m", "{}"]
