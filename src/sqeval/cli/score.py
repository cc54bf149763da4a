"""``sqeval score``: the main job."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from sqeval.api import Options, evaluate, open_sources
from sqeval.cli.app import command_app
from sqeval.cli.asking import (
    bind_files,
    check_language,
    choose_outputs,
    points,
    share,
)
from sqeval.cli.cases import write_cases
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
from sqeval.cli.rejects import rejects_text, write_private
from sqeval.cli.stdout import style_of
from sqeval.cli.telling import refusing, tell, tell_all
from sqeval.cli.writing import write_all
from sqeval.problems import Exit, Location, Problem
from sqeval.report.report import Report
from sqeval.rules.loader import load_rules
from sqeval.tables.table import Tables

app = command_app()


class FailOn(StrEnum):
    """What a status gate looks for."""

    MISSED = "missed"
    AT_RISK = "at-risk"


#: The statuses that each gate does not let pass.
_FAILING = {FailOn.MISSED: ("missed",), FailOn.AT_RISK: ("missed", "at_risk")}


@app.command()
def score(  # noqa: PLR0913 - the options of the command
    tickets: Annotated[
        list[str] | None, typer.Argument(help="Ticket exports; - is standard input.")
    ] = None,
    *,
    period: Annotated[
        str,
        typer.Option(
            help="2026-Q1, Q1, 2026, 2026-H1, 2026-03, 2026-W12, 2026-03-01..2026-03-15, "
            "last-month, last-quarter, all, or a period named in the rules."
        ),
    ] = "all",
    rules: Rules = None,
    survey: Survey = None,
    reviews: Reviews = None,
    table: AnyTable = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="Group by columns, or day, week, month, quarter, year: team,agent by the pair; "
            "--by team --by agent by each."
        ),
    ] = None,
    as_of: AsOf = None,
    fmt: Annotated[
        str | None, typer.Option("-f", "--format", help="table, json, csv or md. [default: table]")
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "-o", "--output", help="Write here; the suffix tells the format; - is stdout."
        ),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the report: en.")] = "en",
    rejects: Annotated[
        str | None, typer.Option(help="Write the rejected rows to this file.")
    ] = None,
    cases: Annotated[
        str | None,
        typer.Option(help="Write every row of every indicator, and how it counted, to this CSV."),
    ] = None,
    max_rejected: Annotated[
        str, typer.Option(help="Share of rejected rows above which nothing is scored.")
    ] = "1%",
    timezone: Timezone = None,
    encoding: Encoding = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit 1 where an indicator has this status.")
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(callback=points, help="Exit 1 where the total is below this."),
    ] = None,
    quiet: Quiet = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Show intervals and everything that is met.")
    ] = False,
    no_color: NoColor = False,
) -> None:
    """Score exports against a rule set and report.

    Example: sqeval score examples/tickets.csv --survey examples/surveys.csv --period Q1
    """
    with refusing():
        check_language(lang)
        outputs = choose_outputs(output or [], fmt)
        chosen = choose_rules(rules)
        if rules is None and not quiet:
            tell(f"rules: {chosen}")
        rule_set = load_rules(chosen)
        files = bind_files(rule_set, tickets or [], survey or [], reviews or [], table or [])
        written = [*(out.path for out in outputs), *(p for p in (rejects, cases) if p is not None)]
        inputs = [path for paths in files.values() for path in paths]
        check_apart([*inputs, *(file.path for file in rule_set.files)], written)
        options = Options(
            period=period,
            as_of=as_of,
            by=tuple(by or ()),
            timezone=timezone,
            encoding=encoding,
            max_rejected=share(max_rejected, "--max-rejected"),
        )
        sources = open_sources(rule_set, files)
        result = evaluate(rule_set, sources, options, lambda tables: _keep(rejects, tables))
        report = result.report
        if not quiet:
            tell_all(_notices(report))
        styles = [style_of(out.path, no_color=no_color, verbose=verbose) for out in outputs]
        rendered = zip(outputs, styles, strict=True)
        if cases is not None:
            write_cases(cases, result.run)
        write_all([(out.path, out.format.render(report, style)) for out, style in rendered])
        code = _gated(report, fail_on, fail_under)
    raise typer.Exit(code)


def _keep(path: str | None, tables: Tables) -> None:
    """Write the rejected rows, where a file is named for them."""
    if path is not None:
        write_private(path, rejects_text(tables))


def _notices(report: Report) -> list[Problem]:
    return [
        Problem(p.code, p.message, Location(p.file, p.line, p.column), p.hint)
        for p in report.problems
    ]


def _gated(report: Report, fail_on: FailOn | None, fail_under: float | None) -> Exit:
    """Return the exit code of the gates that were asked for, and say which was not met."""
    code, whole = Exit.OK, report.whole
    if fail_on is not None:
        failing = [i.id for i in whole.indicators if i.status in _FAILING[fail_on]]
        if failing:
            tell(f"--fail-on {fail_on}: {', '.join(failing)}")
            code = Exit.FINDINGS
    if fail_under is not None and (whole.points is None or whole.points < fail_under):
        said = "there is no total" if whole.points is None else f"the total is {whole.points:.6g}"
        tell(f"--fail-under {fail_under:g}: {said}")
        code = Exit.FINDINGS
    return code
