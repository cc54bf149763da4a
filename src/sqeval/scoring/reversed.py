"""Pairs of groups that change their order with the case mix, without looking at every pair."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqeval.observe.observations import Key


@dataclass(frozen=True)
class Compared:
    """A group's value as it is, and with the mix of the whole, as a report says them."""

    value: float
    mixed: float
    by: Mapping[str, Key]


def _in_order(groups: Sequence[Compared]) -> list[Compared]:
    """Return groups by value; equal ones by mix, so that they are not taken for reversed."""
    return sorted(groups, key=lambda group: (group.value, group.mixed))


def count(groups: Sequence[Compared]) -> int:
    """Return how many pairs stand one way by value and strictly the other way with the mix.

    They are the inversions of the mixed values in the order of the values, counted by a merge sort.
    """
    return _inversions([group.mixed for group in _in_order(groups)])[0]


def _inversions(figures: list[float]) -> tuple[int, list[float]]:
    """Return the inversions of a list, and the list sorted."""
    if len(figures) < 2:  # noqa: PLR2004 - one figure has no other to stand behind
        return 0, figures
    half = len(figures) // 2
    (left, low), (right, high) = _inversions(figures[:half]), _inversions(figures[half:])
    place = across = 0
    for figure in high:
        while place < len(low) and low[place] <= figure:
            place += 1
        across += len(low) - place
    return left + right + across, sorted(low + high)


def widest(groups: Sequence[Compared]) -> tuple[Compared, Compared] | None:
    """Return the reversed pair that lies furthest apart by value, the higher one first.

    The lowest partner of a group is the first in order that the mix lifts above it: where the
    highest mixed value so far first exceeds its own.
    """
    found: tuple[Compared, Compared] | None = None
    ordered, peaks = _in_order(groups), list[Compared]()
    heights: list[float] = []
    for group in ordered:
        place = bisect_right(heights, group.mixed)
        if place < len(peaks):
            low = peaks[place]
            if found is None or group.value - low.value > found[0].value - found[1].value:
                found = group, low
        else:
            peaks.append(group)
            heights.append(group.mixed)
    return found
