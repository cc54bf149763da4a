"""``sqeval trace``: how one ticket was counted, or which cases cost an indicator most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from sqeval.api import Options, check_declared, open_sources, prepared
from sqeval.cli.app import command_app
from sqeval.cli.asking import bind_files, check_language, share
from sqeval.cli.choosing import choose_rules
from sqeval.cli.exports import check_apart
from sqeval.cli.options import (
    AnyTable,
    AsOf,
    Encoding,
    NoColor,
    Quiet,
    Reviews,
    Rules,
    Survey,
    Timezone,
)
from sqeval.cli.rejects import write_private
from sqeval.cli.stdout import style_of
from sqeval.cli.telling import refusing, tell
from sqeval.plan.request import Run
from sqeval.problems import Problem, UsageError
from sqeval.render.style import Style
from sqeval.rules.loader import load_rules
from sqeval.tracing.document import document
from sqeval.tracing.show import show
from sqeval.tracing.show_worst import show_worst
from sqeval.tracing.trace import trace as trace_case
from sqeval.tracing.values import Trace, WorstList
from sqeval.tracing.worst import worst as worst_cases

app = command_app()


#: So many of the worst cases are listed where nobody says how many.
_NUMBER = 20


class Shape(StrEnum):
    """How the trace is written."""

    TABLE = "table"
    JSON = "json"


@app.command()
def trace(  # noqa: PLR0913 - the options of the command
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TICKET_ID TICKETS",
            help="The id (parts of a composite one joined by commas, as in a line of CSV), then "
            "ticket exports; - is standard input. With --worst, exports alone.",
        ),
    ] = None,
    *,
    worst: Annotated[
        str | None, typer.Option(help="List the cases that cost this indicator most.")
    ] = None,
    number: Annotated[
        int | None, typer.Option("-n", min=1, help="With --worst: how many. [default: 20]")
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--in", metavar="TABLE", help="The table whose key the id is. [default: tickets]"
        ),
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option(help="Show this indicator alone; repeatable.")
    ] = None,
    period: Annotated[
        str, typer.Option(help="What lies outside it is told as such; as in score.")
    ] = "all",
    rules: Rules = None,
    survey: Survey = None,
    reviews: Reviews = None,
    table: AnyTable = None,
    as_of: AsOf = None,
    fmt: Annotated[Shape, typer.Option("-f", "--format", help="How to write it.")] = Shape.TABLE,
    output: Annotated[
        str, typer.Option("-o", "--output", help="Write here, readable by you alone.")
    ] = "-",
    lang: Annotated[str, typer.Option(help="Language of the trace: en.")] = "en",
    max_rejected: Annotated[
        str, typer.Option(help="Share of rejected rows above which nothing is traced.")
    ] = "1%",
    timezone: Timezone = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show how one ticket was counted in every indicator, each interval included.

    Example: sqeval trace 100003 examples/tickets.csv --survey examples/surveys.csv

    Example: sqeval trace --worst resolved_on_time -n 5 examples/tickets.csv --period Q1
    """
    with refusing():
        check_language(lang)
        _refuse_idle(worst, {"-n": number}, {"--indicator": indicator or None, "--in": of})
        of = of or "tickets"
        case, tickets = _split(named or [], worst)
        chosen = choose_rules(rules)
        if rules is None and not quiet:
            tell(f"rules: {chosen}")
        rule_set = load_rules(chosen)
        check_declared([of], [rule_set])
        files = bind_files(rule_set, tickets, survey or [], reviews or [], table or [])
        inputs = [path for paths in files.values() for path in paths]
        check_apart([*inputs, *(file.path for file in rule_set.files)], [output])
        options = Options(
            period=period,
            as_of=as_of,
            timezone=timezone,
            encoding=encoding,
            max_rejected=share(max_rejected, "--max-rejected"),
        )
        run = prepared(rule_set, open_sources(rule_set, files), options)
        told: Trace | WorstList
        if worst is None:
            told = trace_case(run, case, _bound(run, of), indicator or (), encoding)
        else:
            told = worst_cases(run, worst, number or _NUMBER)
        text = (
            document(told)
            if fmt is Shape.JSON
            else _text(told, style_of(output, no_color=no_color))
        )
        write_private(output, text)


def _refuse_idle(
    worst: str | None, of_worst: Mapping[str, object], of_case: Mapping[str, object]
) -> None:
    """Refuse options that do nothing with ``--worst``, or without it. Raises UsageError."""
    own, word = (of_worst, "without") if worst is None else (of_case, "with")
    for option, value in own.items():
        if value is not None:
            message = f"{option} says nothing {word} --worst"
            hint = "name the indicator after --worst" if option == "--indicator" else ""
            raise UsageError(Problem("SQ620", message, hint=hint))


def _split(named: Sequence[str], worst: str | None) -> tuple[str, Sequence[str]]:
    """Return the id of a case and the exports. Raises UsageError without an id."""
    if worst is not None:
        return "", named
    if not named:
        message = "no ticket is named"
        hint = "sqeval trace TICKET_ID tickets.csv, or sqeval trace --worst INDICATOR tickets.csv"
        raise UsageError(Problem("SQ618", message, hint=hint))
    return named[0].strip(), named[1:]


def _bound(run: Run, table: str) -> str:
    """Return the table that the id is of. Raises UsageError where it is not part of the run."""
    if table not in run.tables:
        message = f"no export of the table '{table}' is given"
        raise UsageError(Problem("SQ608", message, hint=f"--table {table}=FILE"))
    return table


def _text(told: Trace | WorstList, style: Style) -> str:
    return show(told, style) if isinstance(told, Trace) else show_worst(told, style)
