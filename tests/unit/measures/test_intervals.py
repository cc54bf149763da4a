"""Intervals against values that others have published."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqeval.measures.intervals import NONE, nps, rank_bounds, student, t_quantile, wilson

#: R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven
#: methods, Statistics in Medicine 17 (1998), table I, method 3 (Wilson's score), to four decimals.
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]

#: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t,
#: column 0.975.
NIST = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262}
NIST |= {10: 2.228, 11: 2.201, 12: 2.179, 15: 2.131, 20: 2.086, 25: 2.060, 29: 2.045, 30: 2.042}
NIST |= {40: 2.021, 50: 2.009, 60: 2.000, 80: 1.990, 100: 1.984}

#: As closed forms give them: for 1 degree of freedom tan(0.475 pi), for 2
#: 0.95 sqrt(2 / (1 - 0.95^2)).
EXACT = {1: math.tan(0.475 * math.pi), 2: 0.95 * math.sqrt(2 / (1 - 0.95**2))}


@pytest.mark.parametrize(("hits", "n", "low", "high"), NEWCOMBE)
def test_wilson_is_as_newcombe_published(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_is_unknown_and_its_ends_are_exact() -> None:
    assert wilson(0, 0) == NONE
    assert wilson(0, 7)[0] == 0.0
    assert wilson(7, 7)[1] == 1.0


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(case: tuple[int, int]) -> None:
    hits, n = case
    low, high = wilson(hits, n)
    other_low, other_high = wilson(n - hits, n)
    assert low is not None
    assert high is not None
    assert other_low is not None
    assert other_high is not None
    assert 0 <= low <= hits / n <= high <= 1
    assert (low, high) == pytest.approx((1 - other_high, 1 - other_low), abs=1e-12)


@pytest.mark.parametrize("df", NIST)
def test_t_is_as_nist_published(df: int) -> None:
    assert t_quantile(df) == pytest.approx(NIST[df], abs=5e-4)


@pytest.mark.parametrize("df", EXACT)
def test_t_is_exact_where_a_closed_form_is_known(df: int) -> None:
    assert t_quantile(df) == pytest.approx(EXACT[df], rel=1e-12)


def test_t_does_not_jump_where_its_formula_changes() -> None:
    figures = [t_quantile(df) for df in range(290, 311)]
    steps = [before - after for before, after in pairwise(figures)]
    assert steps == sorted(steps, reverse=True)
    assert min(steps) > 0


def test_t_comes_down_to_the_normal_quantile() -> None:
    assert t_quantile(10**9) == pytest.approx(1.959963984540054, rel=1e-8)


def test_student_of_a_small_sample() -> None:
    # R, t.test(extra ~ 1, group 2 of `sleep`): mean 2.33, 95 % from 0.8976775 to 3.7623225
    # (Student's own data, Biometrika 6, 1908)
    sleep = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    mean = sum(sleep) / 10
    deviation = math.sqrt(sum((x - mean) ** 2 for x in sleep) / 9)
    assert student(mean, deviation, 10) == pytest.approx((0.8976775, 3.7623225), abs=1e-6)


@pytest.mark.parametrize(("deviation", "n"), [(None, 5), (1.0, 1), (1.0, 0)])
def test_student_needs_two_values(deviation: float | None, n: int) -> None:
    assert student(3.0, deviation, n) == NONE


def test_ranks_are_as_campbell_and_gardner_published() -> None:
    # M. J. Campbell and M. J. Gardner, BMJ 296 (1988): the median of 100 blood pressures lies
    # between the 40th and the 61st
    assert rank_bounds(100, 0.5) == (40, 61)


def test_ranks_outside_the_sample_are_unknown() -> None:
    assert rank_bounds(1, 0.5) == (None, None)
    assert rank_bounds(5, 0.5) == (None, None)
    assert rank_bounds(6, 0.5) == (1, 6)  # the smallest sample whose median has an interval
    assert rank_bounds(20, 0.9)[1] is None
    assert rank_bounds(20, 0.1)[0] is None


@given(st.integers(1, 5_000), st.floats(0.01, 0.99))
def test_ranks_lie_around_the_percentile(n: int, q: float) -> None:
    low, high = rank_bounds(n, q)
    assert low is None or 1 <= low <= n * q + 0.5
    assert high is None or n * q + 0.5 <= high <= n


def test_nps_by_hand() -> None:
    # 60 promoters and 20 detractors of 100: p = 60.75/103, d = 20.75/103, p - d = 0.388350,
    # p + d - (p - d)^2 = 0.640468; half = 1.959964 sqrt(0.640468/103) = 0.154553
    assert nps(60, 20, 100) == pytest.approx((23.3797, 54.2902), abs=2e-3)


def test_nps_stays_in_its_range() -> None:
    assert nps(0, 0, 0) == NONE
    assert nps(5, 0, 5)[1] == 100.0
    assert nps(0, 5, 5)[0] == -100.0
