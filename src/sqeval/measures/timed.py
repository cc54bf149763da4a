"""What durations and limits share: two instants, whose time counts, and what is taken off it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from sqeval.expr.tree import Arithmetic, Choose, Logic, Name, Node, Working
from sqeval.expr.tree import Literal as Value
from sqeval.expr.types import BOOLEAN, DATETIME, DURATION, TEXT, Type
from sqeval.measures.limits import by_and_rest, one_or_more
from sqeval.measures.measure import Measure
from sqeval.measures.reading import (
    Context,
    Timing,
    at_most,
    before,
    between,
    equals,
    later,
    missing,
    present,
)
from sqeval.nodes import Map, Model, Text


class CalendarTable(Model):
    """The calendar by category; ``default`` covers every other value, a missing one too."""

    by: Text
    calendars: dict[Text, Text] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:  # noqa: ANN401 - what YAML holds
        return by_and_rest(value, "calendars")


def calendars_of(calendar: str | CalendarTable | None) -> tuple[str, ...]:
    """Return the names of the calendars that may apply to a row, each once."""
    if calendar is None or isinstance(calendar, str):
        return () if calendar is None else (calendar,)
    return tuple(dict.fromkeys(calendar.calendars.values()))


def _mapping(value: object) -> str:
    return "by category" if isinstance(value, dict | Map | Model) else "one"


#: The name of a calendar, or names by category.
CalendarName = Annotated[
    Annotated[Text, Tag("one")] | Annotated[CalendarTable, Tag("by category")],
    Discriminator(_mapping),
]


class History(Model):
    """Pauses by a history of states: a table with one row per change.

    Its rows look the indicator's table up, or the indicator's table is derived from it; its clock
    says when ``status`` took its value. A case is paused while its status is one of ``in``.
    """

    table: Text
    status: Text
    in_: list[Text] = Field(alias="in", min_length=1)


#: Columns with paused time, or a history of states.
Pause = Annotated[
    Annotated[list[Text], BeforeValidator(one_or_more), Field(min_length=1), Tag("one")]
    | Annotated[History, Tag("by category")],
    Discriminator(_mapping),
]

#: Prefix of the column that holds an indicator's paused time, made of a history of states.
PAUSED = "#paused:"

#: No time.
NOTHING = Value(0, type=DURATION)


class Timed(Measure):
    """An indicator that measures time between two instants of a row.

    Under a ``calendar`` only working time counts. ``pause`` takes paused time off: columns of
    durations, of which nobody knows when they were (the figure is approximate), or a history of
    states.
    """

    from_: Text = Field(alias="from")
    to: Text
    calendar: CalendarName | None = None
    pause: Pause | None = None

    def time_columns(self) -> tuple[str, ...]:
        """Return the two instants; a due time in the future moves no ``as_of``."""
        return self.from_, self.to

    def columns(self) -> dict[str, tuple[str | int, ...]]:
        """Return the two instants, the columns of calendar and pause, the target's category."""
        found = super().columns()
        if isinstance(self.calendar, CalendarTable):
            found |= {self.calendar.by: ("calendar", "by")}
        if isinstance(self.pause, list):
            found |= {column: ("pause", i) for i, column in enumerate(self.pause)}
        return found | {self.from_: ("from",), self.to: ("to",)}

    @property
    def approximate(self) -> bool:
        """Whether it takes off paused time of which nobody knows when it was."""
        return isinstance(self.pause, list)

    def calendars(self) -> dict[str, tuple[str | int, ...]]:
        """Return the calendars it names, each with its path in the rule file."""
        if isinstance(self.calendar, CalendarTable):
            return {name: ("calendar", k) for k, name in self.calendar.calendars.items()}
        return {} if self.calendar is None else {self.calendar: ("calendar",)}

    def ends(self, context: Context) -> tuple[Node, Node]:
        """Return the instants between which a row's time runs; an open one's runs to ``as_of``."""
        start, end = context.column(self.from_), context.column(self.to)
        return start, Choose(((missing(end), context.now()),), end, type=DATETIME)

    def by_calendar(self, context: Context, of: Callable[[str], Node], kind: Type) -> Node:
        """Return what ``of`` makes of the calendar that applies to a row, null where none does."""
        if not isinstance(self.calendar, CalendarTable):
            return of(str(self.calendar))
        by, names = context.column(self.calendar.by), self.calendar.calendars
        cases = tuple((equals(by, k), of(name)) for k, name in names.items() if k != "default")
        rest = of(names["default"]) if "default" in names else None
        return Choose(cases, rest, type=kind)

    def counted(self, context: Context, start: Node, end: Node) -> Node:
        """Return the time from ``start`` to ``end`` that counts, pauses included."""
        if self.calendar is None:
            return between(start, end)
        return self.by_calendar(
            context, lambda name: Working("time", name, start, end, type=DURATION), DURATION
        )

    def paused(self, context: Context) -> Node | None:
        """Return the paused time of a row, null where it cannot be told.

        A missing cell of a column is no pause; a negative one would make the time longer.
        """
        if self.pause is None:
            return None
        if isinstance(self.pause, History):
            return Name(f"{PAUSED}{context.id}", type=DURATION)
        times: list[Node] = [_pause(context.column(name)) for name in self.pause]
        return functools.reduce(_added, times)

    def passed(self, context: Context, start: Node, end: Node) -> Node:
        """Return the time that counts without the paused time; never below 0."""
        time, paused = self.counted(context, start, end), self.paused(context)
        if paused is None:
            return time
        rest = Arithmetic("-", time, paused, type=DURATION)
        return Choose(((before(time, paused), NOTHING),), rest, type=DURATION)

    def unknown(self, context: Context, start: Node, end: Node) -> list[tuple[str, Node]]:
        """Return that rows are left out whose time cannot be told: no calendar, unread pauses."""
        found: list[Node] = []
        if isinstance(self.calendar, CalendarTable):
            calendar = self.by_calendar(context, lambda name: Value(name, type=TEXT), TEXT)
            found.append(Logic("and", (present(start), missing(calendar)), type=BOOLEAN))
        if self.calendar is not None or self.pause is not None:
            passed = missing(self.passed(context, start, end))
            found.append(Logic("and", (present(start), present(end), passed), type=BOOLEAN))
        return [("unknown", one) for one in found]

    def due_after(self, context: Context, start: Node, time: Node) -> Node:
        """Return the instant by which so much counted and paused time has passed."""
        paused = self.paused(context)
        whole = time if paused is None else Arithmetic("+", time, paused, type=DURATION)
        if self.calendar is None:
            return later(start, whole)
        return self.by_calendar(
            context, lambda name: Working("due", name, start, whole, type=DATETIME), DATETIME
        )

    def timing(self, context: Context, start: Node, end: Node) -> Timing:
        """Return what a trace shows of a row's time."""
        forward = at_most(start, end)
        time = Choose(((forward, self.passed(context, start, end)),), None, type=DURATION)
        calendar = None
        if self.calendar is not None:
            calendar = self.by_calendar(context, lambda name: Value(name, type=TEXT), TEXT)
        return Timing(start, end, time, calendar, self.paused(context))


def _pause(column: Node) -> Node:
    cases = ((missing(column), NOTHING), (at_most(NOTHING, column), column))
    return Choose(cases, None, type=DURATION)


def _added(one: Node, other: Node) -> Node:
    return Arithmetic("+", one, other, type=DURATION)
