"""What the standard rule set could compute of an export, and why not the rest.

It is said of columns that can be read: a header alone gives no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from sqeval.expr.tree import names_used
from sqeval.inspection.meaning import Bound, Meaning
from sqeval.inspection.values import ColumnLook, Possible
from sqeval.measures.formula import Formula
from sqeval.periods.period import ALL
from sqeval.plan.available import why_not
from sqeval.plan.request import Request, Run
from sqeval.rules.profiles.model import in_language
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.load import given_values
from sqeval.tables.table import Table, Tables, balanced

#: What a column cannot be read as, by the type that the set declares.
_NOT = {
    "datetime": "not-a-time",
    "date": "not-a-date",
    "duration": "not-a-length",
    "number": "not-a-number",
    "integer": "not-a-number",
    "boolean": "not-a-boolean",
    "scale": "not-a-mark",
}


def possible(
    standard: RuleSet, meant: Meaning, columns: Sequence[ColumnLook]
) -> tuple[Possible, ...]:
    """Return every indicator of the standard set, with the reason where it cannot be had.

    Other tables than the one that was ``told`` count as given where nothing they require lacks: the
    export of some vendors is one of tickets and of survey answers. A column that cannot be read
    gives no more than one that is not there.
    """
    unread = _unread(meant, columns)
    bound = [b if b is not meant.told else _without(b, unread) for b in meant.bound]
    given = {b.name: b for b in bound if b.name == _name(meant) or not b.lacking}
    tables = {
        name: Table(name, pl.DataFrame(), (), balanced(0, 0, 0, 0, ()), b.absent, {})
        for name, b in given.items()
    }
    run = Run(standard, Tables(tables, "UTC"), Request(ALL, None, (), "UTC"))
    lacking = {b.name: b.lacking[0] for b in given.values() if b.lacking}
    return tuple(
        Possible(name, _title(standard, name), _said(_reason(run, name, lacking), unread))
        for name in standard.indicators
    )


def _name(meant: Meaning) -> str | None:
    return None if meant.told is None else meant.told.name


def _unread(meant: Meaning, columns: Sequence[ColumnLook]) -> Mapping[str, str]:
    """Return why the columns of the table that was told cannot be read, those that cannot."""
    if meant.told is None:
        return {}
    by_place = {one.position - 1: one for one in columns}
    return {
        column: f"{_NOT.get(_type(meant, column), 'unreadable')}: {by_place[at].header}"
        for at, column in meant.columns.items()
        if at in by_place and by_place[at].meant is None
    }


def _type(meant: Meaning, column: str) -> str:
    return str(getattr(meant.models[column], "type", ""))


def _without(bound: Bound, unread: Mapping[str, str]) -> Bound:
    """Return a table without columns, nor the values that a vendor's profile makes of them."""
    found = {column: at for column, at in bound.found.items() if column not in unread}
    absent = {column: column for column in bound.fit.table.columns if column not in found}
    made = given_values(bound.fit, absent)
    kept = {c: lacking for c, lacking in absent.items() if c in unread or c not in made}
    return replace(bound, found=found, absent=kept)


def _said(reason: str | None, unread: Mapping[str, str]) -> str | None:
    """Return a reason; that of a column that is there is that it cannot be read."""
    code, _, name = (reason or "").partition(": ")
    return unread.get(name, reason) if code in {"missing-column", "required-column"} else reason


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
