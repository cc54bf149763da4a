"""The line itself: rules, tables, plan, observations, scorecards, report.

`scored` and `evaluate` read like the sentence that describes sqeval; each stage is a pure function
between two frozen values. The command line, Python callers and the rules' own tests all come
through here: the tests stop at the scorecards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from os import PathLike, fspath
from zoneinfo import ZoneInfo

from sqeval.observe.observe import observe
from sqeval.observe.workload import workload
from sqeval.plan.build import make_plan
from sqeval.plan.clocks import clocks
from sqeval.plan.request import Request, Run, latest, parse_as_of, parse_groupings, resolve_period
from sqeval.plan.stages import with_figures
from sqeval.plan.view import missing_parents, unplaced
from sqeval.problems import (
    Problem,
    TooManyRejectedError,
    UsageError,
    hint_of,
)
from sqeval.report.assemble import Account, assemble
from sqeval.report.notices import notices_of
from sqeval.report.report import Report, settled
from sqeval.report.stages import stage_flows
from sqeval.rules.ignores import unsilenced
from sqeval.rules.loader import load_rules
from sqeval.rules.reading import check_reading
from sqeval.rules.ruleset import RuleSet
from sqeval.scoring.score import score as score_observations
from sqeval.scoring.scorecard import Scorecard
from sqeval.tables.binding import misfits
from sqeval.tables.load import Reading, load_tables
from sqeval.tables.source import Source, open_source
from sqeval.tables.table import Tables

__all__ = [
    "Options",
    "Result",
    "Scored",
    "check_declared",
    "evaluate",
    "fit",
    "load_rules",
    "open_exports",
    "open_sources",
    "prepared",
    "score",
    "scored",
]

Path = str | PathLike[str]


@dataclass(frozen=True)
class Options:
    """What a run is asked, as texts: see the options of ``sqeval score`` of the same names.

    ``max_rejected`` is the largest share (0-1) of damaged rows of a table that is still scored.
    Raises UsageError for a zone or an encoding that is none.
    """

    period: str = "all"
    as_of: str | None = None
    by: Sequence[str] = ()
    timezone: str | None = None
    encoding: str | None = None
    max_rejected: float = 0.01
    today: date | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        check_reading(self.timezone, self.encoding)


@dataclass(frozen=True)
class Scored:
    """The scorecards of a run, and what they were made from."""

    run: Run
    scorecards: tuple[Scorecard, ...]


@dataclass(frozen=True)
class Result:
    """A report, and the run it was made from."""

    report: Report
    run: Run

    @property
    def tables(self) -> Tables:
        """The tables that were read."""
        return self.run.tables


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
    groupings = [item if isinstance(item, str) else ",".join(item) for item in by]
    options = Options(period, as_of, groupings, timezone, encoding, max_rejected)
    files = {name: _files(paths) for name, paths in tables.items()}
    return evaluate(loaded, open_sources(loaded, files), options).report


def open_sources(rules: RuleSet, files: Mapping[str, Sequence[str]]) -> dict[str, list[Source]]:
    """Open the files of each table.

    Raises UsageError for a table that the rules do not declare, InputError for a file that cannot
    be read.
    """
    check_declared(files, [rules])
    return open_exports(files)


def open_exports(files: Mapping[str, Sequence[str]]) -> dict[str, list[Source]]:
    """Open the files of each table, whatever rules they are for.

    Raises InputError for a file that cannot be read.
    """
    return {name: [open_source(path) for path in paths] for name, paths in files.items()}


def check_declared(names: Iterable[str], sets: Sequence[RuleSet]) -> None:
    """Refuse tables that none of the rule sets declares. Raises UsageError."""
    known = dict.fromkeys(table for rules in sets for table in rules.tables)
    unknown = {name: hint_of(name, known, "tables") for name in names if name not in known}
    if unknown:
        said = ((f"the rules declare no table '{name}'", hint) for name, hint in unknown.items())
        raise UsageError([Problem("SQ608", message, hint=hint) for message, hint in said])


def evaluate(
    rules: RuleSet,
    sources: Mapping[str, Sequence[Source]],
    options: Options,
    keep: Callable[[Tables], None] | None = None,
) -> Result:
    """Run the line from exports, read from files or made in memory, to a report.

    ``keep`` is given the tables before anything is refused on their account, so that the rejected
    rows can be looked at even then. Raises as `prepared` does.
    """
    run = prepared(rules, sources, options, keep)
    observations = observe(rules, make_plan(with_figures(run)))
    scorecards = score_observations(rules, observations)
    account = Account(
        {name: unplaced(name, run) for name in run.tables.tables},
        {name: missing_parents(name, run) for name in run.tables.tables},
    )
    report = assemble(
        rules=rules,
        tables=run.tables,
        request=run.request,
        scorecards=scorecards,
        stages=stage_flows(run, observations),
        workload=workload(run, [tuple(card.by.items()) for card in scorecards]),
        account=account,
        options=_shown(options, run.request),
        notices=notices_of(run, scorecards, rewound=options.as_of is not None),
    )
    return Result(settled(report), run)


def scored(
    rules: RuleSet,
    sources: Mapping[str, Sequence[Source]],
    options: Options,
    keep: Callable[[Tables], None] | None = None,
) -> Scored:
    """Run the line from exports to scorecards alone; ``keep`` is given the tables.

    Raises as `prepared` does.
    """
    run = prepared(rules, sources, options, keep)
    return Scored(run, score_observations(rules, observe(rules, make_plan(run))))


def prepared(
    rules: RuleSet,
    sources: Mapping[str, Sequence[Source]],
    options: Options,
    keep: Callable[[Tables], None] | None = None,
) -> Run:
    """Read the exports and resolve what is asked of them; nothing is counted yet.

    Raises UsageError where options do not fit the rules or the exports, InputError where an export
    is refused, TooManyRejectedError where too many of its rows are.
    """
    tables = load_tables(rules, _bound(rules, sources), _reading(rules, options))
    if keep is not None:
        keep(tables)
    _check_rejected(tables, options.max_rejected)
    request = _request(rules, tables, options)
    return Run(rules, tables, request, clocks(rules, tables, request.as_of))


def fit(rules: RuleSet, sources: Mapping[str, Sequence[Source]], options: Options) -> list[Problem]:
    """Return everything in which exports and rules do not fit, without scoring.

    Exports of tables that the rules do not declare are passed over, and so is what comments in the
    rules silence.
    """
    declared = {name: given for name, given in sources.items() if name in rules.tables}
    found = misfits(rules, _bound(rules, declared), _reading(rules, options))
    return unsilenced(found, rules.files)


def _files(paths: Path | Sequence[Path]) -> list[str]:
    return [fspath(paths)] if isinstance(paths, str | PathLike) else [fspath(p) for p in paths]


def _bound(rules: RuleSet, sources: Mapping[str, Sequence[Source]]) -> dict[str, list[Source]]:
    """Return the exports of each table that is read; those of a derived table are its source's."""
    check_declared(sources, [rules])
    bound: dict[str, list[Source]] = {}
    for name, given in sources.items():
        bound.setdefault(_root(rules, name), []).extend(given)
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
