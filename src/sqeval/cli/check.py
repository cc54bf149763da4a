"""``sqeval check``: lint rule files; an export is read only where one is named to be bound to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sqeval.cli.app import command_app
from sqeval.cli.exports import check_apart, named_files
from sqeval.cli.formats import format_named
from sqeval.cli.mending import mend
from sqeval.cli.options import AnyTable, Encoding, NoColor, Reviews, Survey
from sqeval.cli.picking import Selection, rule_files, selection
from sqeval.cli.stdout import style_of
from sqeval.cli.telling import refusing, tell
from sqeval.cli.writing import write_all
from sqeval.codes import Severity
from sqeval.loading import PARTS, load
from sqeval.problems import Exit, InputError, Problem, UsageError, counted
from sqeval.render.findings.findings import Findings
from sqeval.render.findings.registry import FINDINGS_FORMATS
from sqeval.rules.loader import Checked, checked
from sqeval.rules.reading import check_reading

if TYPE_CHECKING:  # it needs polars
    from sqeval.cli.fitting import Exports

app = command_app()


class FailOn(StrEnum):
    """The least severity that ends in exit 1."""

    ERROR = "error"
    WARNING = "warning"


@app.command()
def check(  # noqa: PLR0913 - the options of the command
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Rule files, folders or builtin:NAME. [default: sqeval.yaml, else rules/]"
        ),
    ] = None,
    *,
    data: Annotated[
        list[str] | None, typer.Option(help="Bind the rules to this export of tickets as well.")
    ] = None,
    survey: Survey = None,
    reviews: Reviews = None,
    table: AnyTable = None,
    encoding: Encoding = None,
    timezone: Annotated[
        str | None, typer.Option(help="Zone of times without offset in the exports.")
    ] = None,
    fmt: Annotated[
        str | None,
        typer.Option("-f", "--format", help="text, json, github, sarif or junit. [default: text]"),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", help="Write here; the suffix tells the format; - is stdout."
        ),
    ] = "-",
    select: Annotated[
        list[str] | None, typer.Option(help="Show these codes only: SQ3, SQ319, unused-column.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not show these codes.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit 1 for these and worse.")] = FailOn.ERROR,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")] = False,
    no_color: NoColor = False,
) -> None:
    """Lint rule files: every problem of every file, with its line and how to mend it.

    Example: sqeval check rules/service-desk.yaml
    """
    with refusing():
        exports = named_files(data or [], survey or [], reviews or [], table or [])
        check_reading(timezone, encoding)
        shown = selection(select or [], ignore or [])
        suffixes = {name: form.suffixes for name, form in FINDINGS_FORMATS.items()}
        form = FINDINGS_FORMATS[format_named(fmt, output, suffixes)]
        sets = {file: checked(file) for file in rule_files(paths or [])}
        _check_apart(sets, exports, output)
        bound, refusal = _opened(list(sets.values()), exports, timezone, encoding)
        if fix and refusal is None:
            mended, sets = mend(sets, shown)
            if not quiet:
                tell(f"{mended} fixed")
        problems = [problem for one in sets.values() for problem in one.problems]
        problems += [] if bound is None else bound.misfits(sets.values())
        findings = Findings(in_order(problems, shown), tuple(sets))
        write_all([(output, form.render(findings, style_of(output, no_color=no_color)))])
        if not quiet:
            tell(_summary(findings))
        if refusal is not None:
            raise refusal
    failing = findings.count()
    worst = failing[Severity.ERROR] + (failing[Severity.WARNING] if fail_on == "warning" else 0)
    raise typer.Exit(Exit.FINDINGS if worst else Exit.OK)


def _check_apart(
    sets: Mapping[str, Checked], exports: Mapping[str, Sequence[str]], output: str
) -> None:
    """Refuse to write over what was read, and stdin for several rule sets. Raises UsageError."""
    given = [path for paths in exports.values() for path in paths]
    opened = dict.fromkeys([*sets, *(file for one in sets.values() for file in one.files)])
    check_apart([*opened, *given], [output])
    if "-" in given and len(sets) > 1:
        message = f"standard input can be read once, and {len(sets)} rule files are bound to it"
        raise UsageError(Problem("SQ614", message, hint="write it to a file first"))


def _opened(
    sets: Sequence[Checked],
    exports: Mapping[str, Sequence[str]],
    timezone: str | None,
    encoding: str | None,
) -> tuple[Exports | None, InputError | None]:
    """Return the exports, opened, or the error of one that cannot be.

    What is found in the rules is told all the same. Raises UsageError for wrong options.
    """
    if not exports:
        return None, None
    try:
        return load(PARTS["check --data"]).open_for(sets, exports, timezone, encoding), None
    except InputError as error:
        return None, error


def in_order(problems: Iterable[Problem], shown: Selection) -> tuple[Problem, ...]:
    """Return the problems that are shown, each once, errors first, then by place."""
    distinct = {(p.location, p.code, p.message): p for p in problems if shown.shows(p)}
    weight = list(Severity).index
    return tuple(sorted(distinct.values(), key=lambda p: (weight(p.severity), p.location)))


def _summary(findings: Findings) -> str:
    """Return how many problems there are, in how many files."""
    counts = findings.count()
    said = [counted(counts[s], str(s)) for s in Severity if counts[s]]
    return f"{counted(len(findings.files), 'file')}: {', '.join(said) or 'no problems'}"
