"""What a lint is: a module with a page, a code and a function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sqeval.problems import Problem
from sqeval.rules.checking import Checking


class Lint(Protocol):
    """A module of this package; its docstring is its page."""

    __doc__: str | None
    CODE: str

    def find(self, rules: Checking) -> Iterator[Problem]:
        """Yield the problems of a rule set, whatever else is wrong with it."""
