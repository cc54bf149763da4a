"""A row's time stretch by stretch, from the calendar and the pauses that the figure was made with.

The figure comes from whole columns, the stretches from one row; that both agree is what makes the
trace an account and not a second opinion, and what its tests assert.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sqeval.calendars.account import account
from sqeval.measures import timed
from sqeval.plan.pauses import BEGIN, END, spells
from sqeval.plan.request import Run
from sqeval.tracing.values import Interval, Timed


def timed_of(
    run: Run, measure: timed.Timed, case: Mapping[str, Any], cells: Mapping[str, Any]
) -> Timed:
    """Return the time of a row.

    ``case`` is the row of `sqeval.plan.cases.cases`, ``cells`` are its columns as they were read.
    """
    start, end, name = case["start"], case["end"], case["calendar"]
    zone = _zone(run, name)
    late = _late(case)
    return Timed(
        start=_local(start, zone),
        end=_local(end, zone),
        open=case["open"],
        time=_seconds(case["time"]),
        calendar=name,
        paused=_seconds(case["paused"]),
        approximate=measure.approximate,
        limit=case["limit"],
        level=case["level"],
        due=_local(case["due"], zone),
        late=late,
        late_by=_seconds(case["late_by"]) if late else None,
        intervals=_intervals(run, measure, case, cells),
    )


def _late(case: Mapping[str, Any]) -> bool | None:
    """Tell whether the limit has passed; null where that is not asked, or not to be told."""
    if case["due"] is None:
        return None
    if case["code"] == "undecided":
        return False
    return None if case["value"] is None else not case["value"]


def _intervals(
    run: Run, measure: timed.Timed, case: Mapping[str, Any], cells: Mapping[str, Any]
) -> tuple[Interval, ...]:
    start, end, name = case["start"], case["end"], case["calendar"]
    untold = measure.calendar is not None and name is None
    untold |= measure.pause is not None and case["paused"] is None
    if start is None or end is None or untold:
        return ()
    calendar = None if name is None else run.rules.calendars[name]
    pauses = _pauses(run, measure, cells, end)
    zone = ZoneInfo(_zone(run, name))
    told = account(calendar, run.tables.zone, start, end, pauses, ics=run.rules.ics)
    return tuple(
        Interval(
            one.kind,
            one.begin.astimezone(zone),
            one.end.astimezone(zone),
            (one.end - one.begin) / timedelta(seconds=1),
            one.name,
        )
        for one in told
    )


def _pauses(
    run: Run, measure: timed.Timed, cells: Mapping[str, Any], end: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the paused spells of a case; one that goes on lasts until ``end``."""
    if not isinstance(measure.pause, timed.History):
        return []
    found, own = spells(run, measure.table, measure.pause)
    mine = (pl.col(f"#key{i}") == cells[column] for i, column in enumerate(own))
    spans = found.filter(pl.all_horizontal(mine)).select(BEGIN, END).collect()
    return [(begin, stop or end) for begin, stop in spans.iter_rows()]


def _zone(run: Run, calendar: str | None) -> str:
    own = None if calendar is None else run.rules.calendars[calendar].timezone
    return own or run.tables.zone


def _local(moment: datetime | None, zone: str) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC).astimezone(ZoneInfo(zone))


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length / timedelta(seconds=1)
