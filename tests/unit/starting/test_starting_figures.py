from __future__ import annotations

from typing import Literal

import pytest

from sqeval.measures.measure import Unit
from sqeval.scoring.scorecard import IndicatorScore
from sqeval.starting.figures import aimed
from sqeval.starting.table import Indicator


def target(
    value: float,
    unit: Unit,
    better: Literal["more", "less"] | None,
    worst: float | None = None,
    n: int = 500,
) -> Indicator:
    indicator = Indicator("x", "X", "tickets", (), frozenset(), better, worst)
    score = IndicatorScore(
        "x", "ratio", unit, value, None, None, n, n, {}, None, None, None, None, None, None
    )
    return aimed(indicator, score, "en")


@pytest.mark.parametrize(
    ("value", "unit", "better", "worst", "goal"),
    [
        (0.7292, "share", "more", 0.0, "{at_least: 72%}"),
        (0.29, "share", "more", 0.0, "{at_least: 29%}"),
        (1.0, "share", "more", 0.0, "{at_least: 100%}"),
        (0.9996, "share", "more", 0.0, "{at_least: 99.9%}"),
        (0.0, "share", "more", 0.0, None),
        (0.097, "share", "less", 100.0, "{at_most: 10%}"),
        (0.0002, "share", "less", 100.0, "{at_most: 0.1%}"),
        (0.0, "share", "less", 100.0, "{at_most: 0%}"),
        (1.0, "share", "less", 100.0, None),
        (9.0, "s", "less", None, "{at_most: 9s}"),
        (68.2, "s", "less", None, "{at_most: 69s}"),
        (114.0, "s", "less", None, "{at_most: 2m}"),
        (193.0, "s", "less", None, "{at_most: 200s}"),
        (5949.0, "s", "less", None, "{at_most: 100m}"),
        (16.156944 * 3600, "s", "less", None, "{at_most: 17h}"),
        (152.2795 * 3600, "s", "less", None, "{at_most: 160h}"),
        (588.377611 * 3600, "s", "less", None, "{at_most: 25d}"),
        (0.0, "s", "less", None, None),
        (-5.0, "s", "less", None, None),
        (3.403552, "number", "more", 1.0, "{at_least: 3.4}"),
        (1.0, "number", "more", 1.0, None),
        (62.097, "nps", "more", -100.0, "{at_least: 62}"),
        (-12.5, "nps", "more", -100.0, "{at_least: -13}"),
        (-100.0, "nps", "more", -100.0, None),
    ],
)
def test_a_target_is_a_plain_figure_that_todays_value_meets(
    value: float, unit: Unit, better: Literal["more", "less"], worst: float | None, goal: str | None
) -> None:
    made = target(value, unit, better, worst)
    assert made.target == goal
    assert "today's value is" in made.note


def test_few_cases_ask_for_no_more_than_there_are() -> None:
    assert target(0.5, "share", "more", 0.0, n=7).min_n == 7
    assert target(0.5, "share", "more", 0.0, n=700).min_n == 20


def test_what_is_neither_good_nor_bad_has_no_target() -> None:
    made = target(5.0, "count", None)
    assert made.target is None
    assert made.note == ""
