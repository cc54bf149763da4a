"""What the typed cells of a table tell: its key, its clock, which times follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from sqeval.expr.context import OTHER
from sqeval.starting.columns import Column
from sqeval.starting.table import Log, Table
from sqeval.starting.words import (
    ACTIVITIES,
    BEGAN,
    CASES,
    CUSTOMERS,
    DUE,
    RECORDED,
    RECORDS,
    UPDATED,
    names_one,
    says,
)
from sqeval.tables.table import INVALID

#: The share of rows in which an event has to come after another one to be proposed as its end.
_IN_ORDER = 0.9

#: Of a log, the fewest events per case on average, and the most activities.
_EVENTS, _ACTIVITIES = 1.5, 200

#: An id without a word that says so has no more letters than this, and no spaces.
_ID_LETTERS = 40


def sound(column: Column, frame: pl.DataFrame) -> Column:
    """Return a column as it is, or as a text where some cells do not read as declared."""
    if column.id not in frame.columns:
        return column
    invalid = INVALID + column.id in frame.columns
    cells = frame.get_column(column.id)
    other = column.type == "category" and bool(cells.str.starts_with(OTHER).any())
    return column.as_text() if invalid or other else column


def organised(table: Table, frame: pl.DataFrame, *, first: bool) -> Table:
    """Return a table with its key and clock, or as the event log that it is."""
    if not frame.height:
        return table
    clock = _clock(table.columns, frame)
    log = _log(table.columns, frame) if first else None
    if log is not None:
        return replace(table, columns=_texts(table.columns, log.case), log=log, clock=log.at)
    key = _key(table.columns, frame)
    return replace(table, columns=_texts(table.columns, key), key=key, clock=clock)


def _texts(columns: Sequence[Column], key: str | None) -> tuple[Column, ...]:
    """Return the columns with the one that tells records apart as a text: 007 is not 7."""
    return tuple(c.as_text() if c.id == key else c for c in columns)


def _key(columns: Sequence[Column], frame: pl.DataFrame) -> str | None:
    """Return the column whose values are all distinct and that looks like an id."""
    rows = frame.select([c.id for c in columns]).unique().height
    likely = [c for c in columns if names_one(c.title) and not _of_people(c)]
    first = columns[:1] if not names_one(columns[0].title) else ()
    others = [c for c in first if c.type in ("text", "integer") and not _of_people(c)]
    for column in (*likely, *others):
        cells = frame.get_column(column.id)
        if column.type not in ("text", "integer") or cells.null_count():
            continue
        if cells.n_unique() == rows and (column in likely or _like_an_id(cells)):
            return column.id
    return None


def _of_people(column: Column) -> bool:
    """Tell whether a column is of customers: each comes once, until one comes again."""
    return says(column.title, CUSTOMERS) and not says(column.title, RECORDED)


def _like_an_id(cells: pl.Series) -> bool:
    texts = cells.cast(pl.String)
    longest = texts.str.len_chars().max()
    short = isinstance(longest, int) and longest <= _ID_LETTERS
    return short and not texts.str.contains(r"\s").any() and bool(texts.str.contains("[0-9]").all())


def _clock(columns: Sequence[Column], frame: pl.DataFrame) -> str | None:
    """Return the time at which cases began, of those that every row has.

    Where headers do not say it, it is the earliest; a day only where there are no times.
    """
    times = [c for c in columns if c.type == "datetime"] or [c for c in columns if c.type == "date"]
    always = [c for c in times if not frame.get_column(c.id).null_count() and is_event(c)]
    if not always:
        return None
    began = [c for c in always if says(c.title, BEGAN)]
    always = [c for c in began if not says(c.title, CUSTOMERS)] or began or always
    names = [c.id for c in always]
    first = frame.select(pl.min_horizontal(names).alias("#first"), *names)
    hits = {name: int((first[name] == first["#first"]).sum()) for name in names}
    return max(names, key=lambda name: hits[name])


def is_event(column: Column) -> bool:
    """Tell whether a time is that of an event of the case.

    A due time is none, nor its last change, nor what happened to a person or to the record.
    """
    return not says(column.title, DUE | UPDATED | RECORDS)


def ends(table: Table, frame: pl.DataFrame) -> list[Column]:
    """Return the times that follow the clock in nearly all rows that have both."""
    if table.clock is None or table.column(table.clock).type != "datetime":
        return []
    return [
        c
        for c in table.columns
        if c.type == "datetime" and c.id != table.clock and is_event(c)
        if _follows(frame.get_column(table.clock), frame.get_column(c.id))
    ]


def _follows(start: pl.Series, end: pl.Series) -> bool:
    ordered = (end >= start).drop_nulls()
    return len(ordered) > 0 and int(ordered.sum()) >= _IN_ORDER * len(ordered)


def _log(columns: Sequence[Column], frame: pl.DataFrame) -> Log | None:
    """Return the columns of an event log, where the table is one."""
    times = [c for c in columns if c.type == "datetime" and not frame.get_column(c.id).null_count()]
    if len([c for c in columns if c.type == "datetime"]) != 1 or not times:
        return None
    texts = [c for c in columns if c.type in ("text", "category")]
    activities = [
        c
        for c in texts
        if says(c.title, ACTIVITIES) and frame.get_column(c.id).n_unique() <= _ACTIVITIES
    ]
    cases = [
        c for c in texts if says(c.title, CASES) and c not in activities and _repeats(c, frame)
    ]
    if not cases or not activities:
        return None
    return Log(cases[0].id, activities[0].id, times[0].id)


def _repeats(column: Column, frame: pl.DataFrame) -> bool:
    cells = frame.get_column(column.id)
    return not cells.null_count() and 1 < cells.n_unique() * _EVENTS <= frame.height


def bounds(cells: pl.Series) -> tuple[float, float] | None:
    """Return the least and the greatest value of a column of numbers, if it has any."""
    low, high = cells.min(), cells.max()
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    return float(low), float(high)
