"""What the expressions of a table or of the scorecard may speak of."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.expr.scope import AGGREGATES, INDICATORS, Scope
from sqeval.expr.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    TEXT,
    Type,
    category,
)
from sqeval.rules.columns import CategoryColumn, Column, ScaleColumn
from sqeval.rules.tables import Table

_PLAIN: dict[str, Type] = {
    "text": TEXT,
    "integer": INTEGER,
    "number": NUMBER,
    "boolean": BOOLEAN,
    "date": DATE,
    "datetime": DATETIME,
    "duration": DURATION,
}


def column_type(column: Column) -> Type:
    """Return the type of a column that is read (a computed one gets its expression's)."""
    if isinstance(column, CategoryColumn):
        return category(column.values)
    if isinstance(column, ScaleColumn):
        whole = all(float(key).is_integer() for key in column.values)
        return INTEGER if whole else NUMBER
    return _PLAIN[str(getattr(column, "type", "text"))]


def table_scope(name: str, types: Mapping[str, Type], tables: frozenset[str]) -> Scope:
    """Return the scope of conditions over the rows of a table."""
    return Scope(what=f"column of {name}", names=types, tables=tables)


def derive_scope(source: str, types: Mapping[str, Type]) -> Scope:
    """Return the scope of a derived table's values: aggregates over the source's columns."""
    return Scope(what=f"column of {source}", names=types, families=AGGREGATES)


def indicator_scope(types: Mapping[str, Type], what: str = "indicator") -> Scope:
    """Return the scope of formulas and gates: indicators by their values; gates see parts too."""
    return Scope(what=what, names=types, families=INDICATORS)


def visible(
    table: str, tables: Mapping[str, Table], own: Mapping[str, Mapping[str, Type]]
) -> dict[str, Type]:
    """Return the columns that a table's rows see: looked-up ones below, its own above.

    A table that is looked up is seen with what it looks up itself; a cycle ends where it closes.
    """
    types: dict[str, Type] = {}
    for path in reversed(lookup_paths(table, tables)):
        types |= own.get(path[-1], {})
    return types


def lookup_paths(table: str, tables: Mapping[str, Table]) -> list[tuple[str, ...]]:
    """Return the ways from a table to all it can look up, nearest first, itself included."""
    paths: list[tuple[str, ...]] = [(table,)]
    seen = {table}
    for path in paths:
        for target in tables[path[-1]].lookup if path[-1] in tables else ():
            if target not in seen:
                seen.add(target)
                paths.append((*path, target))
    return paths


def owner(table: str, column: str, tables: Mapping[str, Table]) -> str | None:
    """Return the table whose column the rows of ``table`` see under a name: the nearest one."""
    for *_, seen in lookup_paths(table, tables):
        if seen in tables and column in tables[seen].columns:
            return seen
    return None


def history_link(
    table: str, history: str, tables: Mapping[str, Table]
) -> tuple[list[str], list[str]] | None:
    """Return the columns of ``history`` and of ``table`` that tell which case a change is of.

    A history looks the table up, or the table is derived from it; None where neither is so.
    """
    if table in tables[history].lookup:
        return tables[history].lookup[table], tables[table].key
    derive = tables[table].derive
    if derive is not None and derive.from_ == history:
        return [derive.per], [derive.per]
    return None
