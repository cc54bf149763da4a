"""Spaces at the end of a line are not seen and make changes of a rule file hard to review.

Bad::

    version: 1
    title: Service desk\u0020

Good::

    version: 1
    title: Service desk

How to silence: ``# sqeval: ignore[SQ402]`` on the line; or let ``sqeval check --fix`` remove them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.outline import outlined

CODE = "SQ402"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield lines that end in spaces or tabs; inside a text they are its own."""
    for file in rules.files:
        source, outline = file.source, outlined(file.document)
        for number, line in enumerate(source.lines, 1):
            kept = line.rstrip(" \t")
            at = source.starts[number - 1] + len(kept)
            if kept != line and not outline.inside(at):
                place = source.location(number, len(kept) + 1, len(line) + 1)
                yield Problem(CODE, "the line ends in spaces", place, fix="")
