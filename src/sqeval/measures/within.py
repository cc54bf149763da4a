"""Within: the share of rows that were done in time."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqeval.expr.tree import Choose, Logic, Name, Node, Working
from sqeval.expr.tree import Literal as Value
from sqeval.expr.types import BOOLEAN, DATETIME, DURATION, INTEGER, TEXT, Kind, Type
from sqeval.measures.limits import Limit, LimitTable, Path, WorkingDays, in_text
from sqeval.measures.measure import Unit
from sqeval.measures.reading import (
    Context,
    Reading,
    at_most,
    before,
    missing,
    present,
)
from sqeval.measures.reductions import Share
from sqeval.measures.timed import NOTHING, Timed


class Within(Timed):
    """The share done in time: value = rows with ``to`` - ``from`` <= limit / rows.

    The limit is one time, times per category, or columns: durations, of which the longest counts,
    or due times, of which the latest does (in time is then ``to`` <= due). Times are elapsed, or
    working time of ``calendar``; ``5wd`` is due at the close of the fifth working day after the day
    of ``from``. The time of ``pause`` is taken off, so it moves a due time back by as much.
    ``open: late`` counts an open row whose limit has passed at ``as_of`` as late and leaves out one
    that is not yet due (``undecided``); ``exclude`` leaves out all open rows. Interval: Wilson.

    Example: ``{type: within, from: created_at, to: resolved_at, limit: {by: priority, P1: 4h,
    default: 8h}}``
    """

    type: Literal["within"]
    limit: Limit
    open: Literal["late", "exclude"] = "late"

    def columns(self) -> dict[str, tuple[str | int, ...]]:
        """Return the columns of a timed measure and those of the limit."""
        found = super().columns()
        if isinstance(self.limit, list):
            found |= {column: ("limit", i) for i, column in enumerate(self.limit)}
        elif isinstance(self.limit, LimitTable):
            found |= {column: ("limit", "by", i) for i, column in enumerate(self.limit.by)}
        return found

    def alternatives(self) -> frozenset[str]:
        """Return the columns of the limit: an export without extensions has due times still."""
        several = self.limit if isinstance(self.limit, list) else []
        return frozenset(several) - super().columns().keys()

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return share."""
        return "share"

    @property
    def bounds(self) -> tuple[float, float]:
        """None of the rows, and all of them."""
        return 0.0, 1.0

    def times(self) -> dict[Path, int | WorkingDays]:
        """Return the limits that are written out, each with its path below ``limit``."""
        if isinstance(self.limit, LimitTable):
            return dict(self.limit.times())
        return {} if isinstance(self.limit, list) else {(): self.limit}

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and whether each of the rest was in time."""
        end = context.column(self.to)
        start, stop = self.ends(context)
        limits = self._limits(context, start)
        excluded: list[tuple[str, Node]] = [
            ("no-start", missing(start)),
            ("no-limit", _all((present(start), *(missing(limit) for limit in limits.given)))),
        ]
        if self.open == "exclude":
            excluded.append(("no-end", missing(end)))
        else:
            now = context.now()
            excluded.append(("undecided", _all((missing(end), limits.met(context, start, now)))))
        excluded.append(("out-of-order", before(end, start)))
        excluded += self.unknown(context, start, end if self.open == "exclude" else stop)
        timing = replace(
            self.timing(context, start, stop),
            due=limits.end(context, start),
            limit=self._limit_said(context),
            level=self._level(context),
        )
        in_time = limits.met(context, start, end)
        return Reading(tuple(excluded), in_time, Share(), timing=timing)

    def _limits(self, context: Context, start: Node) -> _Limits:
        """Return what limits a row: a time, a due time, or one of the two by its category."""
        if isinstance(self.limit, list):
            latest = self._latest(context)
            by_due = latest.type is not None and latest.type.kind is Kind.DATETIME
            return _Limits(self, None, latest) if by_due else _Limits(self, latest, None)
        times = self.times()
        time = due = None
        if any(not isinstance(limit, WorkingDays) for limit in times.values()):
            time = self._of_limit(context, lambda path: _hours(times[path]), DURATION)
        if any(isinstance(limit, WorkingDays) for limit in times.values()):
            days = self._of_limit(context, lambda path: _days(times[path]), INTEGER)
            due = self.by_calendar(
                context, lambda name: Working("close", name, start, days, type=DATETIME), DATETIME
            )
        return _Limits(self, time, due)

    def _of_limit(self, context: Context, of: Callable[[Path], Node], kind: Type) -> Node:
        if isinstance(self.limit, LimitTable):
            return self.limit.tree(context, of, kind)
        return of(())

    def _limit_said(self, context: Context) -> Node:
        """Return the limit of a row as it is written, or the name of the column that counts."""
        if isinstance(self.limit, list):
            return _name_of_larger(self._columns(context))
        times = self.times()

        def said(path: Path) -> Node:
            text = self.scalar("limit", *path) or in_text(times[path])
            return Value(str(text), type=TEXT)

        return self._of_limit(context, said, TEXT)

    def _level(self, context: Context) -> Node | None:
        """Return the categories by which the limit of a row was chosen."""
        table = self.limit
        if not isinstance(table, LimitTable):
            return None
        return table.tree(context, lambda path: Value(table.level(path), type=TEXT), TEXT)

    def _latest(self, context: Context) -> Node:
        """Return the latest, or longest, of the limit's columns that are there."""
        columns: list[Node] = [*self._columns(context)]
        return functools.reduce(_larger, columns[1:], columns[0])

    def _columns(self, context: Context) -> list[Name]:
        assert isinstance(self.limit, list)  # noqa: S101 - asked for columns alone
        return [context.column(c) for c in self.limit if c not in context.absent]


