"""What can go wrong, as values: a place, a problem, the tree of errors and the exit codes.

Problems are data that travel (to the terminal, to JSON, to CI annotations); exceptions only
carry them. Every problem has a stable code and name, so that it can be explained and silenced.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from sqeval.codes import CODES, Severity


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    REFUSED = 3
    TOO_MANY_REJECTED = 4
    NOT_WRITTEN = 5
    BUSY = 75
    INTERRUPTED = 130


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: 1-based line and column in code points; 0 where there is none.

    ``end_column`` is exclusive and on the same line; ``source`` is that line's text.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    source: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return ``file:line:column``, as far as known."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(p for p in parts if p)


@dataclass(frozen=True)
class Problem:
    """One finding: its code, what is wrong, where, how to mend it.

    ``fix`` is the text that mends it when put in the place of ``location``, where that is safe.
    """

    code: str
    message: str
    location: Location = Location()
    hint: str = ""
    fix: str | None = None

    @property
    def name(self) -> str:
        """The code's stable name."""
        return CODES[self.code].name

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        """Return the error block: place, code, message, a frame with a caret, the hint."""
        head = f"{self.code} {self.name}: {self.message}"
        place = str(self.location)
        lines = [f"{place}: {head}" if place else head]
        lines += frame(self.location)
        if self.hint:
            lines.append(f"      hint: {self.hint}")
        return "\n".join(lines)


#: A frame is clipped to this many terminal cells, so that a minified line does not flood a log.
FRAME_CELLS = 120


def frame(location: Location) -> list[str]:
    """Return the source line and, where the column is known, a caret line under it.

    Wide (Chinese) characters take two cells and tabs are kept, so the caret stands under its
    word in any terminal.
    """
    if not location.line or not location.source:
        return []
    gutter = f"{location.line:>5} | "
    room = FRAME_CELLS - len(gutter)
    text, first = _clip(location.source, max(location.column - 1, 0), room)
    lines = [gutter + text]
    if location.column:
        before = location.source[first : location.column - 1]
        marked = location.source[location.column - 1 : location.end_column - 1]
        pad = "".join("\t" if c == "\t" else " " * cells(c) for c in before)
        width = min(max(1, cells(marked)), max(1, room - cells(pad)))
        lines.append("      | " + pad + "^" * width)
    return lines


def _clip(text: str, focus: int, room: int) -> tuple[str, int]:
    """Cut ``text`` to ``room`` cells so that the character at ``focus`` stays visible."""
    first, left = min(focus + 1, len(text)), room - 20
    while first and (left := left - cells(text[first - 1])) >= 0:
        first -= 1
    end, left = first, room
    while end < len(text) and (left := left - cells(text[end])) >= 0:
        end += 1
    return text[first:end], first


def cells(text: str) -> int:
    """Terminal cells of ``text``: wide characters take two, combining marks none."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


#: A Chinese name of so few characters is close to one that differs in half of them.
_SHORT = 2


def close_match(name: str, known: Iterable[str]) -> str:
    """Return a hint ``did you mean 'x'?``, or an empty text where nothing known is close."""
    cutoff = 0.6 if len(name) > _SHORT or name.isascii() else 0.5
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return f"did you mean '{matches[0]}'?" if matches else ""


#: A list of at most this many known names is short enough for a hint.
_FEW = 12


def hint_of(name: str, known: Iterable[str], what: str = "known") -> str:
    """Return the hint for a name that is none of those known: the closest, else the few there are.

    It is empty where none is close and there are too many, or none, to be named.
    """
    names = list(known)
    listed = f"{what}: {', '.join(names)}" if 0 < len(names) <= _FEW else ""
    return close_match(name, names) or listed


def counted(count: int, word: str) -> str:
    """Return a count and what is counted: ``1 file``, ``2 files``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


class SqevalError(Exception):
    """The root of all errors that are a user's to mend; carries problems and the exit code."""

    exit_code: Exit = Exit.REFUSED

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(str(p) for p in self.problems))


class RulesError(SqevalError):
    """Raised when rule files are refused: nothing was scored."""


class InputError(SqevalError):
    """Raised when an export is refused: nothing was scored."""


class UsageError(SqevalError):
    """Raised when the command line asks for something that cannot be."""

    exit_code = Exit.USAGE


class TooManyRejectedError(SqevalError):
    """Raised when more rows are rejected than allowed: nothing was written."""

    exit_code = Exit.TOO_MANY_REJECTED


class OutputError(SqevalError):
    """Raised when the output could not be written: the old report is intact."""

    exit_code = Exit.NOT_WRITTEN


class BusyError(SqevalError):
    """Raised when another run holds the output."""

    exit_code = Exit.BUSY
