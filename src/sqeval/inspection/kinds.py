"""What a column can be told as: the first kind that reads every filled cell.

Nothing is told value by value. A column of which one cell reads as no number is text, and it is
said how many cells do not fit; digits that are ids (with a leading zero, with an exponent, under a
header of ids, or all different in every row) stay text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import polars as pl

from sqeval.inspection.headers import names_an_id, unit_of
from sqeval.inspection.subject import Subject, Told, declared
from sqeval.inspection.times import tell_counts, tell_times
from sqeval.problems import Location, Problem
from sqeval.rules.columns import (
    CategoryColumn,
    Column,
    DecimalMark,
    TextColumn,
    ThousandsMark,
)

#: Words for true and for false that go together; in any case of letters.
BOOLEANS: tuple[tuple[str, str], ...] = (
    ("true", "false"),
    ("yes", "no"),
    ("y", "n"),
    ("是", "否"),
    ("已解决", "未解决"),
    ("有", "无"),
)

#: Yes and no have so many spellings in one column at most.
_SPELLINGS = 6

#: A category has at most so many values, which occur so often each, on average, and are no longer.
MOST_VALUES, REPEATED, LONGEST = 30, 2, 60

#: A text of digits that is no quantity: a leading zero, a long one, one with an exponent.
_NO_QUANTITY = r"^(?:[+-]?0[0-9]|\+?[0-9]{12,}$|[+-]?[0-9.]+[eE])"

#: What a number is written with, whatever its marks.
_FIGURES = r"^[+-]?[0-9.,' \u00a0\u202f]+$"

#: From so great a share of cells on, a reading that does not fit all cells is told.
_NEARLY = 0.9


def told(subject: Subject) -> Told:
    """Return what a column is told as."""
    if not subject.filled:
        return Told("text")
    found = next((one for tell in _TELLERS if (one := tell(subject)) is not None), None)
    return found or Told("text", problems=tuple(_nearly(subject)))


def spellings(values: tuple[tuple[str, int], ...]) -> dict[str, list[str]]:
    """Return the ``values`` of a boolean column as its declaration wants them."""
    true = {word for word, _ in BOOLEANS}
    found: dict[str, list[str]] = {"true": [], "false": []}
    for text, _ in values:
        found["true" if text.casefold() in true else "false"].append(text)
    return found


def _boolean(subject: Subject) -> Told | None:
    if subject.distinct > _SPELLINGS:
        return None
    texts = subject.text.drop_nulls().unique().to_list()
    folded = {text.casefold() for text in texts}
    if not any(folded <= set(pair) for pair in BOOLEANS):
        return None
    model = declared("boolean", values=spellings(tuple((text, 1) for text in sorted(texts))))
    cells = subject.read_by(model)
    return None if cells is None else Told("boolean", cells.values)


def _of_a_unit(subject: Subject) -> Told | None:
    """Tell plain numbers whose header names their unit."""
    unit = unit_of(subject.header)
    if unit is None:
        return None
    cells = subject.read_by(declared("duration", unit=unit))
    return None if cells is None else Told("duration", cells.values, unit=unit)


def _number(subject: Subject) -> Told | None:
    if subject.kinds is None and not subject.sample.text.str.contains(_FIGURES).all():
        return None
    if (cells := subject.read_by(_INTEGER)) is not None:
        return _quantity(subject, Told("integer", cells.values))
    if (cells := subject.read_by(_NUMBER)) is not None:
        return _quantity(subject, Told("number", cells.values))
    return _marked(subject)


def _marked(subject: Subject) -> Told | None:
    """Tell numbers with a decimal mark or thousands marks that have to be declared."""
    readings = [
        (decimal, thousands, cells)
        for decimal in get_args(DecimalMark)
        for thousands in (None, *get_args(ThousandsMark))
        if decimal != thousands
        and (decimal, thousands) != (".", None)
        and (cells := subject.read_by(_with_marks(decimal, thousands))) is not None
    ]
    if not readings:
        return None
    decimal, thousands, cells = readings[0]
    if any(not cells.values.equals(other.values) for _, _, other in readings[1:]):
        return Told("text", problems=(_doubtful_marks(subject),))
    return _quantity(subject, Told("number", cells.values, decimal=decimal, thousands=thousands))


def _with_marks(decimal: DecimalMark, thousands: ThousandsMark | None) -> Column:
    return declared("number", decimal=decimal, thousands=thousands)


def _doubtful_marks(subject: Subject) -> Problem:
    message = f"column '{subject.place.column}' does not tell decimal marks from thousands marks"
    hint = "declare 'decimal' or 'thousands'"
    return Problem("SQ555", message, Location(subject.place.file), hint)


def _quantity(subject: Subject, found: Told) -> Told:
    """Return numbers as told, or as text where they are ids."""
    ids = isinstance(subject.model, TextColumn) or names_an_id(subject.header)
    if subject.kinds is None:
        ids = ids or bool(subject.text.str.contains(_NO_QUANTITY).any())
    if found.kind == "integer" and subject.model is None and not ids:
        alone = subject.whole and subject.filled > 1 and subject.distinct == subject.filled
        ids = alone and bool(subject.text.str.contains("^[0-9]+$").all())
    return Told("text") if ids else found


def _clocks(subject: Subject) -> Told | None:
    cells = subject.read_by(_CLOCK)
    return None if cells is None else Told("duration", cells.values)


def _category(subject: Subject) -> Told | None:
    """Tell few values that repeat, or any few under a header of a category."""
    if subject.distinct > MOST_VALUES:
        return None
    known = isinstance(subject.model, CategoryColumn)
    if not known and subject.filled < REPEATED * subject.distinct:
        return None
    values = subject.text.drop_nulls().unique()
    long = values.str.len_chars().max()
    whole = not values.str.contains(r"[\r\n]").any()
    return Told("category") if whole and isinstance(long, int) and long <= LONGEST else None


_INTEGER = declared("integer")
_NUMBER = declared("number")
_CLOCK = declared("duration")

_TELLERS: tuple[Callable[[Subject], Told | None], ...] = (
    _boolean,
    _of_a_unit,
    tell_counts,
    _number,
    _clocks,
    tell_times,
    _category,
)

#: Kinds that a few cells may keep a column from being, in the words of a declaration.
_NEAR: tuple[tuple[str, Column], ...] = (
    ("numbers", _NUMBER),
    ("durations", _CLOCK),
    ("times", declared("datetime")),
)


def _nearly(subject: Subject) -> list[Problem]:
    """Tell of a kind that all but a few cells are."""
    for name, model in _NEAR:
        bad = _unread(subject, model)
        if bad is not None and 0 < bad.sum() <= (1 - _NEARLY) * subject.filled:
            line = subject.place.lines.filter(bad)[0]
            message = (
                f"column '{subject.place.column}' reads as {name} but for "
                f"{bad.sum()} of {subject.filled} cells; the first stands in line {line}"
            )
            hint = "texts that stand for no value go under 'missing' of the table"
            return [Problem("SQ555", message, Location(subject.place.file), hint)]
    return []


def _unread(subject: Subject, model: Column) -> pl.Series | None:
    """Return which cells a model does not read, where it reads most of the first ones."""
    sample = subject.sample.reasons(model)
    if sample is not None and 2 * sample.count() > len(sample):
        return None
    reasons = subject.reasons(model)
    return None if reasons is None else reasons.is_not_null()
