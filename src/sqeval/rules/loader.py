"""From a rule file to a checked rule set: read, merge, draft, check; all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from os import PathLike, fspath

from sqeval.codes import Severity
from sqeval.measures.formula import Formula
from sqeval.measures.registry import RowMeasure
from sqeval.periods.period import Period, Year, is_period, parse_period
from sqeval.problems import Problem, RulesError
from sqeval.rules.calendar_files import read_calendar_files
from sqeval.rules.check_indicators import check_indicators
from sqeval.rules.check_scorecard import check_scorecard
from sqeval.rules.check_stages import check_stages
from sqeval.rules.check_tables import check_tables
from sqeval.rules.checking import Checking
from sqeval.rules.draft import Draft, draft
from sqeval.rules.files import read
from sqeval.rules.found import Found, in_order, limited
from sqeval.rules.ignores import silenced
from sqeval.rules.lint.registry import LINTS, SILENCED
from sqeval.rules.profiles.naming import fill_named
from sqeval.rules.ruleset import RuleSet

#: The most problems that one lint tells: more of one kind are one mistake, made by a machine. That
#: there are others is not said: who mends a thousand checks again, and gets the next ones.
MOST_OF_ONE = 1_000


@dataclass(frozen=True)
class Checked:
    """What came of checking a rule set.

    ``rules`` is None where they are refused; ``problems`` are all there are, warnings included;
    ``files`` are those that were opened, also where they could not be read.
    """

    rules: RuleSet | None
    problems: tuple[Problem, ...]
    files: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the rules are refused."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def load_rules(path: str | PathLike[str]) -> RuleSet:
    """Load and check a rule set: one file, or ``builtin:NAME``, with all it extends.

    Raises RulesError with every problem, by file and line.
    """
    done = checked(path)
    if done.rules is None:
        raise RulesError(done.problems)
    return done.rules


def check_rules(path: str | PathLike[str]) -> tuple[Problem, ...]:
    """Return every problem of a rule set, warnings included, by file and line."""
    return checked(path).problems


def checked(path: str | PathLike[str]) -> Checked:
    """Check a rule set: one file, or ``builtin:NAME``, with all it extends; nothing is raised."""
    found = Found(fspath(path))
    try:
        rules, problems = _checked(found)
    except RulesError as error:  # a file cannot be read, or there are too many problems
        rules, problems = None, error.problems
    return Checked(rules, problems, tuple(found.opened))


def _checked(found: Found) -> tuple[RuleSet | None, tuple[Problem, ...]]:
    """Return the rules, None where they are refused, and every problem.

    Raises RulesError where the first file cannot be read, or there are too many problems.
    """
    document, files = read(found.path, found)
    drafted = draft(document, found)
    profiles = fill_named(drafted, files)
    calendars = read_calendar_files(drafted, files)
    checking = Checking(drafted, files, profiles=profiles.by_table)
    checking.periods = _check_head(checking)
    check_tables(checking)
    values = check_indicators(checking)
    check_stages(checking)
    check_scorecard(checking, values)
    checking.sound = not found.errors
    problems = _linted(checking, found)
    head = drafted.head
    if head is None or any(p.severity is Severity.ERROR for p in problems):
        return None, problems
    rules = RuleSet(
        title=head.title,
        timezone=head.timezone,
        year=Year(head.fiscal_year_start, head.month_starts, checking.periods),
        tables=drafted.tables,
        calendars=drafted.calendars,
        ics=calendars.ics,
        indicators=_indicators(drafted),
        scorecard=drafted.scorecard,
        files=(*files, *profiles.files, *calendars.files),
        profiles=profiles.by_table,
        types=checking.types,
        trees=checking.trees,
        problems=problems,
    )
    return rules, problems


def _linted(checking: Checking, found: Found) -> tuple[Problem, ...]:
    """Return what was found and what the lints find, without what comments silence.

    What is silenced does not count towards the most that are told.
    """
    told = [p for lint in LINTS for p in islice(lint.find(checking), MOST_OF_ONE)]
    every = in_order([*found.in_order(), *told])
    heard = silenced(every, checking.files, SILENCED, sound=checking.sound)
    return tuple(limited(heard, found.path))


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
