"""Reading a test file through the same gate and models as rule files, all mistakes at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from sqeval.nodes import Map, Scalar, Seq, locate
from sqeval.problems import Location, Problem, RulesError
from sqeval.rules import gate
from sqeval.rules.files import builtin, regular_bytes
from sqeval.rules.folder import is_regular
from sqeval.rules.found import Found
from sqeval.rules.loader import Checked, checked
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.shipped import PREFIX, place_of
from sqeval.testing.cases import Cases
from sqeval.testing.models import Head
from sqeval.testing.suite import Suite
from sqeval.testing.validated import validated

_BEGINS = "a test file is a mapping that starts with 'rules: FILE.yaml'"


@dataclass
class Reader:
    """Reads test files; the rules that several of them share are checked once.

    With ``recording``, a test may expect nothing yet. ``opened`` are the files that were opened:
    tests, and rules with all that they extend.
    """

    recording: bool = False
    opened: list[str] = field(default_factory=list)
    _rules: dict[str, Checked] = field(default_factory=dict)

    def read(self, path: str) -> Suite:
        """Read a test file.

        Raises RulesError with every problem of the file, or those of the rules it is about.
        """
        found = Found(path)
        self.opened.append(path)
        content = _content(path)
        text = gate.decode(path, content)
        document = gate.parse(path, text, found, _BEGINS)
        tests = document.get("tests")
        own = Map({k: v for k, v in document.items() if k != "tests"}, document.place)
        head = validated(Head, own, found) or _rules_alone(own)
        if not isinstance(tests, Seq) or not tests:
            message = "a test file lists its 'tests', each with a name, rows and what they come to"
            found.add(Problem("SQ112", message, locate(document, ("tests",))))
        name = None if head is None else _named(path, head, found)
        rules = None if name is None else self._load(name, found)
        if head is None or name is None or rules is None or not isinstance(tests, Seq):
            raise RulesError(found.in_order())
        cases = list(Cases(rules, head, found, recording=self.recording).read(tests))
        if found.errors:
            raise RulesError(found.in_order())
        return Suite(path, text, gate.mark_of(content), name, rules, tuple(cases))

    def _load(self, name: str, found: Found) -> RuleSet | None:
        """Return a rule set; the errors for which it is refused are ``found``, no warnings."""
        if name not in self._rules:
            self._rules[name] = checked(name)
            self.opened += self._rules[name].files
        done = self._rules[name]
        for problem in done.errors if done.rules is None else ():
            found.add(problem)
        return done.rules


def _rules_alone(own: Map) -> Head | None:
    """Return a head that is wrong in other things, so that the tests can be read nonetheless."""
    rules = own.get("rules")
    return Head(rules=str(rules)) if isinstance(rules, Scalar) and rules else None


def _content(path: str) -> bytes:
    try:
        return regular_bytes(place_of(path))
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message = f"test file '{path}': {reason}"
        raise RulesError(Problem("SQ115", message, Location(path))) from error


def _named(path: str, head: Head, found: Found) -> str | None:
    """Return the rule set that a test file names: beside it, below it, or a shipped one."""
    if head.rules.startswith(PREFIX):
        try:
            builtin(head.rules, head.at("rules"))
        except RulesError as error:
            found.add(error.problems[0])
            return None
        return head.rules
    if path.startswith(PREFIX):
        return PREFIX + Path(head.rules).stem
    folder = Path(path).parent
    target = Path(os.path.realpath(folder / head.rules))
    if not target.is_relative_to(os.path.realpath(folder)):
        message = f"'{head.rules}' is outside the folder of the test file"
        hint = "rules stand beside their tests or below, or are builtin:NAME"
        found.add(Problem("SQ117", message, head.at("rules"), hint))
        return None
    if not is_regular(target):
        message = f"there is no rule file '{head.rules}' beside the test file"
        found.add(Problem("SQ115", message, head.at("rules")))
        return None
    return (folder / head.rules).as_posix()
