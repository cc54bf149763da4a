"""Random draws that come out the same everywhere.

The exports of this folder are checked in and tests quote figures from them, so they must not change
with the machine or the Python version. Only `Random.random()` keeps that promise across versions;
everything else here is integers.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

# Log-normal quantiles in thousandths of the median, every 5 % from 0 % to 100 %.
NARROW = (
    *(165, 291, 382, 460, 532, 603, 675, 749, 827, 910, 1000),
    *(1099, 1209, 1335, 1482, 1658, 1880, 2174, 2615, 3435, 6050),
)
WIDE = (
    *(91, 193, 278, 354, 431, 509, 592, 683, 783, 893, 1000),
    *(1120, 1278, 1464, 1689, 1965, 2321, 2825, 3597, 5181, 11000),
)


class Draw:
    """A seeded source of draws."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, end: int) -> int:
        """Draw a whole number from 0 to `end - 1`."""
        return int(self._random.random() * end)

    def chance(self, per_ten_thousand: int) -> bool:
        """Say yes in that many of ten thousand draws."""
        return self.below(10_000) < per_ten_thousand

    def about(self, median: int, quantiles: tuple[int, ...] = NARROW) -> int:
        """Draw a positive number whose median is `median`, with a long tail above."""
        step, rest = divmod(self.below((len(quantiles) - 1) * 1000), 1000)
        low, high = quantiles[step], quantiles[step + 1]
        return max(1, median * (low * 1000 + (high - low) * rest) // 1_000_000)


class Choice(Generic[T]):
    """Values to draw from, each with a whole weight."""

    def __init__(self, *weighted: tuple[T, int]) -> None:
        self._values = [value for value, _ in weighted]
        self._ends = list(accumulate(weight for _, weight in weighted))

    def pick(self, draw: Draw) -> T:
        """Draw one value."""
        return self._values[bisect_right(self._ends, draw.below(self._ends[-1]))]
