"""The line itself: rules, tables, plan, observations, scorecards, report.

`evaluate` reads like the sentence that describes sqeval; each stage is a pure function between two
frozen values. The command line and Python callers both come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from os import PathLike, fspath
from zoneinfo import ZoneInfo

from sqeval.calendars.zones import zone_problem
from sqeval.observe.observe import observe
from sqeval.plan.build import make_plan
from sqeval.plan.request import Request, Run, latest, parse_as_of, parse_groupings, resolve_period
from sqeval.plan.view import missing_parents, unplaced
from sqeval.problems import (
    Problem,
    TooManyRejectedError,
    UsageError,
    close_match,
)
from sqeval.report.assemble import Account, assemble
from sqeval.report.notices import notices_of
from sqeval.report.report import Report, settled
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.scoring.score import score as score_observations
from sqeval.tables.load import Reading, load_tables
from sqeval.tables.source import Source, open_source
from sqeval.tables.table import Tables

__all__ = ["Options", "Result", "evaluate", "load_rules", "score"]

Path = str | PathLike[str]


@dataclass(frozen=True)
class Options:
    """What a run is asked, as texts: see the options of ``sqeval score`` of the same names.

    ``max_rejected`` is the largest share (0-1) of damaged rows of a table that is still scored.
    """

    period: str = "all"
    as_of: str | None = None
    by: Sequence[str] = ()
    timezone: str | None = None
    encoding: str | None = None
    max_rejected: float = 0.01
    today: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Result:
    """A report, and the tables it was made from."""

    report: Report
    tables: Tables


def score(  # noqa: PLR0913 - the options of a run
    rules: RuleSet | Path,
    tables: Mapping[str, Path | Sequence[Path]],
    *,
    period: str = "all",
    as_of: str | None = None,
    by: Sequence[Sequence[str] | str] = (),
    timezone: str | None = None,
    encoding: str | None = None,
    max_rejected: float = 0.01,
) -> Report:
    """Score exports against rules and return the report.

    ``tables`` maps table names to files. Raises a subclass of `sqeval.problems.SqevalError` where
    rules, exports or options are refused.
    """
    loaded = rules if isinstance(rules, RuleSet) else load_rules(fspath(rules))
    files = {name: _files(paths) for name, paths in tables.items()}
    groupings = [item if isinstance(item, str) else ",".join(item) for item in by]
    options = Options(period, as_of, groupings, timezone, encoding, max_rejected)
    return evaluate(loaded, files, options).report


def evaluate(
    rules: RuleSet,
    files: Mapping[str, Sequence[str]],
    options: Options,
    keep: Callable[[Tables], None] | None = None,
) -> Result:
    """Run the line from files to a report.

    ``keep`` is given the tables before anything is refused on their account, so that the rejected
    rows can be looked at even then.
    """
    _check_options(options)
    sources = _open(rules, files)
    tables = load_tables(rules, sources, _reading(rules, options))
    if keep is not None:
        keep(tables)
    _check_rejected(tables, options.max_rejected)
    request = _request(rules, tables, options)
    run = Run(rules, tables, request)
    plan = make_plan(run)
    observations = observe(rules, plan)
    scorecards = score_observations(rules, observations)
    account = Account(
        {name: unplaced(name, run) for name in tables.tables},
        {name: missing_parents(name, run) for name in tables.tables},
    )
    shown = _shown(options, request)
    report = assemble(
        rules=rules,
        tables=tables,
        request=request,
        scorecards=scorecards,
        account=account,
        options=shown,
        notices=notices_of(run, scorecards[0], rewound=options.as_of is not None),
    )
    return Result(settled(report), tables)


def _files(paths: Path | Sequence[Path]) -> list[str]:
    return [fspath(paths)] if isinstance(paths, str | PathLike) else [fspath(p) for p in paths]


def _check_options(options: Options) -> None:
    if options.timezone is not None and (wrong := zone_problem(options.timezone)):
        raise UsageError(Problem("SQ606", wrong[0], hint=wrong[1]))
    if options.encoding is not None:
        try:
            "".encode(options.encoding)
        except (LookupError, ValueError):
            message = f"'{options.encoding}' is no encoding"
            hint = "for example utf-8, gb18030, big5, cp1252"
            raise UsageError(Problem("SQ607", message, hint=hint)) from None


def _open(rules: RuleSet, files: Mapping[str, Sequence[str]]) -> dict[str, list[Source]]:
    """Open the files of each table; those of a derived table are its source's.

    Raises UsageError for a table that the rules do not declare.
    """
    bound: dict[str, list[Source]] = {}
    for name, paths in files.items():
        if name not in rules.tables:
            hint = close_match(name, rules.tables) or f"tables: {', '.join(rules.tables)}"
            message = f"the rules declare no table '{name}'"
            raise UsageError(Problem("SQ608", message, hint=hint))
        bound.setdefault(_root(rules, name), []).extend(open_source(path) for path in paths)
    return bound


def _root(rules: RuleSet, name: str) -> str:
    """Return the table that is read from files for ``name``."""
    while (derive := rules.tables[name].derive) is not None:
        name = derive.from_
    return name


def _reading(rules: RuleSet, options: Options) -> Reading:
    zone = rules.zone(options.timezone)
    as_of = None if options.as_of is None else parse_as_of(options.as_of, zone)
    return Reading(options.timezone, options.encoding, as_of)


def _check_rejected(tables: Tables, most: float) -> None:
    """Refuse a table of which more rows are damaged than allowed."""
    problems = []
    for name, table in tables.tables.items():
        damaged, read = table.ledger.damaged, table.ledger.read
        if read and damaged > most * read:
            codes = ", ".join(f"{code} {n}" for code, n in table.ledger.rejected.items())
            message = f"{damaged} of {read} rows of '{name}' are rejected ({codes})"
            hint = f"more than {most:.4g} of all; see them with --rejects, or raise --max-rejected"
            problems.append(Problem("SQ540", message, hint=hint))
    if problems:
        raise TooManyRejectedError(problems)


def _request(rules: RuleSet, tables: Tables, options: Options) -> Request:
    """Resolve what is asked; only ``last-month`` and ``last-quarter`` may look at today."""
    zone = tables.zone
    moment = None if options.as_of is None else parse_as_of(options.as_of, zone)
    now = moment or datetime.now(UTC)
    today = options.today or now.astimezone(ZoneInfo(zone)).date()
    period = resolve_period(options.period, rules, tables, zone, today)
    as_of = moment or latest(rules, tables)
    return Request(period, as_of, parse_groupings(list(options.by)), zone)


def _shown(options: Options, request: Request) -> dict[str, object]:
    """Return the options as the report keeps them: those that change a figure."""
    shown: dict[str, object] = {"by": [list(grouping) for grouping in request.groupings]}
    for name in ("as_of", "timezone", "encoding"):
        if getattr(options, name) is not None:
            shown[name] = getattr(options, name)
    return shown
