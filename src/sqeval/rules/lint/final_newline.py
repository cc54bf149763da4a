"""A last line without its end shows up as changed when the next one is added below it.

The file below ends right behind its last letter.

Bad::

    version: 1
    title: Service desk

Good::

    version: 1
    title: Service desk

How to silence: ``# sqeval: ignore[SQ403]`` on the last line; or let ``sqeval check --fix`` end it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.nodes import Source
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.files import RuleFile
from sqeval.rules.outline import outlined

CODE = "SQ403"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield last lines without an end; one that holds spaces alone is no line of its own."""
    for file in rules.files:
        source = file.source
        last = source.lines[-1]
        if last.strip(" \t"):
            place = source.location(len(source.lines), len(last) + 1, len(last) + 1)
            fix = None if _in_block(file) else _line_end(source)
            yield Problem(CODE, "the last line has no end", place, "end it with a line feed", fix)


def _line_end(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"


def _in_block(file: RuleFile) -> bool:
    """Tell whether the file ends in a text that a line end would make longer."""
    text, outline = file.source.text, outlined(file.document)
    ends_in_text = bool(outline.ends) and outline.ends[-1] == len(text)
    return ends_in_text and text.startswith("\n", outline.starts[-1])
