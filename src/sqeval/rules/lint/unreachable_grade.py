"""A grade that no points can earn leaves its outcome, and those who hope for it, without a chance.

Points go from 0 to 100 and a grade is the highest whose bound they reach. So a bound above 100 is
never reached, and one below 0 is passed over where another grade starts between it and 0.

Bad::

    version: 1
    scorecard:
      grades: {A: 110, B: 80, C: 0}

Good::

    version: 1
    scorecard:
      grades: {A: 100, B: 80, C: 0}

How to silence: ``# sqeval: ignore[SQ310]`` on the line of the grade.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.figures import written

CODE = "SQ310"

_MOST = 100


def find(rules: Checking) -> Iterator[Problem]:
    """Yield grades out of the reach of points."""
    scorecard = rules.draft.scorecard
    floor = max(((b, grade) for grade, b in scorecard.grades.items() if b <= 0), default=None)
    for grade, bound in scorecard.grades.items():
        place = scorecard.at("grades", grade)
        if bound > _MOST:
            message = f"'{grade}' starts at {written(bound)}, and points end at 100"
            yield Problem(CODE, message, place, "let it start at 100 or below")
        elif floor is not None and bound < floor[0]:
            message = f"'{grade}' starts below 0, and '{floor[1]}' takes all points from 0 up"
            yield Problem(CODE, message, place, f"let '{grade}' start at 0 and '{floor[1]}' above")
