"""The rows of a case: its own, and in every table that looks it up those that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from sqeval.plan.places import place
from sqeval.plan.request import Run
from sqeval.problems import Problem, UsageError, close_match
from sqeval.rules.scope import history_link
from sqeval.tracing.asked import Asked
from sqeval.tracing.states import state
from sqeval.tracing.values import Place, Row


@dataclass(frozen=True)
class CaseRow:
    """A used row of a case: where it stands, what is told of it, and its cells by column."""

    told: Row
    cells: Mapping[str, Any]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.told.place


def case_rows(run: Run, table: str, asked: Asked) -> dict[str, list[CaseRow]]:
    """Return the rows of a case by table, its own table first, each in file order."""
    others = [name for name in run.tables.tables if name != table]
    found = {name: _frame(run, name, table, asked, frozenset()) for name in (table, *others)}
    return {name: _listed(run, name, frame) for name, frame in found.items() if frame is not None}


def _frame(
    run: Run, table: str, case_table: str, asked: Asked, above: frozenset[str]
) -> pl.DataFrame | None:
    """Return the rows of a table that lead to a case; None where its rows cannot."""
    frame, rules = run.tables[table].frame, run.rules.tables
    if table == case_table:
        return frame.filter(asked.same(rules[table].key))
    link = history_link(case_table, table, rules)
    if link is not None:
        return frame.filter(asked.same(link[0])) if set(link[0]) <= {*frame.columns} else None
    for target, columns in rules[table].lookup.items():
        if target in above or target not in run.tables or not set(columns) <= {*frame.columns}:
            continue
        parents = _frame(run, target, case_table, asked, above | {table})
        if parents is not None:
            key = rules[target].key
            return frame.join(
                parents, left_on=columns, right_on=key, how="semi", maintain_order="left"
            )
    return None


def _listed(run: Run, name: str, frame: pl.DataFrame) -> list[CaseRow]:
    told = frame.select(*place(run.tables[name], run.rules.tables[name].key), *state(run, name))
    pairs = zip(told.iter_rows(), frame.iter_rows(named=True), strict=True)
    zone = ZoneInfo(run.request.zone)
    return [
        CaseRow(Row(Place(name, *where), at and at.astimezone(zone), status), cells)
        for (*where, at, status), cells in pairs
    ]


def unknown_case(run: Run, table: str, case: str) -> UsageError:
    """Return the refusal of an id that no record has; ids alone are told."""
    keys = place(run.tables[table], run.rules.tables[table].key)[0]
    known = run.tables[table].frame.lazy().select(keys)
    # difflib compares one by one: only those that can be close are given to it
    half, name = max(len(case) // 2, 1), pl.col("key")
    length = name.str.len_chars().cast(pl.Int64)
    near = (length - len(case)).abs() <= 1
    alike = name.str.starts_with(case[:half]) | name.str.ends_with(case[half:])
    close = known.filter(near & alike).head(_MOST_ALIKE).collect().to_series()
    message = f"no row of '{table}' has the id '{case}'"
    return UsageError(Problem("SQ618", message, hint=close_match(case, close)))


#: So many ids are compared with one that is not there.
_MOST_ALIKE = 2_000
