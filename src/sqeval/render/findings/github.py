"""Findings as workflow commands, which GitHub shows beside the lines of a pull request.

A command is one line, ``::error file=...,line=...::message``. A line feed in a message, or a comma
in the name of a file, would let a rule file say commands of its own; each is escaped.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from sqeval.codes import Severity
from sqeval.problems import Problem, counted
from sqeval.render.findings.findings import Findings, shown
from sqeval.render.style import Style

#: What GitHub decodes in a message, and what it decodes in a property beside.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})

#: As many annotations of one severity GitHub shows for a step; it drops the others silently.
_SHOWN = 10


def render(findings: Findings, _style: Style) -> str:
    """Render findings as annotations of a pull request on GitHub, and a last line that counts them.

    The last line is an annotation itself where GitHub leaves some of the others out.
    """
    commands = [_command(shown(problem)) for problem in findings.problems]
    return "\n".join([*commands, _total(findings.count()), ""])


def _command(problem: Problem) -> str:
    place = problem.location
    properties = {
        "file": PurePath(place.file).as_posix() if place.file else "",
        "line": place.line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": f"{problem.code} {problem.name}",
    }
    known = (f"{k}={str(v).translate(_PROPERTY)}" for k, v in properties.items() if v)
    message = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {','.join(known)}::{message.translate(_DATA)}"


def _total(count: Counter[Severity]) -> str:
    said = ", ".join(counted(count[one], str(one)) for one in (Severity.ERROR, Severity.WARNING))
    if max(count.values(), default=0) > _SHOWN:
        return f"::notice title=sqeval check::{said}; the log lists them all"
    return f"sqeval check: {said}"
