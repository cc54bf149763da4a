"""The notice SQ546: groups that change their order with the case mix of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from sqeval.measures.measure import Unit
from sqeval.measures.ratio import Ratio
from sqeval.observe.observations import Key
from sqeval.report.reversals import reversals
from sqeval.scoring.scorecard import IndicatorScore, Scorecard, Standardised

#: A group: its key, its value, its value with the mix of the whole, its rows.
Group = tuple[Key, float | None, float | None, int]


def card(group: Group, unit: Unit, grouping: str) -> Scorecard:
    name, value, mixed, n = group
    score = IndicatorScore(
        id="kept",
        measure="ratio",
        unit=unit,
        value=value,
        low=None,
        high=None,
        n=n,
        considered=n,
        excluded={},
        reason=None,
        target=None,
        status=None,
        points=None,
        weight=None,
        lost=None,
        standardised=Standardised("priority", mixed, None, None, None),
    )
    return Scorecard({grouping: name}, None, None, None, (), (score,), ())


def told(
    groups: Sequence[Group],
    target: Mapping[str, Any] | None = None,
    unit: Unit = "share",
    grouping: str = "team",
) -> list[str]:
    measure = Ratio.model_validate({"type": "ratio", "good": "x", "target": target, "min_n": 5})
    cards = [card(group, unit, grouping) for group in groups]
    found = list(reversals(cards, {"kept": measure}))
    assert {problem.code for problem in found} <= {"SQ546"}
    return [problem.message for problem in found]


def test_the_pair_is_named_with_both_its_figures() -> None:
    groups = [("A", 0.931, 0.902, 9), ("B", 0.91, 0.922, 9)]
    said = (
        "by team: 'A' is ahead of 'B' in kept (93.1 % against 91.0 %), "
        "but behind it with the case mix of the whole (90.2 % against 92.2 %)"
    )
    assert told(groups, {"at_least": "90%"}) == [said]
    assert told(groups[::-1], {"at_least": "90%"}) == [said]


def test_the_lower_is_ahead_under_at_most() -> None:
    said = (
        "by team: 'B' is ahead of 'A' in kept (91.0 % against 93.1 %), "
        "but behind it with the case mix of the whole (92.2 % against 90.2 %)"
    )
    assert told([("A", 0.931, 0.902, 9), ("B", 0.91, 0.922, 9)], {"at_most": "90%"}) == [said]


def test_without_a_better_side_one_is_above_the_other() -> None:
    said = (
        "by team: 'A' is above '(empty)' in kept (93.1 % against 91.0 %), "
        "but below it with the case mix of the whole (90.2 % against 92.2 %)"
    )
    assert told([("A", 0.931, 0.902, 9), (None, 0.91, 0.922, 9)]) == [said]


def test_of_several_pairs_the_one_furthest_apart_is_named_and_the_others_are_counted() -> None:
    # by value D > C > B > A, with the mix A > C > D > B: DC, DA, CA, BA are reversed, DA the widest
    groups: list[Group] = [("A", 0.1, 0.9, 9), ("B", 0.2, 0.3, 9), ("C", 0.3, 0.8, 9)]
    (said,) = told([*groups, ("D", 0.4, 0.7, 9)], {"at_least": "90%"})
    assert said.startswith("by team: 'D' is ahead of 'A' in kept (40.0 % against 10.0 %)")
    assert said.endswith("(70.0 % against 90.0 %); 3 other pairs change their order too")
    (said,) = told(groups[:1] + groups[1:2] + [("C", 0.3, 0.35, 9)], {"at_least": "90%"})
    assert said.endswith("(35.0 % against 90.0 %); 1 other pair changes its order too")


@pytest.mark.parametrize(
    "groups",
    [
        [],
        [("A", 0.9, 0.8, 9)],
        [("A", 0.9, 0.8, 9), ("B", 0.8, 0.7, 9)],
        [("A", 0.9, 0.8, 9), ("B", 0.9, 0.7, 9)],  # equal by value
        [("A", 0.9, 0.8, 9), ("B", 0.7, 0.8, 9)],  # equal with the mix
        [("A", 0.9, 0.3, 9), ("B", 0.7, 0.8, 4)],  # too few rows
        [("A", 0.9, 0.3, 9), ("B", 0.7, None, 9)],
        [("A", None, 0.3, 9), ("B", 0.7, 0.8, 9)],
        [("A", 0.9, 0.8, 9), ("B", 0.7, 0.8 + 1e-15, 9)],  # beyond the digits of a report
    ],
)
def test_nothing_is_said_where_no_order_turns_round(groups: list[Group]) -> None:
    assert told(groups, {"at_least": "90%"}) == []


def test_groupings_are_looked_at_apart() -> None:
    measure = {"kept": Ratio.model_validate({"type": "ratio", "good": "x"})}
    one = card(("A", 0.9, 0.3, 9), "share", "team")
    other = card(("x", 0.7, 0.8, 9), "share", "agent")
    assert list(reversals([one, other], measure)) == []


@pytest.mark.parametrize(
    ("unit", "high", "low", "text"),
    [
        ("s", 9000.0, 3000.0, "2.5 h against 0.8 h"),
        ("s", 90.0, 30.0, "1.5 min against 0.5 min"),
        ("s", 9.04, 9.01, "9.04 s against 9.01 s"),
        ("s", 0.0, -1.0, "0.0 s against -1.0 s"),
        ("number", 12345.25, 12345.24, "12,345.25 against 12,345.24"),
        ("share", 0.93104, 0.93101, "93.104 % against 93.101 %"),
    ],
)
def test_figures_are_told_apart(unit: Unit, high: float, low: float, text: str) -> None:
    (said,) = told([("A", high, 1.0, 9), ("B", low, 2.0, 9)], unit=unit)
    assert f"({text})" in said


def test_groups_by_a_flag_are_named_as_a_report_names_them() -> None:
    (said,) = told([(True, 0.931, 0.902, 9), (False, 0.91, 0.922, 9)], grouping="vip")
    assert "by vip: 'true' is above 'false'" in said
