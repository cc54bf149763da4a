"""Which table each export is: those of one header together, each under the name it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from sqeval.inspection.values import FileLook
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.headers import normal
from sqeval.starting.asked import Asked
from sqeval.starting.columns import Column, declared
from sqeval.starting.marks import is_answers
from sqeval.starting.names import name_for
from sqeval.starting.spelling import quoted, seen, visible
from sqeval.starting.table import EVENTS, TICKETS, Table
from sqeval.starting.texts import Lang, text
from sqeval.starting.trial import Bound
from sqeval.starting.words import REVIEWERS, says
from sqeval.tables.columns import trimmed
from sqeval.tables.export import read_export
from sqeval.tables.header import Wanted
from sqeval.tables.records import HARMLESS

#: What commonly stands for tables of survey answers and of review sheets.
SURVEYS, REVIEWS = "surveys", "reviews"


def tables_of(asked: Asked) -> tuple[tuple[Table, ...], dict[str, list[str]]]:
    """Return a table for each distinct header, and the paths of the files that have it.

    Raises InputError for a header that names nothing.
    """
    groups: dict[tuple[str, ...], list[FileLook]] = {}
    for look in asked.looks:
        groups.setdefault(tuple(map(normal, look.header)), []).append(look)
    tables: dict[str, Table] = {}
    paths: dict[str, list[str]] = {}
    for same in groups.values():
        columns, notes = declared(same[0], asked.lang)
        if not columns:
            raise InputError(_nameless(same[0].path))
        name = _name(columns, same[0], tables)
        notes += tuple(_rejected(same, asked.lang))
        again = sum(look.duplicate for look in same)
        missing = tuple(dict.fromkeys(m for look in same for m in look.missing if seen(m)))
        tables[name] = Table(
            name, columns, asked.encoding, duplicates=again, missing=missing, notes=notes
        )
        paths[name] = [look.path for look in same]
    return tuple(tables.values()), paths


def _nameless(path: str) -> Problem:
    message = "no column has a header by which rules could name it"
    return Problem("SQ502", message, Location(path, 1), "put a line of headers first")


def _name(columns: tuple[Column, ...], look: FileLook, taken: Mapping[str, Table]) -> str:
    """Return what a table is called: tickets, unless its columns say otherwise."""
    likely = SURVEYS if is_answers(columns) else TICKETS
    if any(says(column.title, REVIEWERS) for column in columns):
        likely = REVIEWS
    if likely not in taken:
        return likely
    if TICKETS not in taken:
        return TICKETS
    return name_for(visible(Path(look.path).stem), {*taken, TICKETS, EVENTS}, "other")


def _rejected(looks: Sequence[FileLook], lang: Lang) -> Iterator[str]:
    for look in looks:
        count = sum(n for code, n in look.rejected.items() if code not in HARMLESS)
        if count:
            yield text("rejected", lang, count=count, file=quoted(Path(look.path).name))


def times_of(tables: Sequence[Table], bound: Bound, encoding: str | None) -> Iterator[pl.Series]:
    """Yield the texts of all time columns."""
    for table in tables:
        times = [c for c in table.columns if c.type == "datetime" and len(c.headers) == 1]
        wanted = [Wanted(c.id, (c.headers,), required=True) for c in times]
        for source in bound[table.name] if wanted else ():
            frame = trimmed(read_export(source, wanted, encoding=encoding).frame, [""])
            yield from (frame.get_column(column.id) for column in times)
