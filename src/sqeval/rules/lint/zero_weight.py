"""A weight of 0 leaves a part or an indicator in the scorecard and without any say.

Who reads the parts takes it for something that counts.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}
      tickets: {type: count}
    scorecard:
      indicators: {solved: 100, tickets: 0}

Good::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}
      tickets: {type: count}
    scorecard:
      indicators: {solved: 70, tickets: 30}

How to silence: ``# sqeval: ignore[SQ317]`` on the line of the weight.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Location, Problem
from sqeval.rules.checking import Checking
from sqeval.rules.scorecard import Part, ScorecardRules, parts_of

CODE = "SQ317"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield weights of 0 beside others; where all are 0 it is an error of its own."""
    scorecard = rules.draft.scorecard
    whole: list[Part | ScorecardRules] = [scorecard, *(part for _, part in parts_of(scorecard))]
    for part in whole:
        weights = list(_weights(part))
        if any(weight for _, weight, _ in weights):
            for name, weight, place in weights:
                if weight == 0:
                    message = f"'{name}' has the weight 0, so it counts for nothing"
                    yield Problem(CODE, message, place, "give it a weight, or take it out")


def _weights(part: Part | ScorecardRules) -> Iterator[tuple[str, float, Location]]:
    """Yield what stands in a part, with its weight and where that is written."""
    for name, weight in part.indicators.items():
        yield name, weight, part.at("indicators", name)
    for name, below in part.parts.items():
        yield name, below.weight, below.at("weight")
