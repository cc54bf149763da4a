"""A figure of three tickets says more of chance than of the one who handled them.

Where the rows tell whose work they are, people will be compared; ``min_n`` is the smallest number
of cases that earns points. Counts and sums have none, since few cases are what they tell.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          agent: {}
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved, target: {at_least: 90%}}
    scorecard:
      indicators: {solved: 100}

Good::

    version: 1
    tables:
      tickets:
        columns:
          agent: {}
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved, min_n: 20, target: {at_least: 90%}}
    scorecard:
      indicators: {solved: 100}

How to silence: ``# sqeval: ignore[SQ318]`` on the line of the indicator.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.measures.duration import Duration
from sqeval.measures.measure import Measure
from sqeval.measures.nps import Nps
from sqeval.measures.ratio import Ratio
from sqeval.measures.repeat import Repeat
from sqeval.measures.statistic import Statistic
from sqeval.measures.within import Within
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.people import person
from sqeval.rules.scorecard import ScorecardRules

CODE = "SQ318"

_OF_SAMPLES = Ratio | Within | Repeat | Duration | Statistic | Nps


def find(rules: Checking) -> Iterator[Problem]:
    """Yield indicators that count, have a target and can be asked per person, without min_n."""
    counting = _counting(rules.draft.scorecard)
    people = {table: person(rules, table) for table in rules.draft.tables}
    for name, measure in rules.draft.indicators.items():
        if name not in counting or not isinstance(measure, _OF_SAMPLES):
            continue
        if measure.target is None or "min_n" in measure.model_fields_set or _sums(measure):
            continue
        who = people.get(measure.table)
        if who is not None:
            message = f"'{name}' has no min_n, so with --by {who} a single case earns points"
            hint = "say the fewest cases that earn points, such as min_n: 20"
            yield Problem(CODE, message, measure.at(), hint)


def _sums(measure: Measure) -> bool:
    return isinstance(measure, Duration | Statistic) and measure.aggregate == "sum"


def _counting(scorecard: ScorecardRules) -> set[str]:
    """Return the indicators whose weight, and that of all parts above, is more than 0."""
    found, waiting = set[str](), [scorecard.root]
    while waiting:
        part = waiting.pop()
        found.update(name for name, weight in part.indicators.items() if weight > 0)
        waiting += [below for below in part.parts.values() if below.weight > 0]
    return found
