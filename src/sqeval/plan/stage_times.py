"""When each case passed its stages, as columns of its row.

What an export lacks of a stage is lacking; what it has but cannot be read is marked as invalid, so
that a figure made of it leaves the case out.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from sqeval.compile.instants import at
from sqeval.compile.readings import Spoken
from sqeval.expr.tree import names_used
from sqeval.plan.available import sees
from sqeval.plan.request import Run
from sqeval.plan.stages import STAGE, Flow, Placed, flows
from sqeval.plan.view import as_of_view
from sqeval.rules.scope import history_link
from sqeval.rules.stages import StageEvents
from sqeval.tables.computed import MADE_OF_INVALID, invalid_marks
from sqeval.tables.table import INVALID, instant

_TIMES = pl.List(pl.Datetime("us", "UTC"))


def stage_columns(run: Run, table: str, names: Iterable[str]) -> set[str]:
    """Return the columns of a table that the figures ``names`` of its stages are made of."""
    flow = flows(run).get(table)
    if flow is None or not any(name.startswith(STAGE) for name in names):
        return set()
    states = run.rules.tables[table].states
    status = {states.by} if states is not None and sees(run, table, states.by) else set()
    return status | {p.stage.at_ for p in flow.stages if isinstance(p.stage.at_, str)}


def with_stages(rows: pl.LazyFrame, run: Run, table: str, names: Iterable[str]) -> pl.LazyFrame:
    """Add the moments of a table's stages, where figures of stages are among ``names``."""
    flow = flows(run).get(table)
    if flow is None or not any(name.startswith(STAGE) for name in names):
        return rows
    for one in flow.stages:
        rows = _with_moment(rows, run, flow, one)
    marked = set(rows.collect_schema().names())
    found: list[pl.Expr] = []
    for i, one in enumerate(flow.steps):
        start = flow.start(one)
        if start is not None and one.stage.from_ is None:
            before = [flow.moment(p) for p in reversed(flow.steps[:i])]
            found += [pl.coalesce(before).alias(start), *_marks(start, before, marked)]
    moments = [flow.moment(p) for p in flow.stages]
    gap = [_gap(flow, run).alias(flow.gap), *_marks(flow.gap, moments, marked)]
    return rows.with_columns(*found, *gap, _alive(run, table).alias(flow.alive))


def _alive(run: Run, table: str) -> pl.Expr:
    """Return whether a case is not known to be void."""
    states = run.rules.tables[table].states
    if states is None or not sees(run, table, states.by):
        return pl.lit(value=True)
    return ~pl.col(states.by).is_in(states.void).fill_null(value=False)


def _with_moment(rows: pl.LazyFrame, run: Run, flow: Flow, one: Placed) -> pl.LazyFrame:
    """Add when each case passed a stage."""
    name, column = flow.moment(one), one.stage.at_
    if isinstance(column, StageEvents):
        return _with_events(rows, run, flow, one, column)
    marks = set(rows.collect_schema().names())
    return rows.with_columns(pl.col(column).alias(name), *_marks(name, [column], marks))


def _with_events(
    rows: pl.LazyFrame, run: Run, flow: Flow, one: Placed, events: StageEvents
) -> pl.LazyFrame:
    """Add when the events of each case were that fit a stage."""
    link = history_link(flow.table, events.table, run.rules.tables)
    clock = run.rules.tables[events.table].clock
    assert link is not None  # noqa: S101 - checked with the rules
    assert clock is not None  # noqa: S101 - checked with the rules
    theirs, own = link
    name, source = flow.moment(one), run.tables[events.table]
    where = run.rules.trees.get(("stages", flow.table, one.place, "where"))
    fits = pl.lit(value=True)
    if where is not None:
        fits = Spoken(run.request.zone, run.clocks).expression(where)
    read = sorted({clock, *(names_used(where) if where is not None else ())})
    unread = pl.any_horizontal(*invalid_marks(source.frame, read), pl.lit(value=False))
    found = (
        as_of_view(events.table, run)
        .select(
            *(pl.col(c).alias(f"#key{i}") for i, c in enumerate(theirs)),
            pl.when(fits).then(instant(source, clock, run.tables.zone)).alias(name),
            (unread & fits.fill_null(value=True)).alias(INVALID),
        )
        .group_by([f"#key{i}" for i in range(len(theirs))])
        .agg(_taken(events, name), pl.col(INVALID).any())
        .with_columns(pl.when(INVALID).then(pl.lit(MADE_OF_INVALID)).alias(INVALID + name))
        .drop(INVALID)
    )
    keys = [f"#key{i}" for i in range(len(own))]
    return rows.join(found, left_on=own, right_on=keys, how="left", maintain_order="left")


def _taken(events: StageEvents, name: str) -> pl.Expr:
    """Return the first, the last, or all times of a case's events."""
    times = pl.col(name)
    if events.take == "all":
        return times.drop_nulls()
    return times.min() if events.take == "first" else times.max()


def _marks(name: str, made_of: list[str], there: set[str]) -> list[pl.Expr]:
    """Return the mark of invalid cells of a column that is made of others, if they have any."""
    marks = [pl.col(INVALID + c).is_not_null() for c in made_of if INVALID + c in there]
    if not marks:
        return []
    bad = pl.any_horizontal(marks)
    return [pl.when(bad).then(pl.lit(MADE_OF_INVALID)).alias(INVALID + name)]


def _gap(flow: Flow, run: Run) -> pl.Expr:
    """Return the longest time between two moments of a case, null for fewer than two."""
    moments = [pl.col(flow.moment(p)) for p in flow.steps]
    if run.request.as_of is not None:
        moments.append(pl.when(moments[-1].is_null()).then(at(run.request.as_of)))
    if not flow.follow_ups:
        return pl.max_horizontal(_next(moments, i) - one for i, one in enumerate(moments))
    nothing = pl.lit([], dtype=_TIMES)
    cared = [pl.col(flow.moment(p)).fill_null(nothing) for p in flow.follow_ups]
    times = pl.concat_list([pl.concat_list(moments), *cared])
    stretches = times.list.drop_nulls().list.sort().list.diff(null_behavior="drop")
    return stretches.list.max()


def _next(moments: list[pl.Expr], place: int) -> pl.Expr:
    """Return the moment that follows another in time; of equal ones the later in the list does.

    Sorting a list per row would take as long as all other figures together.
    """
    one = moments[place]
    later = (
        pl.when((other > one) | ((other == one) & pl.lit(i > place))).then(other)
        for i, other in enumerate(moments)
        if i != place
    )
    return pl.min_horizontal(later)
