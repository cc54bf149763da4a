"""Outcomes as the suites and cases that build servers list."""

from __future__ import annotations

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
        text = "\n".join(str(problem) for problem in outcome.problems)
        return Failure(outcome.problems[0].name, outcome.problems[0].message, text)
    if not outcome.mismatches:
        return None
    first = outcome.mismatches[0]
    message = f"{first.wanted.subject}: expected {first.wanted.text}, got {first.got}"
    return Failure("mismatch", message, "\n".join(difference_lines(outcome)))


def _refused(file: Refused) -> Suite:
    text = "\n".join(str(problem) for problem in file.problems)
    failure = Failure(file.problems[0].name, file.problems[0].message, text)
    return Suite(file.path, (Case("the file is read", file.path, failure),))
