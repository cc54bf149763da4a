"""Prove that lines have the right number of fields by what the parser made of them.

Counting the delimiters of every line takes a third of the time of parsing all of its columns, and
is needed for a file with a damaged line only. Where all columns are parsed anyway, it is taken on
trust at first: the cells of a line without quotes and the delimiters between them must make up
all of its bytes. A line of too few fields has fewer delimiters than that, one of too many is left
with bytes in no cell. (That the parser itself refuses such lines may not be relied on: it does
not where some columns are left out, nor after a last delimiter at the end of the file.)
"""

from __future__ import annotations

import polars as pl

#: In fewer bytes than this, all delimiters are counted before the proof has begun.
FEW = 1 << 21


def pays(size: int, needed: int, fields: int) -> bool:
    """Whether to parse all columns for the proof costs less than to count delimiters.

    That is so in a text of some ``size`` in bytes of which most columns are ``needed`` anyway.
    """
    return size >= FEW and 4 * needed >= 3 * fields


def proven(cells: pl.DataFrame, lengths: pl.Series, quoted: pl.Series, starts: pl.Series) -> bool:
    """Whether the lines without quotes that begin a record have as many fields as ``cells``.

    ``cells`` has all columns, ``starts`` holds the 1-based line of each of its rows; ``lengths``
    are the bytes of all lines, ``quoted`` says which have quotes: those are judged otherwise.
    """
    if cells.height != len(starts):
        return False
    in_cells = pl.sum_horizontal(pl.all().str.len_bytes()).alias("bytes")
    made = cells.select(in_cells)["bytes"] + (cells.width - 1)
    whole = (made == lengths.gather(starts - 1)) | quoted.gather(starts - 1)
    return whole.all()
