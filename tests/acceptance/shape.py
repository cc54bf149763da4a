"""The shape of the JSON result, format 1, and where a report does not have it."""

from __future__ import annotations

from typing import Any

MISSING = type(None)

#: Field by field: a type, a tuple of types, a list with the shape of its items, a mapping with the
#: shape of its values under ``...``, or a mapping of exactly these keys.
FILE = {"path": str, "sha256": str}
TEXT = (str, {...: str})
NUMBER = (float, MISSING)
COUNTS = {...: int}
TARGET = {
    "at_most": float, "at_least": float, "between": [float], "warn": float, "by": str,
}  # fmt: skip
STATUSES = {"met", "at_risk", "missed", "insufficient", "no_data", None}
FIGURE = {
    "value": NUMBER, "low": NUMBER, "high": NUMBER, "n": int, "points": NUMBER,
    "status": (str, MISSING), "target": (dict, MISSING),
}  # fmt: skip
INDICATOR = FIGURE | {
    "id": str, "measure": str, "unit": str, "considered": int, "excluded": COUNTS,
    "reason": (str, MISSING), "weight": NUMBER, "lost": NUMBER,
    "approximate": bool, "beyond": NUMBER, "rank": (int, MISSING), "standardised": (dict, MISSING),
    "strata": [FIGURE | {"by": {...: (str, MISSING)}}],
}  # fmt: skip
GROUP = {
    "by": {...: (str, MISSING)}, "points": NUMBER, "grade": (str, MISSING),
    "outcome": (*TEXT, MISSING),
    "gates": [
        {"when": str, "fired": (bool, MISSING), "cap": (str, MISSING), "why": (*TEXT, MISSING)}
    ],
    "indicators": [INDICATOR],
    "parts": [{"id": str, "parent": (str, MISSING), "points": NUMBER, "weight": NUMBER}],
}  # fmt: skip
TABLE = {
    "name": str,
    "files": [FILE | {"bytes": int, "rows": int, "encoding": str, "delimiter": str}],
    "rows": dict.fromkeys(("read", "blank", "rejected", "duplicate", "used"), int),
    "unplaced": int, "rejected": COUNTS, "invalid_cells": {...: COUNTS}, "lookup": {...: COUNTS},
}  # fmt: skip
WORKLOAD = {
    "by": {...: (str, MISSING)}, "table": str,
    **dict.fromkeys(("opening", "received", "resolved", "in_progress", "waiting", "void"), int),
    "unknown": int, "overdue": (int, MISSING),
    "ages": [{"from": float, "to": NUMBER, "count": int}],
}  # fmt: skip
COUNTED = {
    "value": NUMBER, "low": NUMBER, "high": NUMBER, "n": int, "considered": int,
    "excluded": COUNTS,
}  # fmt: skip
STAGES = {
    "by": {...: (str, MISSING)}, "table": str, "cases": int, "bottleneck": (str, MISSING),
    "steps": [
        {
            "id": str, "title": TEXT, "passed": COUNTED, "skipped": int, "total": NUMBER,
            "time": ({"median": COUNTED, "p90": COUNTED}, MISSING), "on_time": (COUNTED, MISSING),
            "calendars": [str],
        }
    ],
    "gap": ({"median": NUMBER, "p90": NUMBER, "max": NUMBER, "n": int}, MISSING),
}  # fmt: skip
PROBLEM = {
    "code": str, "name": str, "severity": str, "message": str, "file": str, "line": int,
    "column": int, "hint": str,
}  # fmt: skip
REPORT = {
    "sqeval": str, "format": int, "versions": {...: str},
    "rules": {
        "title": TEXT, "files": [FILE], "sha256": str,
        "definitions": {
            ...: {
                "title": TEXT, "about": (*TEXT, MISSING), "owner": (str, MISSING),
                "calendars": [str],
            }
        },
        "parts": {...: TEXT}, "grades": {...: float},
    },
    "period": {"label": str, "start": (str, MISSING), "end": (str, MISSING), "timezone": str},
    "as_of": (str, MISSING), "options": {...: (str, [[str]])}, "tables": [TABLE],
    "groups": [GROUP], "workload": [WORKLOAD], "stages": [STAGES],
    "diagnoses": [dict], "actions": [dict],
    "problems": [PROBLEM],
}  # fmt: skip


def fits(value: Any, shape: Any) -> bool:  # noqa: ANN401 - any JSON value and the shapes above
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if not isinstance(shape, dict):
        return type(value) is shape
    if not isinstance(value, dict):
        return False
    if ... in shape:
        return all(isinstance(k, str) and fits(v, shape[...]) for k, v in value.items())
    return value.keys() == shape.keys() and all(fits(value[k], shape[k]) for k in shape)


def misfits(value: Any, shape: Any, place: str = "report") -> list[str]:  # noqa: ANN401 - as above
    """Return the places at which a report does not have the shape, the deepest alone."""
    if fits(value, shape):
        return []
    below: list[str] = []
    if isinstance(shape, list) and isinstance(value, list):
        below = [
            x for i, item in enumerate(value) for x in misfits(item, shape[0], f"{place}[{i}]")
        ]
    if isinstance(shape, dict) and isinstance(value, dict) and ... not in shape:
        below = [f"{place}: keys {sorted(shape.keys() ^ value.keys())}"] * (
            value.keys() != shape.keys()
        )
        common = shape.keys() & value.keys()
        below += [x for k in sorted(common) for x in misfits(value[k], shape[k], f"{place}.{k}")]
    return below or [f"{place}: {value!r}"]
