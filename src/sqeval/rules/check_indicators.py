"""What indicators must agree on: tables, columns, expressions, formulas without cycles."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from sqeval.expr.check import analyse
from sqeval.expr.context import OTHER
from sqeval.expr.scope import Scope
from sqeval.expr.tree import names_used
from sqeval.expr.types import DURATION, NUMBER, UNKNOWN, Kind, Type
from sqeval.measures.formula import Formula
from sqeval.measures.measure import MEASURED, Measure
from sqeval.measures.timed import Timed
from sqeval.rules.check_columns import check_name
from sqeval.rules.check_targets import check_target
from sqeval.rules.check_times import categories, check_times
from sqeval.rules.checking import Checking
from sqeval.rules.scope import indicator_scope, table_scope

_TIMES = frozenset({Kind.DATETIME, Kind.DATE})
_CATEGORIES = frozenset({Kind.TEXT, Kind.BOOLEAN, Kind.INTEGER})


def check_indicators(checking: Checking) -> dict[str, Type]:
    """Check every indicator; return the types of their values, for formulas and gates."""
    values: dict[str, Type] = dict.fromkeys(checking.draft.broken_indicators, UNKNOWN)
    for name, measure in checking.draft.indicators.items():
        if not isinstance(measure, Formula):
            values[name] = _check_rows(checking, name, measure)
    _check_formulas(checking, values)
    for name, measure in checking.draft.indicators.items():
        check_name(checking, name, measure.at())
        check_target(checking, name, measure, values[name])
    return values


def _check_rows(checking: Checking, name: str, measure: Measure) -> Type:
    """Check an indicator over rows and return the type of its value."""
    table = measure.table
    if table not in checking.draft.tables:
        if table not in checking.draft.broken_tables:
            place = measure.at("table") if "table" in measure.model_fields_set else measure.at()
            checking.unknown_name(table, "table", checking.draft.tables, place)
        return UNKNOWN
    types = checking.types[table]
    for column, path in measure.columns().items():
        check_named(checking, measure, column, path)
    by = None if measure.target is None else measure.target.by
    if by in measure.time_columns():  # one place in columns() for both, so it is said here
        message = f"'{by}' must be a category, it is a time"
        checking.report("SQ204", message, measure.at("target", "by"))
    if isinstance(measure, Timed):
        check_categories(checking, measure, types)
        check_times(checking, measure)
    if measure.clock is not None:
        _check_clock(checking, measure, types)
    elif measure.reads_clock and checking.draft.tables[table].clock is None:
        message = f"'{table}' has no clock, which tells what came after what"
        hint = "give the table a 'clock', or the indicator one of its own"
        checking.report("SQ210", message, measure.at(), hint)
    scope = table_scope(table, types, frozenset(_askable(checking, table)))
    fields = {
        field: checking.expression(measure, (field,), scope, kinds, ("indicators", name, field))
        for field, kinds in measure.expressions().items()
    }
    if any(kind.kind is Kind.UNKNOWN for kind in fields.values()):
        return UNKNOWN
    return DURATION if measure.unit(fields) == "s" else NUMBER


def _askable(checking: Checking, table: str) -> list[str]:
    """Return the tables whose rows belong to rows of ``table``: those that look it up."""
    asked = [name for name, other in checking.draft.tables.items() if table in other.lookup]
    return [*asked, *checking.draft.broken_tables]


def check_named(
    checking: Checking, measure: Measure, column: str, path: tuple[str | int, ...]
) -> None:
    """Report a column that a measure names at ``path`` if it is none, or of a wrong type."""
    types = checking.types[measure.table]
    place = measure.at(*path)
    if column not in types:
        checking.unknown_name(column, f"column of {measure.table}", types, place)
        return
    wanted, words = _CATEGORIES, "a category"
    if path in (("from",), ("to",)):
        wanted, words = frozenset({Kind.DATETIME}), "a time"
    elif path[0] == "pause":
        wanted, words = frozenset({Kind.DURATION}), "a duration"
    elif path[0] == "limit" and path[1] != "by":
        wanted, words = frozenset({Kind.DATETIME, Kind.DURATION}), "a due time or a duration"
    elif path[:2] in {("limit", "by"), ("calendar", "by")}:
        wanted, words = frozenset({Kind.TEXT}), "text or a category"
    if types[column].kind not in wanted | {Kind.UNKNOWN}:
        hint = "give the column 'type: datetime'" if "time" in words else ""
        checking.report("SQ204", f"'{column}' must be {words}, it is {types[column]}", place, hint)


def check_categories(checking: Checking, measure: Timed, types: dict[str, Type]) -> None:
    """Report limits and calendars for values that a category does not have."""
    for column, path in categories(measure):
        known, name = types.get(column, UNKNOWN).values, path[-1]
        if known is not None and name not in {*known, "default"} and not name.startswith(OTHER):
            place = measure.at(*path, key=True)
            checking.unknown_name(name, f"value of {column}", known, place)


def _check_clock(checking: Checking, measure: Measure, types: dict[str, Type]) -> None:
    clock = str(measure.clock)
    if clock not in types:
        checking.unknown_name(clock, f"column of {measure.table}", types, measure.at("clock"))
    elif types[clock].kind not in _TIMES | {Kind.UNKNOWN}:
        message = f"the clock is a time, '{clock}' is {types[clock]}"
        checking.report("SQ204", message, measure.at("clock"))


def _check_formulas(checking: Checking, values: dict[str, Type]) -> None:
    """Check formulas in the order of what they use; report those that use themselves."""
    formulas = {k: m for k, m in checking.draft.indicators.items() if isinstance(m, Formula)}
    scope = indicator_scope(dict.fromkeys({*values, *formulas}, UNKNOWN))
    uses = {k: sorted(_uses(m, scope) & formulas.keys()) for k, m in formulas.items()}
    while (circle := _circle(uses)) is not None:
        told = " -> ".join([*circle, circle[0]])
        message = f"'{circle[0]}' is made of itself: {told}"
        checking.report("SQ211", message, formulas[circle[0]].at("value"))
        for name in circle:
            values[name] = UNKNOWN
            del uses[name]
    for name in TopologicalSorter(uses).static_order():
        if name not in values:
            values[name] = _check_formula(checking, name, formulas[name], values)


def _circle(uses: dict[str, list[str]]) -> list[str] | None:
    """Return formulas each of which uses the next, and the last the first; None without any."""
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][:0:-1]
        first = circle.index(next(name for name in uses if name in circle))
        return circle[first:] + circle[:first]
    return None


def _check_formula(
    checking: Checking, name: str, formula: Formula, values: dict[str, Type]
) -> Type:
    key = ("indicators", name, "value")
    kind = checking.expression(formula, ("value",), indicator_scope(values), MEASURED, key)
    for call in checking.calls(key, "points", "met", "missed", "at_risk"):
        message = f"'{call.function}' is known after scoring; a formula is made of values"
        place = checking.place_of(call, formula, "value")
        checking.report("SQ205", message, place, "name the indicator alone for its value")
    return kind


def _uses(formula: Formula, scope: Scope) -> set[str]:
    """Return the indicators a formula is made of, as far as they exist."""
    tree = analyse(formula.value, scope).tree
    return set() if tree is None else set(names_used(tree)) & scope.names.keys()