@dataclass(frozen=True)
class _Limits:
    """The limit of a row: the ``time`` that may pass, or the ``due`` instant before any pause.

    Where both are given, a row has one of the two: the other is null.
    """

    measure: Within
    time: Node | None
    due: Node | None

    @property
    def given(self) -> list[Node]:
        """The two, as far as there are any."""
        return [limit for limit in (self.time, self.due) if limit is not None]

    def met(self, context: Context, start: Node, end: Node) -> Node:
        """Return whether what ends at ``end`` ends in time."""
        made: list[Node] = []
        if self.time is not None:
            made.append(at_most(self.measure.passed(context, start, end), self.time))
        if self.due is not None:
            made.append(self._by_due(context, self.due, end))
        return self._either(made, BOOLEAN)

    def end(self, context: Context, start: Node) -> Node:
        """Return the instant by which a row must end, null where no limit applies to it."""
        made: list[Node] = []
        if self.time is not None:
            made.append(self.measure.due_after(context, start, self.time))
        if self.due is not None:
            paused = self.measure.pause is not None
            moved = self.measure.due_after(context, self.due, NOTHING) if paused else self.due
            made.append(moved)
        return self._either(made, DATETIME)

    def _either(self, made: list[Node], kind: Type) -> Node:
        """Return what is made of the limit that a row has."""
        if self.time is None or self.due is None:
            return made[0]
        return Choose(((present(self.time), made[0]),), made[1], type=kind)

    def _by_due(self, context: Context, due: Node, end: Node) -> Node:
        """Return whether ``end`` is not after ``due``, moved back by the paused time."""
        paused = self.measure.paused(context)
        if paused is None:
            return at_most(end, due)
        # without a pause nothing is moved, though no time that counts may lie between the two
        after = at_most(self.measure.counted(context, due, end), paused)
        moved = _all((before(NOTHING, paused), after))
        return Logic("or", (at_most(end, due), moved), type=BOOLEAN)


def _hours(limit: int | WorkingDays) -> Node:
    nothing = Choose((), None, type=DURATION)
    return nothing if isinstance(limit, WorkingDays) else Value(limit, type=DURATION)


def _days(limit: int | WorkingDays) -> Node:
    nothing = Choose((), None, type=INTEGER)
    return Value(limit.days, type=INTEGER) if isinstance(limit, WorkingDays) else nothing


def _all(conditions: Sequence[Node]) -> Node:
    return Logic("and", tuple(conditions), type=BOOLEAN)


def _larger(one: Node, other: Node) -> Node:
    return Choose(((_is_larger(other, one), other),), one, type=one.type)


def _is_larger(other: Node, one: Node) -> Node:
    return Logic("or", (missing(one), before(one, other)), type=BOOLEAN)


def _name_of_larger(columns: Sequence[Name]) -> Node:
    """Return the name of the column that `_larger` takes of all, null where none has a value."""
    largest: Node = columns[0]
    name: Node = Choose(((present(largest), _named(columns[0])),), None, type=TEXT)
    for other in columns[1:]:
        is_other = _all((present(other), _is_larger(other, largest)))
        name = Choose(((is_other, _named(other)),), name, type=TEXT)
        largest = _larger(largest, other)
    return name


def _named(column: Name) -> Node:
    return Value(column.name, type=TEXT)
