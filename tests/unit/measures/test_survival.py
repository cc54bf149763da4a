"""The Kaplan-Meier percentiles of columns are those of an independent implementation, scipy's."""

# ruff: noqa: S311 - seeded dice, not cryptography

from __future__ import annotations

import math
import random
import warnings
from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest
from scipy.stats import CensoredData, ecdf

from sqeval.compile.survival import survival
from sqeval.measures.reductions import Survival

#: scipy takes z to sixteen digits, the definitions to seven: bounds may differ by so much.
_BOUND = 1e-6

STATISTICS = ("#value", "#low", "#high", "#beyond")


@dataclass(frozen=True)
class Case:
    """Times with whether each has ended, and the share that the percentile leaves above it."""

    times: list[int]
    ended: list[bool]
    above: float


def case(seed: int) -> Case:
    """Make up to 80 times with ties and any share of censored ones."""
    dice = random.Random(seed)
    size, most, open_ = dice.randint(1, 80), dice.choice([3, 12, 10**9]), dice.choice([0, 0.2, 0.7])
    times = [dice.randint(0, most) for _ in range(size)]
    above = dice.choice([0.5, 0.25, 0.1, 0.05, 0.01])
    return Case(times, [dice.random() >= open_ for _ in times], above)


def got(one: Case, keys: list[str] | None = None) -> dict[str, int | None]:
    frame = pl.DataFrame({"t": one.times, "e": one.ended}, schema={"t": pl.Int64, "e": pl.Boolean})
    found = survival(frame, keys or [], pl.col("t"), pl.col("e"), Survival(1 - one.above))
    return found.row(0, named=True)


def reached(time: int | None) -> float:
    """Return when something is reached, infinity for never."""
    return math.inf if time is None else time


def first(times: np.ndarray, curve: np.ndarray, level: float) -> float:
    """Return the smallest time at which a curve has come down to a level, else infinity."""
    return float(min(times[curve <= level], default=math.inf))


def curves(one: Case) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return scipy's times, curve and log-log bounds, the latter as defined where it has none."""
    censored = ~np.array(one.ended)
    sf = ecdf(CensoredData.right_censored(np.array(one.times, dtype=float), censored)).sf
    with warnings.catch_warnings():  # it warns of bounds at 1 and 0, which the definitions fix
        warnings.simplefilter("ignore", RuntimeWarning)
        bounds = sf.confidence_interval(method="log-log")
    curve, low, high = sf.probabilities, bounds.low.probabilities, bounds.high.probabilities
    low = np.where(curve == 1, 1.0, np.where(curve == 0, 0.0, low))
    high = np.where(curve == 1, 1.0, high)
    for i in range(len(high)):
        if curve[i] == 0:
            high[i] = high[i - 1] if i else 1.0
    return sf.quantiles, curve, low, high


@pytest.mark.parametrize("seed", range(300))
def test_percentile_and_bounds_are_those_of_scipy(seed: int) -> None:
    one = case(seed)
    found, (times, curve, low, high) = got(one), curves(one)
    value = first(times, curve, one.above + 1e-12)
    assert reached(found["#value"]) == value
    assert found["#beyond"] == (max(one.times) if value == math.inf else None)
    for name, bound in (("#low", low), ("#high", high)):
        at = reached(found[name])
        earliest = first(times, bound, one.above + _BOUND)
        assert earliest <= at <= first(times, bound, one.above - _BOUND)


def test_the_cases_reach_every_outcome() -> None:
    found = [got(case(seed)) for seed in range(300)]
    for name in STATISTICS:
        missing = sum(one[name] is None for one in found)
        assert 30 < missing < 270, name  # so that neither outcome is left untested


def test_groups_are_counted_each_by_itself_whatever_the_row_order() -> None:
    cases = [case(seed) for seed in range(300)]
    frame = pl.concat(
        pl.DataFrame({"k": str(i), "t": one.times, "e": one.ended}) for i, one in enumerate(cases)
    ).with_columns(pl.when(pl.col("k") != "7").then("k").alias("k"))  # a null key is a group too
    columns = (pl.col("t"), pl.col("e"), Survival(0.9))
    one_by_one = {
        None if i == 7 else str(i): tuple(got(Case(c.times, c.ended, 1 - 0.9)).values())
        for i, c in enumerate(cases)
    }
    for rows in (frame, frame.reverse(), frame.sample(fraction=1, shuffle=True, seed=5)):
        together = survival(rows, ["k"], *columns)
        assert {key: tuple(figures) for key, *figures in together.rows()} == one_by_one


def test_a_column_may_have_any_name() -> None:
    frame = pl.DataFrame({"value": ["a", "a", "b"], "t": [1, 2, 3], "e": [True, True, True]})
    found = survival(frame, ["value"], pl.col("t"), pl.col("e"), Survival(0.5))
    assert dict(found.select("value", "#value").rows()) == {"a": 1, "b": 3}


def test_rows_that_are_not_counted_are_no_rows() -> None:
    frame = pl.DataFrame({"t": [5, None, None], "e": [True, False, True]})
    found = survival(frame, [], pl.col("t"), pl.col("e"), Survival(0.9))
    assert found["#value"].to_list() == [5]
    nothing = survival(frame.tail(2), [], pl.col("t"), pl.col("e"), Survival(0.9))
    assert nothing.row(0) == (None, None, None, None)


def test_an_open_row_is_still_at_risk_for_an_end_at_the_same_time() -> None:
    # 4 rows: one ends at 1, one is censored at 1. S(1) = 1 - 1/4, S(2) = 3/4 x (1 - 1/2) = 3/8.
    assert got(Case([1, 1, 2, 3], [True, False, True, False], 0.5))["#value"] == 2
    # Were the censored row gone already, S(1) were 2/3 and S(2) 1/3, below 0.34 and so reached.
    assert got(Case([1, 1, 2, 3], [True, False, True, False], 0.34))["#value"] is None


def test_many_ends_come_down_to_the_level_exactly() -> None:
    # the plain product of the first million factors is 0.5 + 3.8e-12, which would be a step late
    frame = pl.select(t=pl.int_range(1, 2_000_001), e=pl.lit(value=True))
    found = survival(frame, [], pl.col("t"), pl.col("e"), Survival(0.5))
    assert found["#value"].to_list() == [1_000_000]
