"""The rows that an indicator looks at, one by one, with what its figure is made of.

They come from the very rows that a query sums up (`sqeval.plan.rows.judged`), so what is shown of a
case is what was counted of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from sqeval.compile.readings import CODES, COUNTED, Spoken, number
from sqeval.expr.tree import Name, Node
from sqeval.expr.types import DATETIME
from sqeval.measures.reading import Context, Timing, missing
from sqeval.measures.repeat import Repeat
from sqeval.measures.timed import History, Timed
from sqeval.plan.build import Clocked
from sqeval.plan.followed import NEXT_AT, NEXT_KEY
from sqeval.plan.places import place
from sqeval.plan.plan import CODE, KEY, VALUE, Plan, Task
from sqeval.plan.request import Run
from sqeval.plan.rows import Compiled, can_group, judged
from sqeval.tables.table import INVALID

#: What a time is made of: instants in UTC, lengths of time, names.
TIMING: Mapping[str, pl.DataType] = {
    "start": pl.Datetime("us", "UTC"),
    "end": pl.Datetime("us", "UTC"),
    "open": pl.Boolean(),
    "due": pl.Datetime("us", "UTC"),
    "late_by": pl.Duration("us"),
    "paused": pl.Duration("us"),
    "time": pl.Duration("us"),
    "calendar": pl.String(),
    "limit": pl.String(),
    "level": pl.String(),
}

#: The row that follows, where one does.
FOLLOWER: Mapping[str, pl.DataType] = {
    "next_key": pl.String(),
    "next_at": pl.Datetime("us", "UTC"),
}

_TIMED = "#timed:"


def clocked(plan: Plan) -> dict[str, Clocked]:
    """Return, by indicator that can be had, the table and the clock of its rows."""
    return {
        task.indicator: (query.table, query.clock) for query in plan.queries for task in query.tasks
    }


def seen_keys(run: Run, rows: Clocked, wanted: Sequence[str]) -> list[str]:
    """Return which of these columns, or grains of the clock, the rows can be grouped by."""
    return [name for name in wanted if can_group(run, *rows, name)]


def cases(run: Run, indicator: str, rows: Clocked, keys: list[str]) -> pl.LazyFrame:
    """Return the rows of the period in file order, whether considered or not.

    Columns: those of `sqeval.plan.places.ROW` (``file`` and ``line`` are null in a derived table);
    ``clock``, null without one; ``status``: ``counted``, ``excluded``, null where the row is not
    considered; ``code``: why it is excluded; ``value`` in the indicator's base unit; those of
    `TIMING`, null where the value is no time, and those made of the end where it cannot be read;
    those of `FOLLOWER`, null where it is not asked
    whether a row follows, or none does; ``#by:NAME`` for each of ``keys``. ``late_by`` is the time
    that counts between the due time and the end, negative where there was some left.
    """
    table, clock = rows
    judged_rows, (compiled,) = judged(run, table, clock, [indicator], keys)
    timed = _timed(judged_rows, run, indicator, compiled)
    code = pl.col(CODE + indicator)
    names = {number(name): name for name in CODES}
    return timed.select(
        *place(run.tables[table], run.rules.tables[table].key),
        pl.col("#clock").alias("clock"),
        pl.when(code == COUNTED)
        .then(pl.lit("counted"))
        .when(code > COUNTED)
        .then(pl.lit("excluded"))
        .alias("status"),
        code.replace_strict(names, default=None, return_dtype=pl.String).alias("code"),
        _value(compiled.task),
        *(pl.col(_TIMED + name).alias(name) for name in TIMING),
        *_follower(run, indicator),
        *(KEY + name for name in keys),
    )


def _follower(run: Run, indicator: str) -> list[pl.Expr]:
    """Return the columns of `FOLLOWER`."""
    if not isinstance(run.rules.indicators[indicator], Repeat):
        return [pl.lit(None, dtype=kind).alias(name) for name, kind in FOLLOWER.items()]
    found = {"next_key": NEXT_KEY + indicator, "next_at": NEXT_AT + indicator}
    return [pl.col(column).alias(name) for name, column in found.items()]


def _value(task: Task) -> pl.Expr:
    """Return the value in its base unit; polars divides exactly by columns alone."""
    value = pl.col(VALUE + task.indicator)
    if task.scale == 1:
        return value.alias("value")
    exact = value.cast(pl.Float64)
    return (exact / (pl.lit(float(task.scale)) + exact * 0)).alias("value")


def _timed(rows: pl.LazyFrame, run: Run, indicator: str, compiled: Compiled) -> pl.LazyFrame:
    """Add the columns of `TIMING`, under names that no column of an export has."""
    measure, timing = run.rules.indicators[indicator], compiled.reading.timing
    found: dict[str, Node | None] = {}
    if isinstance(measure, Timed) and timing is not None:
        types = run.rules.types[measure.table]
        context = Context(run.rules.fields(indicator), types, run.request.as_of, indicator)
        found = _nodes(measure, context, timing)
    spoken = Spoken(run.request.zone, run.clocks)
    # one after the other: a due time within another expression would be worked out many times over
    for name, kind in TIMING.items():
        node = found.get(name)
        value = pl.lit(None) if node is None else spoken.expression(node)
        rows = rows.with_columns(value.cast(kind).alias(_TIMED + name))
    return _without_ends(rows, measure) if isinstance(measure, Timed) else rows


def _without_ends(rows: pl.LazyFrame, measure: Timed) -> pl.LazyFrame:
    """Take away what was made of an end that cannot be read: such a row is not open."""
    mark = INVALID + measure.to
    if mark not in rows.collect_schema().names():
        return rows
    made = ["end", "open", "late_by", "time"]
    if isinstance(measure.pause, History):  # paused until when, and so by when it was due?
        made += ["paused", "due"]
    readable = pl.col(mark).is_null()
    return rows.with_columns(pl.when(readable).then(_TIMED + name).name.keep() for name in made)


def _nodes(measure: Timed, context: Context, timing: Timing) -> dict[str, Node | None]:
    """Return the trees of the columns of `TIMING`; a later one may name those before it."""
    late = None
    if timing.due is not None:
        end, due = (Name(_TIMED + name, type=DATETIME) for name in ("end", "due"))
        late = measure.counted(context, due, end)
    return {
        "start": timing.start,
        "end": timing.end,
        "open": missing(context.column(measure.to)),
        "due": timing.due,
        "late_by": late,
        "paused": timing.paused,
        "time": timing.time,
        "calendar": timing.calendar,
        "limit": timing.limit,
        "level": timing.level,
    }
