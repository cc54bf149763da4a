"""Whoever scores below the lowest grade gets none, and no outcome either.

Bad::

    version: 1
    scorecard:
      grades: {A: 90, B: 80, C: 60}

Good::

    version: 1
    scorecard:
      grades: {A: 90, B: 80, C: 60, D: 0}

How to silence: ``# sqeval: ignore[SQ325]`` on the line of the lowest grade.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.figures import written

CODE = "SQ325"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield the lowest grade where it starts above 0."""
    scorecard = rules.draft.scorecard
    if not scorecard.grades:
        return
    bound, lowest = min((bound, grade) for grade, bound in scorecard.grades.items())
    if bound > 0:
        message = f"points below {written(bound)} have no grade"
        hint = f"let '{lowest}' start at 0, or add a grade that does"
        yield Problem(CODE, message, scorecard.at("grades", lowest), hint)
