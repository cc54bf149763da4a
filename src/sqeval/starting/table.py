"""The values that a starter rule file is written from: tables, indicators, and the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqeval.starting.columns import Column
from sqeval.starting.texts import Lang

#: The table of an event log, and the columns of the tickets that are derived from it.
EVENTS, TICKETS = "events", "tickets"
FIRST, LAST, NUMBER = "first_event_at", "last_event_at", "number_of_events"


@dataclass(frozen=True)
class Log:
    """The columns of an event log: its case, its activity, its time."""

    case: str
    activity: str
    at: str


@dataclass(frozen=True)
class Table:
    """A table with columns of its own, bound to the files of one look.

    ``notes`` are said before the table, ``missing`` are texts that stand for nothing. ``lookup`` is
    the column that holds the key of tickets, ``duplicates`` counts repeated rows.
    """

    name: str
    columns: tuple[Column, ...]
    encoding: str | None
    key: str | None = None
    clock: str | None = None
    lookup: str | None = None
    log: Log | None = None
    duplicates: int = 0
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def read_as(self) -> str:
        """The name of the table that the file is read as."""
        return EVENTS if self.log is not None else self.name

    def column(self, name: str) -> Column:
        """Return a column by its id."""
        return next(column for column in self.columns if column.id == name)


@dataclass(frozen=True)
class Indicator:
    """A proposed indicator.

    ``keys`` are its keys with their YAML, ``reads`` the columns that it reads. ``better`` says
    which way its value should go, where that can be told; at ``worst`` a target asks nothing.
    """

    id: str
    title: str
    table: str
    keys: tuple[tuple[str, str], ...]
    reads: frozenset[str]
    better: Literal["more", "less"] | None = None
    worst: float | None = None
    min_n: int | None = None
    target: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Starter:
    """A starter rule file of its own tables: all that its text says."""

    lang: Lang
    title: str
    files: str
    timezone: tuple[str | None, str]
    tables: tuple[Table, ...]
    indicators: tuple[Indicator, ...]
