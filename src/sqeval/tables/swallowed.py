"""Whether a quoted text that closes properly has swallowed records of the export.

Suspects are the lines within the text that are records of the right width by themselves, and every
*seam*: a quoted field of several lines of which the first has the right number of delimiters as if
its quote were stray, and the last has it, too, or begins like a record. A last line that begins
like a record in two cells or more is a seam whatever stands in the first. Suspects are held against
the shapes of this export's identifiers, dates and numbers (see ``shapes``):

- none has the shape anywhere: they are text, the pair is one record;
- more than ``LONG`` lines were swallowed, and at least half of them have it: no one quotes so many
  records, the quote ran away. Its line is rejected, and reading resumes on the very next line;
- otherwise all lines of the pair are rejected (``doubtful-quote``): whether someone pasted records
  into a text, or two stray quotes stand near each other, the bytes do not say. The last line may
  begin a record of several lines; if so, that record is judged by itself.

Where the export has no shapes to compare, more than ``LONG`` swallowed lines that nearly all have
the right width are records; fewer are refused, except in tables of one to three columns, where any
sentence has the right width: there a pair that closes properly is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

import polars as pl

from sqeval.tables.body import Body, some
from sqeval.tables.shapes import ALIKE

#: In a table of up to this many columns any sentence may have the right number of delimiters.
NARROW = 3
#: Swallowed lines of which so many have the right width are records.
NEARLY_ALL = 0.9
#: Up to so many records may have been pasted into one text; a text of more is not believed.
LONG = 50
#: Suspects looked at in one pair.
SUSPECTS = 200
#: One cell like a key may begin a sentence; so many cells in a row do not.
CELLS = 2


class Verdict(Enum):
    """What a well-formed pair of lines is."""

    RECORD = auto()
    RUNAWAY = auto()
    DOUBT = auto()


def weigh(body: Body, first: int, last: int, inside: pl.Series, cells: Sequence[str]) -> Verdict:
    """Hold the suspects of a well-formed pair against the shapes of the rest of the file.

    ``inside`` are the whole lines between ``first`` and ``last``, ``cells`` what all lines of the
    pair say as one record.
    """
    seams = [seam for i in range(len(cells)) if (seam := _seam(body, i, cells[i]))]
    rows = [*(body.cells(at) for at in some(inside, SUSPECTS)), *seams]
    if not rows:
        return Verdict.RECORD
    swallowed = last - first - 1 - body.count_blank(first, last) + len(seams)
    shapes = body.shapes(first, last + 1)
    shares = [shapes.share(row) for row in rows]
    if all(share is None for share in shares):
        if body.fields <= NARROW:
            return Verdict.RECORD
        run = len(inside) > LONG and len(inside) >= NEARLY_ALL * swallowed
        return Verdict.RUNAWAY if run else Verdict.DOUBT
    alike = sum(share is not None and share >= ALIKE for share in shares) / len(rows)
    if len(inside) > LONG and 2 * alike * (len(inside) + len(seams)) >= swallowed:
        return Verdict.RUNAWAY
    return Verdict.RECORD if all(share == 0 for share in shares) else Verdict.DOUBT


def begins_a_record(body: Body, cells: Sequence[str]) -> bool:
    """Whether ``cells``, of which the last may go on, are the beginning of a record by shape."""
    return len(cells) > CELLS and _alike(body, cells[:-1])


def _seam(body: Body, i: int, cell: str) -> Sequence[str] | None:
    """Read the first and last line of field ``i`` as rows whose quotes are stray, if that fits."""
    if "\n" not in cell:
        return None
    after = cell[: cell.index("\n")].split(body.delimiter)
    before = cell[cell.rindex("\n") + 1 :].split(body.delimiter)
    if len(after) == body.fields - i:
        if len(before) == i + 1:
            return [*before[:-1], "", *after[1:]]
        return before[:-1] if _alike(body, before[:-1]) else None
    return before[:-1] if len(before) == i + 1 and begins_a_record(body, before) else None


def _alike(body: Body, cells: Sequence[str]) -> bool:
    share = body.shapes(0, 0).share(cells)
    return share is not None and share >= ALIKE
