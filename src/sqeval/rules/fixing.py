"""Putting the fixes of problems into the text of a rule file, and nothing else.

A fix can uncover another one (``not x == true`` is then ``not x``), so who fixes a file goes on
until nothing is left to fix.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqeval.nodes import Source
from sqeval.problems import Location, Problem
from sqeval.rules.edits import Edit, edited


def fixed(text: str, problems: Iterable[Problem]) -> tuple[str, int]:
    """Return a file's text with the fixes of its problems, and how many edits that took.

    Fixes that overlap an earlier one are left for another round; what is asked for twice is done
    once. Where a fix takes all up to the end of a line, the spaces before it go as well, and where
    it takes a whole comment line, so does its line end. All else stays as it is.
    """
    source, done, end = Source.of("", text), list[Edit](), -1
    for edit in sorted({e for problem in problems for e in _edits(source, problem)}):
        if edit.start >= end:
            done.append(edit)
            end = edit.end
    return edited(text, done), len(done)


def _edits(source: Source, problem: Problem) -> list[Edit]:
    """Return the edit that a problem asks for, if it does."""
    place, new = problem.location, problem.fix
    if new is None or not 0 < place.line <= len(source.lines) or not place.column:
        return []
    begin = source.starts[place.line - 1]
    if new or place.end_column <= len(source.lines[place.line - 1]):
        return [Edit(begin + place.column - 1, begin + place.end_column - 1, new)]
    return [_removal(source, place)]


def _removal(source: Source, place: Location) -> Edit:
    """Return the edit that takes away the end of a line."""
    line, begin = source.lines[place.line - 1], source.starts[place.line - 1]
    kept = line[: place.column - 1].rstrip(" \t")
    whole = not kept and line.strip(" \t") and place.line < len(source.lines)
    end = source.starts[place.line] if whole else begin + len(line)
    return Edit(begin + len(kept), end, "")
