"""What tables must agree on: keys, clocks, lookups, derivations, computed columns."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from sqeval.calendars.zones import zone_problem
from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.nodes import Model
from sqeval.rules.checking import Checking
from sqeval.rules.columns import BooleanColumn, CategoryColumn, Column, ScaleColumn
from sqeval.rules.scope import column_type, derive_scope, table_scope, visible
from sqeval.rules.tables import Keep, Table

_TIMES = frozenset({Kind.DATE, Kind.DATETIME})


def check_tables(checking: Checking) -> None:
    """Check every table; fills the types of its own columns and of those its rows see."""
    tables = checking.draft.tables
    for name in _in_order(checking):
        checking.own[name] = _column_types(checking, name)
    for name, table in tables.items():
        checking.types[name] = visible(name, tables, checking.own)
        _check_names(checking, name, table)
        _check_lookups(checking, name, table)
        _check_settings(checking, table)


def _in_order(checking: Checking) -> list[str]:
    """Return the tables so that a derived one comes after its source; report cycles and gaps."""
    tables, done = checking.draft.tables, []
    for name in tables:
        chain = [name]
        while (derive := tables[chain[-1]].derive) is not None and derive.from_ in tables:
            if derive.from_ in chain:
                told = " -> ".join([*chain, derive.from_])
                message = f"'{name}' derives from itself: {told}"
                checking.report("SQ211", message, tables[name].at("derive"))
                break
            chain.append(derive.from_)
        done += [link for link in reversed(chain) if link not in done]
    return done


def _column_types(checking: Checking, name: str) -> dict[str, Type]:
    """Return a table's own columns; a computed one may use those declared before it."""
    table = checking.draft.tables[name]
    types = dict.fromkeys(checking.draft.broken_columns.get(name, ()), UNKNOWN)
    types |= {k: column_type(c) for k, c in table.columns.items() if c.value is None}
    if table.derive is not None:
        types |= _derived_keys(checking, table)
    for column, model in table.columns.items():
        _check_values(checking, model)
        if model.value is not None:
            types[column] = _computed(checking, name, column, types)
    return {column: types[column] for column in [*table.columns, *types] if column in types}


def _derived_keys(checking: Checking, table: Table) -> dict[str, Type]:
    """Return the types of a derived table's columns that are read: only the case itself is."""
    derive = table.derive
    if derive is None:
        return {}
    source = checking.own.get(derive.from_, {})
    found: dict[str, Type] = {}
    if derive.from_ not in checking.draft.tables:
        if derive.from_ not in checking.draft.broken_tables:
            names = checking.draft.tables
            checking.unknown_name(derive.from_, "table", names, derive.at("from"))
        return dict.fromkeys(table.columns, UNKNOWN)
    if derive.per not in source:
        checking.unknown_name(derive.per, f"column of {derive.from_}", source, derive.at("per"))
    for column, model in table.columns.items():
        if model.value is not None:
            continue
        if column == derive.per:
            found[column] = source.get(column, UNKNOWN)
        else:
            message = f"'{column}' of a derived table needs a 'value', such as min({column})"
            checking.report("SQ210", message, table.at("columns", column, key=True))
            found[column] = UNKNOWN
    return found


def _computed(checking: Checking, name: str, column: str, types: dict[str, Type]) -> Type:
    table = checking.draft.tables[name]
    model = table.columns[column]
    derive = table.derive
    if derive is not None:
        scope = derive_scope(derive.from_, checking.own.get(derive.from_, {}))
        if derive.from_ not in checking.draft.tables:
            return UNKNOWN
    else:
        scope = table_scope(name, dict(types), frozenset())
        if model.where is not None:
            message = "'where' goes with the values of derived tables"
            checking.report("SQ210", message, model.at("where"))
    key = ("tables", name, column)
    declared = "type" in model.model_fields_set
    kinds = {column_type(model).kind} if declared else set()
    found = checking.expression(model, ("value",), scope, kinds, (*key, "value"))
    if model.where is not None and derive is not None:
        rows = table_scope(derive.from_, checking.own[derive.from_], frozenset())
        checking.expression(model, ("where",), rows, {Kind.BOOLEAN}, (*key, "where"))
    return found


