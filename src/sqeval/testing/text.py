"""Outcomes as text: two aligned lines for a figure that is another, a line for each gap."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.problems import cells, counted
from sqeval.testing.coverage import Gap
from sqeval.testing.run import Outcome
from sqeval.testing.session import Session


def failure_text(outcome: Outcome) -> str:
    """Return what is wrong with a test, or an empty text."""
    if outcome.passed:
        return ""
    head = f"{outcome.case.place.file}:{outcome.case.place.line}: {outcome.case.name}\n"
    return head + "".join(f"  {line}\n" for line in difference_lines(outcome))


def difference_lines(outcome: Outcome) -> list[str]:
    """Return the lines of each figure that is not as expected."""
    lines = []
    for one in outcome.mismatches:
        subject = one.wanted.subject
        lines += [f"{subject}  expected {one.wanted.text}"]
        lines += [f"{' ' * cells(subject)}  got      {one.got}"]
    return lines


def coverage_text(session: Session) -> str:
    """Return what the tests leave out: of each rule set, and the rule files that have none."""
    listed = "".join(_gaps_text(name, gaps) for name, gaps in session.coverage().items())
    return listed + "".join(f"{name}: has no tests\n" for name in session.untested)


def _gaps_text(name: str, gaps: Sequence[Gap]) -> str:
    if not gaps:
        return f"{name}: every indicator, category, target and gate is tested\n"
    width = max(cells(gap.subject) for gap in gaps)
    lines = [
        f"  {gap.subject}{' ' * (width - cells(gap.subject))}  {gap.lacking}\n" for gap in gaps
    ]
    return f"{name}: not tested\n" + "".join(lines)


def summary(session: Session) -> str:
    """Return the last line: how many tests passed, failed, could not run; files without any."""
    outcomes, refused = session.outcomes, len(session.refused)
    passed = sum(outcome.passed for outcome in outcomes)
    stopped = sum(bool(outcome.problems) for outcome in outcomes)
    said = [f"{passed} passed"]
    said += [f"{failed} failed"] if (failed := len(outcomes) - passed - stopped) else []
    said += [f"{stopped} could not run"] if stopped else []
    said += [f"{counted(refused, 'file')} refused"] if refused else []
    without = len(session.untested)
    said += [f"{counted(without, 'rule file')} without tests"] if without else []
    return ", ".join(said)
