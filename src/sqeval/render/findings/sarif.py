"""Findings as SARIF 2.1.0, the exchange format that code scanning services take.

OASIS, Static Analysis Results Interchange Format 2.1.0 plus Errata 01, 2023. Services keep results
apart by code and place, so the same findings must give the same text.
"""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from sqeval.codes import CODES, Severity
from sqeval.problems import Location, Problem
from sqeval.render.findings.dumped import dumped
from sqeval.render.findings.findings import Findings, shown
from sqeval.render.style import Style
from sqeval.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}

#: Braces are placeholders of a message, doubled ones are braces (section 3.11.5).
_BRACES = str.maketrans({"{": "{{", "}": "}}"})

#: A message makes links of ``[text](target)``; so that a name makes none (section 3.11.6).
_BRACKETS = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]"})


def render(findings: Findings, _style: Style) -> str:
    """Render findings as SARIF 2.1.0, for code scanning."""
    codes = sorted({problem.code for problem in findings.problems})
    driver = {"name": "sqeval", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in findings.problems],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, object]:
    about = CODES[code]
    return {
        "id": code,
        "name": about.name,
        "shortDescription": {"text": _message(about.meaning)},
        "defaultConfiguration": {"level": _LEVELS[about.severity]},
    }


def _result(problem: Problem, index: int) -> dict[str, object]:
    said = shown(problem)
    text = f"{said.message}\nhint: {said.hint}" if said.hint else said.message
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(text)},
        "locations": [_place(problem.location)] if problem.location.file else [],
    }


def _message(text: str) -> str:
    text = text.translate(_BRACES)
    return text.translate(_BRACKETS) if "](" in text else text


def _place(place: Location) -> dict[str, object]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.end_column,
    }
    known = {name: number for name, number in region.items() if number}
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    return {"physicalLocation": physical | ({"region": known} if place.line else {})}


def _uri(file: str) -> str:
    """Return the reference to a file: relative as it was given, whatever its name holds."""
    path = PurePath(file)
    quoted = quote(path.as_posix().encode("utf-8", "surrogatepass"))
    return f"file:///{quoted.lstrip('/')}" if path.is_absolute() else quoted
