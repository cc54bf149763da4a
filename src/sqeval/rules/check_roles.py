"""Columns that one measure of time names twice: in two roles, or for nothing.

Where a measure tells its columns, each stands once; so what a second role asks of a column is
checked here, else a time would be taken for a duration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqeval.expr.types import UNKNOWN, Kind
from sqeval.measures.limits import LimitTable
from sqeval.measures.timed import CalendarTable, Timed
from sqeval.measures.within import Within
from sqeval.rules.checking import Checking


class _Role(NamedTuple):
    """What a column stands for, where, and what it must be."""

    column: str
    path: tuple[str | int, ...]
    kind: Kind
    words: str


def check_roles(checking: Checking, measure: Timed) -> None:
    """Check what a column must be in each of its roles, and that no list names one twice."""
    places, types = measure.columns(), checking.types[measure.table]
    for column, path, wanted, words in _roles(measure):
        kind = types.get(column, UNKNOWN)
        if places[column] != path and kind.kind not in {wanted, Kind.UNKNOWN}:
            message = f"'{column}' must be {words}, it is {kind}"
            checking.report("SQ204", message, measure.at(*path))
    limits = measure.limit if isinstance(measure, Within) else None
    for key, columns in (("pause", measure.pause), ("limit", limits)):
        if isinstance(columns, list):
            _check_once(checking, measure, key, columns)
    if isinstance(limits, list):
        _check_limits(checking, measure, limits)


def _roles(measure: Timed) -> Iterator[_Role]:
    yield _Role(measure.from_, ("from",), Kind.DATETIME, "a time")
    yield _Role(measure.to, ("to",), Kind.DATETIME, "a time")
    if isinstance(measure.calendar, CalendarTable):
        by = measure.calendar.by
        yield _Role(by, ("calendar", "by"), Kind.TEXT, "text or a category")
    for i, column in enumerate(measure.pause if isinstance(measure.pause, list) else ()):
        yield _Role(column, ("pause", i), Kind.DURATION, "a duration")
    if isinstance(measure, Within) and isinstance(measure.limit, LimitTable):
        for i, by in enumerate(measure.limit.by):
            yield _Role(by, ("limit", "by", i), Kind.TEXT, "text or a category")


def _check_once(checking: Checking, measure: Timed, key: str, columns: list[str]) -> None:
    for i, column in enumerate(columns):
        if column in columns[:i]:
            message, hint = f"'{column}' stands here twice", "name each column once"
            checking.report("SQ308", message, measure.at(key, i), hint)


def _check_limits(checking: Checking, measure: Timed, columns: list[str]) -> None:
    """Check that the limit is another time than those it limits, and that its calendar counts."""
    for i, column in enumerate(columns):
        if column in measure.time_columns():
            which = "starts" if column == measure.from_ else "ends"
            message = f"the time {which} at '{column}', so it is no limit of it"
            checking.report("SQ308", message, measure.at("limit", i), "name the due time")
    types = checking.types[measure.table]
    kinds = {types.get(column, UNKNOWN).kind for column in columns}
    if measure.calendar is not None and measure.pause is None and kinds == {Kind.DATETIME}:
        message = "a calendar says nothing of a due time: it is what the column says"
        hint = "remove 'calendar', or name the 'pause' that moves the due time back"
        checking.report("SQ308", message, measure.at("calendar", key=True), hint)
