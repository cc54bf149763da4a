"""The oracle on figures: values, intervals and points, from their sources."""

# ruff: noqa: ANN401 - rule files and reports are YAML and JSON, of any type

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.oracle.figures import nps, order_statistics, percentile, student, t_quantile, wilson
from tests.oracle.points import points_of, status_of

# --- figures ---------------------------------------------------------------------------------


def test_percentiles_are_type_7() -> None:
    assert percentile([5, 1, 3, 2, 4], 0.9) == pytest.approx(4.6)
    assert percentile([1, 2, 3, 4], 0.5) == 2.5
    assert percentile([7], 0.1) == 7


def test_order_statistics_of_campbell_and_gardner() -> None:
    ten = [float(x) for x in range(1, 11)]
    # n = 10, q = 1/2: 5 -/+ 3.099, so ranks 1.901 and 9.099
    assert order_statistics(ten, 0.5) == (2, 9)
    # n = 11, q = 1/2: 5.5 -/+ 3.250, so ranks 2.250 and 9.750
    assert order_statistics([*ten, 11.0], 0.5) == (2, 10)
    # n = 10, q = 9/10: 9 -/+ 1.859, so ranks 7.14 and 11.86: the upper one is none
    assert order_statistics(ten, 0.9) == (7, None)


def test_wilson_as_newcombe_1998_tabulates_it() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_student_t_as_tabulated() -> None:
    table = {1: 12.706205, 2: 4.302653, 3: 3.182446, 10: 2.228139, 30: 2.042272, 120: 1.979930}
    for df, t in table.items():
        assert t_quantile(df) == pytest.approx(t, abs=1e-6)
    assert student([5.0]) == (None, None)
    # mean 2, s 1, n 3
    low, high = student([1.0, 2.0, 3.0])
    assert (low, high) == pytest.approx((2 - 4.302653 / 3**0.5, 2 + 4.302653 / 3**0.5), abs=1e-6)


def test_nps_interval_is_adjusted_wald_and_clamped() -> None:
    value, low, high = nps([10.0] * 5 + [8.0] * 2 + [0.0] * 3)
    p, d = 5.75 / 13, 3.75 / 13
    spread = 1.959964 * math.sqrt((p + d - (p - d) ** 2) / 13)
    assert value == pytest.approx(20)
    assert (low, high) == pytest.approx((100 * (p - d - spread), 100 * (p - d + spread)))
    assert nps([10.0] * 2)[2] == 100


# --- points ----------------------------------------------------------------------------------


def test_default_points() -> None:
    def points(target: Any, value: float) -> Any:
        return points_of(target, None, value, is_share=False)

    assert points({"at_least": 80.0}, 60) == 75
    assert points({"at_most": 20.0}, 80) == 25
    assert points({"at_most": 20.0}, -1) == 100
    assert points({"at_least": 0.0}, -1) == 0
    assert points({"at_most": 0.0}, 0) == 100
    assert points({"between": [10.0, 20.0]}, 15) == 100
    assert points({"between": [10.0, 20.0]}, 5) == 50
    assert points({"between": [10.0, 20.0]}, 40) == 50


def test_curve_steps_and_deductions() -> None:
    def points(target: Any, spec: Any, value: float) -> Any:
        return points_of(target, spec, value, is_share=False)

    curve = {"curve": {"100%": 100, "150%": 60, "300%": 0}}
    assert [points({"at_most": 10.0}, curve, v) for v in (5, 12.5, 22.5, 99)] == [100, 80, 30, 0]
    steps = {"steps": {"98": 100, "95": 90, "80": 60}}
    assert [points({"at_least": 95.0}, steps, v) for v in (99, 95, 94, 79)] == [100, 90, 60, 0]
    assert points(None, steps, 96) == 90
    assert points({"at_most": 95.0}, steps, 90) == 100
    for how, expected in ((None, 95.0), ("begun", 94.0), ("full", 96.0)):
        spec = {"deduct": 2, "per": "5s"} | ({"steps": how} if how else {})
        assert points({"at_most": 20.0}, spec, 32.5) == expected
    binary = {"deduct": 1, "per": "0.1", "steps": "begun"}
    assert points({"at_most": 0.0}, binary, 0.1 * 3) == 97


def test_warn_marks_a_met_value_that_is_not_beyond_it() -> None:
    share = [status_of({"at_least": 0.9}, 0.95, v) for v in (0.89, 0.9, 0.95, 0.96)]
    assert share == ["missed", "at_risk", "at_risk", "met"]
    seconds = [status_of({"at_most": 100.0}, 80, v) for v in (79, 80, 101)]
    assert seconds == ["met", "at_risk", "missed"]
