"""``sqeval check``: lint rule files; an export is read only where one is named to be bound to."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from sqeval.cli.exports import check_apart, named_files
from sqeval.cli.loading import PARTS, load
from sqeval.cli.picking import Selection, rule_files, selection
from sqeval.cli.telling import refusing, tell
from sqeval.cli.writing import write_all
from sqeval.codes import Severity
from sqeval.problems import Exit, Problem, RulesError, UsageError, close_match
from sqeval.render.findings import text
from sqeval.render.findings.findings import Findings
from sqeval.render.style import Style
from sqeval.rules.loader import check_rules, load_rules
from sqeval.rules.ruleset import RuleSet

app = typer.Typer(
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_Render = Callable[[Findings, Style], str]


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
    survey: Annotated[list[str] | None, typer.Option(help="Export of the table surveys.")] = None,
    reviews: Annotated[list[str] | None, typer.Option(help="Export of the table reviews.")] = None,
    table: Annotated[list[str] | None, typer.Option(help="NAME=FILE: export of any table.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the exports, such as gb18030. [default: utf-8]")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Zone of times without offset in the exports.")
    ] = None,
    fmt: Annotated[
        str, typer.Option("-f", "--format", help="text, json, github, sarif or junit.")
    ] = "text",
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="Write the findings to this file.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Show these codes only: SQ3, SQ319, unused-column.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not show these codes.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit 1 for these and worse.")] = FailOn.ERROR,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary on stderr.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.")] = False,
) -> None:
    """Lint rule files: every problem of every file, with its line and how to mend it.

    Example: sqeval check rules/service-desk.yaml
    """
    with refusing():
        exports = named_files(data or [], survey or [], reviews or [], table or [])
        shown = selection(select or [], ignore or [])
        render = _format(fmt)
        files = rule_files(paths or [])
        read = [*files, *(path for paths in exports.values() for path in paths)]
        check_apart(read, [output] if output is not None else [])
        _check_reads(files, read, output)
        if fix:
            mended = load(PARTS["check --fix"]).mend(files, shown)
            if not quiet:
                tell(f"{mended} fixed")
        problems = [problem for file in files for problem in check_rules(file)]
        if exports:
            fit = load(PARTS["check --data"]).fit
            for rules in _sound(files):
                problems += fit(rules, exports, timezone=timezone, encoding=encoding)
        findings = Findings(in_order(problems, shown), tuple(files))
        terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
        colored = terminal and not no_color and "NO_COLOR" not in os.environ
        write_all([(output or "-", render(findings, Style(color=colored)))])
        if not quiet:
            tell(_summary(findings))
    failing = findings.count()
    worst = failing[Severity.ERROR] + (failing[Severity.WARNING] if fail_on == "warning" else 0)
    raise typer.Exit(Exit.FINDINGS if worst else Exit.OK)


def _check_reads(files: Sequence[str], read: Sequence[str], output: str | None) -> None:
    """Refuse to write over rules, and stdin for several rule sets. Raises UsageError."""
    if output is not None and output.endswith((".yaml", ".yml")):
        message = f"the output '{output}' could be a rule file"
        raise UsageError(Problem("SQ614", message, hint="end it in .json, .sarif, .xml or .txt"))
    if "-" in read and len(files) > 1:
        message = f"standard input can be read once, and {len(files)} rule files are bound to it"
        raise UsageError(Problem("SQ614", message, hint="write it to a file first"))


def _format(name: str) -> _Render:
    """Return a format of findings. Raises UsageError where none has the name."""
    if name == "text":
        return text.render
    formats: dict[str, _Render] = load(PARTS["check --format"]).FINDINGS_FORMATS
    if name not in formats:
        hint = close_match(name, formats) or f"formats: {', '.join(formats)}"
        raise UsageError(Problem("SQ611", f"'{name}' is no format of findings", hint=hint))
    return formats[name]


def _sound(files: Iterable[str]) -> Iterator[RuleSet]:
    """Yield the rule sets that can be bound to an export: those without errors."""
    for file in files:
        with contextlib.suppress(RulesError):
            yield load_rules(file)


def in_order(problems: Iterable[Problem], shown: Selection) -> tuple[Problem, ...]:
    """Return the problems that are shown, each once, errors first, then by place."""
    distinct = {(p.location, p.code, p.message): p for p in problems if p in shown}
    weight = list(Severity).index
    return tuple(sorted(distinct.values(), key=lambda p: (weight(p.severity), p.location)))


def _summary(findings: Findings) -> str:
    """Return how many problems there are, in how many files."""
    counts = findings.count()
    said = [_many(counts[s], str(s)) for s in Severity if counts[s]]
    return f"{_many(len(findings.files), 'file')}: {', '.join(said) or 'no problems'}"


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
