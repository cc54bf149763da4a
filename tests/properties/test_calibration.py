"""Whether 95 % intervals hold what they promise, and percentiles with open cases are not biased.

Coverage is summed exactly where there are so few outcomes that all can be looked at; else the dice
are seeded, so that a run says the same as the one before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

import sqeval
from sqeval.compile.survival import survival
from sqeval.measures.intervals import wilson
from sqeval.measures.reductions import Survival

SHARES = np.linspace(0.01, 0.99, 99)

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    clock: created_at
    columns:
      created_at: {type: datetime}
      outcome: {}
      good: {type: boolean, values: {"true": [Y], "false": [N]}}
indicators:
  share: {type: ratio, good: good}
"""


def coverage(bounds: list[tuple[float, float]]) -> float:
    """Return how often the bounds of 0..n hits hold the true share, averaged over the shares."""
    n = len(bounds) - 1
    low, high = (np.array(column)[:, None] for column in zip(*bounds, strict=True))
    chances = binom.pmf(np.arange(n + 1)[:, None], n, SHARES)
    return float((chances * ((low <= SHARES) & (high >= SHARES))).sum(axis=0).mean())


@pytest.mark.parametrize("n", [20, 35, 50, 80, 120, 200])
def test_wilsons_interval_holds_the_true_share(n: int) -> None:
    bounds = [(low or 0.0, high or 0.0) for low, high in (wilson(k, n) for k in range(n + 1))]
    assert 0.94 <= coverage(bounds) <= 0.97


def test_the_intervals_of_a_report_hold_the_true_share(tmp_path: Path) -> None:
    n = 40
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    rows = [f"2026-01-05,{k:02d},{'Y' if i < k else 'N'}" for k in range(n + 1) for i in range(n)]
    export = tmp_path / "tickets.csv"
    export.write_text("\n".join(["created_at,outcome,good", *rows]) + "\n", encoding="utf-8")
    found = sqeval.score(tmp_path / "rules.yaml", {"tickets": export}, by=["outcome"]).groups[1:]
    assert [card.by["outcome"] for card in found] == [f"{k:02d}" for k in range(n + 1)]
    scores = [card.indicators[0] for card in found]
    bounds = [(one.low, one.high) for one in scores if one.low is not None and one.high is not None]
    assert len(bounds) == n + 1
    assert 0.94 <= coverage(bounds) <= 0.97


#: Lognormal times spread as widely as those of tickets.
SPREAD = 1.5

#: The true median, and the share of cases that are still open when they are last seen.
MEDIAN = 10_000
OPEN = 0.3


@cache
def simulated(kind: str) -> pl.DataFrame:
    """Return 400 samples of 500 cases, each with the time for which it was seen."""
    dice = np.random.default_rng(20260105)
    shape = (400, 500)
    if kind == "exponential":  # both exponential: the chance to be open is 1 / (1 + ratio of means)
        times = dice.exponential(1 / np.log(2), shape)
        seen = dice.exponential((1 - OPEN) / OPEN / np.log(2), shape)
    else:  # both lognormal: their quotient is, and is below 1 with the chance to be open
        times = dice.lognormal(0, SPREAD, shape)
        seen = dice.lognormal(0.524400512708041 * np.sqrt(2) * SPREAD, SPREAD, shape)
    return pl.DataFrame(
        {
            "sample": np.repeat(np.arange(shape[0]), shape[1]),
            "time": (np.minimum(times, seen) * MEDIAN).astype(np.int64).ravel(),
            "ended": (times <= seen).ravel(),
        }
    )


@pytest.fixture(scope="module", params=["exponential", "lognormal"])
def medians(request: pytest.FixtureRequest) -> pl.DataFrame:
    rows = simulated(request.param)
    still_open = rows.select((~pl.col("ended")).mean()).item()
    assert abs(still_open - OPEN) < 0.01  # as many as is said
    return survival(rows, ["sample"], pl.col("time"), pl.col("ended"), Survival(0.5))


def test_the_median_with_open_cases_is_not_biased(medians: pl.DataFrame) -> None:
    [found] = medians.select(pl.col("#value").cast(pl.Float64).sum() / pl.len()).row(0)
    assert abs(found / MEDIAN - 1) <= 0.02


def test_its_interval_holds_the_true_median(medians: pl.DataFrame) -> None:
    held = medians.select(((pl.col("#low") <= MEDIAN) & (pl.col("#high") >= MEDIAN)).mean()).item()
    assert 0.93 <= held <= 0.98


@pytest.mark.parametrize("kind", ["exponential", "lognormal"])
def test_closed_cases_alone_are_biased_so_that_the_dice_can_tell(kind: str) -> None:
    ended = simulated(kind).filter("ended")["time"].median()
    assert isinstance(ended, float)
    assert ended / MEDIAN < 0.85
