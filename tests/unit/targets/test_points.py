"""Points lie in 0 to 100, follow the value the right way, and are full exactly where it is met."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sqeval.targets.points import Curve, Deduct, Steps, achievement
from sqeval.targets.quantity import Amount, amount, in_unit, speaks
from sqeval.targets.target import Direction, Goal, Target

figures = st.floats(-1e9, 1e9, allow_nan=False)
positive = st.floats(1e-6, 1e9)
sides = st.sampled_from(["at_least", "at_most"])


def number(value: float) -> Amount:
    return Amount(value, "number", repr(value))


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    direction: Direction = draw(st.sampled_from(["at_least", "at_most", "between"]))
    level = draw(figures)
    high = draw(st.floats(level, 1e9)) if direction == "between" else None
    return Goal(direction, level, high)


@given(goals(), figures)
def test_default_points_are_full_exactly_where_the_target_is_met(goal: Goal, value: float) -> None:
    points = achievement(value, goal)
    assert 0 <= points <= 100
    if goal.met(value):
        assert points == 100
    # a miss by less than a rounding of the ratio may show as 100; nothing else may
    elif points == 100:
        assert goal.shortfall(value) <= 1e-12 * max(
            abs(value), abs(goal.level), abs(goal.high or 0)
        )


@given(goals(), figures, figures)
def test_default_points_never_rise_away_from_the_target(goal: Goal, one: float, two: float) -> None:
    # strictly nearer: two misses that no float tells apart have no order to keep
    assume(goal.met(one) or goal.shortfall(one) < goal.shortfall(two))
    same_side = (one < goal.level) == (two < goal.level)
    assume(goal.met(one) or same_side)
    assert achievement(one, goal) >= achievement(two, goal)


@given(
    goals(),
    figures,
    st.dictionaries(figures, st.floats(-500, 500), min_size=1, max_size=6),
    st.floats(1e-3, 50),
    st.floats(1e-3, 1e6),
    st.sampled_from([None, "begun", "full"]),
)
def test_points_of_every_way_lie_in_range(  # noqa: PLR0913, PLR0917 - one draw each
    goal: Goal,
    value: float,
    table: dict[float, float],
    deduct: float,
    per: float,
    steps: str | None,
) -> None:
    knots = {number(level): points for level, points in table.items()}
    ways: list[Curve | Steps | Deduct] = [
        Curve(curve=knots),
        Steps(steps=knots),
        Deduct.model_validate({"deduct": deduct, "per": number(per), "steps": steps}),
    ]
    for way in ways:
        points = way.points(value, goal, "number")
        assert points is not None
        assert 0 <= points <= 100


@given(sides, figures, figures, figures, positive, st.sampled_from([None, "begun", "full"]))
def test_deductions_never_shrink_with_the_shortfall(  # noqa: PLR0913, PLR0917 - one draw each
    side: Direction, level: float, one: float, two: float, per: float, steps: str | None
) -> None:
    goal = Goal(side, level)
    assume(goal.shortfall(one) <= goal.shortfall(two))
    way = Deduct.model_validate({"deduct": 2.0, "per": number(per), "steps": steps})
    near, far = way.points(one, goal, "number"), way.points(two, goal, "number")
    assert near is not None
    assert far is not None
    assert near >= far
    assert (near == 100) or not goal.met(one)


@given(st.floats(0, 1000), st.floats(0.01, 100))
def test_begun_deducts_at_least_and_full_at_most_the_proportional(gap: float, per: float) -> None:
    goal = Goal("at_most", 0.0)
    begun, plain, full = (
        Deduct.model_validate({"deduct": 1.0, "per": number(per), "steps": s}).points(
            gap, goal, "number"
        )
        for s in ("begun", None, "full")
    )
    assert begun is not None
    assert plain is not None
    assert full is not None
    assert begun - 1e-8 <= plain <= full + 1e-8


def test_binary_fractions_begin_no_step() -> None:
    goal = Goal("at_least", 0.92)  # 0.92 - 0.90 is 0.020000000000000018
    way = Deduct.model_validate({"deduct": 2.0, "per": "1%", "steps": "begun"})
    assert way.points(0.90, goal, "share") == 96
    assert way.points(0.899, goal, "share") == 94


@pytest.mark.parametrize(
    ("value", "points"),
    [(0.5, 100), (1.0, 100), (1.25, 80), (1.5, 60), (2.25, 30), (3.0, 0), (9.0, 0)],
)
def test_curve_by_hand(value: float, points: float) -> None:
    curve = {amount("100%"): 100.0, amount("150%"): 60.0, amount("300%"): 0.0}
    goal = Goal("at_most", 3600.0)
    assert Curve(curve=curve).points(3600 * value, goal, "s") == pytest.approx(points)


@pytest.mark.parametrize(
    ("value", "points"), [(0.99, 100), (0.98, 100), (0.97, 90), (0.95, 90), (0.9499, 0)]
)
def test_steps_by_hand(value: float, points: float) -> None:
    steps = Steps(steps={amount("98%"): 100.0, amount("95%"): 90.0})
    assert steps.points(value, Goal("at_least", 0.9), "share") == points
    assert steps.points(value, None, "share") == points


def test_steps_of_an_upper_bound_count_downward() -> None:
    steps = Steps(steps={number(5): 100.0, number(10): 60.0})
    goal = Goal("at_most", 5.0)
    assert [steps.points(v, goal, "count") for v in (5, 6, 10, 11)] == [100, 60, 60, 0]


@pytest.mark.parametrize(
    ("goal", "value", "points"),
    [
        (Goal("at_least", 0.8), 0.6, 75),
        (Goal("at_most", 7200.0), 14400, 50),
        (Goal("between", 4.0, 8.0), 2, 50),
        (Goal("between", 4.0, 8.0), 16, 50),
        (Goal("at_least", 0.0), -1, 0),
        (Goal("at_least", -10.0), -5, 100),
        (Goal("at_most", 0.0), 1, 0),
        (Goal("at_most", 5.0), -3, 100),
        (Goal("at_least", 5.0), -3, 0),
    ],
)
def test_achievement_by_hand(goal: Goal, value: float, points: float) -> None:
    assert achievement(value, goal) == pytest.approx(points)


@pytest.mark.parametrize(
    ("goal", "value", "status"),
    [
        (Goal("at_least", 0.9, warn=0.92), 0.9, "at_risk"),
        (Goal("at_least", 0.9, warn=0.92), 0.92, "at_risk"),
        (Goal("at_least", 0.9, warn=0.92), 0.9201, "met"),
        (Goal("at_least", 0.9, warn=0.92), 0.8999, "missed"),
        (Goal("at_most", 10.0, warn=9.0), 9, "at_risk"),
        (Goal("at_most", 10.0, warn=9.0), 8.9, "met"),
        (Goal("between", 1.0, 2.0), 2, "met"),
        (Goal("between", 1.0, 2.0), 2.1, "missed"),
    ],
)
def test_status_on_the_edges(goal: Goal, value: float, status: str) -> None:
    assert goal.status(value) == status


def test_without_a_target_only_steps_give_points() -> None:
    assert Curve(curve={number(1): 5.0}).points(1, None, "number") is None
    way = Deduct.model_validate({"deduct": 1.0, "per": number(1)})
    assert way.points(1, None, "number") is None


def test_a_share_of_the_target_is_no_unit_of_a_share() -> None:
    assert in_unit(amount("90%"), "share", 0.5) == 0.9
    assert in_unit(amount("90%"), "count", 50.0) == 45.0
    assert in_unit(amount("90%"), "count", None) is None
    assert in_unit(amount("90s"), "share", 0.5) is None
    assert [speaks(unit) for unit in ("s", "share", "count", "nps")] == [
        "s",
        "share",
        "number",
        "number",
    ]


def test_target_by_category() -> None:
    target = Target.model_validate(
        {"by": "priority", "at_most": {"P1": "30m", "true": "1h", "default": "8h"}, "warn": "90%"}
    )
    assert target.goal("P1", "s") == Goal("at_most", 1800.0, warn=1620.0)
    assert target.goal(True, "s") == Goal("at_most", 3600.0, warn=3240.0)  # noqa: FBT003 - a category
    assert target.goal(None, "s") == Goal("at_most", 28800.0, warn=25920.0)
    assert target.figures("s") == {
        "by": "priority",
        "at_most": {"P1": 1800.0, "true": 3600.0, "default": 28800.0},
        "warn": {"P1": 1620.0, "true": 3240.0, "default": 25920.0},
    }


def test_target_without_default_leaves_the_others_without() -> None:
    target = Target.model_validate({"by": "priority", "between": {"P1": [1, 2]}})
    assert target.goal("P1", "count") == Goal("between", 1.0, 2.0)
    assert target.goal("P2", "count") is None
    assert target.figures("count") == {"by": "priority", "between": {"P1": [1.0, 2.0]}}
