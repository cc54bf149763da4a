"""What the stages of a table must agree on: times, events that belong to it, an order."""

from __future__ import annotations

from sqeval.expr.types import Kind
from sqeval.problems import Location
from sqeval.rules.check_columns import check_name
from sqeval.rules.check_indicators import check_categories, check_named
from sqeval.rules.check_times import check_linked, check_times
from sqeval.rules.checking import Checking
from sqeval.rules.scope import table_scope
from sqeval.rules.stages import END, START, Stage, StageEvents, stage_times
from sqeval.rules.tables import Table

#: What can be the time of a stage; a broken column is told by itself.
_TIMES = frozenset({Kind.DATETIME, Kind.UNKNOWN})


def check_stages(checking: Checking) -> None:
    """Check the stages of every table."""
    for name, table in checking.draft.tables.items():
        earlier: dict[str, Stage] = {}
        for i, stage in enumerate(table.stages):
            place = table.at("stages", i) if stage.id is None else stage.at("id")
            check_name(checking, stage.name, place)
            if stage.name in {other.name for other in table.stages[:i]}:
                message = f"two stages are called '{stage.name}'"
                checking.report("SQ118", message, place, "give one of them another 'id'")
            _check_order(checking, stage, earlier)
            _check_time(checking, name, table, i)
            if stage.is_step:
                earlier[stage.name] = stage
                _check_timed(checking, name, stage)


def _check_order(checking: Checking, stage: Stage, earlier: dict[str, Stage]) -> None:
    """Check that there is a stage from which the time of this one can run."""
    if stage.from_ is not None and stage.from_ not in earlier:
        place = stage.at("from")
        checking.unknown_name(stage.from_, "step above this one", earlier, place)
    if stage.limit is not None and not earlier:
        message = "the first step has no time before it, so it has no 'limit'"
        checking.report("SQ210", message, stage.at("limit"))


def _check_time(checking: Checking, name: str, table: Table, i: int) -> None:
    at = table.stages[i].at_
    if isinstance(at, StageEvents):
        _check_events(checking, name, at, i)
        return
    place = table.at("stages", i) if table.scalar("stages", i) else table.stages[i].at("at")
    _check_column(checking, name, at, place)


def _check_column(checking: Checking, name: str, column: str, place: Location) -> None:
    types = checking.types[name]
    if column not in types:
        checking.unknown_name(column, f"column of {name}", types, place)
    elif types[column].kind not in _TIMES:
        message = f"'{column}' must be a time, it is {types[column]}"
        checking.report("SQ204", message, place, "give the column 'type: datetime'")


def _check_events(checking: Checking, name: str, at: StageEvents, i: int) -> None:
    if not check_linked(checking, name, at.table, at.at("table"), "when an event was"):
        return
    if at.where is not None:
        scope = table_scope(at.table, checking.own.get(at.table, {}), frozenset())
        key = ("stages", name, i, "where")
        checking.expression(at, ("where",), scope, {Kind.BOOLEAN}, key)


def _check_timed(checking: Checking, name: str, stage: Stage) -> None:
    """Check a step's calendar, limit and pause like those of an indicator."""
    for measure in stage_times(name, [stage]):
        for column, path in measure.columns().items():
            if column not in (START, END):
                check_named(checking, measure, column, path)
        check_categories(checking, measure, checking.types[name])
        check_times(checking, measure)
