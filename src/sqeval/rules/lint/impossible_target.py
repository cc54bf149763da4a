"""A target that no value can meet is missed by everyone, for ever.

A share goes from 0% to 100%, a time starts at 0s, a net promoter score goes from -100 to 100, and
the mean of a column stays within the column's `min` and `max`.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0, target: {at_least: 900%}}

Good::

    version: 1
    tables:
      tickets:
        columns:
          reopens: {type: integer}
    indicators:
      solved_once: {type: ratio, good: reopens == 0, target: {at_least: 90%}}

How to silence: ``# sqeval: ignore[SQ312]`` on the line of the target's figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.bounds import value_bounds
from sqeval.rules.lint.figures import in_words, met_by

CODE = "SQ312"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield the figures of targets that lie beyond all values."""
    for name, measure in rules.draft.indicators.items():
        lowest, highest = value_bounds(rules, name)
        unit, target = rules.unit(name), measure.target
        for met in met_by(rules, name):
            if unit is None or target is None or (met.low <= highest and met.high >= lowest):
                continue
            above = met.low > highest
            band = () if target.direction != "between" else (0,) if above else (1,)
            end = f"the highest is {in_words(highest, unit)}"
            if not above:
                end = f"the lowest is {in_words(lowest, unit)}"
            wanted = in_words(met.low if above else met.high, unit)
            message = f"no value is {wanted} or {'more' if above else 'less'}: {end}"
            hint = "write a target that some value meets"
            yield Problem(CODE, message, target.at(*met.path, *band), hint)
