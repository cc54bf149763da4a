"""A trace, and a list of the worst cases, as JSON of format 1: see docs/tracing.md.

Nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqeval.tracing.values import (
    Counting,
    Follower,
    Interval,
    Row,
    Timed,
    Trace,
    Unused,
    Worst,
    WorstList,
)
from sqeval.version import __version__

_HEAD: dict[str, Any] = {"sqeval": __version__, "format": 1}

#: What is said of a time, where the value is none.
_NO_TIME = Timed(
    start=None,
    end=None,
    open=False,
    time=None,
    calendar=None,
    paused=None,
    approximate=False,
    limit=None,
    level=None,
    due=None,
    late=None,
    late_by=None,
    intervals=(),
)


def document(told: Trace | WorstList) -> str:
    """Return the JSON text, ending in a line feed."""
    made = _trace(told) if isinstance(told, Trace) else _worst(told)
    return json.dumps(_HEAD | made, ensure_ascii=False, indent=1) + "\n"


def _trace(told: Trace) -> dict[str, Any]:
    return {
        "ticket": told.ticket,
        "table": told.table,
        "period": told.period,
        "as_of": _iso(told.as_of),
        "timezone": told.zone,
        "rows": [_row(row) for row in told.rows],
        "unused": [_unused(one) for one in told.unused],
        "indicators": [_counting(one) for one in told.countings],
    }


def _row(row: Row) -> dict[str, Any]:
    place = row.place
    where = {"table": place.table, "key": place.key, "file": place.file, "line": place.line}
    return where | {"at": _iso(row.at), "status": row.status}


def _unused(one: Unused) -> dict[str, Any]:
    where = {"table": one.place.table, "file": one.place.file, "line": one.place.line}
    return where | {"status": one.status, "code": one.code}


def _counting(one: Counting) -> dict[str, Any]:
    time = one.timed or _NO_TIME
    return {
        "id": one.indicator,
        "table": one.place.table,
        "file": one.place.file,
        "row": one.place.line,
        "status": one.status,
        "code": one.code,
        "value": one.value,
        "unit": one.unit,
        "start": _iso(time.start),
        "end": _iso(time.end),
        "open": time.open,
        "time": time.time,
        "calendar": time.calendar,
        "paused": time.paused,
        "approximate": time.approximate,
        "limit": time.limit,
        "level": time.level,
        "due": _iso(time.due),
        "late": time.late,
        "late_by": time.late_by,
        "intervals": [_interval(interval) for interval in time.intervals],
        "followed_by": _follower(one.followed_by),
    }


def _follower(one: Follower | None) -> dict[str, Any] | None:
    return None if one is None else {"key": one.key, "at": _iso(one.at)}


def _interval(one: Interval) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "begin": _iso(one.begin),
        "end": _iso(one.end),
        "seconds": one.seconds,
        "name": one.name or None,
    }


def _worst(told: WorstList) -> dict[str, Any]:
    return {
        "worst": told.indicator,
        "table": told.table,
        "unit": told.unit,
        "period": told.period,
        "as_of": _iso(told.as_of),
        "timezone": told.zone,
        "among": told.among,
        "cases": [_case(case) for case in told.cases],
    }


def _case(case: Worst) -> dict[str, Any]:
    return {
        "key": case.place.key,
        "file": case.place.file,
        "line": case.place.line,
        "value": case.value,
        "start": _iso(case.start),
        "end": _iso(case.end),
        "open": case.open,
        "due": _iso(case.due),
        "late_by": case.late_by,
        "past_due": case.past_due,
        "calendar": case.calendar,
        "by": case.by,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
