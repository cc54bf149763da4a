"""The values that columns and indicators can have at all, for the lints that look for others."""

from __future__ import annotations

import math

from sqeval.expr.tree import Call, Name, Node, walk
from sqeval.expr.worlds import Bounds
from sqeval.measures.statistic import Statistic
from sqeval.rules.checking import Checking
from sqeval.rules.columns import IntegerColumn, NumberColumn, ScaleColumn, TextColumn

_CALLS: dict[str, Bounds] = {"points": (0.0, 100.0), "hour": (0.0, 23.0), "weekday": (1.0, 7.0)}


def column_bounds(rules: Checking, table: str, column: str) -> Bounds | None:
    """Return the values that a table's own column is read with, None where any is."""
    entry = rules.draft.tables.get(table)
    model = None if entry is None else entry.columns.get(column)
    if isinstance(model, IntegerColumn | NumberColumn) and model.value is None:
        low = -math.inf if model.min is None else model.min
        return low, math.inf if model.max is None else model.max
    if isinstance(model, ScaleColumn):
        figures = [float(key) for key in model.values]
        return min(figures), max(figures)
    return None


def row_bounds(rules: Checking, table: str, *trees: Node) -> dict[Node, Bounds]:
    """Return the bounds of all that conditions over a table's rows speak of."""
    found: dict[Node, Bounds] = {}
    for node in _nodes(*trees):
        if isinstance(node, Call) and node.function in _CALLS:
            found[node] = _CALLS[node.function]
        elif isinstance(node, Name):
            bounds = column_bounds(rules, table, node.name)
            if bounds is not None:
                found[node] = bounds
    return found


def missing_texts(rules: Checking, table: str, tree: Node) -> dict[Node, frozenset[str]]:
    """Return, of a table's own columns of texts, the texts that count as missing."""
    entry = rules.draft.tables.get(table)
    columns = {} if entry is None else entry.columns
    return {
        node: frozenset(text.strip() for text in entry.missing)
        for node in _nodes(tree)
        if entry is not None
        and isinstance(node, Name)
        and isinstance(columns.get(node.name), TextColumn)
        and columns[node.name].value is None
    }


def gate_bounds(rules: Checking, tree: Node) -> dict[Node, Bounds]:
    """Return the bounds of all that a gate speaks of: values of indicators, and points."""
    found: dict[Node, Bounds] = {}
    for node in _nodes(tree):
        if isinstance(node, Call) and node.function in _CALLS:
            found[node] = _CALLS[node.function]
        elif isinstance(node, Name):
            found[node] = value_bounds(rules, node.name)
    return found


def value_bounds(rules: Checking, name: str) -> Bounds:
    """Return the values that an indicator, or the points of a part, can have."""
    measure = rules.draft.indicators.get(name)
    if measure is None:
        return _CALLS["points"]
    of = rules.fields(name).get("of")
    if isinstance(measure, Statistic) and measure.aggregate != "sum" and isinstance(of, Name):
        return column_bounds(rules, measure.table, of.name) or measure.bounds
    return measure.bounds


def _nodes(*trees: Node) -> list[Node]:
    return [node for tree in trees for node, _ in walk(tree)]
