"""The problems found so far in a rule set: all of them, up to a number that anyone would read.

Warnings are not counted: there are never more of them than the file has lines and values.

Rule files come from anyone, and one can hold a mistake on each of a hundred thousand lines; to find
close matches for all of them would take an hour that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqeval.codes import Severity
from sqeval.problems import Location, Problem, RulesError

#: The most problems that are reported at once.
MOST = 100

_BAD_NUMBER = "SQ108"


class Found:
    """Collects problems of the rule set in ``path``; past the most it gives up with those it has.

    ``opened`` are the files that were opened on the way, whatever became of them.
    """

    def __init__(self, path: str = "") -> None:
        self.path = path
        self.opened: list[str] = []
        self._problems: list[Problem] = []
        self._errors = 0

    def __len__(self) -> int:
        """Return how many problems there are."""
        return len(self._problems)

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return self._errors

    def add(self, problem: Problem) -> None:
        """Keep a problem.

        Raises RulesError with all there are when they become too many.
        """
        if problem.severity is Severity.ERROR:
            self._errors += 1
        if self._errors > MOST:
            raise RulesError([*self.in_order(), too_many(self.path)])
        self._problems.append(problem)

    def in_order(self) -> list[Problem]:
        """Return the problems by their places, each once."""
        return in_order(self._problems)


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems by their places, each once.

    What else is said of a number that could not be read does not count.
    """
    unread = {p.location for p in problems if p.code == _BAD_NUMBER}
    distinct = {(p.location, p.message): p for p in problems}
    kept = (p for p in distinct.values() if p.code == _BAD_NUMBER or p.location not in unread)
    return sorted(kept, key=lambda p: p.location)


def limited(problems: Iterable[Problem], path: str) -> list[Problem]:
    """Return problems without the errors past the most; that there are more is the last then."""
    kept, errors = list[Problem](), 0
    for problem in problems:
        errors += problem.severity is Severity.ERROR
        if problem.severity is not Severity.ERROR or errors <= MOST:
            kept.append(problem)
    return [*kept, too_many(path)] if errors > MOST else kept


def too_many(path: str) -> Problem:
    """Return the problem that a rule set has more problems than are told."""
    message = f"more than {MOST} problems; the others are not looked for"
    return Problem("SQ119", message, Location(path))
