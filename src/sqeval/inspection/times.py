"""Columns of times: the one format of the whole column, or the several that only a person can tell.

``03/04/2026`` reads as two days; a column in which every cell does is told as what it may be, never
as one of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from sqeval.inspection.formats import COUNTS, fitting
from sqeval.inspection.headers import names_a_time
from sqeval.inspection.subject import Subject, Told, declared
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import DateColumn, DatetimeColumn
from sqeval.tables.cell import Cells

#: A text that is no longer has no time of day (``2026-01-31``).
_DATE = 10

#: Numbers that may be a time.
_DIGITS = r"^[0-9]{5,14}(?:\.[0-9]+)?$"

#: How the times begin that need no declaration.
_YEAR_FIRST = "^[0-9]{4}[-/]"

_HAS_CLOCK = re.compile("%[HIf]")


def tell_times(subject: Subject) -> Told | None:
    """Tell dates and times that are written as such."""
    doubt: tuple[Problem, ...] = ()
    if subject.sample.reasons(_DATETIME) is None:
        try:
            cells = subject.cells(_DATETIME)
        except InputError as error:
            doubt = error.problems
        else:
            if cells.reasons is None:
                return _by_habit(subject, cells)
    return _by_formats(subject, fitting(subject.sample.text.to_list(), compact=False), doubt)


def tell_counts(subject: Subject) -> Told | None:
    """Tell times that are plain numbers, under a header of times: seconds, days, ``20260131``."""
    timed = isinstance(subject.model, DateColumn | DatetimeColumn) or names_a_time(subject.header)
    cells = subject.sample.text
    if not timed or subject.kinds is not None or not cells.str.contains(_DIGITS).all():
        return None
    formats = fitting(cells.to_list(), compact=True)
    numbers = subject.text.cast(pl.Float64, strict=False)
    if numbers.null_count() == subject.text.null_count():
        formats += [
            name for name, (low, high) in COUNTS.items() if numbers.is_between(low, high).all()
        ]
    return _by_formats(subject, formats, ())


_DATETIME = declared("datetime")


def _by_habit(subject: Subject, cells: Cells) -> Told | None:
    """Tell a column that reads without a declared format.

    Day-first and month-first ones get their format all the same: the next export may hold no day
    above 12, and would be refused.
    """
    longest = subject.text.str.len_bytes().max()
    if subject.text.str.contains(_YEAR_FIRST).all():
        if isinstance(longest, int) and longest <= _DATE:
            return _dates(subject, ())
        return Told("datetime", cells.values, naive=cells.naive, problems=_noticed(cells))
    formats = fitting(subject.sample.text.to_list(), compact=False)
    for name in formats:
        read = subject.read_by(declared("datetime", formats=[name]))
        if read is not None and read.values.equals(cells.values):
            return _as(subject, name, read)
    return Told("datetime", cells.values, naive=cells.naive, problems=_noticed(cells))


def _dates(subject: Subject, formats: tuple[str, ...]) -> Told | None:
    cells = subject.read_by(declared("date", formats=list(formats) or None))
    return None if cells is None else Told("date", cells.values, formats, naive=True)


def _as(subject: Subject, name: str, cells: Cells) -> Told | None:
    if name in COUNTS or _HAS_CLOCK.search(name):
        return Told("datetime", cells.values, (name,), naive=cells.naive)
    return _dates(subject, (name,))


def _by_formats(
    subject: Subject, formats: Sequence[str], doubt: tuple[Problem, ...]
) -> Told | None:
    """Tell a column by the formats that read all of its cells."""
    read: dict[str, Cells] = {}
    for name in formats:
        cells = subject.read_by(declared("datetime", formats=[name]))
        alike = () if doubt else read.values()
        if cells is not None and not any(cells.values.equals(r.values) for r in alike):
            read[name] = cells
    if not read:
        return Told("text", problems=doubt) if doubt else None
    if len(read) == 1 and not doubt:
        return _as(subject, *next(iter(read.items())))
    clock = any(map(_HAS_CLOCK.search, read))
    problems = doubt or (_several(subject, list(read)),)
    return Told("datetime" if clock else "date", formats=tuple(read), naive=True, problems=problems)


def _several(subject: Subject, formats: Sequence[str]) -> Problem:
    message = f"column '{subject.place.column}' reads by several formats: {', '.join(formats)}"
    hint = f'declare the right one, for example formats: ["{formats[0]}"]'
    return Problem("SQ525", message, Location(subject.place.file), hint)


def _noticed(cells: Cells) -> tuple[Problem, ...]:
    """Return what the cast noticed, but for what is told of every column anyway."""
    return tuple(p for p in cells.notices if p.name not in {"date-only", "fold"})
