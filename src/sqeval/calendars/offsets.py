"""A zone as phases of constant offset, in which wall-clock time and UTC run alike.

Gaps and folds lie between phases: the wall-clock times of a gap are in none, those of a fold in
two. So what is cut by phases needs no rule of its own for either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

#: Seconds in a day. No zone moves its clocks twice in one.
DAY = 86_400

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Phase(NamedTuple):
    """A constant ``offset`` to UTC; ``begin`` and ``end`` in wall-clock time. All in seconds.

    Wall-clock time is counted from 1970-01-01 00:00 on the same wall.
    """

    begin: int
    end: int
    offset: int


@lru_cache(maxsize=64)
def phases(zone: str, first: int, last: int) -> tuple[Phase, ...]:
    """Return the phases of a zone between two instants in seconds since the Unix epoch."""
    where = ZoneInfo(zone)
    found, begin, offset = [], first, _offset(where, first)
    for day in range(first, last, DAY):
        after = min(day + DAY, last)
        new = _offset(where, after)
        if new != offset:
            change = _change(where, day, after)
            found.append(Phase(begin + offset, change + offset, offset))
            begin, offset = change, new
    found.append(Phase(begin + offset, last + offset, offset))
    return tuple(found)


def _offset(zone: ZoneInfo, instant: int) -> int:
    local = (_EPOCH + timedelta(seconds=instant)).astimezone(zone)
    return round((local.utcoffset() or timedelta()).total_seconds())


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Return the second, after ``before`` and up to ``after``, from which the new offset holds."""
    new = _offset(zone, after)
    instants = range(before, after)
    return before + bisect_left(instants, x=True, key=lambda t: _offset(zone, t) == new)


def cut(walls: Iterable[tuple[int, int]], within: Iterable[Phase]) -> Iterator[tuple[int, int]]:
    """Yield the instants in seconds UTC at which the wall shows times in any of ``walls``.

    They come phase by phase, so in order where ``walls`` are sorted and disjoint.
    """
    spans = list(walls)
    ends = [end for _, end in spans]
    for phase in within:
        for begin, end in spans[bisect_left(ends, phase.begin) :]:
            if begin >= phase.end:
                break
            start, stop = max(begin, phase.begin), min(end, phase.end)
            if start < stop:
                yield start - phase.offset, stop - phase.offset


def near(within: tuple[Phase, ...], begin: int, end: int) -> tuple[Phase, ...]:
    """Return the phases that may hold wall-clock times from ``begin`` to ``end``."""
    first = bisect_left(within, begin - DAY, key=lambda phase: phase.end)
    found = []
    for phase in within[first:]:
        if phase.begin > end + DAY:
            break
        found.append(phase)
    return tuple(found)
