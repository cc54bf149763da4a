"""Read Parquet files: typed columns, found by the declared headers, every row accounted for.

A Parquet file has no damaged rows, only a damaged whole. What its columns are is written in it, so
nothing is inferred: each value becomes the text that means the same and is read as declared.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.tables.header import Wanted, bind
from sqeval.tables.native import cells_frame, column_of
from sqeval.tables.parse import LINE
from sqeval.tables.records import Records, no_rows
from sqeval.tables.source import Source
from sqeval.tables.unpack import damaged

MAGIC = b"PAR1"

T = TypeVar("T")

#: A column of one value in all rows takes no room in the file, but does in memory. So many cells
#: are always read, beyond that so many for each byte of the file, and never more than the last.
FREE_CELLS, CELLS_PER_BYTE, MOST_CELLS = 20_000_000, 200, 500_000_000


def read_parquet(source: Source, wanted: Sequence[Wanted], *, fingerprint: bool) -> Records:
    """Read the ``wanted`` columns of a Parquet file; its rows are numbered from 1.

    Raises InputError where the file is damaged or too large, or lacks a required column.
    """
    schema, height = _guarded(source, partial(_measured, source))
    header = tuple(schema)
    place = Location(source.path)
    found, notices = bind(wanted, header, place)
    needed = sorted({i for at in found.values() for i in at})
    read = list(range(len(header))) if fingerprint else needed
    _refuse_too_many(source, height * max(1, len(read)))
    frame = _guarded(source, partial(_columns, source, [header[i] for i in read]))
    columns = {i: column_of(frame[header[i]]) for i in read}
    lines = pl.int_range(1, height + 1, eager=True)
    cells = cells_frame(columns, found, lines, header if fingerprint else None)
    blank = _blank(source, cells.select(list(found) or LINE))
    kept = cells.filter(~blank)
    if not kept.height:
        notices = (*notices, no_rows(place))
    count = height - kept.height
    raw = partial(_raw, source)
    return Records(kept, source, "parquet", "", header, height, count, (), found, notices, raw)


def parquet_header(source: Source) -> tuple[str, ...]:
    """Return the names of the columns. Raises InputError where the file is damaged."""
    return tuple(_guarded(source, partial(_measured, source))[0])


def _measured(source: Source) -> tuple[dict[str, pl.DataType], int]:
    rows = pl.scan_parquet(io.BytesIO(source.data)).select(pl.len()).collect().item()
    return pl.read_parquet_schema(io.BytesIO(source.data)), int(rows)


def _columns(source: Source, names: Sequence[str]) -> pl.DataFrame:
    if not names:
        return pl.DataFrame()
    return pl.read_parquet(io.BytesIO(source.data), columns=list(names))


def _guarded(source: Source, read: Callable[[], T]) -> T:
    """Read; whatever polars says of bytes that are no sound Parquet file is one refusal."""
    try:
        return read()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
        what = "damaged" if source.data.endswith(MAGIC) else "cut off: its end is missing"
        raise damaged(source.path, f"a Parquet file that is {what}") from None


def _refuse_too_many(source: Source, cells: int) -> None:
    if cells > min(MOST_CELLS, max(FREE_CELLS, CELLS_PER_BYTE * len(source.data))):
        message = f"this is a Parquet file that stands for {cells} cells"
        hint = "if it is no mistake, split it, and give the parts"
        raise InputError(Problem("SQ509", message, Location(source.path), hint))


def _blank(source: Source, cells: pl.DataFrame) -> pl.Series:
    """Tell which rows have no value at all; the whole file is read only if some may have none."""
    text = pl.all().cast(pl.String).str.strip_chars() != ""
    blank = ~cells.select(pl.any_horizontal(text.fill_null(value=False)).alias("b"))["b"]
    if not blank.any():
        return blank
    every = _texts(source).filter(blank)
    other = every.select(
        pl.any_horizontal((pl.all().str.strip_chars() != "").fill_null(value=False)).alias("b")
    )["b"]
    at = blank.arg_true()
    return blank.scatter(at.filter(other), values=False)


def _texts(source: Source) -> pl.DataFrame:
    frame = _guarded(source, partial(_columns, source, list(_measured(source)[0])))
    return pl.DataFrame([column_of(one).text.alias(one.name) for one in frame])


def _raw(source: Source, starts: Sequence[int]) -> list[str]:
    """Return rows by their numbers, cells joined with tabs."""
    rows = _texts(source)[[start - 1 for start in starts]]
    return ["\t".join(cell or "" for cell in row) for row in rows.iter_rows()]
