"""How figures are compared with references, and references taken from what an oracle rounds.

An oracle's figures have 6 decimals, its percentages 4: exact enough for the first, not the second,
so a share comes from counts, or from the count that its percentage can only stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import quantiles

import pytest

from tests.acceptance.shared.runs import Figures

#: Seconds in the oracles' unit of time.
HOUR = 3600

#: What an indicator must be: its value and n.
Expected = Mapping[str, tuple[float, int]]


def check(got: Figures, expected: Expected) -> None:
    """Values to 1e-6 relative, n exactly."""
    assert {name: got[name]["n"] for name in expected} == {k: n for k, (_, n) in expected.items()}
    values = {name: got[name]["value"] for name in expected}
    assert values == pytest.approx({k: v for k, (v, _) in expected.items()}, rel=1e-6, abs=0)


def share(percent: float, n: int) -> float:
    """The share behind a percentage of 4 decimals: the only one of n rows that rounds to it."""
    rows = round(percent * n / 100)
    assert round(100 * rows / n, 4) == percent
    return rows / n


def p90(values: Iterable[float]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1]


def median(values: Iterable[float]) -> float:
    return quantiles(values, n=2, method="inclusive")[0]
