"""What a case of reading is: some bytes, and everything that must come of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from tests.reader.reference import Cell, Row

HEADER = "Ticket ID,Created at,Solved at,Priority,Reopens,Effort,Subject"
A = "A-1,2026-01-05 09:00,2026-01-05 11:00,Urgent,0,1.5,printer"
B = "B-2,2026-01-06 09:30,2026-01-06 19:30,High,1,2.25,screen"
C = "C-3,2026-01-17 10:00,2026-01-17 14:00,Normal,0,0.5,badge"
D = "D-4,2026-01-20 08:15,,Urgent,0,,login"

#: Where the four tickets stand in a file without any damage.
ALL: Mapping[int, str] = {2: "A", 3: "B", 4: "C", 5: "D"}


def when(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of January 2026, in UTC as all of the reference is."""
    return moment(2026, 1, day, hour, minute, second)


def moment(*parts: int) -> datetime:
    """Return a moment in UTC, without saying so."""
    year, month, day, hour, minute, second = (*parts, 0, 0, 0)[:6]
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - see above


TICKETS: Mapping[str, Row] = {
    "A": {
        "ticket_id": "A-1",
        "created_at": when(5, 9),
        "solved_at": when(5, 11),
        "priority": "P1",
        "reopens": 0,
        "effort": Fraction("1.5"),
    },
    "B": {
        "ticket_id": "B-2",
        "created_at": when(6, 9, 30),
        "solved_at": when(6, 19, 30),
        "priority": "P2",
        "reopens": 1,
        "effort": Fraction("2.25"),
    },
    "C": {
        "ticket_id": "C-3",
        "created_at": when(17, 10),
        "solved_at": when(17, 14),
        "priority": "P3",
        "reopens": 0,
        "effort": Fraction("0.5"),
    },
    "D": {
        "ticket_id": "D-4",
        "created_at": when(20, 8, 15),
        "solved_at": None,
        "priority": "P1",
        "reopens": 0,
        "effort": None,
    },
}


@dataclass(frozen=True)
class Setting:
    """What the rules and the command line say beside the shared rule set."""

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    table: str = ""
    zone: str = "UTC"


@dataclass(frozen=True)
class Case:
    """Bytes that are read: ``used`` are tickets by line, ``said`` what a ticket says otherwise.

    ``invalid`` are the reasons of cells that cannot be read, by ticket and column; ``subjects``
    are texts that must come out as they are.
    """

    row: str
    name: str
    data: bytes
    used: Mapping[int, str] = field(default_factory=lambda: ALL)
    rejects: Sequence[tuple[int, str]] = ()
    blank: int = 0
    duplicate: int = 0
    said: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    invalid: Mapping[tuple[str, str], str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    notices: frozenset[str] = frozenset()
    setting: Setting = Setting()


@dataclass(frozen=True)
class Refusal:
    """Bytes that are refused as a whole, with exit 3."""

    row: str
    name: str
    data: bytes
    code: str
    line: int
    says: str
    hint: str
    setting: Setting = Setting()


def table(*lines: str, header: str = HEADER) -> str:
    """Return a file of these lines."""
    return "\n".join((header, *lines)) + "\n"


def file(*lines: str, header: str = HEADER) -> bytes:
    """Return the bytes of a file of these lines."""
    return table(*lines, header=header).encode()


def changed(line: str, place: int, text: str) -> str:
    """Return a ticket's line with another text in one place."""
    cells = line.split(",")
    cells[place] = text
    return ",".join(cells)


def cell(row: str, place: int, column: str, text: str, reason: str) -> Case:
    """Return a case in which one cell of ticket B cannot be read."""
    name = f"{column}: {text}"
    return Case(row, name, file(A, changed(B, place, text), C, D), invalid={("B", column): reason})


def said(  # noqa: PLR0913, PLR0917 - one cell, where and how it is read
    row: str, place: int, column: str, text: str, value: Cell, setting: Setting | None = None
) -> Case:
    """Return a case in which one cell of ticket B says something else."""
    data = file(A, changed(B, place, text), C, D)
    name = f"{column}: {text!r} is read"
    return Case(row, name, data, said={("B", column): value}, setting=setting or Setting())
