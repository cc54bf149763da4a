"""A starter rule file on top of the standard set, for an export whose columns are known.

Only what differs is said. A header or a value that is merely close to a known one is proposed in a
comment: taken for it by mistake, it would be a wrong number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import polars as pl

from sqeval.api import Options
from sqeval.inspection.values import FileLook
from sqeval.problems import InputError
from sqeval.rules.columns import DatetimeColumn
from sqeval.rules.headers import normal
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.starting.asked import Asked
from sqeval.starting.differs import Differs, declare_formats, tell_absent, tell_cells
from sqeval.starting.spelling import mapped, scalar
from sqeval.starting.table import TICKETS
from sqeval.starting.texts import text
from sqeval.starting.trial import Bound, errors_of, tried
from sqeval.starting.writing import head
from sqeval.starting.zone import timezone, zone_in
from sqeval.tables.columns import trimmed
from sqeval.tables.export import read_export
from sqeval.tables.header import Wanted, present
from sqeval.tables.recognise import Fitted, fitted
from sqeval.tables.table import Table

STANDARD = "builtin:service-desk"

#: The tables of the set that an export may be, in the order in which they are tried.
_TABLES = (TICKETS, "surveys")


@dataclass(frozen=True)
class _Given:
    """What is asked, and the exports of each table."""

    asked: Asked
    looks: Mapping[str, Sequence[FileLook]]

    @property
    def paths(self) -> dict[str, list[str]]:
        """The paths of the exports of each table."""
        return {name: [look.path for look in same] for name, same in self.looks.items()}

    @property
    def bound(self) -> Bound:
        """The exports of each table."""
        return self.asked.bound(self.paths)


def standard_rules(asked: Asked) -> tuple[str, dict[str, list[str]]] | None:
    """Return a rule file that extends the standard set, and the paths of the exports of each table.

    None where the set does not fit the exports.
    """
    rules = load_rules(STANDARD)
    tables: dict[str, list[FileLook]] = {}
    for look in asked.looks:
        name = _table_of(look, rules, asked)
        if name is None:
            return None
        tables.setdefault(name, []).append(look)
    given = _Given(asked, tables)
    written = _written(given, rules) if TICKETS in tables else None
    return None if written is None else (written, given.paths)


def _table_of(look: FileLook, rules: RuleSet, asked: Asked) -> str | None:
    """Return the table of the set whose required columns an export has."""
    headers = [normal(cell) for cell in look.header]
    for name in _TABLES:
        with suppress(InputError):  # it could be of several vendors
            table = fitted(name, rules, [asked.sources[look.path]], asked.encoding, None).table
            needed = [c for c, m in table.columns.items() if m.required and m.value is None]
            wanted = [Wanted(c, table.columns[c].headers(c), required=True) for c in needed]
            if all(present(want, headers) for want in wanted):
                return name
    return None


def _written(given: _Given, rules: RuleSet) -> str | None:
    """Return the text, None where the exports have errors that it cannot mend."""
    differs = {name: Differs() for name in given.looks}
    fits = {}
    for name, sources in given.bound.items():
        try:
            fits[name] = fitted(name, rules, sources, given.asked.encoding, given.asked.zone)
        except InputError:
            return None
    told = _told(given, fits)
    if errors_of(_text(given, differs, told), given.bound, given.asked.zone):
        for name, fit in fits.items():
            declare_formats(differs[name], fit, given.looks[name])
        if errors_of(_text(given, differs, told), given.bound, given.asked.zone):
            return None
    done = tried(_text(given, differs, told), given.bound, given.asked.zone)
    if any(_keyless(table) for table in done.run.tables.tables.values()):
        return None
    for name, fit in fits.items():
        tell_absent(differs[name], fit, given.looks[name][0], given.asked.lang)
        tell_cells(differs[name], fit, rules, done.run.tables[name], given.asked.lang)
    return _text(given, differs, told)


def _keyless(table: Table) -> bool:
    """Tell whether so many rows lack the key that a score would be refused."""
    lost = table.ledger.rejected.get("missing-key", 0)
    return lost > Options.max_rejected * table.ledger.read


def _told(given: _Given, fits: Mapping[str, Fitted]) -> str | None:
    """Return the zone that the exports tell: in their headers, or in every time."""
    zones = {fit.table.timezone for fit in fits.values()} - {None}
    return next(iter(zones)) if len(zones) == 1 else zone_in(_times(given, fits))


def _times(given: _Given, fits: Mapping[str, Fitted]) -> Iterator[pl.Series]:
    for name, fit in fits.items():
        times = {
            c: m
            for c, m in fit.table.columns.items()
            if m.value is None and isinstance(m, DatetimeColumn)
        }
        wanted = [Wanted(c, m.headers(c), required=False) for c, m in times.items()]
        for source in given.bound[name]:
            frame = read_export(source, wanted, encoding=given.asked.encoding).frame
            frame = trimmed(frame, fit.table.missing)
            yield from (frame.get_column(c) for c in times if c in frame.columns)


def _text(given: _Given, differs: Mapping[str, Differs], told: str | None) -> str:
    asked, lang = given.asked, given.asked.lang
    lines = head(asked.files, asked.title, timezone(asked.zone, told, lang), lang)
    lines += [f"# {text('extends', lang)}", f"extends: [{STANDARD}]"]
    body = [line for name, one in differs.items() for line in _table(name, one, given)]
    says = any(one.columns for one in differs.values()) or given.asked.encoding is not None
    return "\n".join([*lines, "", *(["tables:"] if says else []), *body]).rstrip("\n") + "\n"


def _table(name: str, differs: Differs, given: _Given) -> Iterator[str]:
    if differs.columns or given.asked.encoding is not None:
        yield f"  {name}:"
    if given.asked.encoding is not None:
        said = text("encoding", given.asked.lang)
        yield f"    encoding: {scalar(given.asked.encoding)}  # {said}"
    if differs.columns:
        yield "    columns:"
    for column, keys in differs.columns.items():
        note = f"  # {differs.said[column]}" if column in differs.said else ""
        yield f"      {column}: {mapped(tuple(keys.items()))}{note}"
    indent = "      " if differs.columns else ""
    yield from (f"{indent}# {comment}" for comment in differs.comments)
