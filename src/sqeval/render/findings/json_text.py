"""Findings as JSON, for scripts: each as it was found, nothing added and nothing decorated."""

from __future__ import annotations

from sqeval.problems import Problem
from sqeval.render.findings.dumped import dumped
from sqeval.render.findings.findings import Findings
from sqeval.render.style import Style


def render(findings: Findings, _style: Style) -> str:
    """Render findings as JSON: a list ``problems``; places are 1-based, and null if unknown."""
    return dumped({"problems": [_entry(problem) for problem in findings.problems]})


def _entry(problem: Problem) -> dict[str, object]:
    place = problem.location
    return {
        "file": place.file or None,
        "line": place.line or None,
        "column": place.column or None,
        "end_column": place.end_column or None,
        "code": problem.code,
        "name": problem.name,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }
