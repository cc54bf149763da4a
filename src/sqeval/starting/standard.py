"""A starter rule file on top of the standard set, for an export whose columns are known.

Only what differs is said. A header or a value that is merely close to a known one is proposed in a
comment: taken for it by mistake, it would be a wrong number.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from sqeval.expr.context import OTHER
from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.problems import InputError
from sqeval.rules.columns import CategoryColumn, Column
from sqeval.rules.headers import normal
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.starting.columns import summary
from sqeval.starting.spelling import listed, mapped, quoted, scalar, seen, visible
from sqeval.starting.table import TICKETS
from sqeval.starting.texts import Lang, text
from sqeval.starting.trial import Bound, errors_of, tried
from sqeval.starting.writing import head
from sqeval.starting.zone import timezone, zone_in
from sqeval.tables.columns import trimmed
from sqeval.tables.export import read_export
from sqeval.tables.header import CLOSE, Wanted, present
from sqeval.tables.recognise import Fitted, fitted
from sqeval.tables.source import Source
from sqeval.tables.table import Table

STANDARD = "builtin:service-desk"

#: The tables of the set that an export may be, in the order in which they are tried.
_TABLES = (TICKETS, "surveys")

#: The most values that a comment names.
_NAMED = 20


@dataclass
class _Differs:
    """What a table says that the set does not: keys of columns, and comments."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Given:
    """What is asked: the exports by table, the zone, the encoding, the language."""

    looks: Mapping[str, Sequence[FileLook]]
    bound: Bound
    zone: str | None
    encoding: str | None
    lang: Lang


def standard_rules(
    looks: Sequence[FileLook],
    sources: Mapping[str, Source],
    zone: str | None,
    encoding: str | None,
    lang: Lang,
) -> tuple[str, dict[str, list[str]]] | None:
    """Return a rule file that extends the standard set, and the paths of the exports of each table.

    None where the set does not fit the exports.
    """
    rules = load_rules(STANDARD)
    tables: dict[str, list[FileLook]] = {}
    for look in looks:
        name = _table_of(look, rules, sources, encoding)
        if name is None:
            return None
        tables.setdefault(name, []).append(look)
    if TICKETS not in tables:
        return None
    bound = {name: [sources[look.path] for look in same] for name, same in tables.items()}
    given = _Given(tables, bound, zone, encoding, lang)
    written = _written(given, rules)
    paths = {name: [look.path for look in same] for name, same in tables.items()}
    return None if written is None else (written, paths)


def _table_of(
    look: FileLook, rules: RuleSet, sources: Mapping[str, Source], encoding: str | None
) -> str | None:
    """Return the table of the set whose required columns an export has."""
    headers = [normal(cell) for cell in look.header]
    for name in _TABLES:
        with suppress(InputError):  # it could be of several vendors
            table = fitted(name, rules, [sources[look.path]], encoding, None).table
            needed = [c for c, m in table.columns.items() if m.required and m.value is None]
            wanted = [Wanted(c, table.columns[c].headers(c), required=True) for c in needed]
            if all(present(want, headers) for want in wanted):
                return name
    return None


def _written(given: _Given, rules: RuleSet) -> str | None:
    """Return the text, None where the exports have errors that it cannot mend."""
    differs = {name: _Differs() for name in given.looks}
    fits = {}
    for name, sources in given.bound.items():
        try:
            fits[name] = fitted(name, rules, sources, given.encoding, given.zone)
        except InputError:
            return None
    told = _told(given, fits)
    if errors_of(_text(given, differs, told), given.bound, given.zone):
        for name, fit in fits.items():
            _declare_formats(differs[name], fit, given.looks[name])
        if errors_of(_text(given, differs, told), given.bound, given.zone):
            return None
    done = tried(_text(given, differs, told), given.bound, given.zone)
    for name, fit in fits.items():
        _tell_absent(differs[name], fit, given, name)
        _tell_cells(differs[name], fit, rules, done.run.tables[name], given.lang)
    return _text(given, differs, told)


def _told(given: _Given, fits: Mapping[str, Fitted]) -> str | None:
    """Return the zone that the exports tell: in their headers, or in every time."""
    zones = {fit.table.timezone for fit in fits.values()} - {None}
    return next(iter(zones)) if len(zones) == 1 else zone_in(_times(given, fits))


def _times(given: _Given, fits: Mapping[str, Fitted]) -> Iterator[pl.Series]:
    for name, fit in fits.items():
        times = {c: m for c, m in fit.table.columns.items() if m.value is None and _is_time(m)}
        wanted = [Wanted(c, m.headers(c), required=False) for c, m in times.items()]
        for source in given.bound[name]:
            frame = read_export(source, wanted, encoding=given.encoding).frame
            frame = trimmed(frame, fit.table.missing)
            yield from (frame.get_column(c) for c in times if c in frame.columns)


def _is_time(column: Column) -> bool:
    return getattr(column, "type", "") == "datetime"


