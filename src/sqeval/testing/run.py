"""Running tests through the line itself, from rows in memory to scorecards.

A test that freezes the clock is given the indicators that it speaks of, and no more: each is
measured by itself, so its figures are the same, and a large rule set stays quick to test.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqeval.api import Scored, scored
from sqeval.expr.tree import names_used
from sqeval.measures.formula import Formula
from sqeval.problems import Problem, SqevalError
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import ScorecardRules
from sqeval.scoring.scorecard import Scorecard
from sqeval.tables.source import Source, source_of
from sqeval.testing.block import export_of, plain_headers
from sqeval.testing.compare import Mismatch, mismatches
from sqeval.testing.expect import Wanted
from sqeval.testing.record import gaps
from sqeval.testing.suite import Case, Suite
from sqeval.testing.unread import unread

#: Where the hint of a problem speaks of options that tests have not.
_HINTS = {"SQ540": "all rows of a test are to be used: give each its key"}


@dataclass(frozen=True)
class Outcome:
    """What came of a test: what is not as wanted, or the problems for which it could not run."""

    suite: Suite
    case: Case
    mismatches: tuple[Mismatch, ...] = ()
    problems: tuple[Problem, ...] = ()
    scored: Scored | None = None

    @property
    def passed(self) -> bool:
        """Whether the test ran and all is as wanted."""
        return not self.mismatches and not self.problems

    @property
    def scorecards(self) -> tuple[Scorecard, ...]:
        """The scorecards of its groups, none where it could not run."""
        return () if self.scored is None else self.scored.scorecards


def run(suite: Suite, cases: Sequence[Case]) -> Iterator[Outcome]:
    """Run tests of a file."""
    plain = plain_headers(suite.rules)
    for case in cases:
        whole = case.options.as_of is None or any(gaps(case.node))
        yield _outcome(suite, case, plain if whole else _narrowed(plain, case.wanted))


def _outcome(suite: Suite, case: Case, rules: RuleSet) -> Outcome:
    try:
        done = scored(rules, _sources(case, rules), case.options)
    except SqevalError as error:
        problems = tuple(_placed(problem, case) for problem in error.problems)
        return Outcome(suite, case, problems=problems)
    aside = tuple(sorted(unread(case, done.run), key=lambda problem: problem.location))
    if aside:
        return Outcome(suite, case, problems=aside)
    wrong = mismatches(done.scorecards, case.wanted, case.tolerance)
    return Outcome(suite, case, tuple(wrong), scored=done)


def _sources(case: Case, rules: RuleSet) -> dict[str, list[Source]]:
    return {
        name: [source_of(name, export_of(block, rules.tables[name].columns))]
        for name, block in case.blocks.items()
    }


def _placed(problem: Problem, case: Case) -> Problem:
    """Return a problem of the rows with its place in the test file."""
    block = case.blocks.get(problem.location.file)
    place = case.place if block is None else block.place(problem.location.line)
    return replace(problem, location=place, hint=_HINTS.get(problem.code, problem.hint))


def _narrowed(rules: RuleSet, wanted: Sequence[Wanted]) -> RuleSet:
    """Return the rules with the indicators that are wanted; all where the scorecard is wanted."""
    if any(one.kind != "indicator" or one.field in ("weight", "lost") for one in wanted):
        return rules
    needed: dict[str, None] = {}
    waiting = [one.id for one in wanted]
    while waiting:
        name = waiting.pop()
        needed[name] = None
        waiting += _operands(rules, name) - needed.keys()
    indicators = {name: m for name, m in rules.indicators.items() if name in needed}
    return replace(rules, indicators=indicators, scorecard=ScorecardRules())


def _operands(rules: RuleSet, name: str) -> set[str]:
    if not isinstance(rules.indicators[name], Formula):
        return set()
    return set(names_used(rules.trees["indicators", name, "value"]))
