"""What indicators that measure time must agree on: calendars, limits, histories of states."""

from __future__ import annotations

from sqeval.expr.types import UNKNOWN, Kind, Type
from sqeval.measures.limits import LimitTable, WorkingDays
from sqeval.measures.timed import CalendarTable, History, Timed
from sqeval.measures.within import Within
from sqeval.problems import Location, hint_of
from sqeval.rules.check_roles import check_roles
from sqeval.rules.checking import Checking
from sqeval.rules.scope import history_link


def check_times(checking: Checking, measure: Timed) -> None:
    """Check the calendars, limits and pauses of an indicator over rows."""
    known = [*checking.draft.calendars, *checking.draft.broken_calendars]
    for name, path in measure.calendars().items():
        if name not in known:
            hint = hint_of(name, sorted(known), "calendars")
            place = measure.at(*path)
            checking.report("SQ203", f"'{name}' is no calendar", place, hint)
    check_roles(checking, measure)
    if isinstance(measure, Within):
        _check_limit(checking, measure)
    if isinstance(measure.pause, History):
        _check_history(checking, measure, measure.pause)


def categories(measure: Timed) -> list[tuple[str, tuple[str, ...]]]:
    """Return every value that has a limit or a calendar, as its column and its path."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if isinstance(measure.calendar, CalendarTable):
        found += [(measure.calendar.by, ("calendar", k)) for k in measure.calendar.calendars]
    if isinstance(measure, Within) and isinstance(measure.limit, LimitTable):
        by = measure.limit.by
        for name, level in measure.limit.limits.items():
            found.append((by[0], ("limit", name)))
            below = list(level) if isinstance(level, dict) else []
            found += [(by[1], ("limit", name, deeper)) for deeper in below]
    return found


def _check_limit(checking: Checking, measure: Within) -> None:
    if measure.calendar is None:
        for path, time in measure.times().items():
            if isinstance(time, WorkingDays):
                message = "working days come with a calendar, and none is named here"
                hint = "add 'calendar: NAME', or write the limit in hours"
                checking.report("SQ112", message, measure.at("limit", *path), hint)
    if isinstance(measure.limit, list):
        types = checking.types[measure.table]
        kinds = {types.get(column, UNKNOWN).kind for column in measure.limit} - {Kind.UNKNOWN}
        if len(kinds) > 1:
            message = "the columns of a limit are all due times, or all durations"
            checking.report("SQ204", message, measure.at("limit"))


def check_linked(checking: Checking, table: str, events: str, place: Location, when: str) -> bool:
    """Check that a table tells of the cases of ``table`` and has a clock; False where it is none.

    ``when`` says what the clock is needed for.
    """
    draft = checking.draft
    if events not in draft.tables:
        if events not in draft.broken_tables:
            checking.unknown_name(events, "table", draft.tables, place)
        return False
    if events == table:
        message = f"'{events}' has one row for each case, not one for each change"
        checking.report("SQ210", message, place, "name the table of the changes")
        return False
    if history_link(table, events, draft.tables) is None:
        message = f"the rows of '{events}' do not say which row of '{table}' they are of"
        hint = f"give '{events}' a lookup: {{{table}: COLUMN}}"
        checking.report("SQ210", message, place, hint)
    if draft.tables[events].clock is None:
        message = f"'{events}' has no clock, which tells {when}"
        checking.report("SQ210", message, place, "give the table a 'clock'")
    return True


def _check_history(checking: Checking, measure: Timed, history: History) -> None:
    table, place = history.table, measure.at("pause", "table")
    if not check_linked(checking, measure.table, table, place, "when a status began"):
        return
    types = checking.own.get(table, {})
    if history.status not in types:
        place = measure.at("pause", "status")
        checking.unknown_name(history.status, f"column of {table}", types, place)
        return
    _check_states(checking, measure, history, types[history.status])


def _check_states(checking: Checking, measure: Timed, history: History, status: Type) -> None:
    if status.kind not in {Kind.TEXT, Kind.UNKNOWN}:
        message = f"'{history.status}' must be text or a category, it is {status}"
        checking.report("SQ204", message, measure.at("pause", "status"))
    for i, name in enumerate(history.in_ if status.values is not None else ()):
        if name not in (status.values or ()):
            place = measure.at("pause", "in", i)
            checking.unknown_name(name, f"value of {history.status}", status.values or (), place)
