"""Learn what a row of this export looks like, to tell a swallowed record from a line of text.

A quoted field may hold line breaks, and a stray quote may swallow records; both are the same
bytes. What tells them apart is evidence: identifiers, dates and numbers have a shape, and text
in the same place does not have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: A column has a shape if its commonest ``TOP`` shapes cover this share of its filled cells.
COVERED = 0.9
TOP = 3

#: A row whose ``share`` is at least this looks like a record.
ALIKE = 0.5

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Shapes:
    """The shapes of those columns (0-based) whose cells hold digits in a fixed form."""

    columns: Mapping[int, frozenset[str]]

    def share(self, cells: Sequence[str]) -> float | None:
        """Return the share of comparable cells that have their column's shape; None if none is.

        Empty cells cannot be compared.
        """
        known = [(i, cells[i]) for i in self.columns if i < len(cells)]
        hits = [shape(cell) in self.columns[i] for i, cell in known if cell]
        return sum(hits) / len(hits) if hits else None


def shape(cell: str) -> str:
    """Reduce a cell to its form: ``INC-0042`` is ``a-9``, ``2026-01-31 10:00`` is ``9-9-9 9:9``."""
    return _DIGITS.sub("9", _LETTERS.sub("a", cell[:64]))


def learn(rows: Sequence[Sequence[str]]) -> Shapes:
    """Find the shapes of the columns of ``rows`` (all of one length)."""
    columns: dict[int, frozenset[str]] = {}
    for i, cells in enumerate(zip(*rows, strict=True)):
        counts = Counter(shape(cell) for cell in cells if cell)
        top = dict(counts.most_common(TOP))
        fixed = sum(n for form, n in top.items() if "9" in form)
        if counts and fixed >= COVERED * counts.total():
            columns[i] = frozenset(form for form in top if "9" in form)
    return Shapes(columns)
