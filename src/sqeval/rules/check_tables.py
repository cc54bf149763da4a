"""What tables must agree on: keys, clocks, lookups, derivations, computed columns."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping

from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.rules.check_columns import check_column, check_name, check_settings
from sqeval.rules.check_states import check_states
from sqeval.rules.checking import Checking
from sqeval.rules.columns import Column
from sqeval.rules.scope import column_type, derive_scope, table_scope, visible
from sqeval.rules.tables import Derive, Keep, Table

_TIMES = frozenset({Kind.DATE, Kind.DATETIME})

#: What only a table that is read from files can say.
_IDLE = frozenset({"profile", "duplicates", "missing", "timezone", "encoding"})


def check_tables(checking: Checking) -> None:
    """Check every table; fills the types of its own columns and of those its rows see."""
    tables = checking.draft.tables
    for name in checking.draft.broken_tables:
        columns = checking.draft.broken_columns.get(name, ())
        checking.own[name] = dict.fromkeys(columns, UNKNOWN)
    for name in _in_order(checking):
        checking.own[name] = _column_types(checking, name)
    for name, table in tables.items():
        checking.types[name] = visible(name, tables, checking.own)
        _check_names(checking, name, table)
        _check_lookups(checking, name, table)
        check_settings(checking, table)
    for name, table in tables.items():
        check_states(checking, name, table)


def _in_order(checking: Checking) -> list[str]:
    """Return the tables so that a derived one comes after its source; report cycles and gaps."""
    tables = checking.draft.tables
    done: list[str] = []
    for name in tables:
        chain = [name]
        while (derive := tables[chain[-1]].derive) is not None and derive.from_ in tables:
            if derive.from_ in chain:
                circle = [*chain[chain.index(derive.from_) :], derive.from_]
                message = f"'{derive.from_}' derives from itself: {' -> '.join(circle)}"
                if circle[0] not in done:
                    checking.report("SQ211", message, tables[circle[0]].at("derive"))
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
    below = {k: UNKNOWN for k, c in table.columns.items() if c.value is not None}
    for column, model in table.columns.items():
        check_column(checking, model)
        check_name(checking, column, model.at())
        if model.value is not None:
            types[column] = _computed(checking, name, column, ChainMap(types, below))
            del below[column]
    return {column: types[column] for column in [*table.columns, *types] if column in types}


def _derived_keys(checking: Checking, table: Table) -> dict[str, Type]:
    """Return the types of a derived table's columns that are read: only the case itself is."""
    derive = table.derive
    if derive is None:
        return {}
    found: dict[str, Type] = {}
    known = {*checking.draft.tables, *checking.draft.broken_tables}
    if derive.from_ not in known:
        checking.unknown_name(derive.from_, "table", known, derive.at("from"))
    source = checking.own.get(derive.from_)
    if source is None:  # missing, broken, or a circle
        return dict.fromkeys(table.columns, UNKNOWN)
    _check_case(checking, table, derive, source)
    for column, model in table.columns.items():
        if model.value is not None:
            continue
        if column == derive.per:
            found[column] = source.get(column, UNKNOWN)
        else:
            message = f"'{column}' of a derived table needs a 'value', such as min({column})"
            checking.report("SQ210", message, model.at())
            found[column] = UNKNOWN
    return found


def _check_case(
    checking: Checking, table: Table, derive: Derive, source: Mapping[str, Type]
) -> None:
    """Check what tells the cases of a derived table apart."""
    if derive.per not in source:
        checking.unknown_name(derive.per, f"column of {derive.from_}", source, derive.at("per"))
    elif not getattr(_column(checking, derive.from_, derive.per), "required", True):
        message = f"'{derive.per}' tells the cases apart, so it cannot be 'required: false'"
        checking.report("SQ210", message, derive.at("per"))
    if table.key != [derive.per]:
        place = table.at("key") if table.key else table.at()
        message = f"the key of a derived table is its 'per', '{derive.per}'"
        checking.report("SQ210", message, place, f"write key: {derive.per}")
    for idle in _IDLE & table.model_fields_set:
        message = f"'{idle}' says nothing of a derived table; it belongs to the table it is made of"
        checking.report("SQ308", message, table.at(idle, key=True))


def _column(checking: Checking, table: str, column: str) -> Column | None:
    """Return a column as it is declared, if it and its table could be read."""
    found = checking.draft.tables.get(table)
    return None if found is None else found.columns.get(column)


def _computed(checking: Checking, name: str, column: str, types: ChainMap[str, Type]) -> Type:
    table = checking.draft.tables[name]
    model = table.columns[column]
    derive = table.derive
    if derive is not None:
        if derive.from_ not in checking.own:  # missing, broken, or a circle
            return UNKNOWN
        scope = derive_scope(derive.from_, checking.own[derive.from_])
    else:
        scope = table_scope(name, types, frozenset())
        if model.where is not None:
            message = "'where' goes with the values of derived tables"
            checking.report("SQ210", message, model.at("where"))
    key = ("tables", name, column)
    declared = "type" in model.model_fields_set
    kinds = {column_type(model).kind} if declared else set()
    found = checking.expression(model, ("value",), scope, kinds, (*key, "value"))
    for node in checking.names((*key, "value")):
        if derive is None and node.name not in types.maps[0]:
            message = f"'{node.name}' is computed here or below; only what stands above can be used"
            checking.report("SQ211", message, checking.place_of(node, model, "value"))
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
        elif path[0] in ("key", "duplicates") and table.derive is None:
            _check_read(checking, table, column, path)
    if table.clock in own and own[table.clock].kind not in _TIMES | {Kind.UNKNOWN}:
        message = f"the clock is a time, '{table.clock}' is {own[table.clock]}"
        checking.report("SQ204", message, table.at("clock"), "give the column 'type: datetime'")


def _check_read(checking: Checking, table: Table, column: str, path: tuple[str | int, ...]) -> None:
    """Report keys that may not be there: records are told apart before anything is computed."""
    model = table.columns.get(column)
    if model is not None and model.value is not None:
        message = f"'{column}' is computed, and keys are read"
        checking.report("SQ210", message, table.at(*path))
    elif model is not None and not model.required and path[0] == "key":
        message = f"'{column}' is a key, so it cannot be 'required: false'"
        checking.report("SQ210", message, table.at(*path))


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
        if other.keep == "all":
            message = f"'{target}' keeps all records of one key, so '{name}' cannot look one up"
            hint = "let it keep one: duplicates: {keep: last, by: ...}"
            checking.report("SQ210", message, place, hint)
        for own, key in zip(columns, other.key, strict=True):
            _check_join(checking, name, own, target, key)


def _check_join(checking: Checking, name: str, own: str, target: str, key: str) -> None:
    mine, theirs = checking.own[name].get(own, UNKNOWN), checking.own[target].get(key, UNKNOWN)
    if Kind.UNKNOWN not in (mine.kind, theirs.kind) and mine.kind != theirs.kind:
        place = checking.draft.tables[name].at("lookup", target)
        checking.report("SQ204", f"'{own}' is {mine}, the key of '{target}' is {theirs}", place)
