"""Find the header, and with it the delimiter, by the columns the rules declare.

Counting characters guesses; the declared columns know. A line is the header under the delimiter
that makes most of the declared columns appear in it, wherever it stands in the first lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqeval.rules.headers import normal
from sqeval.tables.fields import split_record
from sqeval.tables.header import Wanted, present

DELIMITERS = (",", ";", "\t", "|")

#: The header is looked for in this many lines.
HEADER_SEARCH = 50

#: A header cell may hold line breaks, but no header is longer than this many lines.
HEADER_LINES = 10

_DECLARED = re.compile(r'"?sep=([!-/:-@\[-`{-~\t])"?', re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Where the header is: 0-based physical lines ``first`` to ``last``, and what it says."""

    delimiter: str
    first: int
    last: int
    header: tuple[str, ...]

    @property
    def fields(self) -> int:
        """The number of fields of every record."""
        return len(self.header)


@dataclass(frozen=True, order=True)
class _Fit:
    """How well a line serves as the header; compared field by field."""

    required: int
    all: int
    cells: int


def find_layout(lines: Sequence[str], wanted: Sequence[Wanted]) -> Layout:
    """Return the header among the first ``lines`` (line ends removed, one of them not blank).

    The first line that holds all required columns wins, under the delimiter that shows most of
    the declared ones. Where there is none, the best line is returned: it is the one to compare
    the missing columns with.
    """
    declared = _DECLARED.fullmatch(lines[0].strip().strip("\ufeff"))
    delimiters = (declared[1],) if declared else DELIMITERS
    required = sum(want.required for want in wanted)
    best: tuple[_Fit, Layout] | None = None
    for delimiter in delimiters:
        fit, layout = _best_line(lines, delimiter, wanted, required, 1 if declared else 0)
        if best is None or fit > best[0]:
            best = fit, layout
        if fit.all == len(wanted) and fit.cells > 1:
            break
    if best is None:
        raise AssertionError("at least one delimiter is tried")
    return best[1]


def _best_line(
    lines: Sequence[str], delimiter: str, wanted: Sequence[Wanted], required: int, start: int
) -> tuple[_Fit, Layout]:
    best = _Fit(-1, -1, -1), Layout(delimiter, start, start, ())
    for first in range(start, min(len(lines), start + HEADER_SEARCH)):
        if not lines[first].strip():
            continue
        cells, last = _record_at(lines, first, delimiter)
        fit = _fit(cells, wanted)
        if fit.all > best[0].all or best[0].required < fit.required or best[0].cells < 0:
            best = fit, Layout(delimiter, first, last, tuple(cells))
        if fit.required == required and fit.all:
            break
    return best


def _record_at(lines: Sequence[str], first: int, delimiter: str) -> tuple[list[str], int]:
    """Split the record that starts on line ``first``, which may go on for some lines."""
    for last in range(first, min(len(lines), first + HEADER_LINES)):
        cells = split_record("\n".join(lines[first : last + 1]), delimiter)
        if cells is not None:
            return cells, last
    return [], first


def _fit(cells: Sequence[str], wanted: Sequence[Wanted]) -> _Fit:
    headers = [normal(cell) for cell in cells]
    found = [want for want in wanted if present(want, headers)]
    return _Fit(sum(want.required for want in found), len(found), len(cells))
