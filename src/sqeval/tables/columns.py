"""The declared casts: text cells to typed columns, one reading per type.

A cell is missing where its text is one of the table's missing texts, and invalid where its type
cannot read it. The two are never the same: an invalid cell is counted, and costs its row every
indicator that needs the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from sqeval.problems import Problem
from sqeval.rules.columns import (
    BooleanColumn,
    CategoryColumn,
    Column,
    DateColumn,
    DatetimeColumn,
    DurationColumn,
    IntegerColumn,
    NumberColumn,
    ScaleColumn,
)
from sqeval.tables.cell import Cells
from sqeval.tables.lengths import read_durations
from sqeval.tables.moments import Place
from sqeval.tables.native import KIND
from sqeval.tables.numbers import read_integers, read_numbers
from sqeval.tables.parse import LINE
from sqeval.tables.table import INVALID
from sqeval.tables.taking import read_mixed
from sqeval.tables.times import read_dates, read_datetimes
from sqeval.tables.words import read_booleans, read_categories, read_scales


@dataclass(frozen=True)
class Typed:
    """The typed columns of one table and what was found in them."""

    frame: pl.DataFrame
    decimals: Mapping[str, int]
    naive: frozenset[str]
    notices: tuple[Problem, ...]


def trimmed(frame: pl.DataFrame, missing: list[str]) -> pl.DataFrame:
    """Trim every text cell and turn the missing texts into nulls."""
    absent = pl.Series(missing, dtype=pl.String).implode()
    # in two steps, or polars trims every cell twice
    text = frame.lazy().with_columns(pl.col(pl.String).str.strip_chars())
    cell = pl.col(pl.String)
    return text.with_columns(pl.when(~cell.is_in(absent)).then(cell)).collect()


#: The files of a table in order, each with the count of its rows.
Files = tuple[tuple[str, int], ...]


def typed(frame: pl.DataFrame, columns: Mapping[str, Column], zone: str, files: Files) -> Typed:
    """Read every text column by its declared type, columns side by side in threads.

    Raises InputError where a column of dates cannot be read one way.
    """
    done: list[pl.Series] = []
    decimals: dict[str, int] = {}
    naive: set[str] = set()
    notices: list[Problem] = []
    for name, cells in _all_read(frame, columns, zone, files):
        done.append(cells.values.alias(name))
        notices += cells.notices
        if cells.decimals is not None:
            decimals[name] = cells.decimals
        if cells.reasons is not None:
            done.append(cells.reasons.alias(INVALID + name))
        if cells.naive:
            naive.add(name)
    read = frame.with_columns(done).select(pl.exclude(f"^{KIND}.*$"))
    return Typed(read, decimals, frozenset(naive), tuple(notices))


def _all_read(
    frame: pl.DataFrame, columns: Mapping[str, Column], zone: str, files: Files
) -> Iterator[tuple[str, Cells]]:
    """Read the columns that are there; in threads, unless starting these would take longer."""
    lines = frame.get_column(LINE)

    def read(name: str) -> Cells:
        place = Place(files[0][0], name, lines, files)
        return read_column(
            frame.get_column(name), columns[name], zone, place, kinds_of(frame, name)
        )

    present = [name for name in columns if name in frame.columns]
    if frame.height < _WORTH_THREADS:
        yield from ((name, read(name)) for name in present)
        return
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        yield from zip(present, pool.map(read, present), strict=True)


def kinds_of(frame: pl.DataFrame, name: str) -> pl.Series | None:
    """Return the kinds of a column's cells, where they are not all texts."""
    return frame[KIND + name] if KIND + name in frame.columns else None


def read_column(
    text: pl.Series, column: Column, zone: str, place: Place, kinds: pl.Series | None = None
) -> Cells:
    """Read a column's trimmed cells by its type; a text stays as it is.

    Raises InputError where a column of dates cannot be read one way.
    """
    if kinds is not None and kinds.null_count() < len(kinds):
        return read_mixed((text, kinds), column, zone, place, _read_texts)
    return _read_texts(text, column, zone, place)


def _read_texts(text: pl.Series, column: Column, zone: str, place: Place) -> Cells:
    kind = _EMPTY.get(type(column))
    if kind is not None and text.null_count() == len(text):
        values = pl.Series([None], dtype=kind).new_from_index(0, len(text))
        return Cells(values, decimals=0 if isinstance(column, NumberColumn) else None)
    for model, read in _READERS.items():
        if isinstance(column, model):
            return read(text, column, zone, place)
    return Cells(text)


#: Fewer rows than this are read one column after the other.
_WORTH_THREADS = 1_000

#: What a column without a single value is read as; where that depends on more, it is read.
_EMPTY: dict[type[Column], pl.DataType] = {
    IntegerColumn: pl.Int64(),
    NumberColumn: pl.Float64(),
    BooleanColumn: pl.Boolean(),
    CategoryColumn: pl.String(),
    DateColumn: pl.Date(),
    DatetimeColumn: pl.Datetime("us", "UTC"),
    DurationColumn: pl.Duration("us"),
}

_READERS: dict[type[Column], Callable[..., Cells]] = {
    IntegerColumn: lambda text, column, _zone, _place: read_integers(text, column),
    NumberColumn: lambda text, column, _zone, _place: read_numbers(text, column),
    BooleanColumn: lambda text, column, _zone, _place: read_booleans(text, column),
    CategoryColumn: lambda text, column, _zone, place: read_categories(text, column, place),
    ScaleColumn: lambda text, column, _zone, _place: read_scales(text, column),
    DateColumn: lambda text, column, _zone, place: read_dates(text, column.formats, place),
    DatetimeColumn: lambda text, column, zone, place: read_datetimes(
        text, column.formats, zone, place
    ),
    DurationColumn: lambda text, column, _zone, place: read_durations(text, column, place),
}
