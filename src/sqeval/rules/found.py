"""The problems found so far in a rule set: all of them, up to a number that anyone would read.

Warnings are not counted: there are never more of them than the file has lines and values.

Rule files come from anyone, and one can hold a mistake on each of a hundred thousand lines; to find
close matches for all of them would take an hour that nobody asked for.
"""

from __future__ import annotations

from sqeval.codes import Severity
from sqeval.problems import Problem, RulesError

#: The most problems that are reported at once.
MOST = 100

_BAD_NUMBER = "SQ108"


class Found:
    """Collects problems; past the most it gives up and reports those it has."""

    def __init__(self) -> None:
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
            more = f"more than {MOST} problems; the others are not looked for"
            last = Problem("SQ119", more)
            raise RulesError([*self.in_order(), last])
        self._problems.append(problem)

    def in_order(self) -> list[Problem]:
        """Return the problems by their places, each once.

        What else is said of a number that could not be read does not count.
        """
        unread = {p.location for p in self._problems if p.code == _BAD_NUMBER}
        distinct = {(p.location, p.message): p for p in self._problems}
        kept = (p for p in distinct.values() if p.code == _BAD_NUMBER or p.location not in unread)
        return sorted(kept, key=lambda p: p.location)
