"""A gate that always fires caps every grade, and nobody sees why.

Mostly a share is compared with a figure meant as per cent: 60 is not 60%.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solving_rate: {type: ratio, good: solved}
    scorecard:
      indicators: {solving_rate: 100}
      gates: [{when: solving_rate < 60, cap: B}]
      grades: {A: 90, B: 0}

Good::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solving_rate: {type: ratio, good: solved}
    scorecard:
      indicators: {solving_rate: 100}
      gates: [{when: solving_rate < 60%, cap: B}]
      grades: {A: 90, B: 0}

How to silence: ``# sqeval: ignore[SQ328]`` on the line of the gate.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.worlds import Worlds
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.bounds import gate_bounds

CODE = "SQ328"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield gates that every score makes fire; a missing score fires none."""
    for i, gate in enumerate(rules.draft.scorecard.gates):
        when = rules.trees.get(("gates", i))
        if when is None:
            continue
        bounds = gate_bounds(rules, when)
        answers = {answer for (answer,) in Worlds([when], bounds).answers()}
        if True in answers and False not in answers:
            message = "every score makes this true, so the gate always fires"
            hint = "a share is at most 100%, which is 1: say 60%, not 60"
            shares = (0.0, 1.0) in bounds.values()
            yield Problem(CODE, message, gate.at("when"), hint if shares else "")
