"""Columns and rows of plain texts, and which of the columns fit a width.

Where a terminal is narrow, the columns that matter least go and the titles wrap; without a width
everything stays. A Chinese character takes two cells, so widths are counted in cells throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

#: Cells between two columns.
GAP = 2

#: Cells that a wrapping column keeps before another column goes.
_LEAST = 16


@dataclass(frozen=True)
class Column:
    """A column: its head, its shape, and when it goes (highest first; 0 stays)."""

    head: str
    drop: int = 0
    right: bool = False
    wraps: bool = False


@dataclass(frozen=True)
class Cell:
    """A text with a rich style and an indent that holds when the text wraps."""

    text: str
    style: str = ""
    indent: int = 0


@dataclass(frozen=True)
class Grid:
    """Columns and their rows, before it is known what fits."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    def natural(self, i: int) -> int:
        """Return the cells that column ``i`` would like."""
        texts = (cell_len(row[i].text) + row[i].indent for row in self.rows)
        return max(cell_len(self.columns[i].head), 0, *texts)

    def kept(self, width: int | None) -> list[int]:
        """Return the columns to show: the least wanted go until the rest fits."""
        kept = list(range(len(self.columns)))
        while width is not None and self._least(kept) > width:
            first = max(kept, key=lambda i: self.columns[i].drop)
            if not self.columns[first].drop:
                break
            kept.remove(first)
        return kept

    def room(self, width: int) -> int:
        """Return the cells left for the first column where the others take their least."""
        return width - self._least(self.kept(width)[1:]) - GAP

    def dropped(self, width: int | None) -> list[str]:
        """Return the heads of the columns that do not fit."""
        kept = self.kept(width)
        return [c.head for i, c in enumerate(self.columns) if i not in kept and c.head]

    def _least(self, kept: Sequence[int]) -> int:
        wanted = ((self.columns[i], self.natural(i)) for i in kept)
        cells = [min(n, _LEAST) if c.wraps else n for c, n in wanted]
        return sum(cells) + GAP * (len(cells) - 1)


def gutter(grids: Sequence[Grid], width: int | None) -> int:
    """Return one width for the first column of all the grids, so that they stand in line."""
    natural = max((g.natural(0) for g in grids), default=0)
    if width is None:
        return natural
    return min(natural, max(_LEAST, min((g.room(width) for g in grids), default=natural)))
