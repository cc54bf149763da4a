"""Grades are read from the best to the worst, and one out of its place is easily taken for another.

The order changes no grade: each holds from its own points on.

Bad::

    version: 1
    scorecard:
      grades: {C: 0, B: 70, A: 90}

Good::

    version: 1
    scorecard:
      grades: {A: 90, B: 70, C: 0}

How to silence: ``# sqeval: ignore[SQ407]`` on the line of ``grades``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sqeval.problems import Problem
from sqeval.rules.checking import Checking

CODE = "SQ407"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield the first grade that starts at more points than the one before it."""
    scorecard = rules.draft.scorecard
    for (above, bound), (grade, higher) in pairwise(scorecard.grades.items()):
        if higher > bound:
            ordered = sorted(scorecard.grades, key=scorecard.grades.__getitem__, reverse=True)
            message = f"'{grade}' starts at more points than '{above}' before it"
            place = scorecard.at("grades", grade, key=True)
            yield Problem(CODE, message, place, f"from best to worst: {', '.join(ordered)}")
            return
