"""Weights that read as per cent and sum to 90 are not the shares that their author had in mind.

Weights are relative within their part, so a missing tenth is spread over the others without a word.
They read as per cent where they differ and sum to something between 50 and 200, and as shares of 1
where all are below 1 and sum to something between 0.5 and 2. All others are ratios and are fine: 3
and 1, or 12, 6 and 6, or weights that are all the same. A part that says no weight counts 1, which
is next to nothing beside parts of 40 and 60; so beside weights above 1 it is to say one.

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
    if not counted or abs(total - 100) <= _TOLERANCE:
        return
    unsaid = [n for n, below in part.parts.items() if "weight" not in below.model_fields_set]
    if unsaid and max(counted) > 1:
        message = f"'{unsaid[0]}' says no weight, so it counts 1 beside {written(max(counted))}"
        yield Problem(CODE, message, place, f"give '{unsaid[0]}' a weight")
        return
    whole = _meant(counted, total)
    if whole and abs(total - whole) > _TOLERANCE:
        message = f"the weights of {name} sum to {written(total)}, not to {whole}"
        gap = written(abs(whole - total))
        hint = f"add {gap} to them" if total < whole else f"take {gap} from them"
        yield Problem(CODE, message, place, hint)


def _meant(counted: list[float], total: float) -> int:
    """Return what weights look as if they were to sum to: 100, 1, or nothing (0) for ratios."""
    ratios = all(weight <= _MOST_RATIO and weight.is_integer() for weight in counted)
    if ratios or len(set(counted)) == 1:
        return 0
    whole = 1 if max(counted) < 1 else 100
    return whole if whole / 2 <= total <= whole * 2 else 0
