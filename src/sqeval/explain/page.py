"""A page of plain text: headings and what stands under them, wrapped by terminal cells.

The standard library wraps by characters and at spaces only; Chinese has wide characters and breaks
between any two of them, but never before a closing mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqeval.problems import cells

_INDENT = 2

#: What is never parted: blanks, a run of narrow characters, or one wide character with the closing
#: marks behind it (an opening mark goes with what follows, a percent sign with its figure).
_PIECE = re.compile(
    r"""
    \s+
    | [（《“]*
      (?: (?: [^\s\u2e80-\uffef“”] | (?<=[0-9])[ ](?=%) )+ | [\u2e80-\uffef] )
      [、。，；：？！）》”]*
    | \S
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Line:
    """A line before it is wrapped; ``depth`` is its indentation in steps.

    A line feed in a text that somebody wrote is a blank here.
    """

    text: str
    depth: int = 0


def section(head: str, texts: Sequence[str], depth: int = 0) -> list[Line]:
    """Return a heading with its texts one step in, and a blank line; nothing without texts."""
    if not texts:
        return []
    return [Line(head, depth), *(Line(text, depth + 1) for text in texts), Line("")]


def page(lines: Sequence[Line], width: int | None) -> str:
    """Return the text of a page, its lines at most ``width`` cells (None: as long as they are)."""
    set_lines = [wrapped for line in lines for wrapped in _wrapped(line, width)]
    while set_lines and not set_lines[-1]:
        set_lines.pop()
    return "\n".join(set_lines) + "\n"


def _wrapped(line: Line, width: int | None) -> Iterator[str]:
    """Yield a line's lines; those after the first are indented by one step more."""
    indent, text = " " * (_INDENT * line.depth), line.text.replace("\n", " ").rstrip()
    if width is None:
        yield indent + text if text else ""
        return
    current = indent
    for piece in _PIECE.findall(text):
        if cells(current) + cells(piece.rstrip()) > width and current.strip():
            yield current.rstrip()
            indent = " " * (_INDENT * (line.depth + 1))
            current = indent + piece.lstrip()
        else:
            current += piece
    yield current.rstrip()
