"""The look of exports as JSON: for scripts, and for whoever is asked for help.

A list with one object for each file, in the order given. Its keys are those of `FileLook` and
`ColumnLook`; nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.problems import Problem


def document(looks: Sequence[FileLook]) -> str:
    """Return the JSON text, ending in a line feed."""
    return json.dumps([_file(one) for one in looks], ensure_ascii=False, indent=1) + "\n"


def _file(look: FileLook) -> dict[str, Any]:
    return {
        "path": look.path,
        "encoding": look.encoding,
        "delimiter": look.delimiter,
        "vendor": look.vendor,
        "told_by": list(look.told_by),
        "table": look.table,
        "rows": {
            "read": look.read,
            "blank": look.blank,
            "rejected": sum(look.rejected.values()),
            "duplicate": look.duplicate,
            "used": look.used,
        },
        "rejected": dict(sorted(look.rejected.items())),
        "missing": list(look.missing),
        "header": list(look.header),
        "columns": [_column(column) for column in look.columns],
        "possible": [{"indicator": one.indicator, "reason": one.reason} for one in look.possible],
        "problems": [_problem(problem) for problem in look.problems],
    }


def _column(column: ColumnLook) -> dict[str, Any]:
    return {
        "position": column.position,
        "header": column.header,
        "kind": column.kind,
        "formats": list(column.formats),
        "unit": column.unit,
        "decimal": column.decimal,
        "thousands": column.thousands,
        "filled": column.filled,
        "distinct": column.distinct,
        "values": [{"value": value, "n": n} for value, n in column.values],
        "examples": list(column.examples),
        "low": column.low,
        "high": column.high,
        "earliest": column.earliest,
        "latest": column.latest,
        "months": dict(column.months),
        "meant": column.meant,
        "problems": [_problem(problem) for problem in column.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "name": problem.name,
        "severity": str(problem.severity),
        "message": problem.message,
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "hint": problem.hint,
    }
