"""Loading the tables of a run: read, cast, resolve duplicates, compute, derive, account."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from sqeval.compile.instants import at
from sqeval.expr.tree import Node, names_used
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import Column
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.tables import Table as TableRules
from sqeval.tables.columns import Typed, trimmed, typed
from sqeval.tables.computed import with_computed
from sqeval.tables.derive import derived
from sqeval.tables.drift import drift, made_up
from sqeval.tables.export import read_export
from sqeval.tables.header import Wanted
from sqeval.tables.keys import ORDER, resolved, unrepeated, without_key
from sqeval.tables.native import KIND
from sqeval.tables.parse import LINE, ROW
from sqeval.tables.recognise import Fitted, fitted
from sqeval.tables.records import REASONS, Records, Reject
from sqeval.tables.source import Source
from sqeval.tables.table import FILE, FileRead, Table, Tables, balanced, instant
from sqeval.tables.unread import refuse_unread


@dataclass(frozen=True)
class Reading:
    """How a run reads: zone and encoding where the command line sets them, and ``as_of``.

    Events after ``as_of`` have not happened, so they enter no derived table.
    """

    zone: str | None = None
    encoding: str | None = None
    as_of: datetime | None = None


def load_tables(rules: RuleSet, bound: Mapping[str, Sequence[Source]], reading: Reading) -> Tables:
    """Load every table that has files, and every derived table whose source has.

    Raises InputError where an export is refused.
    """
    zone = rules.zone(reading.zone)
    loaded: dict[str, Table] = {}
    problems: list[Problem] = []
    for name, sources in bound.items():
        try:
            fit = fitted(name, rules, sources, reading.encoding, reading.zone)
            rules = replace(rules, tables={**rules.tables, name: fit.table})
            loaded[name] = _table(name, rules, sources, reading, fit)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    _derive_all(rules, loaded, zone, reading.as_of)
    # one file may be read as two tables; what is said of it is said once
    notices = list(dict.fromkeys(n for table in loaded.values() for n in table.notices))
    if rules.timezone is None and reading.zone is None and _naive(rules, loaded):
        notices.append(_no_zone())
    return Tables({name: loaded[name] for name in sorted(loaded)}, zone, tuple(notices))


def _table(
    name: str, rules: RuleSet, sources: Sequence[Source], reading: Reading, fit: Fitted
) -> Table:
    """Load one table from its files."""
    table = fit.table
    zone = table.timezone or rules.zone(reading.zone)
    columns = {c: model for c, model in table.columns.items() if model.value is None}
    _refuse_twice(name, table, sources)
    records = [_records(table, columns, source, reading.encoding) for source in sources]
    file = sources[0].path
    text = _stacked(records, table, columns)
    files_of = tuple((r.source.path, r.frame.height) for r in records)
    cells = typed(text, columns, zone, files_of)
    refuse_unread(text, cells.frame, table, files_of)
    absent = {c: c for c in columns if c not in text.columns}
    used, rejects = _used(cells, text, records, fit, file)
    # like every expression, a computed column speaks in the rule set's zone
    spoken = rules.zone(reading.zone)
    given = [given_values(fit, columns.keys() - r.found.keys()) for r in records]
    used = _with_files(made_up(used, records, given, spoken), records)
    values = given_values(fit, absent) | {c: v for c, (v, _) in _trees(rules, name).items()}
    absent = {c: lacking for c, lacking in absent.items() if c not in values}
    frame = with_computed(used.drop(ORDER, strict=False), values, absent, spoken)
    read = sum(r.read for r in records)
    blank = sum(r.blank for r in records)
    ledger = balanced(read, blank, read - blank - len(rejects) - used.height, used.height, rejects)
    files = tuple(FileRead(r.source, r.read, r.encoding, r.delimiter) for r in records)
    read_notices = (n for r in records for n in r.notices)
    notices = (*fit.notices, *read_notices, *drift(records), *cells.notices)
    decimals = {c: n for c, n in cells.decimals.items() if not any(c in known for known in given)}
    return Table(name, frame, files, ledger, absent, decimals, cells.naive, notices)


def given_values(fit: Fitted, absent: Container[str]) -> dict[str, Node]:
    """Return the profile's values of ``absent`` columns whose own operands are there."""
    return {
        column: tree
        for column, tree in fit.values.items()
        if column in absent and not any(name in absent for name in names_used(tree))
    }


def _records(
    table: TableRules, columns: Mapping[str, Column], source: Source, encoding: str | None
) -> Records:
    wanted = [Wanted(c, model.headers(c), model.required) for c, model in columns.items()]
    fingerprint = not table.key and table.keep == "first"
    return read_export(source, wanted, encoding=encoding or table.encoding, fingerprint=fingerprint)


def _stacked(
    records: Sequence[Records], table: TableRules, columns: Mapping[str, Column]
) -> pl.DataFrame:
    """Put the files of a table under one another, cells trimmed, missing texts null."""
    frames = [trimmed(r.frame, table.missing) for r in records]
    order = [c for c in columns if any(c in frame.columns for frame in frames)]
    kinds = {c: None for frame in frames for c in frame.columns if c.startswith(KIND)}
    names = [*order, *kinds, LINE, *([ROW] if ROW in frames[0].columns else [])]
    stacked = pl.concat(frames, how="diagonal").select(names).rechunk()
    return stacked.with_row_index(ORDER)


