"""Findings as the XML of test runners, for build servers: every rule file is a test."""

from __future__ import annotations

from sqeval.codes import Severity
from sqeval.problems import Problem
from sqeval.render.findings.findings import Findings, block
from sqeval.render.junit import Case, Failure, Suite, document
from sqeval.render.style import Style

#: The case of problems that lie in no file.
_NO_FILE = "(no file)"


def render(findings: Findings, _style: Style) -> str:
    """Render findings as JUnit XML: a test for each rule file, which its errors fail.

    Warnings are the output of its test. A problem of a file that was only extended stands in a
    test of that file, after the others.
    """
    extended = (problem.location.file for problem in findings.problems)
    by_file: dict[str, list[Problem]] = {file: [] for file in (*findings.files, *extended)}
    for problem in findings.problems:
        by_file[problem.location.file].append(problem)
    cases = tuple(_case(file or _NO_FILE, problems) for file, problems in by_file.items())
    return document([Suite("sqeval check", cases)])


def _case(name: str, problems: list[Problem]) -> Case:
    errors = [p for p in problems if p.severity is Severity.ERROR]
    others = [p for p in problems if p.severity is not Severity.ERROR]
    failure = _failure(errors) if errors else None
    return Case(name, "sqeval.check", failure, _blocks(others))


def _failure(errors: list[Problem]) -> Failure:
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if errors[1:] else ""
    return Failure(first.code, f"{first.name}: {first.message}{more}", _blocks(errors))


def _blocks(problems: list[Problem]) -> str:
    return "\n".join(block(problem) for problem in problems)
