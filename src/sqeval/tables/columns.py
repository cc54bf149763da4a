"""The declared casts: text cells to typed columns, one reading per type.

A cell is missing where its text is one of the table's missing texts, and invalid where its type
cannot read it. The two are never the same: an invalid cell is counted, and costs its row every
indicator that needs the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from sqeval.tables.numbers import read_integers, read_numbers
from sqeval.tables.parse import LINE
from sqeval.tables.table import INVALID
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


def typed(frame: pl.DataFrame, columns: Mapping[str, Column], zone: str, file: str) -> Typed:
    """Read every text column by its declared type, columns side by side in threads.

    Raises InputError where a column of dates cannot be read one way.
    """
    done: list[pl.Series] = []
    decimals: dict[str, int] = {}
    naive: set[str] = set()
    notices: list[Problem] = []
    present = {name: column for name, column in columns.items() if name in frame.columns}
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        lines = frame.get_column(LINE)
        read = {
            name: pool.submit(_read, frame.get_column(name), column, zone, Place(file, name, lines))
            for name, column in present.items()
        }
    for name, future in read.items():
        cells = future.result()
        done.append(cells.values.alias(name))
        notices += cells.notices
        if cells.decimals is not None:
            decimals[name] = cells.decimals
        if cells.reasons is not None:
            done.append(cells.reasons.alias(INVALID + name))
        if cells.naive:
            naive.add(name)
    return Typed(frame.with_columns(done), decimals, frozenset(naive), tuple(notices))


def _read(text: pl.Series, column: Column, zone: str, place: Place) -> Cells:
    for model, read in _READERS.items():
        if isinstance(column, model):
            return read(text, column, zone, place)
    return Cells(text)


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
    DurationColumn: lambda text, column, _zone, _place: read_durations(text, column),
}
