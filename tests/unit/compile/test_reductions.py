"""The compiler picks the order statistics that the definitions name."""

from __future__ import annotations

import math

import polars as pl
import pytest

from sqeval.compile.reductions import picked
from sqeval.measures.intervals import rank_bounds
from sqeval.measures.reductions import Percentile


@pytest.mark.parametrize("q", [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.999])
def test_picked_ranks_are_those_of_the_definition(q: float) -> None:
    sizes = [*range(1, 120), 500, 999]
    lists = pl.DataFrame({"values": [list(range(1, n + 1)) for n in sizes]})
    found = lists.select(**picked(Percentile(q), pl.col("values")))
    bounds = [rank_bounds(n, q) for n in sizes]
    assert list(zip(found["low"], found["high"], strict=True)) == bounds
    for n, value in zip(sizes, found["value"], strict=True):
        assert math.isclose(value, 1 + (n - 1) * q, rel_tol=1e-12)  # type 7 over 1..n


def test_an_empty_list_has_no_percentile() -> None:
    frame = pl.DataFrame({"values": [[]]}, schema={"values": pl.List(pl.Int64)})
    row = frame.select(**picked(Percentile(0.5), pl.col("values"))).row(0)
    assert row == (None, None, None)
