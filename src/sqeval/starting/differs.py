"""What an export has that the standard set does not know: declared where certain, else proposed.

A header or a value that is merely close to a known one is proposed in a comment: taken for it by
mistake, it would be a wrong number.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from sqeval.expr.context import OTHER
from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.rules.columns import CategoryColumn, Column, DatetimeColumn
from sqeval.rules.headers import normal
from sqeval.rules.ruleset import RuleSet
from sqeval.starting.columns import summary
from sqeval.starting.spelling import listed, mapped, quoted, seen, visible
from sqeval.starting.texts import Lang, text
from sqeval.tables.header import CLOSE
from sqeval.tables.recognise import Fitted
from sqeval.tables.table import Table

#: The most values that a comment names.
_NAMED = 20


@dataclass
class Differs:
    """What a table says that the set does not: keys of columns, and comments."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)


def declare_formats(differs: Differs, fit: Fitted, looks: Sequence[FileLook]) -> None:
    """Declare formats where the cells need them and only one list of formats reads them."""
    for column, model in fit.table.columns.items():
        look = _look_of(column, model, looks[0])
        if look is not None and isinstance(model, DatetimeColumn) and len(look.formats) == 1:
            differs.columns.setdefault(column, {})["formats"] = listed(look.formats)


def _look_of(column: str, model: Column, look: FileLook) -> ColumnLook | None:
    """Return the look at the column of an export that a declared one is read from."""
    by_header = {normal(one.header): one for one in look.columns}
    firsts = (parts[0] for parts in model.headers(column) if len(parts) == 1)
    return next((by_header[h] for h in map(normal, firsts) if h in by_header), None)


def tell_absent(differs: Differs, fit: Fitted, look: FileLook, lang: Lang) -> None:
    """Propose headers that are close to those of columns that the export lacks."""
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
            differs.comments.append(text("meant", lang, **places))


def tell_cells(differs: Differs, fit: Fitted, rules: RuleSet, table: Table, lang: Lang) -> None:
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
