"""An indicator that nobody put into a part is easily taken for one that counts.

It is shown and earns no points. One that a formula or a gate uses has its reason, and a rule set
without a scorecard scores nothing on purpose.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}
      unsolved: {type: ratio, good: not solved}
    scorecard:
      indicators: {solved: 100}

Good::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}
      unsolved: {type: ratio, good: not solved}
    scorecard:
      indicators: {solved: 60, unsolved: 40}

How to silence: ``# sqeval: ignore[SQ316]`` on the line of the indicator, or of ``indicators``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import names_used
from sqeval.measures.formula import Formula
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.declared import declared_here
from sqeval.rules.scorecard import parts_of

CODE = "SQ316"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield indicators in no part, where others stand in one."""
    scorecard = rules.draft.scorecard
    scored = set(scorecard.indicators)
    scored.update(name for _, part in parts_of(scorecard) for name in part.indicators)
    if not rules.sound or not scored:
        return
    used = scored | _used(rules)
    for name, measure in rules.draft.indicators.items():
        if name not in used and declared_here(rules, "indicators", name):
            message = f"'{name}' stands in no part of the scorecard, so it earns no points"
            yield Problem(CODE, message, measure.at(), "give it a weight in a part")


def _used(rules: Checking) -> set[str]:
    """Return the indicators that formulas and gates speak of."""
    used = set[str]()
    for key, tree in rules.trees.items():
        measure = rules.draft.indicators.get(str(key[1]))
        if key[0] == "gates" or (key[0] == "indicators" and isinstance(measure, Formula)):
            used |= names_used(tree)
    return used
