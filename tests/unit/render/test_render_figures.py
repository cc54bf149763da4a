from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sqeval.measures.measure import Unit
from sqeval.render.figures import Bound, exact_figure, figure, weight_figure
from sqeval.render.target_text import target_bounds, target_text
from sqeval.render.words import words_in
from sqeval.targets.target import Figures

WORDS = words_in("en")

UNITS: list[Unit] = ["s", "share", "number", "count", "nps", "points"]

SECONDS = {"d": 86400, "h": 3600, "min": 60, "s": 1}


def read_back(text: str, unit: Unit) -> Decimal:
    """Return the value that a reader takes from a figure."""
    plain = text.replace(",", "").replace("+", "")
    if unit == "share":
        return Decimal(plain.removesuffix(" %")) / 100
    if unit != "s":
        return Decimal(plain)
    sign = -1 if plain.startswith("-") else 1
    parts = plain.removeprefix("-").split()
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return sign * sum((Decimal(n) * SECONDS[name] for n, name in pairs), Decimal(0))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (45.0, "s", "45 s"),
        (18.44, "s", "18.4 s"),
        (0.0, "s", "0 s"),
        (59.97, "s", "1 min"),
        (402.0, "s", "6 min 42 s"),
        (720.0, "s", "12 min"),
        (1997.0, "s", "33 min"),
        (3599.7, "s", "1 h"),
        (4335.4, "s", "1 h 12 min"),
        (144000.0, "s", "40 h"),
        (172799.0, "s", "2 d"),
        (183600.0, "s", "2 d 3 h"),
        (-330.0, "s", "-5 min 30 s"),
        (0.934, "share", "93.4 %"),
        (0.9345, "share", "93.5 %"),
        (1.0, "share", "100.0 %"),
        (0.99996, "share", "99.996 %"),
        (0.0, "share", "0.0 %"),
        (0.00002, "share", "0.002 %"),
        (45.2, "nps", "+45"),
        (-12.0, "nps", "-12"),
        (-0.3, "nps", "0"),
        (4.2, "number", "4.2"),
        (6.2344, "number", "6.23"),
        (1234567.8, "number", "1,234,568"),
        (0.0034211, "number", "0.00342"),
        (4812.0, "count", "4,812"),
        (86.44, "points", "86.4"),
        (100.0, "points", "100.0"),
        (99.97, "points", "99.97"),
        (None, "share", "–"),
    ],
)
def test_figures_read_like_people_say_them(value: float | None, unit: Unit, text: str) -> None:
    assert figure(value, unit, WORDS) == text


@pytest.mark.parametrize(
    ("value", "target", "unit", "text"),
    [
        (0.9496, {"at_least": 0.95}, "share", "94.96 %"),
        (0.94999, {"at_least": 0.95}, "share", "94.999 %"),
        (0.95, {"at_least": 0.95}, "share", "95.0 %"),
        (0.95004, {"at_least": 0.95}, "share", "95.0 %"),
        (0.05004, {"at_most": 0.05}, "share", "5.004 %"),
        (14420.0, {"at_most": 14400.0}, "s", "4 h 20 s"),
        (14380.0, {"at_most": 14400.0}, "s", "4 h"),
        (14400.04, {"at_most": 14400.0}, "s", "4 h 0.04 s"),
        (259300.0, {"at_most": 259200.0}, "s", "3 d 2 min"),
        (39.96, {"at_least": 40.0}, "nps", "+39.96"),
        (360.4, {"between": [180.0, 360.0]}, "s", "6 min 0.4 s"),
        (179.9, {"between": [180.0, 360.0]}, "s", "2 min 59.9 s"),
        (0.97, {"at_least": 0.95, "warn": 0.97}, "share", "97.0 %"),
        (0.97004, {"at_least": 0.95, "warn": 0.97}, "share", "97.004 %"),
        (6479.6, {"at_most": 7200.0, "warn": 6480.0}, "s", "1 h 47 min 59.6 s"),
    ],
)
def test_a_figure_stays_on_its_side_of_target_and_warning(
    value: float, target: Figures, unit: Unit, text: str
) -> None:
    assert figure(value, unit, WORDS, target_bounds(target)) == text


sizes = st.floats(-1e9, 1e9) | st.floats(-2, 2) | st.integers(-500000, 500000).map(float)


nudges = st.floats(-1e-3, 1e-3) | st.just(0.0)

bounds = st.tuples(sizes, sizes | st.none(), nudges, st.sampled_from(["floor", "ceiling"]))


@settings(deadline=None)
@given(drawn=bounds, unit=st.sampled_from(UNITS))
@example(drawn=(0.95, None, -0.0004, "ceiling"), unit="share")
def test_no_figure_is_ever_rounded_across_a_bound(
    drawn: tuple[float, float | None, float, Literal["floor", "ceiling"]], unit: Unit
) -> None:
    value, far, nudge, side = drawn
    bound = Bound(value * (1 + nudge) if far is None else far, side)
    shown = read_back(figure(value, unit, WORDS, [bound]), unit)
    assert bound.reached(shown) == bound.reached(Decimal(repr(value)))


@settings(deadline=None)
@given(value=st.floats(0, 1e9), unit=st.sampled_from(UNITS))
def test_a_figure_is_near_its_value(value: float, unit: Unit) -> None:
    shown = float(read_back(figure(value, unit, WORDS), unit))
    room = {"share": 0.0005, "points": 0.05, "nps": 0.5, "count": 0.5}.get(unit, 0.05)
    relative = 0.05 if unit in {"s", "number"} else 1e-12
    assert abs(shown - value) <= max(room, relative * value) * 1.0001


@settings(deadline=None)
@given(value=st.floats(0.06, 1e9))
def test_a_duration_is_told_in_two_units_at_most(value: float) -> None:
    assert len(figure(value, "s", WORDS).split()) in {2, 4}


@pytest.mark.parametrize(
    ("target", "unit", "text"),
    [
        ({"at_least": 0.95, "warn": 0.97}, "share", "≥ 95 %"),
        ({"warn": 0.06, "at_most": 0.055}, "share", "≤ 5.5 %"),
        ({"at_most": 14400.0}, "s", "≤ 4 h"),
        ({"at_most": 5400.0}, "s", "≤ 1 h 30 min"),
        ({"between": [180.0, 360.0]}, "s", "3 min – 6 min"),
        ({"at_least": 40.0}, "nps", "≥ +40"),
        ({"at_most": 1500.0}, "count", "≤ 1,500"),
        ({"by": "priority", "at_most": {"P1": 1800.0, "default": 7200.0}}, "s", "by priority"),
        ({"by": "a\x1b", "at_most": {"P1": 1800.0}}, "s", "by a␛"),
        (None, "share", "–"),
    ],
)
def test_targets_are_shown_as_the_rules_say_them(
    target: Figures | None, unit: Unit, text: str
) -> None:
    assert target_text(target, unit, WORDS) == text


def test_a_target_by_category_bounds_no_value_of_all_rows() -> None:
    assert target_bounds({"by": "priority", "at_most": {"P1": 1800.0}}) == ()
    assert target_bounds(None) == ()


def test_rules_figures_keep_all_their_digits() -> None:
    assert exact_figure(0.9995, "share", WORDS) == "99.95 %"
    assert exact_figure(93784.5, "s", WORDS) == "26 h 3 min 4.5 s"


def test_weights_are_shares_without_idle_digits() -> None:
    assert weight_figure(0.5, WORDS) == "50 %"
    assert weight_figure(1 / 3, WORDS) == "33.3 %"
    assert weight_figure(None, WORDS) == "–"
