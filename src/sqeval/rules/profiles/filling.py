"""A profile laid under a table of a rule file: the file's own words come first, always.

Filling in gives columns that are declared more headers, formats and spellings. It declares nothing,
so what a rule set means does not hang on a profile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqeval.rules.columns import (
    BooleanColumn,
    CategoryColumn,
    Column,
    DateColumn,
    DatetimeColumn,
    DurationColumn,
    IntegerColumn,
    NumberColumn,
    ScaleColumn,
)
from sqeval.rules.headers import normal
from sqeval.rules.profiles.model import Profile, ProfileColumn
from sqeval.rules.profiles.reading import CLOCKS
from sqeval.rules.tables import Table


def filled(name: str, table: Table, profile: Profile) -> Table:
    """Return the table ``name`` with what the profile knows of its columns.

    ``from``: the column's own headers first, then the profile's. ``formats``, ``unit``, ``decimal``
    and ``thousands``: where the column has none of its own. ``values``: the profile's spellings of
    declared categories, but for those that the column maps itself. ``missing``: where the table
    has none of its own. A key that the column's type does not have is left.
    """
    known = profile.tables.get(name)
    if known is None or table.derive is not None:
        return table
    columns = {
        column: _filled(column, model, known.columns[column]) if column in known.columns else model
        for column, model in table.columns.items()
    }
    update: dict[str, object] = {"columns": columns}
    if known.missing is not None and "missing" not in table.model_fields_set:
        update["missing"] = known.missing
    return table.model_copy(update=update)


def undeclared(name: str, table: Table, profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield the categories of which a profile has spellings and a column is none, by column."""
    known = profile.tables.get(name)
    for column, words in known.columns.items() if known is not None else ():
        model = table.columns.get(column)
        if isinstance(model, CategoryColumn | ScaleColumn):
            yield from ((column, key) for key in words.values if key not in model.values)


def _filled(name: str, column: Column, known: ProfileColumn) -> Column:
    if column.value is not None:
        return column
    update: dict[str, object] = {}
    if known.from_ is not None:
        update["from_"] = _headers(name, column, known.from_)
    update |= _reading(column, known)
    if known.values and isinstance(column, BooleanColumn | CategoryColumn | ScaleColumn):
        update["values"] = _values(column, known.values)
    return column.model_copy(update=update)


def _headers(name: str, column: Column, more: list[list[str]]) -> list[list[str]]:
    """Return a column's own headers and then those of the profile, each once."""
    every = [*map(list, column.headers(name)), *more]
    distinct = {tuple(map(normal, header)): header for header in reversed(every)}
    return list(reversed(distinct.values()))


def _reading(column: Column, known: ProfileColumn) -> dict[str, object]:
    """Return how cells are read, as far as the column does not say so itself."""
    if isinstance(column, DurationColumn):
        if column.unit is not None or column.formats is not None:
            return {}
        clocks = [f for f in known.formats or () if f in CLOCKS]
        return {"unit": known.unit, "formats": clocks or None}
    if isinstance(column, DateColumn | DatetimeColumn):
        patterns = [f for f in known.formats or () if f not in CLOCKS]
        return {"formats": patterns} if column.formats is None and patterns else {}
    if isinstance(column, IntegerColumn | NumberColumn):
        marks = {"decimal": known.decimal, "thousands": known.thousands}
        own = type(column).model_fields.keys() - column.model_fields_set
        return {key: mark for key, mark in marks.items() if key in own and mark is not None}
    return {}


def _values(
    column: BooleanColumn | CategoryColumn | ScaleColumn, more: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Return a column's spellings with those of the profile that are not its own."""
    own = {str(key): list(words) for key, words in column.values.items()}
    keys = ("true", "false") if isinstance(column, BooleanColumn) else tuple(own)
    taken = {*keys, *(word for words in own.values() for word in words)}
    for key in keys:
        new = [word for word in more.get(key, ()) if word not in taken]
        if new:
            own[key] = [*own.get(key, []), *new]
    return own
