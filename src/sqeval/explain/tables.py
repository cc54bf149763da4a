"""The tables of a rule set in words: keys, clocks, columns and where each is read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqeval.explain.expressions import Saying
from sqeval.explain.origins import origin
from sqeval.explain.page import Line
from sqeval.explain.quantities import number
from sqeval.explain.stages import stages_said
from sqeval.explain.states import states_said
from sqeval.explain.words import Words, joined
from sqeval.expr.types import BOOLEAN
from sqeval.rules.columns import Column
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.tables import Table

#: How a range is said that has one end only.
_BOUND = {"level": "target.short.at_least", "high": "target.short.at_most"}


def table_lines(rules: RuleSet, name: str, words: Words) -> Iterator[Line]:
    """Yield the lines of a table, each entry with the place that it comes from."""
    table = rules.tables[name]
    place = origin(rules.files, ("tables", name), words)
    yield Line(joined([name, " ", place]), 1)
    for text in _said(rules, name, words):
        yield Line(text, 2)
    for column, model in table.columns.items():
        path = ("tables", name, "columns", column)
        text = words("clauses").join(_column(rules, (name, column), model, words))
        yield Line(joined([text, " ", origin(rules.files, path, words)]), 2)


def _said(rules: RuleSet, name: str, words: Words) -> Iterator[str]:
    table = rules.tables[name]
    if table.derive is not None:
        yield words("table.derive", per=table.derive.per, source=table.derive.from_)
    else:
        key = words("table.key", key=words.list(table.key)) if table.key else words("table.no-key")
        kept = words(f"table.{table.keep}", by=table.keep_by or "")
        yield words("sentences").join([key, kept])
    clock = table.clock
    yield words("table.no-clock") if clock is None else words("table.clock", clock=clock)
    for parent, columns in table.lookup.items():
        yield words("table.lookup", table=parent, columns=words.list(columns, "and"))
    if table.states is not None:
        yield from states_said(table.states, rules, words)
    if table.stages:
        yield from stages_said(rules, name, words)
    if table.derive is None:
        yield from _cells(table, words)


def _cells(table: Table, words: Words) -> Iterator[str]:
    """Yield how the cells of an export are read."""
    texts = (words("expr.text", x=t) if t else words("empty") for t in table.missing)
    yield words("table.missing", texts=words.list(texts))
    if table.timezone is not None:
        yield words("table.timezone", zone=table.timezone)
    if table.encoding is not None:
        yield words("table.encoding", encoding=table.encoding)


def _column(rules: RuleSet, where: tuple[str, str], column: Column, words: Words) -> Iterator[str]:
    """Yield what a column says: its type and headers, or how it is computed."""
    table, name = rules.tables[where[0]], where[1]
    if column.value is not None:
        yield words("column.computed", name=name, value=_computed(rules, where, "value", words))
    elif table.derive is not None:
        yield words("column.case", name=name, source=table.derive.from_)
    else:
        headers = words.list((_header(h, words) for h in column.headers(name)), "or")
        kind = words(f"type.{getattr(column, 'type', 'text')}")
        yield words("column.read", name=name, type=kind, headers=headers)
    if column.where is not None:
        yield words("column.where", condition=_computed(rules, where, "where", words))
    yield from _details(column, words)
    if not column.required:
        yield words("column.optional")


def _header(header: tuple[str, ...], words: Words) -> str:
    return " + ".join(words("expr.text", x=part) for part in header)


def _computed(rules: RuleSet, where: tuple[str, str], field: str, words: Words) -> str:
    table, column = where
    tree = rules.trees["tables", table, column, field]
    saying = Saying(words, getattr(rules.tables[table].columns[column], field))
    return saying.condition(tree) if tree.type == BOOLEAN else saying.value(tree)


def _details(column: Column, words: Words) -> Iterator[str]:
    """Yield what the column's type may say beside."""
    said: Mapping[str, Any] = {k: getattr(column, k) for k in type(column).model_fields}
    if said.get("values"):
        yield words("column.values", values=words.list(said["values"]))
    bounds = {"level": said.get("min"), "high": said.get("max")}
    named = {k: number(v) for k, v in bounds.items() if v is not None}
    if len(named) > 1:
        yield words("target.short.between", **named)
    elif named:
        name, level = next(iter(named.items()))
        yield words(_BOUND[name], level=level)
    if said.get("formats"):
        yield words("column.formats", formats=words.list(said["formats"]))
    if said.get("unit"):
        yield words("column.unit", unit=words(f"unit.name.{said['unit']}"))
    for mark in ("decimal", "thousands"):
        if mark in column.model_fields_set and said.get(mark):
            yield words(f"column.{mark}", mark=words("expr.text", x=said[mark]))
