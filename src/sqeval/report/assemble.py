"""Putting a report together: scorecards, ledgers, and the manifest that lets it be made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sqeval.measures.measure import Measure
from sqeval.measures.timed import Timed, calendars_of
from sqeval.observe.workload import Workload
from sqeval.plan.request import Request
from sqeval.problems import Problem
from sqeval.report.report import (
    FORMAT,
    Definition,
    FileEntry,
    PeriodEntry,
    ProblemEntry,
    Report,
    RowCounts,
    RuleFile,
    RulesEntry,
    TableEntry,
)
from sqeval.report.stages import StageFlow
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import parts_of
from sqeval.scoring.scorecard import Scorecard
from sqeval.tables.table import Table, Tables
from sqeval.version import __version__


@dataclass(frozen=True)
class Account:
    """What a report says of tables beyond their ledgers, by table."""

    unplaced: Mapping[str, int]
    lookups: Mapping[str, Mapping[str, Mapping[str, int]]]


def assemble(  # noqa: PLR0913 - the pieces of one value
    *,
    rules: RuleSet,
    tables: Tables,
    request: Request,
    scorecards: tuple[Scorecard, ...],
    workload: tuple[Workload, ...],
    stages: tuple[StageFlow, ...],
    account: Account,
    options: Mapping[str, Any],
    notices: Iterable[Problem],
) -> Report:
    """Return the report of a run; nothing in it comes from the clock or the machine."""
    return Report(
        sqeval=__version__,
        format=FORMAT,
        versions=_versions(),
        rules=_rules(rules),
        period=_period(request),
        as_of=_iso(request.as_of, request.zone),
        options=options,
        tables=tuple(
            _table(table, account.unplaced.get(name, 0), account.lookups.get(name, {}))
            for name, table in sorted(tables.tables.items())
        ),
        groups=scorecards,
        workload=workload,
        stages=stages,
        problems=tuple(_problem(notice) for notice in notices),
    )


def _versions() -> dict[str, str]:
    packages = {name: _installed(name) for name in ("holidays", "tzdata")}
    return {"sqeval": __version__, "polars": pl.__version__} | packages


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _rules(rules: RuleSet) -> RulesEntry:
    scorecard = rules.scorecard
    grades = sorted(scorecard.grades.items(), key=lambda item: -item[1])
    return RulesEntry(
        title=rules.title,
        files=tuple(RuleFile(f.path, f.sha256) for f in rules.files),
        sha256=rules.sha256,
        definitions={
            name: Definition(m.title or name, m.about, m.owner, _calendars(m))
            for name, m in rules.indicators.items()
        },
        parts={name: part.title or name for name, part in parts_of(scorecard)},
        grades=dict(grades),
    )


def _calendars(measure: Measure) -> tuple[str, ...]:
    return calendars_of(measure.calendar) if isinstance(measure, Timed) else ()


def _period(request: Request) -> PeriodEntry:
    start, end = request.bounds or (None, None)
    return PeriodEntry(
        request.period.label, _iso(start, request.zone), _iso(end, request.zone), request.zone
    )


def _iso(moment: datetime | None, zone: str) -> str | None:
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).isoformat()


def _table(table: Table, unplaced: int, lookup: Mapping[str, Mapping[str, int]]) -> TableEntry:
    ledger = table.ledger
    counts = RowCounts(
        ledger.read, ledger.blank, len(ledger.rejects), ledger.duplicate, ledger.used
    )
    files = tuple(
        FileEntry(
            _shown(f.source.path), f.source.sha256, f.source.size, f.rows, f.encoding, f.delimiter
        )
        for f in table.files
    )
    return TableEntry(
        table.name, files, counts, unplaced, ledger.rejected, table.invalid_cells, lookup
    )


def _shown(path: str) -> str:
    """Return a path as text: bytes of a file name that are not UTF-8 become a sign."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _problem(problem: Problem) -> ProblemEntry:
    place = problem.location
    return ProblemEntry(
        problem.code,
        problem.name,
        problem.severity.value,
        problem.message,
        place.file,
        place.line,
        place.column,
        problem.hint,
    )