def _check_names(checking: Checking, name: str, table: Table) -> None:
    """Check the columns that the table's own keys name."""
    own = checking.own[name]
    for path, column in _named(table):
        if column not in own:
            checking.unknown_name(column, f"column of {name}", own, table.at(*path))
    if table.clock in own and own[table.clock].kind not in _TIMES | {Kind.UNKNOWN}:
        message = f"the clock is a time, '{table.clock}' is {own[table.clock]}"
        checking.report("SQ204", message, table.at("clock"), "give the column 'type: datetime'")


def _named(table: Table) -> Iterator[tuple[tuple[str | int, ...], str]]:
    single = table.scalar("key") is not None
    for i, column in enumerate(table.key):
        yield (("key",) if single else ("key", i)), column
    if table.clock is not None:
        yield ("clock",), table.clock
    if isinstance(table.duplicates, Keep) and table.duplicates.by is not None:
        yield ("duplicates", "by"), table.duplicates.by
    for target, columns in table.lookup.items():
        single = table.scalar("lookup", target) is not None
        for i, column in enumerate(columns):
            yield (("lookup", target) if single else ("lookup", target, i)), column


def _check_lookups(checking: Checking, name: str, table: Table) -> None:
    for target, columns in table.lookup.items():
        place = table.at("lookup", target, key=True)
        other = checking.draft.tables.get(target)
        if other is None:
            if target not in checking.draft.broken_tables:
                checking.unknown_name(target, "table", checking.draft.tables, place)
            continue
        if len(other.key) != len(columns):
            has = f"{len(other.key)} columns" if other.key else "no key"
            message = f"'{target}' has a key of {has}, '{name}' looks it up by {len(columns)}"
            checking.report("SQ210", message.replace("a key of no key", "no key"), place)
            continue
        for own, key in zip(columns, other.key, strict=True):
            _check_join(checking, name, own, target, key)


def _check_join(checking: Checking, name: str, own: str, target: str, key: str) -> None:
    mine, theirs = checking.own[name].get(own, UNKNOWN), checking.own[target].get(key, UNKNOWN)
    if Kind.UNKNOWN not in (mine.kind, theirs.kind) and mine.kind != theirs.kind:
        place = checking.draft.tables[name].at("lookup", target)
        checking.report("SQ204", f"'{own}' is {mine}, the key of '{target}' is {theirs}", place)


def _check_settings(checking: Checking, table: Table) -> None:
    if table.timezone is not None:
        check_zone(checking, table, table.timezone)
    if table.encoding is not None:
        try:
            codecs.lookup(table.encoding)
        except LookupError:
            message = f"'{table.encoding}' is no encoding"
            hint = "for example utf-8, gb18030, big5, cp1252"
            checking.report("SQ215", message, table.at("encoding"), hint)


def check_zone(checking: Checking, model: Model, zone: str) -> None:
    """Report a time zone that is none, at the model's ``timezone``."""
    wrong = zone_problem(zone)
    if wrong is not None:
        checking.report("SQ213", wrong[0], model.at("timezone"), wrong[1])


def _check_values(checking: Checking, column: Column) -> None:
    """Report a spelling that stands for two values of a column."""
    if not isinstance(column, BooleanColumn | CategoryColumn | ScaleColumn):
        return
    owner: dict[str, str] = {}
    for value, spellings in column.values.items():
        for spelling in dict.fromkeys([str(value), *spellings]):
            if owner.setdefault(spelling, str(value)) != str(value):
                message = f"'{spelling}' stands for both '{owner[spelling]}' and '{value}'"
                checking.report("SQ303", message, column.at("values", str(value)))
