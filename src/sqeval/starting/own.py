"""A starter rule file with tables of its own, for an export that no standard set knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqeval.api import Scored
from sqeval.problems import InputError
from sqeval.rules.lint.people import PERSONS, PLACES, TEAMS, called
from sqeval.rules.ruleset import RuleSet
from sqeval.starting.asked import Asked
from sqeval.starting.binding import tables_of, times_of
from sqeval.starting.columns import Column
from sqeval.starting.facts import organised, sound
from sqeval.starting.figures import aimed
from sqeval.starting.indicators import distinct, proposed, volume
from sqeval.starting.marks import bounded
from sqeval.starting.table import TICKETS, Starter, Table
from sqeval.starting.trial import Bound, rules_of, tried
from sqeval.starting.writing import written
from sqeval.starting.zone import timezone, zone_in


def own_rules(asked: Asked) -> tuple[str, dict[str, list[str]]]:
    """Return a rule file with tables of its own, and the paths of the exports of each.

    Raises InputError where an export is refused.
    """
    tables, paths = tables_of(asked)
    bound = asked.bound(paths)
    told = zone_in(times_of(tables, bound, asked.encoding))
    zone = timezone(asked.zone, told, asked.lang)
    counts = tuple(volume(table, asked.lang) for table in tables)
    starter = Starter(asked.lang, asked.title, asked.files, zone, tables, counts)
    starter, first = _read(starter, bound, asked.zone)
    starter = _organised(starter, first)
    paths = {t.read_as: paths[t.name] for t in starter.tables}
    starter = _aimed(starter, tried(written(starter), asked.bound(paths), asked.zone))
    return written(starter, _people(rules_of(written(starter)))), paths


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
        if called(PERSONS | TEAMS | PLACES, column, model)
    )
