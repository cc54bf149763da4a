"""Quantities have the digits they have, in the units that people say."""

from __future__ import annotations

import pytest

from sqeval.explain.quantities import amount_said, elapsed, said, step_said
from sqeval.explain.words import words_in
from sqeval.targets.quantity import amount

EN, ZH = words_in("en"), words_in("zh")


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (0.95, "share", "95 %", "95 %"),
        (0.929, "share", "92.9 %", "92.9 %"),
        (0.07, "share", "7 %", "7 %"),
        (1.0, "share", "100 %", "100 %"),
        (0.0, "share", "0 %", "0 %"),
        (20.0, "s", "20 s", "20 秒"),
        (0.0, "s", "0 s", "0 秒"),
        (0.5, "s", "0.5 s", "0.5 秒"),
        (5400.0, "s", "1 h 30 min", "1 小时 30 分钟"),
        (144000.0, "s", "40 h", "40 小时"),
        (172800.0, "s", "2 d", "2 天"),
        (216061.0, "s", "2 d 12 h 1 min 1 s", "2 天 12 小时 1 分钟 1 秒"),
        (-5400.0, "s", "-1 h 30 min", "-1 小时 30 分钟"),
        (1200.0, "number", "1,200", "1,200"),
        (6.25, "number", "6.25", "6.25"),
        (-40.0, "nps", "-40", "-40"),
        (0.1 + 0.2, "number", "0.3", "0.3"),
        (1e7, "count", "10,000,000", "10,000,000"),
    ],
)
def test_values_as_people_say_them(value: float, unit: str, english: str, chinese: str) -> None:
    assert said(value, unit, EN) == english
    assert said(value, unit, ZH) == chinese


def test_a_share_of_what_is_no_share_is_one_of_the_target() -> None:
    assert amount_said(amount("150%"), "s", EN) == "150 % of the target"
    assert amount_said(amount("150%"), "s", ZH) == "目标值的 150 %"
    assert amount_said(amount("95%"), "share", EN) == "95 %"
    assert amount_said(amount("90m"), "s", EN) == "1 h 30 min"
    assert amount_said(amount(5), "number", EN) == "5"


def test_a_difference_of_shares_is_percentage_points() -> None:
    assert step_said(amount("1%"), "share", EN) == "percentage point"
    assert step_said(amount("0.5%"), "share", EN) == "0.5 percentage points"
    assert step_said(amount("1%"), "share", ZH) == "1 个百分点"
    assert step_said(amount("10%"), "s", EN) == "10 % of the target"
    assert step_said(amount("5s"), "s", EN) == "5 s"


def test_microseconds_stay_exact() -> None:
    assert elapsed(1, EN) == "0.000001 s"
    assert elapsed(86_400_000_001, EN) == "24 h 0.000001 s"
