"""A table as a run sees it: as of a moment, with what its rows look up and who answers to them."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from sqeval.compile.expressions import EXISTS
from sqeval.compile.instants import at
from sqeval.plan.request import Run, moments
from sqeval.rules.scope import lookup_paths
from sqeval.tables.table import INVALID, instant

#: The clock of a row as an instant in UTC.
CLOCK = "#clock"


def as_of_view(name: str, run: Run) -> pl.LazyFrame:
    """Return a table's rows at ``as_of``: later rows are gone, later moments are missing.

    Only clocks and the columns that indicators measure from and to are rewound.
    """
    frame = run.tables[name].frame.lazy()
    if run.request.as_of is None:
        return frame
    now, clock = at(run.request.as_of), run.rules.tables[name].clock
    if clock is not None and clock not in run.tables[name].absent:
        when = instant(run.tables[name], clock, run.tables.zone)
        frame = frame.filter((when <= now).fill_null(value=True))
    rewound = [
        pl.when(instant(run.tables[name], c, run.tables.zone) <= now).then(pl.col(c)).alias(c)
        for c in sorted(moments(run.rules)[name])
        if c in run.tables[name].frame.columns
    ]
    return frame.with_columns(rewound)


def with_lookups(
    name: str, run: Run, needed: set[str], above: frozenset[str] = frozenset()
) -> pl.LazyFrame:
    """Return a table's rows with the needed columns of the tables they look up.

    Many rows to one: a parent's key is unique, so no row is ever doubled. A missing parent gives
    nulls. A column of the row itself, or of the nearest table that has it, is the one that counts.
    ``above`` are the tables that the row was looked up from.
    """
    frame = as_of_view(name, run)
    paths = lookup_paths(name, run.rules.tables)
    owners = {c: p for c in needed for p in reversed(paths) if c in run.rules.tables[p[-1]].columns}
    for target, columns in run.rules.tables[name].lookup.items():
        through = {c for c, path in owners.items() if path[1:2] == (target,)}
        absent = set(columns) & run.tables[name].absent.keys()
        if not through or target not in run.tables or target in above or absent:
            continue
        parent = with_lookups(target, run, through, above | {name})
        key = run.rules.tables[target].key
        taken = parent.select(
            *(pl.col(part).alias(f"#key{i}") for i, part in enumerate(key)),
            *_wanted(parent.collect_schema().names(), through),
        )
        right = [f"#key{i}" for i in range(len(key))]
        frame = frame.join(
            taken, left_on=columns, right_on=right, how="left", maintain_order="left"
        )
    return frame


def _wanted(columns: Iterable[str], needed: set[str]) -> list[str]:
    """Return the needed ones of some columns, with the marks of their invalid cells."""
    return [c for c in columns if c.removeprefix(INVALID) in needed]


def with_answers(
    frame: pl.LazyFrame,
    name: str,
    others: Iterable[str],
    run: Run,
) -> pl.LazyFrame:
    """Add, per other table, whether it has a row for this one, whatever that row's period."""
    for other in sorted(others):
        columns = run.rules.tables[other].lookup[name]
        answers = as_of_view(other, run).select(columns).drop_nulls().unique()
        marked = answers.with_columns(pl.lit(value=True).alias(EXISTS + other))
        key = run.rules.tables[name].key
        frame = frame.join(
            marked, left_on=key, right_on=columns, how="left", maintain_order="left"
        ).with_columns(pl.col(EXISTS + other).fill_null(value=False))
    return frame


def missing_parents(name: str, run: Run) -> dict[str, dict[str, int]]:
    """Count, by looked-up table, the used rows that find no row there."""
    found: dict[str, dict[str, int]] = {}
    for target, columns in sorted(run.rules.tables[name].lookup.items()):
        if target not in run.tables or set(columns) & run.tables[name].absent.keys():
            continue
        rows = as_of_view(name, run).select(columns)
        parents = as_of_view(target, run).select(run.rules.tables[target].key)
        lost = rows.join(
            parents, left_on=columns, right_on=run.rules.tables[target].key, how="anti"
        )
        found[target] = {"missing": int(lost.select(pl.len()).collect().item())}
    return found


def outside(name: str, run: Run) -> int:
    """Count the used rows that are later than ``as_of``, and so outside the run."""
    seen = as_of_view(name, run).select(pl.len()).collect().item()
    return run.tables[name].frame.height - int(seen)


def unplaced(name: str, run: Run) -> int:
    """Count the used rows that have no clock value and so belong to no period but ``all``."""
    table = run.tables[name]
    if run.request.bounds is None:
        return 0
    clock = run.rules.tables[name].clock
    if clock is None or clock in table.absent:
        return table.frame.height
    return table.frame.get_column(clock).null_count()
