"""What is told of a case, as values: made by `sqeval.tracing.trace`, shown as text or JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqeval.calendars.account import Kind
from sqeval.measures.measure import Unit

#: What a row contributes to a figure: whether it is good, or a number in the indicator's unit.
Value = bool | int | float | str | None


@dataclass(frozen=True)
class Place:
    """Where a row stands; a derived row has neither file nor line, a keyless one no key."""

    table: str
    key: str | None
    file: str | None
    line: int | None


@dataclass(frozen=True)
class Row:
    """A row of the case; one of a history, or of the events of stages, with its time and state."""

    place: Place
    at: datetime | None = None
    status: str | None = None


@dataclass(frozen=True)
class Unused:
    """A record of the case that is not used: rejected with a code, or superseded by another."""

    place: Place
    status: Literal["rejected", "duplicate"]
    code: str


@dataclass(frozen=True)
class Interval:
    """A stretch of a time, local to the calendar's zone; ``seconds`` is its elapsed length."""

    kind: Kind
    begin: datetime
    end: datetime
    seconds: float
    name: str = ""


@dataclass(frozen=True)
class Timed:
    """The time that a row's value is made of; lengths in seconds, instants local.

    ``open``: there is no end yet, and ``end`` is the moment from which the data is looked at; both
    are null where the cell with the end cannot be read.
    ``time`` is what counts without the paused time. ``limit`` is the one that applied, as it is
    written, or the column that it came from; ``level`` the categories that chose it. ``late_by``:
    the time that counts between the due time and the end, null in time.
    """

    start: datetime | None
    end: datetime | None
    open: bool | None
    time: float | None
    calendar: str | None
    paused: float | None
    approximate: bool
    limit: str | None
    level: str | None
    due: datetime | None
    late: bool | None
    late_by: float | None
    intervals: tuple[Interval, ...]


@dataclass(frozen=True)
class Follower:
    """The row that follows another: its key, None in a table without, and its local time."""

    key: str | None
    at: datetime


@dataclass(frozen=True)
class Counting:
    """What an indicator made of one row.

    ``code`` is the exclusion of an excluded row, or why the indicator does not consider the row:
    ``later-than-as-of``, ``outside-period``, ``no-clock``, ``where-false``, or why it has no data
    at all (``missing-column: C``).
    """

    indicator: str
    title: str
    place: Place
    status: Literal["counted", "excluded", "outside"]
    code: str | None
    unit: Unit
    value: Value = None
    timed: Timed | None = None
    followed_by: Follower | None = None


@dataclass(frozen=True)
class Trace:
    """A case: its rows, what became of its other records, what indicators made of each row."""

    ticket: str
    table: str
    period: str
    as_of: datetime | None
    zone: str
    rows: tuple[Row, ...]
    unused: tuple[Unused, ...]
    countings: tuple[Counting, ...]


@dataclass(frozen=True)
class Worst:
    """A case that costs an indicator: its place, value and time, and who handled it.

    ``past_due`` are the seconds that passed since the due time, whether they count or not.
    """

    place: Place
    value: Value
    start: datetime | None
    end: datetime | None
    open: bool | None
    due: datetime | None
    late_by: float | None
    past_due: float | None
    calendar: str | None
    by: dict[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class WorstList:
    """The cases that cost an indicator most, the most costly first, of ``among`` that cost it.

    Where each counted case costs, ``side`` says which values cost most.
    """

    indicator: str
    title: str
    unit: Unit
    table: str
    period: str
    as_of: datetime | None
    zone: str
    among: int
    side: Literal["highest", "lowest"] | None
    cases: tuple[Worst, ...]
