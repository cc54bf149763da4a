"""What the headers of an export are to the standard rule set, and what it could compute of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from sqeval.expr.tree import names_used
from sqeval.inspection.values import Possible
from sqeval.measures.formula import Formula
from sqeval.periods.period import ALL
from sqeval.plan.available import why_not
from sqeval.plan.request import Request, Run
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import Column
from sqeval.rules.headers import normal
from sqeval.rules.profiles.model import in_language
from sqeval.rules.profiles.recognise import Match, matches
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.header import Wanted, positions, present
from sqeval.tables.load import given_values
from sqeval.tables.recognise import Fitted, fitted
from sqeval.tables.source import Source
from sqeval.tables.table import Table, Tables, balanced

#: A table of the standard set is only told where so many of its columns are there.
_TELLING = 2


@dataclass(frozen=True)
class Meaning:
    """What a header is to the standard rule set.

    ``columns`` maps 0-based positions to the columns of ``table``, as declared (with the vendor's
    profile) in ``models``.
    """

    match: Match | None
    table: str | None
    columns: Mapping[int, str]
    models: Mapping[str, Column]
    missing: tuple[str, ...]
    possible: tuple[Possible, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Bound:
    """One table of the standard set against a header."""

    name: str
    fit: Fitted
    found: Mapping[str, tuple[int, ...]]
    absent: Mapping[str, str]
    repeated: Mapping[str, int] = field(default_factory=dict)

    @property
    def lacking(self) -> list[str]:
        """The required columns that are not there."""
        return [c for c in self.absent if self.fit.table.columns[c].required]


def meaning(
    source: Source, header: Sequence[str], standard: RuleSet, encoding: str | None
) -> Meaning:
    """Return what the headers of an export are to the ``standard`` rule set."""
    fits = matches(header)
    tables = {name: _fitted(name, source, standard, encoding) for name in standard.tables}
    bound = [_bound(name, fit, header) for name, (fit, _) in tables.items()]
    problems = [problem for _, doubts in tables.values() for problem in doubts]
    best = max(bound, key=lambda one: len(one.found))
    told = best if len(best.found) >= _TELLING else None
    columns = {at: c for c, places in best.found.items() for at in places}
    problems += _repeated(best, source.path)
    return Meaning(
        fits[0] if len(fits) == 1 else None,
        best.name if told and _placed(best, standard) else None,
        columns,
        best.fit.table.columns,
        tuple(best.fit.table.missing),
        _possible(standard, bound, told),
        tuple(dict.fromkeys(problems)),
    )


def _fitted(
    name: str, source: Source, standard: RuleSet, encoding: str | None
) -> tuple[Fitted, tuple[Problem, ...]]:
    """Return a table with the vendor's profile, or without, and why it cannot be told."""
    try:
        return fitted(name, standard, [source], encoding, zone="UTC"), ()
    except InputError as error:
        return Fitted(standard.tables[name]), error.problems


def _bound(name: str, fit: Fitted, header: Sequence[str]) -> _Bound:
    """Find a table's columns in a header."""
    headers = [normal(cell) for cell in header]
    found: dict[str, tuple[int, ...]] = {}
    repeated: dict[str, int] = {}
    for column, model in fit.table.columns.items():
        options = present(Wanted(column, model.headers(column), model.required), headers)
        if model.value is None and options:
            places = [positions(part, headers) for part in options[0]]
            found[column] = tuple(at[0] for at in places)
            if max(map(len, places)) > 1:
                repeated[column] = max(map(len, places))
    absent = {c: c for c in fit.table.columns if c not in found}
    made = given_values(fit, absent)
    absent = {c: lacking for c, lacking in absent.items() if c not in made}
    return _Bound(name, fit, found, absent, repeated)


def _placed(bound: _Bound, standard: RuleSet) -> bool:
    """Tell whether an export has a table's key or clock, without which other columns are chance."""
    table = standard.tables[bound.name]
    return any(column in bound.found for column in (*table.key, table.clock))


def _repeated(bound: _Bound, path: str) -> list[Problem]:
    return [
        Problem(
            "SQ507",
            f"the header for {column} stands in {count} columns",
            Location(path),
            "rules have to say which one: 'NAME#1', 'NAME#2'",
        )
        for column, count in bound.repeated.items()
    ]


def _possible(
    standard: RuleSet, bound: Sequence[_Bound], told: _Bound | None
) -> tuple[Possible, ...]:
    """Return every indicator of the standard set, with the reason where it cannot be had.

    Other tables than the one that was ``told`` count as given where nothing they require lacks: the
    export of some vendors is one of tickets and of survey answers.
    """
    given = {b.name: b for b in bound if b is told or not b.lacking}
    tables = {
        name: Table(name, pl.DataFrame(), (), balanced(0, 0, 0, 0, ()), b.absent, {})
        for name, b in given.items()
    }
    run = Run(standard, Tables(tables, "UTC"), Request(ALL, None, (), "UTC"))
    lacking = {b.name: b.lacking[0] for b in given.values() if b.lacking}
    return tuple(
        Possible(name, _title(standard, name), _reason(run, name, lacking))
        for name in standard.indicators
    )


def _reason(run: Run, indicator: str, lacking: Mapping[str, str]) -> str | None:
    measure = run.rules.indicators[indicator]
    if isinstance(measure, Formula):
        names = [n for tree in run.rules.fields(indicator).values() for n in names_used(tree)]
        return next((r for n in sorted(names) if (r := _reason(run, n, lacking))), None)
    if measure.table not in run.tables:
        return f"no-table: {measure.table}"
    if measure.table in lacking:
        return f"required-column: {lacking[measure.table]}"
    return why_not(run, indicator)


def _title(standard: RuleSet, indicator: str) -> str:
    title = standard.indicators[indicator].title
    if title is None or isinstance(title, str):
        return title or indicator
    return in_language(title, "en")
