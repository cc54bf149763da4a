"""What an export holds, as values: its file, its rows, and what each column can be read as.

A rule file is written by someone who has an export and no rules yet. What is said of it here is
said of every cell: a kind is named where all filled cells read as it, and by the same casts that a
score would use, so that rules written from a look read the export as the look did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqeval.problems import Problem
from sqeval.rules.columns import DecimalMark, ThousandsMark

#: What a column can be told as.
Kind = Literal["text", "integer", "number", "boolean", "category", "date", "datetime", "duration"]

#: The units that plain numbers of a length of time may be in.
Unit = Literal["s", "m", "h", "d"]


@dataclass(frozen=True)
class ColumnLook:
    """One column of an export.

    ``position`` is 1-based; ``filled`` counts the cells that are not empty, ``distinct`` the
    different texts among them. ``formats`` are declared formats, as rule files take them: none
    where year-first or clock texts need none, one that reads every filled cell, or several that
    all do so and differ in what they read, of which only a person can tell the right one. ``unit``
    is what the header says that plain numbers are in; ``decimal`` and ``thousands`` are the marks
    to declare. ``values`` are the texts of a category or boolean with their counts, most frequent
    first. ``earliest`` and ``latest`` are ISO texts of dates and times, ``months`` counts the cells
    of each calendar month (``2026-01``). ``low`` and ``high`` bound numbers and durations, as texts
    of the file. ``meant`` is the column of the standard rule set that this header is.
    """

    header: str
    position: int
    filled: int
    distinct: int
    kind: Kind
    formats: tuple[str, ...] = ()
    unit: Unit | None = None
    values: tuple[tuple[str, int], ...] = ()
    examples: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    meant: str | None = None
    problems: tuple[Problem, ...] = ()
    decimal: DecimalMark | None = None
    thousands: ThousandsMark | None = None
    months: tuple[tuple[str, int], ...] = ()
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True)
class Possible:
    """An indicator of the standard rule set; ``reason`` says why this export does not give it.

    Reasons are ``missing-column: NAME``, ``no-table: NAME`` and ``required-column: NAME``: without
    the last the set does not read the export at all. A column that is there and cannot be read is
    named by its header: ``not-a-time: HEADER``, ``not-a-number``, ``not-a-length`` and the like.
    """

    indicator: str
    title: str
    reason: str | None


@dataclass(frozen=True)
class FileLook:
    """One export: how it is written, whose it is, its ledger of rows, and its columns.

    ``read = blank + sum(rejected) + duplicate + used``; ``duplicate`` counts records that repeat
    an earlier one in every cell, and columns are told by the records that are used. ``vendor`` is
    the name of a profile and ``told_by`` the headers that told it. ``missing`` are texts beside
    the empty one that stand for no value in this file, as the standard rule set declares them.
    ``table`` is the table of the standard rule set that has most of the columns, where its key or
    its clock is among them.
    """

    path: str
    encoding: str
    delimiter: str
    vendor: str | None
    told_by: tuple[str, ...]
    header: tuple[str, ...]
    read: int
    blank: int
    rejected: Mapping[str, int]
    duplicate: int
    used: int
    columns: tuple[ColumnLook, ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...] = ()
    table: str | None = None
    possible: tuple[Possible, ...] = ()
