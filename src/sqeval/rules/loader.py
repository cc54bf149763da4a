"""From a rule file to a checked rule set: read, merge, draft, check; all problems at once."""

from __future__ import annotations

from itertools import islice
from os import PathLike, fspath

from sqeval.codes import Severity
from sqeval.measures.formula import Formula
from sqeval.measures.registry import RowMeasure
from sqeval.periods.period import Period, Year, is_period, parse_period
from sqeval.problems import Problem, RulesError
from sqeval.rules.check_indicators import check_indicators
from sqeval.rules.check_scorecard import check_scorecard
from sqeval.rules.check_tables import check_tables
from sqeval.rules.checking import Checking
from sqeval.rules.draft import Draft, draft
from sqeval.rules.files import read
from sqeval.rules.found import Found
from sqeval.rules.ignores import silenced
from sqeval.rules.lint.registry import LINTS, SILENCED
from sqeval.rules.profiles.naming import fill_named
from sqeval.rules.ruleset import RuleSet

#: The most problems that one lint tells: more of one kind are one mistake, made by a machine.
MOST_OF_ONE = 1_000


def load_rules(path: str | PathLike[str]) -> RuleSet:
    """Load and check a rule set: one file, or ``builtin:NAME``, with all it extends.

    Raises RulesError with every problem, by file and line.
    """
    found = Found()
    document, files = read(fspath(path), found)
    drafted = draft(document, found)
    profiles = fill_named(drafted, files)
    checking = Checking(drafted, files, profiles=profiles.by_table)
    named = _check_head(checking)
    check_tables(checking)
    values = check_indicators(checking)
    check_scorecard(checking, values)
    checking.sound = not found.errors
    for lint in LINTS:
        for problem in islice(lint.find(checking), MOST_OF_ONE):
            found.add(problem)
    problems = silenced(found.in_order(), files, SILENCED, sound=checking.sound)
    head = drafted.head
    if head is None or any(p.severity is Severity.ERROR for p in problems):
        raise RulesError(problems)
    return RuleSet(
        title=head.title,
        timezone=head.timezone,
        year=Year(head.fiscal_year_start, head.month_starts, named),
        tables=drafted.tables,
        indicators=_indicators(drafted),
        scorecard=drafted.scorecard,
        files=(*files, *profiles.files),
        profiles=profiles.by_table,
        types=checking.types,
        trees=checking.trees,
        problems=tuple(problems),
    )


def check_rules(path: str) -> tuple[Problem, ...]:
    """Return every problem of a rule set, warnings included, by file and line."""
    try:
        return load_rules(path).problems
    except RulesError as error:
        return error.problems


def _indicators(drafted: Draft) -> dict[str, RowMeasure | Formula]:
    found: dict[str, RowMeasure | Formula] = {}
    for name, measure in drafted.indicators.items():
        assert isinstance(measure, RowMeasure | Formula)  # noqa: S101 - the registry's kinds
        found[name] = measure
    return found


def _check_head(checking: Checking) -> dict[str, Period]:
    """Read the named periods."""
    head = checking.draft.head
    named: dict[str, Period] = {}
    if head is None:
        return named
    plain = Year(head.fiscal_year_start, head.month_starts)
    for name, label in head.periods.items():
        if is_period(name, plain):
            message = f"'{name}' already names a period"
            checking.report("SQ214", message, head.at("periods", name, key=True))
        try:
            period = parse_period(label, plain)
        except ValueError as error:
            checking.report("SQ214", str(error), head.at("periods", name))
            continue
        if period is None:
            message = f"'{label}' needs its year"
            checking.report("SQ214", message, head.at("periods", name), f"such as 2026-{label}")
        else:
            named[name] = Period(name, period.first, period.end)
    return named
