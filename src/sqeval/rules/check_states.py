"""What the states of a table must agree on: its columns, their values, what tells overdue rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqeval.expr.context import OTHER
from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.measures.within import Within
from sqeval.rules.checking import Checking
from sqeval.rules.states import STATES, States
from sqeval.rules.tables import Table


@dataclass(frozen=True)
class _Column:
    """What a column that states name must be: its kind, the kind in words, what it holds."""

    kind: Kind
    words: str
    holds: str
    hint: str = ""


_COLUMNS = {
    "by": _Column(Kind.TEXT, "text or a category", "the status of a row"),
    "to": _Column(
        Kind.DATETIME,
        "a time",
        "the time at which a row was resolved",
        "give the column 'type: datetime'",
    ),
}


def check_states(checking: Checking, name: str, table: Table) -> None:
    """Check the states of a table, if it has any."""
    states = table.states
    if states is None:
        return
    own = checking.own[name]
    if table.clock is None:
        message = f"'{name}' has no clock, which tells when a row was received"
        checking.report("SQ210", message, states.at(), "give the table a 'clock'")
    _check_column(checking, name, states, "by")
    _check_column(checking, name, states, "to")
    _check_values(checking, states, own.get(states.by, UNKNOWN))
    _check_overdue(checking, name, states)
    for i, (low, high) in enumerate(zip([0, *states.ages], states.ages, strict=False)):
        if high <= low:
            message = "the ages rise from one to the next, and the first is above 0"
            checking.report("SQ307", message, states.at("ages", i))


def _check_column(checking: Checking, name: str, states: States, key: str) -> None:
    """Check the table's own column that a key of its states names, or that it has by default."""
    wanted = _COLUMNS[key]
    column, own = states.by if key == "by" else states.end, checking.own[name]
    given = key in states.model_fields_set
    place = states.at(key) if given else states.at()
    if column in own:
        if own[column].kind not in {wanted.kind, Kind.UNKNOWN}:
            message = f"'{column}' must be {wanted.words}, it is {own[column]}"
            checking.report("SQ204", message, place, wanted.hint)
    elif given:
        checking.unknown_name(column, f"column of {name}", own, place)
    else:
        message = f"'{key}' is missing, and '{name}' has no column '{column}'"
        checking.report("SQ112", message, place, f"name the column with {wanted.holds}")


def _check_values(checking: Checking, states: States, status: Type) -> None:
    """Report values that the column does not have, that stand twice, or that no state has."""
    known, seen = status.values, dict[str, str]()
    for state, path, value in states.values():
        place = states.at(*path)
        if known is not None and value not in known and not value.startswith(OTHER):
            checking.unknown_name(value, f"value of {states.by}", known, place)
        elif seen.get(value) == state:
            checking.report("SQ303", f"'{value}' stands twice in '{state}'", place)
        elif value in seen:
            message = f"'{value}' is both '{seen[value]}' and '{state}'"
            checking.report("SQ303", message, place)
        seen.setdefault(value, state)
    for value in known or ():
        if value not in seen:
            message = f"'{value}' of '{states.by}' is in no state"
            hint = f"list it under {', '.join(STATES[:-1])} or {STATES[-1]}"
            checking.report("SQ112", message, states.at(), hint)


def _check_overdue(checking: Checking, name: str, states: States) -> None:
    """Check what tells which open rows are overdue: a limit, or a due time."""
    told = states.overdue
    if told is None or told in checking.draft.broken_indicators:
        return
    place = states.at("overdue")
    measure, types = checking.draft.indicators.get(told), checking.types[name]
    if measure is not None:
        if not isinstance(measure, Within) or measure.table != name:
            message = f"'{told}' is no indicator of type 'within' over '{name}'"
            hint = "it has no limit that an open row can have passed"
            if isinstance(measure, Within):
                hint = f"it speaks of the rows of '{measure.table}'"
            checking.report("SQ204", message, place, hint)
    elif told not in types:
        known = {k for k, m in checking.draft.indicators.items() if isinstance(m, Within)}
        known |= {c for c, kind in types.items() if kind.kind is Kind.DATETIME}
        checking.unknown_name(told, f"indicator, and no column of {name}", known, place)
    elif types[told].kind not in {Kind.DATETIME, Kind.UNKNOWN}:
        message = f"'{told}' must be a time, it is {types[told]}"
        checking.report("SQ204", message, place, "give the column 'type: datetime'")
