"""``sqeval test``: the rules' own unit tests."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from sqeval.cli.exports import check_apart
from sqeval.cli.telling import refusing, tell
from sqeval.cli.writing import write_all
from sqeval.problems import Exit
from sqeval.testing.session import Session, run_tests
from sqeval.testing.text import coverage_text, failure_text, summary
from sqeval.testing.xml import junit

app = typer.Typer(
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class ResultFormat(StrEnum):
    """How results are written."""

    TEXT = "text"
    JUNIT = "junit"


@app.command()
def run(  # noqa: PLR0913 - the options of the command
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Test files (NAME.test.yaml), rule files that have one beside them, or folders. "
            "[default: sqeval.yaml, else rules/]"
        ),
    ] = None,
    *,
    select: Annotated[
        str, typer.Option("-k", help="Run the tests whose FILE::NAME holds this text.")
    ] = "",
    coverage: Annotated[
        bool, typer.Option("--coverage", help="List what of the rules no test looks at.")
    ] = False,
    record: Annotated[
        bool,
        typer.Option("--record", help="Fill in what tests do not expect yet, in their files."),
    ] = False,
    fmt: Annotated[
        ResultFormat, typer.Option("-f", "--format", help="text or junit.")
    ] = ResultFormat.TEXT,
    output: Annotated[str, typer.Option("-o", "--output", help="Write here; - is stdout.")] = "-",
) -> None:
    """Run the unit tests of rule files.

    Example: sqeval test rules --coverage
    """
    with refusing():
        session = run_tests(paths or [], select=select, recording=record)
        check_apart(session.files, [output])
        _say_problems(session)
        if record:
            _record(session)
        covered = _coverage(session) if coverage else ""
        write_all([(output, _results(session, fmt, covered))])
        tell(summary(session.outcomes, len(session.refused)))
    raise typer.Exit(_exit(session))


def _say_problems(session: Session) -> None:
    for problem in session.problems:
        sys.stderr.write(f"{problem}\n")


def _record(session: Session) -> None:
    """Write the test files that were filled in, all of them or none."""
    recordings = session.recordings()
    write_all([(one.path, one.text) for one in recordings])
    for one in recordings:
        what = "1 test" if one.tests == 1 else f"{one.tests} tests"
        tell(f"recorded what {what} of {one.path} came to; check the figures")


def _coverage(session: Session) -> str:
    return "".join(coverage_text(name, gaps) for name, gaps in session.coverage().items())


def _results(session: Session, fmt: ResultFormat, covered: str) -> str:
    """Return the results; XML has no place for the coverage, which is then said on stderr."""
    if fmt is ResultFormat.JUNIT:
        sys.stderr.write(covered)
        return junit(session)
    failures = (failure_text(o) for o in session.outcomes if not o.problems)
    return "".join(failures) + covered


def _exit(session: Session) -> Exit:
    if session.problems:
        return Exit.REFUSED
    passed = all(outcome.passed for outcome in session.outcomes)
    return Exit.OK if passed else Exit.FINDINGS
