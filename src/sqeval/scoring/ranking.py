"""Ranks: a group stands behind those that are surely better, and never before one that may be.

A league table by value alone sets apart groups that differ by chance; here groups whose intervals
overlap share a rank, however far their values lie apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqeval.measures.formula import Formula
from sqeval.measures.registry import RowMeasure
from sqeval.scoring.scorecard import IndicatorScore, Scorecard, Standardised

#: A value with its interval, or nothing where it takes no part in the ranking.
_Entry = IndicatorScore | Standardised | None


def ranked(
    cards: Sequence[Scorecard], measures: Mapping[str, RowMeasure | Formula]
) -> tuple[Scorecard, ...]:
    """Return the scorecards with the rank of every group among those of its grouping."""
    groupings: dict[tuple[str, ...], list[int]] = {}
    for place, card in enumerate(cards):
        if card.by:
            groupings.setdefault(tuple(card.by), []).append(place)
    found = list(cards)
    for places in groupings.values():
        columns = zip(*(cards[place].indicators for place in places), strict=True)
        placed = [_with_ranks(scores, measures[scores[0].id]) for scores in columns]
        for place, scores in zip(places, zip(*placed, strict=True), strict=True):
            found[place] = replace(cards[place], indicators=scores)
    return tuple(found)


def _with_ranks(
    scores: Sequence[IndicatorScore], measure: RowMeasure | Formula
) -> list[IndicatorScore]:
    """Return one indicator's scores in the groups of one grouping with their ranks."""
    direction = measure.target.direction if measure.target is not None else "between"
    if direction == "between":
        return list(scores)
    sign = 1.0 if direction == "at_least" else -1.0
    enough = [score.n >= measure.min_n for score in scores]
    by_value = ranks([s if e else None for s, e in zip(scores, enough, strict=True)], sign)
    mixed = [s.standardised if e else None for s, e in zip(scores, enough, strict=True)]
    return [
        _placed(score, rank, by_mix)
        for score, rank, by_mix in zip(scores, by_value, ranks(mixed, sign), strict=True)
    ]


def _placed(score: IndicatorScore, rank: int | None, by_mix: int | None) -> IndicatorScore:
    mixed = score.standardised
    if mixed is not None and by_mix is not None:
        mixed = replace(mixed, rank=by_mix)
    return (
        score if rank is None and by_mix is None else replace(score, rank=rank, standardised=mixed)
    )


def ranks(entries: Sequence[_Entry], sign: float) -> list[int | None]:
    """Return the rank of each entry: 1 + the number of those that are better than all beside it.

    Entries whose intervals overlap, directly or through others, stand beside one another, so that
    two ranks never differ where two intervals overlap. ``sign`` is 1 where higher is better, -1
    where lower is. An entry without a value or without an interval has no rank; an interval with
    one bound is open on the other side.
    """
    spans = {i: span for i, entry in enumerate(entries) if (span := _span(entry, sign))}
    ordered = sorted(spans, key=spans.__getitem__)
    beside: list[list[int]] = []
    reach = -math.inf
    for i in ordered:
        low, high = spans[i]
        if not beside or low > reach:
            beside.append([])
        beside[-1].append(i)
        reach = max(reach, high)
    found: list[int | None] = [None] * len(entries)
    better = 0
    for cluster in reversed(beside):
        for i in cluster:
            found[i] = 1 + better
        better += len(cluster)
    return found


def _span(entry: _Entry, sign: float) -> tuple[float, float] | None:
    """Return the interval from its worse to its better end, as numbers that grow with merit."""
    if entry is None or entry.value is None or (entry.low is None and entry.high is None):
        return None
    low = -math.inf if entry.low is None else entry.low
    high = math.inf if entry.high is None else entry.high
    return (low, high) if sign > 0 else (-high, -low)
