"""A target that every value meets asks nothing of anyone and is green for ever.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0, target: {at_least: 0%}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0, target: {at_least: 90%}}

How to silence: ``# sqeval: ignore[SQ323]`` on the line of the target's figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.bounds import value_bounds
from sqeval.rules.lint.figures import in_words, met_by

CODE = "SQ323"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield the figures of targets within which all values lie."""
    for name, measure in rules.draft.indicators.items():
        lowest, highest = value_bounds(rules, name)
        unit, target = rules.unit(name), measure.target
        for met in met_by(rules, name):
            if unit is None or target is None or not (met.low <= lowest <= highest <= met.high):
                continue
            ends = {
                "at_least": f"{in_words(lowest, unit)} or more",
                "at_most": f"{in_words(highest, unit)} or less",
                "between": f"from {in_words(lowest, unit)} to {in_words(highest, unit)}",
            }
            message = f"every value is {ends[target.direction]}, so all meet this target"
            yield Problem(CODE, message, target.at(*met.path), "ask for more, or remove the target")
