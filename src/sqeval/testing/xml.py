"""Outcomes as the suites and cases that build servers list."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.problems import Problem
from sqeval.render.findings.findings import block
from sqeval.render.junit import Case, Failure, Suite, document
from sqeval.testing.run import Outcome
from sqeval.testing.session import Refused, Session
from sqeval.testing.text import difference_lines


def junit(session: Session) -> str:
    """Return the outcomes as JUnit's XML: a suite per test file, a refused file as one case."""
    by_path: dict[str, list[Case]] = {}
    for outcome in session.outcomes:
        by_path.setdefault(outcome.suite.path, []).append(_case(outcome))
    suites = [Suite(path, tuple(cases)) for path, cases in by_path.items()]
    return document([*suites, *(_refused(file) for file in session.refused)])


def _case(outcome: Outcome) -> Case:
    return Case(outcome.case.name, outcome.suite.path, _failure(outcome))


def _failure(outcome: Outcome) -> Failure | None:
    if outcome.problems:
        return _refusal(outcome.problems)
    if not outcome.mismatches:
        return None
    first = outcome.mismatches[0]
    message = f"{first.wanted.subject}: expected {first.wanted.text}, got {first.got}"
    return Failure("mismatch", message, "\n".join(difference_lines(outcome)))


def _refused(file: Refused) -> Suite:
    return Suite(file.path, (Case("the file is read", file.path, _refusal(file.problems)),))


def _refusal(problems: Sequence[Problem]) -> Failure:
    first = problems[0]
    return Failure(first.code, f"{first.name}: {first.message}", "\n".join(map(block, problems)))
