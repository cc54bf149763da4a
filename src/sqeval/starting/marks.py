"""Indicators of marks that people gave: means, top marks, net promoter scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from sqeval.starting.columns import Column
from sqeval.starting.direction import Better, of_marks
from sqeval.starting.facts import bounds
from sqeval.starting.spelling import scalar
from sqeval.starting.table import Indicator, Table
from sqeval.starting.texts import Lang, text
from sqeval.starting.words import MARKS, RECOMMEND, STATES, said, says

#: At most so many columns of marks have indicators.
_MOST = 3

#: The scales of marks, and the least mark that is one of the best.
_FIVE, _TEN = (1.0, 5.0), (0.0, 10.0)
_TOP = {_FIVE: 4, _TEN: 9}

#: Marks between these are of neither scale: 6 may be "does not apply" of 1 to 5.
_ABOVE_FIVE, _OF_TEN = 5, 8

#: So many columns named like marks make a table one of answers.
_ANSWERS = 2


def is_answers(columns: tuple[Column, ...]) -> bool:
    """Tell whether a table is one of survey answers."""
    marks = [c for c in columns if says(c.title, MARKS)]
    times = [c for c in columns if c.type == "datetime"]
    state = any(says(c.title, STATES) for c in columns)
    return len(marks) >= _ANSWERS and len(times) <= 1 and not state


def marks_of(table: Table, frame: pl.DataFrame, lang: Lang) -> Iterator[Indicator]:
    """Yield the indicators of the marks in a table."""
    marked = 0
    for column in sorted(table.columns, key=lambda c: not says(c.title, MARKS)):
        scale = _scale(column, frame)
        if scale is None:
            continue
        if scale == _TEN and says(column.title, RECOMMEND):
            keys = (("type", "nps"), ("of", scalar(column.id)))
            title = text("nps", lang, name=column.title)
            reads = frozenset({column.id})
            better: Better = "more" if of_marks(column.title) == "more" else None
            asked = Indicator(f"{column.id}_score", title, table.name, keys, reads, better, -100.0)
            yield asked if better else replace(asked, note=text("which", lang))
        elif marked < _MOST and (says(column.title, MARKS) or is_answers(table.columns)):
            marked += 1
            yield from _mark(column, table, scale, lang)


def bounded(table: Table, frame: pl.DataFrame) -> Table:
    """Return a table whose columns of marks say what marks there are."""
    asked = is_answers(table.columns)
    return replace(table, columns=tuple(_bounded(c, frame, asked=asked) for c in table.columns))


def _bounded(column: Column, frame: pl.DataFrame, *, asked: bool) -> Column:
    scale = _scale(column, frame)
    if scale is None or not (asked or says(column.title, MARKS)):
        return column
    low, high = (("min", f"{scale[0]:g}"), ("max", f"{scale[1]:g}"))
    return replace(column, keys=(*column.keys, low, high))


def _mark(
    column: Column, table: Table, scale: tuple[float, float], lang: Lang
) -> Iterator[Indicator]:
    better = of_marks(column.title)
    keys: tuple[tuple[str, str], ...]
    keys = (("type", "statistic"), ("of", scalar(column.id)), ("aggregate", "mean"))
    title = text("mean", lang, name=column.title)
    reads, worst = frozenset({column.id}), scale[1] if better == "less" else scale[0]
    mean = Indicator(f"{column.id}_mean", title, table.name, keys, reads, better, worst)
    yield mean if better else replace(mean, note=text("which", lang))
    if better == "more":  # the greatest marks are only the best where more is better
        yield _top(column, table, _TOP[scale], lang)


def _top(column: Column, table: Table, top: int, lang: Lang) -> Indicator:
    test = scalar(f"{column.id} >= {top}")
    keys = (("type", "ratio"), ("good", test), ("total", scalar(f"present({column.id})")))
    title = text("top", lang, name=column.title, low=top)
    reads = frozenset({column.id})
    return Indicator(f"{column.id}_top", title, table.name, keys, reads, "more", 0.0)


def _scale(column: Column, frame: pl.DataFrame) -> tuple[float, float] | None:
    """Return the scale that the marks of a column are on; None where it is no column of marks."""
    found = bounds(frame.get_column(column.id)) if column.type in ("integer", "number") else None
    if found is None:
        return None
    low, high = found
    asked = bool(said(column.title) & {"nps"})
    if low >= 1 and high <= _ABOVE_FIVE and not asked:
        return _FIVE
    if low >= 0 and (high >= _OF_TEN or asked) and high <= _TEN[1]:
        return _TEN
    return None
