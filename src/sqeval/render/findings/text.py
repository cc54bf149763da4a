"""Findings as text, for people: one block for each, the same that every refusal shows."""

from __future__ import annotations

from sqeval.codes import Severity
from sqeval.problems import Problem
from sqeval.render.findings.findings import Findings, block, shown
from sqeval.render.style import Style

#: How a terminal is told to show the words of each severity, and to stop.
_INK = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[33m",
    Severity.NOTICE: "\x1b[36m",
}
_PLAIN = "\x1b[0m"


def render(findings: Findings, style: Style) -> str:
    """Render findings as blocks: place, code and message, the line with a caret under it, a hint.

    Nothing is said where nothing was found.
    """
    write = _inked if style.color else block
    return "".join(f"{write(problem)}\n" for problem in findings.problems)


def _inked(problem: Problem) -> str:
    """Return the block with code and name in the colour of the severity.

    They are found by their place, since the name of a file could read like them.
    """
    text, place = block(problem), str(shown(problem).location)
    start = len(f"{place}: " if place else "")
    end = start + len(f"{problem.code} {problem.name}")
    return f"{text[:start]}{_INK[problem.severity]}{text[start:end]}{_PLAIN}{text[end:]}"
