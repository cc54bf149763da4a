"""Plain evaluation over indicators: three-valued, never NaN."""

from __future__ import annotations

import math

import pytest

from sqeval.expr.check import analyse
from sqeval.expr.evaluate import Result, evaluate
from sqeval.expr.scope import INDICATORS, Scope
from sqeval.expr.tree import Choose, Literal, Name
from sqeval.expr.types import BOOLEAN, DURATION, NUMBER

SCOPE = Scope(
    "indicator",
    {"frt": DURATION, "on_time": NUMBER, "none": NUMBER, "huge": NUMBER, "odd": NUMBER},
    families=INDICATORS,
)
VALUES: dict[str, Result] = {
    "frt": 14_400.0,
    "on_time": 0.95,
    "none": None,
    "huge": 1e308,
    "odd": math.nan,
}
POINTS = {"frt": 55.0, "on_time": None}
FUNCTIONS = {
    "points": lambda name: POINTS[name],
    "met": lambda name: name == "frt",
    "change": lambda _: math.inf,
}


def value(text: str) -> Result:
    checked = analyse(text, SCOPE)
    assert checked.tree is not None
    return evaluate(checked.tree, VALUES, FUNCTIONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("frt", 14_400.0),
        ("frt <= 4h", True),
        ("frt < 4h", False),
        ("frt / 2", 7200.0),
        ("frt / 2h", 2.0),
        ("-frt + 1h", -10_800.0),
        ("on_time >= 95%", True),
        ("on_time * 1000 - 1", 949.0),
        ("on_time / 0", None),
        ("0 / 0", None),
        ("on_time / none", None),
        ("huge * 10", None),
        ("-huge * 10", None),
        ("odd", None),
        ("odd > 1", None),
        ("9223372036854775807 + 1", None),
        ("9223372036854775807 - 1", 9223372036854775806),
        ("none > 1", None),
        ("none > 1 and frt < 1s", False),
        ("none > 1 and frt > 1s", None),
        ("none > 1 or frt > 1s", True),
        ("none > 1 or frt < 1s", None),
        ("not none > 1", None),
        ("not frt > 1s", False),
        ("none in [1]", None),
        ("none not in [1]", None),
        ("on_time in [95%, 1]", True),
        ("on_time not in [95%, 1]", False),
        ("present(none)", False),
        ("missing(none)", True),
        ("missing(odd)", True),
        ("present(frt)", True),
        ("points(frt) < 60", True),
        ("points(on_time) < 60", None),
        ("met(frt) and not met(on_time)", True),
        ("change(frt)", None),
    ],
)
def test_unknown_stays_unknown_and_numbers_stay_numbers(text: str, expected: Result) -> None:
    got = value(text)
    assert (type(got), got) == (type(expected), expected)


def test_the_first_case_that_is_true_is_chosen() -> None:
    unknown = Name("none", type=BOOLEAN)
    yes = Literal(value=True, type=BOOLEAN)
    one, two = Literal(1.0, type=NUMBER), Literal(2.0, type=NUMBER)
    assert evaluate(Choose(((unknown, one), (yes, two)), type=NUMBER), VALUES, {}) == 2.0
    assert evaluate(Choose(((unknown, one),), two, type=NUMBER), VALUES, {}) == 2.0
    assert evaluate(Choose(((unknown, one),), type=NUMBER), VALUES, {}) is None
