"""Trying a rule file before anyone sees it: it is loaded, bound and scored like any other.

So what a proposal says of an export was measured by the rules that it proposes. An error in a file
of our own making is a bug, never the user's to mend.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqeval.api import Options, Scored, fit, scored
from sqeval.codes import Severity
from sqeval.problems import Problem
from sqeval.rules.loader import checked
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.source import Source

#: The exports of each table that is read from files.
Bound = Mapping[str, Sequence[Source]]


def rules_of(text: str) -> RuleSet:
    """Return the rule set that a text is. An AssertionError is a bug of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "starter.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        done = checked(path)
    if done.rules is None:
        raise AssertionError("\n".join(map(str, done.problems)))
    return done.rules


def tried(text: str, bound: Bound, zone: str | None) -> Scored:
    """Return the tables and scorecards of a rule file, however many rows are rejected.

    Raises InputError where an export is refused.
    """
    return scored(rules_of(text), bound, Options(timezone=zone, max_rejected=1.0))


def errors_of(text: str, bound: Bound, zone: str | None) -> list[Problem]:
    """Return the errors that ``sqeval check --data`` finds."""
    rules = rules_of(text)
    found = [*rules.problems, *fit(rules, bound, Options(timezone=zone))]
    return [problem for problem in found if problem.severity is Severity.ERROR]