def _declare_formats(differs: _Differs, fit: Fitted, looks: Sequence[FileLook]) -> None:
    """Declare formats where the cells need them and only one list of formats reads them."""
    for column, model in fit.table.columns.items():
        look = _look_of(column, model, looks[0])
        if look is not None and _is_time(model) and len(look.formats) == 1:
            differs.columns.setdefault(column, {})["formats"] = listed(look.formats)


def _look_of(column: str, model: Column, look: FileLook) -> ColumnLook | None:
    """Return the look at the column of an export that a declared one is read from."""
    by_header = {normal(one.header): one for one in look.columns}
    firsts = (parts[0] for parts in model.headers(column) if len(parts) == 1)
    return next((by_header[h] for h in map(normal, firsts) if h in by_header), None)


def _tell_absent(differs: _Differs, fit: Fitted, given: _Given, name: str) -> None:
    """Propose headers that are close to those of columns that the export lacks."""
    look = given.looks[name][0]
    columns = {c: m for c, m in fit.table.columns.items() if m.value is None}
    found = {c: _look_of(c, m, look) for c, m in columns.items()}
    taken = {one.position for one in found.values() if one is not None}
    free = {normal(o.header): visible(o.header) for o in look.columns if o.position not in taken}
    for column, model in columns.items():
        if found[column] is not None:
            continue
        known = [normal(part) for parts in model.headers(column) for part in parts]
        near = [m for h in known for m in difflib.get_close_matches(h, list(free), 1, CLOSE)]
        if near and seen(free[near[0]]):
            header = free[near[0]]
            places = {"column": column, "header": quoted(header), "list": listed((header,))}
            differs.comments.append(text("meant", given.lang, **places))


def _tell_cells(differs: _Differs, fit: Fitted, rules: RuleSet, table: Table, lang: Lang) -> None:
    """Map values that are only spelled otherwise, tell those that the set does not know."""
    for column, model in fit.table.columns.items():
        if column not in table.frame.columns or not isinstance(model, CategoryColumn):
            continue
        unlisted = _unlisted(table.frame.get_column(column))
        same = {v: key for v, _ in unlisted if (key := _spelled(v, model)) is not None and seen(v)}
        own = rules.tables[table.name].columns[column]
        if same and isinstance(own, CategoryColumn):
            differs.columns.setdefault(column, {})["values"] = _with(own, same)
            differs.said[column] = text("spelled", lang)
        rest = tuple((value, n) for value, n in unlisted if value not in same)
        if rest:
            known = ", ".join(model.values)
            differs.comments.append(text("unlisted", lang, column=column, known=known))
            differs.comments.append(f"  {summary(rest[:_NAMED])}")
            differs.comments.append(f"  {text('values-how', lang)}")
    for column, reasons in table.invalid_cells.items():
        count = sum(reasons.values())
        differs.comments.append(text("unread", lang, column=column, count=count))


def _unlisted(cells: pl.Series) -> tuple[tuple[str, int], ...]:
    others = cells.filter(cells.str.starts_with(OTHER).fill_null(value=False))
    counts = others.value_counts(name="n").rows()
    found = ((str(v).removeprefix(OTHER).removesuffix(")"), int(n)) for v, n in counts)
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _spelled(value: str, column: CategoryColumn) -> str | None:
    """Return the one category that has a value in another spelling: its case, its spaces."""
    plain = normal(value)
    keys = {k for k, all_ in column.values.items() if plain in map(normal, (k, *all_))}
    return keys.pop() if len(keys) == 1 else None


def _with(column: CategoryColumn, more: Mapping[str, str]) -> str:
    """Return a category's spellings and some more: a list replaces what is extended."""
    values = {key: [*words] for key, words in column.values.items()}
    for value, key in more.items():
        values[key] = [*values.get(key, []), value]
    return mapped(tuple((key, listed(tuple(words))) for key, words in values.items()))


def _text(given: _Given, differs: Mapping[str, _Differs], told: str | None) -> str:
    lang = given.lang
    paths = [look.path for same in given.looks.values() for look in same]
    files = ", ".join(quoted(Path(path).name)[1:-1] for path in paths)
    title = text("title", lang, name=visible(Path(paths[0]).stem) or TICKETS)
    lines = head(files, title, timezone(given.zone, told, lang), lang)
    lines += [f"# {text('extends', lang)}", f"extends: [{STANDARD}]"]
    body = [line for name, one in differs.items() for line in _table(name, one, given)]
    says = any(one.columns for one in differs.values()) or given.encoding is not None
    return "\n".join([*lines, "", *(["tables:"] if says else []), *body]).rstrip("\n") + "\n"


def _table(name: str, differs: _Differs, given: _Given) -> Iterator[str]:
    if differs.columns or given.encoding is not None:
        yield f"  {name}:"
    if given.encoding is not None:
        said = text("encoding", given.lang)
        yield f"    encoding: {scalar(given.encoding)}  # {said}"
    if differs.columns:
        yield "    columns:"
    for column, keys in differs.columns.items():
        note = f"  # {differs.said[column]}" if column in differs.said else ""
        yield f"      {column}: {mapped(tuple(keys.items()))}{note}"
    yield from (f"      # {comment}" for comment in differs.comments)
