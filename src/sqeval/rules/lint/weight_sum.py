"""Weights that read as per cent and sum to 90 are not the shares that their author had in mind.

Weights are relative within their part, so a missing tenth is spread over the others without a word.
Small whole numbers, such as 3 and 1, are taken as ratios and are fine; so is a part with one weight
only. Where no weight is above 1, they are shares of 1.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
      often_reopened: {type: ratio, good: reopens > 2}
    scorecard:
      indicators: {solved_once: 60, often_reopened: 30}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0}
      often_reopened: {type: ratio, good: reopens > 2}
    scorecard:
      indicators: {solved_once: 60, often_reopened: 40}

How to silence: ``# sqeval: ignore[SQ309]`` on the line of the part, or of ``scorecard``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from sqeval.problems import Location, Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.figures import written
from sqeval.rules.scorecard import Part, ScorecardRules, parts_of

CODE = "SQ309"

_DUPLICATE = "SQ118"

_TOLERANCE = 1e-9

#: Whole numbers up to this one are ratios.
_MOST_RATIO = 10


def find(rules: Checking) -> Iterator[Problem]:
    """Yield parts, and the scorecard, whose weights look like per cent and are not."""
    scorecard = rules.draft.scorecard
    if any(problem.code == _DUPLICATE for problem in rules.draft.found.in_order()):
        return  # two scorecards in one: no one gave them these weights
    if rules.draft.graded and not rules.draft.broken_parts:
        yield from _uneven(scorecard, "the scorecard", scorecard.at())
    for name, part in parts_of(scorecard):
        yield from _uneven(part, name, part.at())


def _uneven(part: Part | ScorecardRules, name: str, place: Location) -> Iterator[Problem]:
    weights = [*part.indicators.values(), *(below.weight for below in part.parts.values())]
    counted = [weight for weight in weights if weight > 0]
    total = math.fsum(counted)
    sums = abs(total - 100) <= _TOLERANCE or abs(total - 1) <= _TOLERANCE
    if len(counted) <= 1 or sums or all(w <= _MOST_RATIO and w.is_integer() for w in counted):
        return
    whole = 1 if max(counted) <= 1 else 100
    message = f"the weights of {name} sum to {written(total)}, not to {whole}"
    yield Problem(CODE, message, place, _hint(part, total, whole))


def _hint(part: Part | ScorecardRules, total: float, whole: int) -> str:
    unsaid = [n for n, below in part.parts.items() if "weight" not in below.model_fields_set]
    if unsaid:
        return f"give '{unsaid[0]}' a weight; it counts 1 without one"
    gap = written(abs(whole - total))
    return f"add {gap} to them" if total < whole else f"take {gap} from them"
