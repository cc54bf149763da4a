"""A trace, and a list of the worst cases, as JSON of format 1: see docs/tracing.md.

Nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqeval.tracing.values import Counting, Interval, Place, Timed, Trace, Unused, Worst, WorstList
from sqeval.version import __version__

_HEAD: dict[str, Any] = {"sqeval": __version__, "format": 1}

#: What is said of a time, where the value is none.
_NO_TIME = Timed(None, None, False, None, None, False, None, None, None, ())  # noqa: FBT003 - in order


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
        "rows": [_place(place) for place in told.rows],
        "unused": [_unused(one) for one in told.unused],
        "indicators": [_counting(one) for one in told.countings],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"table": place.table, "key": place.key, "file": place.file, "line": place.line}


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
        "calendar": time.calendar,
        "paused": time.paused,
        "approximate": time.approximate,
        "due": _iso(time.due),
        "late": time.late,
        "late_by": time.late_by,
        "intervals": [_interval(interval) for interval in time.intervals],
    }


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
        "calendar": case.calendar,
        "by": case.by,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
