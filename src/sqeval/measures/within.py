"""Within: the share of rows that were done in time."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Literal

from sqeval.expr.tree import Choose, Logic, Node, Working
from sqeval.expr.tree import Literal as Value
from sqeval.expr.types import BOOLEAN, DATETIME, DURATION, INTEGER, Kind, Type
from sqeval.measures.limits import Limit, LimitTable, WorkingDays
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
from sqeval.measures.timed import Timed


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
        return frozenset(self.limit) if isinstance(self.limit, list) else frozenset()

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return share."""
        return "share"

    @property
    def bounds(self) -> tuple[float, float]:
        """None of the rows, and all of them."""
        return 0.0, 1.0

    def times(self) -> dict[tuple[str, ...], int | WorkingDays]:
        """Return the limits that are written out, each with its path below ``limit``."""
        if isinstance(self.limit, LimitTable):
            return dict(self.limit.times())
        return {} if isinstance(self.limit, list) else {(): self.limit}

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and whether each of the rest was in time."""
        end = context.column(self.to)
        start, stop = self.ends(context)
        excluded: list[tuple[str, Node]] = [
            ("no-start", missing(start)),
            ("no-limit", self._no_limit(context, start)),
        ]
        if self.open == "exclude":
            excluded.append(("no-end", missing(end)))
        else:
            waiting = (missing(end), self._in_time(context, start, context.now()))
            excluded.append(("undecided", Logic("and", waiting, type=BOOLEAN)))
        excluded.append(("out-of-order", before(end, start)))
        excluded += self.unknown(context, start, stop)
        in_time = self._in_time(context, start, end)
        timing = self.timing(context, start, stop, self._due(context, start))
        return Reading(tuple(excluded), in_time, Share(), timing=timing)

    def _no_limit(self, context: Context, start: Node) -> Node:
        """Return whether no limit applies to a row, or its calendar has too few working days."""
        true = Value(value=True, type=BOOLEAN)

        def of(limit: int | WorkingDays) -> Node:
            if isinstance(limit, WorkingDays):
                there = present(self._close(context, start, limit))
                return Choose(((there, true),), None, type=BOOLEAN)
            return true

        if isinstance(self.limit, list):
            return missing(self._latest(context))
        there = missing(self._of_limit(context, of, BOOLEAN))
        return Logic("and", (present(start), there), type=BOOLEAN)

    def _in_time(self, context: Context, start: Node, end: Node) -> Node:
        """Return whether what ends at ``end`` ends in time."""

        def of(limit: int | WorkingDays) -> Node:
            if isinstance(limit, WorkingDays):
                return self._by_due(context, self._close(context, start, limit), end)
            return at_most(self.passed(context, start, end), Value(limit, type=DURATION))

        if not isinstance(self.limit, list):
            return self._of_limit(context, of, BOOLEAN)
        latest = self._latest(context)
        if _is_time(latest):
            return self._by_due(context, latest, end)
        return at_most(self.passed(context, start, end), latest)

    def _by_due(self, context: Context, due: Node, end: Node) -> Node:
        """Return whether ``end`` is not after ``due``, moved back by the paused time."""
        paused = self.paused(context)
        if paused is None:
            return at_most(end, due)
        after = at_most(self.counted(context, due, end), paused)
        return Logic("or", (at_most(end, due), after), type=BOOLEAN)

    def _due(self, context: Context, start: Node) -> Node:
        """Return the instant by which a row must end, null where no limit applies to it."""
        nothing = Value(0, type=DURATION)

        def of(limit: int | WorkingDays) -> Node:
            if not isinstance(limit, WorkingDays):
                return self.due_after(context, start, Value(limit, type=DURATION))
            close = self._close(context, start, limit)
            return close if self.pause is None else self.due_after(context, close, nothing)

        if not isinstance(self.limit, list):
            return self._of_limit(context, of, DATETIME)
        latest = self._latest(context)
        if not _is_time(latest):
            return self.due_after(context, start, latest)
        return latest if self.pause is None else self.due_after(context, latest, nothing)

    def _of_limit(
        self, context: Context, of: Callable[[int | WorkingDays], Node], kind: Type
    ) -> Node:
        if isinstance(self.limit, LimitTable):
            return self.limit.tree(context, of, kind)
        assert not isinstance(self.limit, list)  # noqa: S101 - columns are asked for apart
        return of(self.limit)

    def _close(self, context: Context, start: Node, limit: WorkingDays) -> Node:
        """Return the close of the last working day of a limit."""
        days = Value(limit.days, type=INTEGER)
        return self.by_calendar(
            context, lambda name: Working("close", name, start, days, type=DATETIME), DATETIME
        )

    def _latest(self, context: Context) -> Node:
        """Return the latest, or longest, of the limit's columns that are there."""
        assert isinstance(self.limit, list)  # noqa: S101 - asked for columns alone
        columns: list[Node] = [context.column(c) for c in self.limit if c not in context.absent]
        return functools.reduce(_larger, columns[1:], columns[0])


def _larger(one: Node, other: Node) -> Node:
    is_other = Logic("or", (missing(one), before(one, other)), type=BOOLEAN)
    return Choose(((is_other, other),), one, type=one.type)


def _is_time(node: Node) -> bool:
    return node.type is not None and node.type.kind is Kind.DATETIME
