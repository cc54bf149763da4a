"""Do the rules fit an export? Every column is looked at by itself, and nothing is scored.

Reading for a score stops at the first thing that makes a figure wrong. Whoever writes rules wants
all of it at once, with the line of the rule file that has to change.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import CategoryColumn, Column
from sqeval.rules.headers import normal
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.columns import kinds_of, read_column, trimmed
from sqeval.tables.export import read_export
from sqeval.tables.header import CLOSE, Wanted
from sqeval.tables.load import Reading, given_values, load_tables
from sqeval.tables.moments import Place
from sqeval.tables.parse import LINE
from sqeval.tables.recognise import Fitted, fitted
from sqeval.tables.records import HARMLESS, Records
from sqeval.tables.source import Source
from sqeval.tables.unread import unread

#: The most values outside the declared ones that are named, and the letters of each.
_NAMED, _LETTERS = 5, 40


def misfits(
    rules: RuleSet, bound: Mapping[str, Sequence[Source]], reading: Reading
) -> list[Problem]:
    """Return everything in which exports and rules do not fit, by table, file and column.

    Where no column is at fault, what a score would refuse (records of one key that differ, say) is
    returned.
    """
    found = [p for name, sources in bound.items() for p in _all(name, rules, sources, reading)]
    if not any(problem.severity == "error" for problem in found):
        try:
            load_tables(rules, bound, reading)
        except InputError as error:
            found += error.problems
    return found


def _all(
    name: str, rules: RuleSet, sources: Sequence[Source], reading: Reading
) -> Iterator[Problem]:
    """Yield everything in which the exports of one table do not fit it, with its profile."""
    try:
        fit = fitted(name, rules, sources, reading.encoding, reading.zone)
    except InputError as error:
        yield from error.problems
        return
    yield from fit.notices
    for source in sources:
        yield from _misfits(rules, fit, source, reading)


def _misfits(rules: RuleSet, fit: Fitted, source: Source, reading: Reading) -> Iterator[Problem]:
    table = fit.table
    columns = {c: model for c, model in table.columns.items() if model.value is None}
    wanted = [Wanted(c, model.headers(c), required=False) for c, model in columns.items()]
    try:
        records = read_export(source, wanted, encoding=reading.encoding or table.encoding)
    except InputError as error:
        yield from error.problems
        return
    yield from records.notices
    yield from _rejected(records)
    frame = trimmed(records.frame, table.missing)
    zone = table.timezone or rules.zone(reading.zone)
    absent = {name for name in columns if name not in frame.columns}
    made = given_values(fit, absent)
    for name, column in columns.items():
        if name not in absent:
            place = Place(source.path, name, frame[LINE])
            yield from _column(frame[name], kinds_of(frame, name), column, zone, place)
        elif name not in made:
            yield _absent(name, column, records)


def _rejected(records: Records) -> Iterator[Problem]:
    lost = [reject for reject in records.rejects if reject.code not in HARMLESS]
    if lost:
        first = min(lost, key=lambda reject: reject.line)
        message = (
            f"{len(lost)} of {records.read} rows cannot be read; the first "
            f"{first.reason} ({first.code})"
        )
        hint = "see them all with sqeval score --rejects FILE"
        yield Problem("SQ556", message, Location(first.file, first.line), hint)


def _absent(name: str, column: Column, records: Records) -> Problem:
    """Return the problem of a column that the export lacks, with the header that is closest."""
    looked = ", ".join(f"'{' + '.join(parts)}'" for parts in column.headers(name))
    message = f"{records.source.path} has no column for {name} (looked for {looked})"
    taken = {at for places in records.found.values() for at in places}
    free = {normal(h): h.strip() for i, h in enumerate(records.header) if i not in taken}
    headers = [normal(part) for parts in column.headers(name) for part in parts]
    near = [m for h in headers for m in difflib.get_close_matches(h, list(free), 1, CLOSE)]
    hint = f"did you mean '{_cut(free[near[0]])}'? then add it to 'from'" if near else ""
    return Problem("SQ551" if column.required else "SQ552", message, column.at(key=True), hint)


def _column(
    text: pl.Series, kinds: pl.Series | None, column: Column, zone: str, place: Place
) -> Iterator[Problem]:
    """Yield what in a column's cells its declaration does not fit."""
    try:
        cells = read_column(text, column, zone, place, kinds)
    except InputError as error:
        yield from error.problems
        return
    if isinstance(column, CategoryColumn):
        yield from _unlisted(text, column, place)
    if cells.reasons is not None:
        yield unread(text, column, cells.reasons, place)


def _unlisted(text: pl.Series, column: CategoryColumn, place: Place) -> Iterator[Problem]:
    words = {word for key, spellings in column.values.items() for word in (key, *spellings)}
    counts = text.drop_nulls().value_counts(sort=True, name="n").rows()
    others = sorted(((n, value) for value, n in counts if value not in words), reverse=True)
    if not others:
        return
    named = ", ".join(f"'{_cut(value)}' {n}" for n, value in others[:_NAMED])
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    message = (
        f"{place.column} in {place.file}: {sum(n for n, _ in others)} of {text.count()} cells hold "
        f"values outside the declared ones: {named}{more}"
    )
    near = difflib.get_close_matches(others[0][1], list(words), 1, CLOSE)
    hint = f"'{_cut(others[0][1])}' may be a spelling of '{near[0]}'" if near else ""
    yield Problem("SQ553", message, column.at("values", key=True), hint)


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
