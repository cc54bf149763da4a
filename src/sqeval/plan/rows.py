"""The rows of a query: everything an indicator will count is decided here, row by row.

What comes after only adds up, so a figure can be traced by looking at these rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from sqeval.compile.grains import grain
from sqeval.compile.instants import at
from sqeval.compile.readings import COUNTED, Spoken, classified
from sqeval.expr.types import UNKNOWN, Kind
from sqeval.measures.formula import Formula
from sqeval.measures.mix import mixed_by
from sqeval.measures.reading import Context, Reading
from sqeval.periods.period import GRAINS
from sqeval.plan.available import needed_tables, sees, spare
from sqeval.plan.followed import with_followed
from sqeval.plan.pauses import with_pauses
from sqeval.plan.plan import CODE, EVENT, KEY, VALUE, Query, Task
from sqeval.plan.request import Run
from sqeval.plan.stage_times import stage_columns, with_stages
from sqeval.plan.stages import STAGE
from sqeval.plan.view import CLOCK, with_answers, with_lookups
from sqeval.rules.scope import owner
from sqeval.tables.table import INVALID, instant

#: What rows can be grouped by; a time has too many values, its grains do.
GROUPABLE = frozenset({Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE})


@dataclass(frozen=True)
class Compiled:
    """An indicator's task, what it makes of each row, and the reading that says so."""

    task: Task
    reading: Reading
    code: pl.Expr
    value: pl.Expr
    event: pl.Expr | None


def can_group(run: Run, table: str, clock: str | None, name: str) -> bool:
    """Tell whether a table's rows can be grouped by a column or a grain of its clock."""
    if name in GRAINS:
        return clock is not None and sees(run, table, clock)
    kind = run.rules.types[table].get(name, UNKNOWN).kind
    return kind in GROUPABLE and sees(run, table, name)


def make_query(run: Run, table: str, clock: str | None, names: list[str]) -> Query:
    """Return the query of the indicators ``names`` over one table under one clock."""
    wanted = dict.fromkeys(n for grouping in run.request.groupings for n in grouping)
    keys = [name for name in wanted if can_group(run, table, clock, name)]
    rows, compiled = judged(run, table, clock, names, keys)
    events = [EVENT + c.task.indicator for c in compiled if c.event is not None]
    tasks = tuple(c.task for c in compiled)
    strata = dict.fromkeys(task.category for task in tasks if task.category is not None)
    kept = [KEY + name for name in keys]
    kept += [prefix + name for name in names for prefix in (CODE, VALUE)] + events
    groupings = tuple(g for g in run.request.groupings if set(g) <= set(keys))
    return Query(table, clock, rows.select(*kept, *strata, CLOCK), tasks, groupings)


def judged(
    run: Run, table: str, clock: str | None, names: list[str], keys: list[str]
) -> tuple[pl.LazyFrame, list[Compiled]]:
    """Return the table's rows in the period with what each indicator makes of them.

    Columns ``#by:NAME`` of the grouping columns ``keys``, ``#code:ID``, ``#value:ID`` and
    ``#event:ID`` are added to those of the table.
    """
    rows = _seen(run, table, clock, names, keys)
    rows = with_pauses(rows, run, names)
    present = frozenset(rows.collect_schema().names())
    compiled = [compile_one(run, name, present) for name in names]
    rows = rows.with_columns(
        *(key_of(run, table, name).alias(KEY + name) for name in keys),
        *(c.code.alias(CODE + c.task.indicator) for c in compiled),
    )
    rows = rows.with_columns(
        pl.when(pl.col(CODE + c.task.indicator) == COUNTED)
        .then(c.value)
        .alias(VALUE + c.task.indicator)
        for c in compiled
    )
    events = {EVENT + c.task.indicator: c.event for c in compiled if c.event is not None}
    return rows.with_columns(event.alias(name) for name, event in events.items()), compiled


def _seen(
    run: Run, table: str, clock: str | None, names: list[str], keys: list[str]
) -> pl.LazyFrame:
    """Return the table's rows in the period with every column that the query needs."""
    needed = {column for name in names for column in run.rules.reads(name)}
    needed |= {name for name in keys if name not in GRAINS} | ({clock} if clock else set())
    needed |= stage_columns(run, table, names)
    rows = with_lookups(table, run, needed)
    others = {other for name in names for other in needed_tables(run.rules, name)}
    rows = _clocked(with_answers(rows, table, others, run), run, table, clock)
    for name in names:
        rows = with_followed(rows, run, name)
    return with_stages(_placed(rows, run), run, table, names)


def _clocked(rows: pl.LazyFrame, run: Run, table: str, clock: str | None) -> pl.LazyFrame:
    """Add the clock of the rows and keep those of the run: none is later than ``as_of``."""
    if clock is None or not sees(run, table, clock):
        return rows.with_columns(pl.lit(None, dtype=pl.Datetime("us", "UTC")).alias(CLOCK))
    holder = owner(table, clock, run.rules.tables) or table
    rows = rows.with_columns(instant(run.tables[holder], clock, run.tables.zone).alias(CLOCK))
    if run.request.as_of is not None:
        rows = rows.filter((pl.col(CLOCK) <= at(run.request.as_of)).fill_null(value=True))
    return rows


def _placed(rows: pl.LazyFrame, run: Run) -> pl.LazyFrame:
    """Keep the rows of the period; rows without a clock belong to ``all``."""
    if run.request.bounds is None:
        return rows
    start, end = run.request.bounds
    return rows.filter((pl.col(CLOCK) >= at(start)) & (pl.col(CLOCK) < at(end)))


def key_of(run: Run, table: str, name: str) -> pl.Expr:
    """Return a grouping column: a grain of the clock, or a column; a date as its ISO text."""
    if name in GRAINS:
        return grain(name, pl.col(CLOCK), run.request.zone, run.rules.year)
    if run.rules.types[table][name].kind is Kind.DATE:
        return pl.col(name).cast(pl.String)
    return pl.col(name)


def compile_one(run: Run, name: str, present: frozenset[str]) -> Compiled:
    """Compile one indicator; ``present`` are the columns that its rows have."""
    measure = run.rules.indicators[name]
    assert not isinstance(measure, Formula)  # noqa: S101 - formulas read no rows
    trees, types = run.rules.fields(name), run.rules.types[measure.table]
    absent = spare(run, name)
    reading = measure.reading(Context(trees, types, run.request.as_of, name, absent))
    needed = sorted(run.rules.reads(name) - absent)
    invalid = [pl.col(INVALID + c).is_not_null() for c in needed if INVALID + c in present]
    decimals = {
        column: places
        for column in needed
        if (places := _decimals(run, measure.table, column)) is not None
    }
    spoken = Spoken(run.request.zone, run.clocks)
    c = classified(reading, trees.get("where"), invalid, decimals, spoken)
    stratum = measure.target.by if measure.target else None
    mix = mixed_by(measure) if run.request.groupings and not name.startswith(STAGE) else None
    task = Task(name, reading.reduction, c.codes, c.scale, c.whole, stratum, mix)
    return Compiled(task, reading, c.code, c.value, c.event)


def _decimals(run: Run, table: str, column: str) -> int | None:
    """Return the decimal places of a column that rows of ``table`` see, where they are known."""
    holder = owner(table, column, run.rules.tables)
    if holder is None or holder not in run.tables:
        return None
    return run.tables[holder].decimals.get(column)
