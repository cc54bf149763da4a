"""Testing from paths to outcomes: every file that can be read is run, whatever the others hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath

from sqeval.problems import Problem, RulesError, UsageError
from sqeval.rules.edits import edited
from sqeval.rules.shipped import PREFIX
from sqeval.testing.coverage import Gap, gaps_of
from sqeval.testing.find import find_tests, untested
from sqeval.testing.read import Reader
from sqeval.testing.record import fill, gaps
from sqeval.testing.run import Outcome, run


@dataclass(frozen=True)
class Refused:
    """A test file that was not run, and why."""

    path: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Recording:
    """A test file as it is to be: its text, and how many of its tests were filled in."""

    path: str
    text: str
    tests: int


@dataclass(frozen=True)
class Session:
    """All that came of testing some paths.

    ``files`` are those that were read, whatever became of them: test files, also those of which no
    test was selected, and the rules they are of, with all that those extend. ``untested`` are the
    rule files of the tested folders that no test file is about.
    """

    outcomes: tuple[Outcome, ...]
    refused: tuple[Refused, ...]
    files: tuple[str, ...]
    untested: tuple[str, ...]

    @property
    def problems(self) -> list[Problem]:
        """The problems of all files and tests, those that files share once."""
        found = [problem for file in self.refused for problem in file.problems]
        found += [problem for outcome in self.outcomes for problem in outcome.problems]
        return list(dict.fromkeys(found))

    def coverage(self) -> dict[str, list[Gap]]:
        """Return what the tests of each rule set leave out."""
        by_rules: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            by_rules.setdefault(outcome.suite.name, []).append(outcome)
        return {name: gaps_of(found[0].suite.rules, found) for name, found in by_rules.items()}

    def recordings(self) -> list[Recording]:
        """Return the test files with what was missing filled in; none where nothing was.

        Those that sqeval ships are left alone.
        """
        by_path: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            shipped = outcome.suite.path.startswith(PREFIX)
            if not shipped and outcome.scored is not None and any(gaps(outcome.case.node)):
                by_path.setdefault(outcome.suite.path, []).append(outcome)
        return [_recording(found) for found in by_path.values()]


def run_tests(
    paths: Sequence[str | PathLike[str]] = (), *, select: str = "", recording: bool = False
) -> Session:
    """Run the tests of files and folders; those whose name holds ``select``, of files as well.

    Raises UsageError where there are none, RulesError for a rule set that is not shipped.
    """
    named = [fspath(path) for path in paths]
    files = find_tests(named)
    reader = Reader(recording=recording)
    outcomes: list[Outcome] = []
    refused: list[Refused] = []
    for path in files:
        try:
            suite = reader.read(path)
        except RulesError as error:
            refused.append(Refused(path, error.problems))
            continue
        cases = [case for case in suite.cases if select in f"{path}::{case.name}"]
        outcomes += run(suite, cases)
    if not outcomes and not refused:
        raise UsageError(Problem("SQ805", f"no test has '{select}' in its name"))
    read = tuple(dict.fromkeys(reader.opened))
    return Session(tuple(outcomes), tuple(refused), read, tuple(untested(named, read)))


def _recording(outcomes: Sequence[Outcome]) -> Recording:
    suite = outcomes[0].suite
    edits = [
        edit
        for outcome in outcomes
        for edit in fill(suite.text, outcome.case.node, outcome.scorecards)
    ]
    return Recording(suite.path, suite.mark + edited(suite.text, edits), len(outcomes))
