"""What the headers of an export are to the standard rule set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqeval.problems import InputError, Location, Problem
from sqeval.rules.columns import Column
from sqeval.rules.headers import normal
from sqeval.rules.profiles.recognise import Match, matches
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.header import Wanted, positions, present
from sqeval.tables.load import given_values
from sqeval.tables.recognise import Fitted, fitted
from sqeval.tables.source import Source

#: A table of the standard set is only told where so many of its columns are there.
_TELLING = 2


@dataclass(frozen=True)
class Meaning:
    """What a header is to the standard rule set.

    ``columns`` maps 0-based positions to the columns of ``table``, as declared (with the vendor's
    profile) in ``models``. ``bound`` are all tables of the set, ``told`` that of the export.
    """

    match: Match | None
    table: str | None
    columns: Mapping[int, str]
    models: Mapping[str, Column]
    missing: tuple[str, ...]
    bound: tuple[Bound, ...]
    told: Bound | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Bound:
    """One table of the standard set against a header.

    ``found`` are the 0-based positions of its columns, ``absent`` maps the others to what lacks.
    """

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
        tuple(bound),
        told,
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


def _bound(name: str, fit: Fitted, header: Sequence[str]) -> Bound:
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
    return Bound(name, fit, found, absent, repeated)


def _placed(bound: Bound, standard: RuleSet) -> bool:
    """Tell whether an export has a table's key or clock, without which other columns are chance."""
    table = standard.tables[bound.name]
    return any(column in bound.found for column in (*table.key, table.clock))


def _repeated(bound: Bound, path: str) -> list[Problem]:
    return [
        Problem(
            "SQ507",
            f"the header for {column} stands in {count} columns",
            Location(path),
            "rules have to say which one: 'NAME#1', 'NAME#2'",
        )
        for column, count in bound.repeated.items()
    ]
