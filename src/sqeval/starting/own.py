"""A starter rule file with tables of its own, for an export that no standard set knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from sqeval.api import Scored
from sqeval.inspection.values import FileLook
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.headers import normal
from sqeval.rules.lint.people import PERSONS, TEAMS, called
from sqeval.rules.ruleset import RuleSet
from sqeval.starting.columns import Column, declared
from sqeval.starting.facts import organised, sound
from sqeval.starting.figures import aimed
from sqeval.starting.indicators import distinct, proposed
from sqeval.starting.marks import bounded, is_answers
from sqeval.starting.names import name_for
from sqeval.starting.spelling import quoted, seen, visible
from sqeval.starting.table import EVENTS, TICKETS, Indicator, Starter, Table
from sqeval.starting.texts import Lang, text
from sqeval.starting.trial import Bound, rules_of, tried
from sqeval.starting.words import REVIEWERS, says
from sqeval.starting.writing import written
from sqeval.starting.zone import timezone, zone_in
from sqeval.tables.columns import trimmed
from sqeval.tables.export import read_export
from sqeval.tables.header import Wanted
from sqeval.tables.records import HARMLESS
from sqeval.tables.source import Source

#: What commonly stands for tables of survey answers and of review sheets.
SURVEYS, REVIEWS = "surveys", "reviews"


def own_rules(
    looks: Sequence[FileLook],
    sources: Mapping[str, Source],
    zone: str | None,
    encoding: str | None,
    lang: Lang,
) -> tuple[str, dict[str, list[str]]]:
    """Return a rule file with tables of its own, and the paths of the exports of each.

    Raises InputError where an export is refused.
    """
    tables, paths = _tables(looks, encoding, lang)
    bound = {name: [sources[path] for path in given] for name, given in paths.items()}
    told = zone_in(_times(tables, bound, encoding))
    stem = visible(Path(looks[0].path).stem) or TICKETS
    files = ", ".join(quoted(Path(look.path).name)[1:-1] for look in looks)
    starter = Starter(
        lang,
        text("title", lang, name=stem),
        files,
        timezone(zone, told, lang),
        tables,
        tuple(_counts(tables, lang)),
    )
    starter, first = _read(starter, bound, zone)
    starter = _organised(starter, first)
    paths = {t.read_as: paths[t.name] for t in starter.tables}
    bound = {name: [sources[path] for path in given] for name, given in paths.items()}
    starter = _aimed(starter, tried(written(starter), bound, zone))
    return written(starter, _people(rules_of(written(starter)))), paths


def _tables(
    looks: Sequence[FileLook], encoding: str | None, lang: Lang
) -> tuple[tuple[Table, ...], dict[str, list[str]]]:
    """Return a table for each distinct header, and the paths of the files that have it.

    Raises InputError for a header that names nothing.
    """
    groups: dict[tuple[str, ...], list[FileLook]] = {}
    for look in looks:
        groups.setdefault(tuple(map(normal, look.header)), []).append(look)
    tables: dict[str, Table] = {}
    paths: dict[str, list[str]] = {}
    for same in groups.values():
        columns, notes = declared(same[0], lang)
        if not columns:
            raise InputError(_nameless(same[0].path))
        name = _name(columns, same[0], tables)
        notes += tuple(_rejected(same, lang))
        again = sum(look.duplicate for look in same)
        missing = tuple(dict.fromkeys(m for look in same for m in look.missing if seen(m)))
        tables[name] = Table(
            name, columns, encoding, duplicates=again, missing=missing, notes=notes
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


def _times(tables: Sequence[Table], bound: Bound, encoding: str | None) -> Iterator[pl.Series]:
    """Yield the texts of all time columns."""
    for table in tables:
        times = [c for c in table.columns if c.type == "datetime" and len(c.headers) == 1]
        wanted = [Wanted(c.id, (c.headers,), required=True) for c in times]
        for source in bound[table.name] if wanted else ():
            frame = trimmed(read_export(source, wanted, encoding=encoding).frame, [""])
            yield from (frame.get_column(column.id) for column in times)


def _counts(tables: Sequence[Table], lang: Lang) -> Iterator[Indicator]:
    for table in tables:
        yield next(iter(proposed(table, pl.DataFrame(), lang)))


def _read(starter: Starter, bound: Bound, zone: str | None) -> tuple[Starter, Scored]:
    """Return the starter with columns that read as declared; what does not is a text."""
    try:
        done = tried(written(starter), bound, zone)
    except InputError:  # a column of times that cannot be read one way
        starter = _with_columns(starter, lambda c, _t: c.as_text() if c.type in _TIMES else c)
        done = tried(written(starter), bound, zone)
    frames = {t.name: done.run.tables[t.name].frame for t in starter.tables}
    checked = _with_columns(starter, lambda column, table: sound(column, frames[table]))
    return (
        (starter, done) if checked == starter else (checked, tried(written(checked), bound, zone))
    )


_TIMES = ("date", "datetime")


def _with_columns(starter: Starter, change: Callable[[Column, str], Column]) -> Starter:
    tables = tuple(
        replace(t, columns=tuple(change(c, t.name) for c in t.columns)) for t in starter.tables
    )
    return replace(starter, tables=tables)


def _organised(starter: Starter, done: Scored) -> Starter:
    """Return the starter with keys, clocks and lookups, and all indicators that there could be."""
    frames = {t.name: done.run.tables[t.name].frame for t in starter.tables}
    typed = [bounded(t, frames[t.name]) for t in starter.tables]
    tables = [organised(t, frames[t.name], first=t.name == TICKETS) for t in typed]
    tickets = next((t for t in tables if t.name == TICKETS), None)
    tables = [t if tickets in (None, t) else _looking_up(t, tickets) for t in tables]
    found = [i for t in tables for i in proposed(t, frames[t.name], starter.lang)]
    return replace(starter, tables=tuple(tables), indicators=distinct(found))


def _looking_up(table: Table, tickets: Table | None) -> Table:
    """Return a table that sees its tickets, where it has a column called like their key."""
    if tickets is None or tickets.key is None:
        return table
    own = [c for c in table.columns if c.id == tickets.key and c.type == "text"]
    return replace(table, lookup=tickets.key) if own else table


def _aimed(starter: Starter, done: Scored) -> Starter:
    """Return the starter with targets, without the indicators that have no value."""
    scores = {score.id: score for score in done.scorecards[0].indicators}
    kept = [
        aimed(indicator, scores[indicator.id], starter.lang)
        for indicator in starter.indicators
        if scores[indicator.id].value is not None
    ]
    return replace(starter, indicators=tuple(kept))


def _people(rules: RuleSet) -> frozenset[tuple[str, str]]:
    """Return the columns that are known to be there to group by."""
    return frozenset(
        (name, column)
        for name, table in rules.tables.items()
        for column, model in table.columns.items()
        if called(PERSONS | TEAMS, column, model)
    )
