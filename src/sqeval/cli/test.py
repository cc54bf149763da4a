"""``sqeval test``: the rules' own unit tests."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sqeval.cli.app import command_app
from sqeval.cli.exports import check_apart
from sqeval.cli.formats import format_named
from sqeval.cli.telling import refusing, tell, tell_all, to_stderr
from sqeval.cli.writing import check_writable, write_all
from sqeval.problems import Exit, counted
from sqeval.testing.session import Session, run_tests
from sqeval.testing.text import coverage_text, failure_text, summary
from sqeval.testing.xml import junit

app = command_app()


class ResultFormat(StrEnum):
    """How results are written."""

    TEXT = "text"
    JUNIT = "junit"


#: The suffixes of each.
_SUFFIXES = {ResultFormat.TEXT.value: (".txt",), ResultFormat.JUNIT.value: (".xml",)}


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
        ResultFormat | None,
        typer.Option("-f", "--format", help="text or junit. [default: text]"),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", help="Write here; the suffix tells the format; - is stdout."
        ),
    ] = "-",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")] = False,
) -> None:
    """Run the unit tests of rule files.

    Example: sqeval test rules --coverage
    """
    with refusing():
        form = format_named(fmt, output, _SUFFIXES)
        session = run_tests(paths or [], select=select, recording=record)
        check_apart(session.files, [output])
        tell_all(session.problems)
        if record:
            _record(session)
        covered = coverage_text(session) if coverage else ""
        write_all([(output, _results(session, form, covered))])
        if not quiet:
            tell(summary(session))
    raise typer.Exit(_exit(session))


def _record(session: Session) -> None:
    """Write the test files that were filled in, all of them or none."""
    recordings = session.recordings()
    for one in recordings:
        check_writable(Path(one.path))
    write_all([(one.path, one.text) for one in recordings])
    for one in recordings:
        what = counted(one.tests, "test")
        tell(f"recorded what {what} of {one.path} came to; check the figures")


def _results(session: Session, form: str, covered: str) -> str:
    """Return the results; XML has no place for the coverage, which is then said on stderr."""
    if form == ResultFormat.JUNIT:
        to_stderr(covered)
        return junit(session)
    failures = (failure_text(o) for o in session.outcomes if not o.problems)
    return "".join(failures) + covered


def _exit(session: Session) -> Exit:
    if session.problems:
        return Exit.REFUSED
    passed = all(outcome.passed for outcome in session.outcomes)
    return Exit.OK if passed else Exit.FINDINGS
