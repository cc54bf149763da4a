"""A comment that silences nothing hides the next finding, which nobody decided to hide.

A comment at the end of a line speaks of that line and, where a key stands on it, of all that stands
below the key; one on a line of its own speaks of the next line. Only what ``sqeval check`` finds
beyond mistakes can be silenced. What follows the bracket says why.

Bad::

    version: 1
    title: Service desk  # sqeval: ignore[SQ402]

Good::

    version: 1
    title: Service desk

How to silence: it cannot be silenced; remove the code, or let ``sqeval check --fix`` remove it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from sqeval.codes import CODES
from sqeval.nodes import Source
from sqeval.problems import Location, Problem, close_match
from sqeval.rules.files import RuleFile
from sqeval.rules.outline import Outline, outlined

CODE = "SQ401"

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*sqeval:\s*ignore(?:\[([^\]\n]*)\])?", re.MULTILINE)


@dataclass(frozen=True)
class Ignore:
    """A comment that silences ``codes``, from line ``first`` to line ``last`` of its file.

    ``start`` and ``end`` are its offsets in the file, ``places`` those of its codes.
    """

    source: Source
    codes: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    start: int
    end: int
    first: int
    last: int

    def location(self, start: int, end: int) -> Location:
        """Return the place of a span of the comment's line."""
        line, column = self.source.position(start)
        return self.source.location(line, column, column + max(1, end - start))


class _Lines:
    """The lines of one file on which one code was found, and those on which it is silenced."""

    def __init__(self, found: Iterable[int], ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self.found = sorted(found)
        self.firsts = [first for first, _ in ordered]
        self.lasts = list(accumulate((last for _, last in ordered), max))

    def silent(self, line: int) -> bool:
        """Tell whether a comment speaks of a line."""
        before = bisect_right(self.firsts, line)
        return before > 0 and self.lasts[before - 1] >= line

    def finds(self, ignore: Ignore) -> bool:
        """Tell whether the code was found where a comment silences it."""
        return bisect_left(self.found, ignore.first) < bisect_right(self.found, ignore.last)


def silenced(
    problems: Iterable[Problem], files: Iterable[RuleFile], known: Collection[str], *, sound: bool
) -> list[Problem]:
    """Return the problems that no comment silences, and those of idle comments of the main file.

    ``known`` are the codes that can be silenced. Where the rule set is not ``sound`` some lints
    were not run, and a comment that silences nothing may still have its reason.
    """
    ignores = [list(_ignores(file)) for file in files]
    if not any(ignores):
        return list(problems)
    found = list(problems)
    lines = _lines(found, [ignore for own in ignores for ignore in own], known)
    nothing = _Lines([], [])
    kept = [p for p in found if not lines[p.location.file, p.code].silent(p.location.line)]
    for ignore in ignores[0]:
        path = ignore.source.path
        idle = [
            code
            for code in ignore.codes
            if not (lines.get((path, code), nothing).finds(ignore) if code in known else False)
            and (sound or code not in known)
        ]
        kept += _idle(ignore, idle, known)
    return kept


def _lines(
    problems: Iterable[Problem], ignores: Iterable[Ignore], known: Collection[str]
) -> dict[tuple[str, str], _Lines]:
    found, ranges = defaultdict[tuple[str, str], list[int]](list), defaultdict[
        tuple[str, str], list[tuple[int, int]]
    ](list)
    return {}