def _with_files(used: pl.DataFrame, records: Sequence[Records]) -> pl.DataFrame:
    """Tell rows of several files apart: lines alone do not say where a row stands."""
    if len(records) == 1:
        return used
    ends = pl.Series([r.frame.height for r in records]).cum_sum()
    file = pl.lit(ends).search_sorted(pl.col(ORDER).cast(pl.Int64), side="right")
    return used.with_columns(file.cast(pl.UInt32).alias(FILE))


def _refuse_twice(name: str, table: TableRules, sources: Sequence[Source]) -> None:
    """Refuse the same contents twice where no key would collapse their rows."""
    contents = [] if table.key else [source.data for source in sources]
    for i, data in enumerate(contents):
        if data in contents[:i]:
            message = f"this file has the same contents as another one of '{name}'"
            place = Location(sources[i].path)
            hint = "name each export once; with a key, repeated rows would count as duplicates"
            raise InputError(Problem("SQ534", message, place, hint))


def _used(
    cells: Typed, text: pl.DataFrame, records: Sequence[Records], fit: Fitted, file: str
) -> tuple[pl.DataFrame, tuple[Reject, ...]]:
    """Return the rows that are used, and all rejected records."""
    rejects = [reject for r in records for reject in r.rejects]
    frame, table = cells.frame, fit.table
    if fit.needs:
        empty = _empty(text, fit.needs)
        rejects += _rejected(frame.filter(empty), records, "no-answer", REASONS["no-answer"])
        frame, text = frame.filter(~empty), text.filter(~empty)
    keyless = without_key(frame, table.key)
    if keyless.any():
        rejects += _rejected(frame.filter(keyless), records, "missing-key", _KEYLESS)
        frame, text = frame.filter(~keyless), text.filter(~keyless)
    frame = resolved(unrepeated(frame, text, table), table, file)
    return frame.drop(ROW, strict=False), tuple(rejects)


def _empty(text: pl.DataFrame, needs: Sequence[str]) -> pl.Series:
    """Return, per row, whether all of these columns are empty; a column that is not there is."""
    present = [column for column in needs if column in text.columns]
    nothing = pl.Series([True]).new_from_index(0, text.height)
    if not present:
        return nothing
    return text.select(pl.all_horizontal(pl.col(present).is_null())).to_series()


#: Why a row that could be read is rejected by its key.
_KEYLESS = "a part of its key is missing or invalid"


def _rejected(
    frame: pl.DataFrame, records: Sequence[Records], code: str, reason: str
) -> list[Reject]:
    """Return the rejects of these rows, each with its file and line."""
    rejects = []
    begin = 0
    for owner in records:
        end = begin + owner.frame.height
        lines = frame.filter(pl.col(ORDER) >= begin, pl.col(ORDER) < end)[LINE].to_list()
        path = owner.source.path
        raws = zip(lines, owner.raw(lines) if lines else (), strict=True)
        rejects += [Reject(path, line, code, reason, raw) for line, raw in raws]
        begin = end
    return rejects


def _trees(rules: RuleSet, table: str) -> dict[str, tuple[Node, Node | None]]:
    """Return the checked expressions of a table's computed columns."""
    return {
        column: (
            rules.trees["tables", table, column, "value"],
            rules.trees.get(("tables", table, column, "where")),
        )
        for column, model in rules.tables[table].columns.items()
        if model.value is not None
    }


def _derive_all(
    rules: RuleSet, loaded: dict[str, Table], zone: str, as_of: datetime | None
) -> None:
    """Derive what can be, sources first."""
    waiting = {n: t for n, t in rules.tables.items() if t.derive is not None and n not in loaded}
    ready = True
    while ready:
        ready = False
        for name, table in list(waiting.items()):
            if table.derive is not None and table.derive.from_ in loaded:
                source = _until(loaded[table.derive.from_], rules, zone, as_of)
                trees = _trees(rules, name)
                loaded[name] = derived(name, table, source, trees, zone)
                del waiting[name]
                ready = True


def _until(table: Table, rules: RuleSet, zone: str, as_of: datetime | None) -> Table:
    """Return a table without the rows whose clock is after ``as_of``."""
    clock = rules.tables[table.name].clock
    if as_of is None or clock is None or clock in table.absent:
        return table
    rows = table.frame.filter((instant(table, clock, zone) <= at(as_of)).fill_null(value=True))
    return replace(table, frame=rows)


def _naive(rules: RuleSet, loaded: Mapping[str, Table]) -> bool:
    """Tell whether any table without a zone of its own has times without offsets."""
    return any(t.naive and rules.tables[name].timezone is None for name, t in loaded.items())


def _no_zone() -> Problem:
    message = "times without an offset count as UTC, since neither rules nor command name a zone"
    hint = "set 'timezone: Asia/Shanghai' in the rule file, or give --timezone"
    return Problem("SQ532", message, Location(), hint)
