"""The lines of an export's body, with the questions one asks while resolving damaged quotes.

Lines are named by their 0-based place in the file. *Whole* lines are records by themselves; the
others were set aside. All questions cost no more than the lines they are about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import polars as pl

from sqeval.tables.fields import split_record
from sqeval.tables.shapes import Shapes, learn
from sqeval.tables.structure import Kind

#: Lines looked at to learn shapes.
SAMPLE = 2_000
#: A span that holds less than this share of the sample cannot bend what is learnt from it.
NEGLIGIBLE = 0.02


class Body:
    """The lines from ``start`` on, and those of them set aside (see ``structure.set_aside``)."""

    def __init__(
        self, lines: pl.Series, start: int, aside: pl.DataFrame, delimiter: str, fields: int
    ) -> None:
        self.lines = lines
        self.start = start
        self.delimiter = delimiter
        self.fields = fields
        self.aside = aside
        #: Of the lines set aside, by rank: place, text and kind.
        self.at: list[int] = aside["at"].to_list()
        self.text: list[str] = aside["line"].to_list()
        self.kind: list[int] = aside["kind"].to_list()
        #: The ranks of the lines with an odd number of quotes.
        self.odd = [rank for rank, kind in enumerate(self.kind) if kind == Kind.ODD]

    def next_odd(self, at: int) -> int:
        """Return the first line after ``at`` with an odd number of quotes, else the end."""
        ahead = bisect_left(self.odd, bisect_right(self.at, at))
        return self.at[self.odd[ahead]] if ahead < len(self.odd) else len(self.lines)

    def kind_at(self, at: int) -> int | None:
        """Return the kind of a line set aside; None for a whole line."""
        rank = bisect_left(self.at, at)
        return self.kind[rank] if rank < len(self.at) and self.at[rank] == at else None

    def whole_lines(self, first: int, stop: int) -> pl.Series:
        """Return the whole lines from ``first`` to before ``stop``."""
        a, b = bisect_left(self.at, first), bisect_left(self.at, stop)
        every = pl.int_range(first, stop, eager=True)
        return every.filter(~every.is_in(pl.Series(self.at[a:b], dtype=pl.Int64).implode()))

    def count_blank(self, first: int, stop: int) -> int:
        """Count the blank lines from ``first`` to before ``stop``."""
        a, b = bisect_left(self.at, first), bisect_left(self.at, stop)
        return self.kind[a:b].count(Kind.BLANK)

    def cells(self, at: int) -> list[str]:
        """Split a whole line."""
        return self._split(self.lines[at], at)

    def _split(self, line: str, at: int) -> list[str]:
        cells = split_record(line, self.delimiter)
        if cells is None:
            raise AssertionError(f"line {at + 1} is no record after all")
        return cells

    def even(self) -> bool:
        """Whether the lines that shapes are learnt from, and the last one, have all fields.

        Asked where the width of lines without quotes was not looked at.
        """
        lines = pl.concat([self.lines.gather(self._places), self.lines.slice(self.start).tail(1)])
        plain = lines.filter(
            ~lines.str.contains('"', literal=True) & (lines.str.strip_chars() != "")
        )
        return (plain.str.count_matches(self.delimiter, literal=True) == self.fields - 1).all()

    def shapes(self, first: int, stop: int) -> Shapes:
        """Return the shapes of whole lines outside the lines from ``first`` to before ``stop``.

        Where there are none outside, or none inside, all whole lines are learnt from.
        """
        if first >= stop:
            return self._all_shapes
        a, b = bisect_left(self._places, first), bisect_left(self._places, stop)
        outside = self._sample[:a] + self._sample[b:]
        if b - a <= NEGLIGIBLE * len(self._sample) or not outside:
            return self._all_shapes
        return learn(outside)

    @cached_property
    def _places(self) -> list[int]:
        return some(self.whole_lines(self.start, len(self.lines)), SAMPLE)

    @cached_property
    def _sample(self) -> list[list[str]]:
        return list(map(self._split, self.lines.gather(self._places), self._places))

    @cached_property
    def _all_shapes(self) -> Shapes:
        return learn(self._sample)


def some(series: pl.Series, most: int) -> list[int]:
    """Return up to ``most`` values of a series of places, evenly spread."""
    return series.gather_every(-(-len(series) // most) or 1).to_list()
