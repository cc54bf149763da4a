"""What was found in rule files: the one value that every format of findings is rendered from.

Rule files come with pull requests of anybody, and what is found in them quotes them. So each format
shows a problem as ``shown`` gives it, unless its own escapes already make any text harmless.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sqeval.codes import Severity
from sqeval.problems import Problem
from sqeval.render.visible import visible


@dataclass(frozen=True)
class Findings:
    """The problems of the checked rule files, and the names of these files.

    ``problems`` are sorted, errors first; ``files`` are in the order in which they were checked. A
    problem may lie in a file that is not among them, since rule files extend others.
    """

    problems: tuple[Problem, ...]
    files: tuple[str, ...]

    def count(self) -> Counter[Severity]:
        """Return how many problems there are of each severity."""
        return Counter(problem.severity for problem in self.problems)


def shown(problem: Problem) -> Problem:
    """Return the problem with every text of it harmless for a screen, and on one line each.

    Every character stands for one, so columns keep their meaning and carets their place.
    """
    place = problem.location
    source = visible(place.source, keep="\t")
    return replace(
        problem,
        message=visible(problem.message),
        hint=visible(problem.hint),
        location=replace(place, file=visible(place.file), source=source),
    )


def block(problem: Problem) -> str:
    """Return a problem's block; of one that refuses nothing the first line ends in its severity.

    The place stands first in any case, so that editors find it.
    """
    safe = shown(problem)
    if problem.severity is Severity.ERROR:
        return str(safe)
    return str(replace(safe, message=f"{safe.message} [{problem.severity}]"))
