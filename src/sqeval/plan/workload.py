"""The rows of the workload: what came in, what was done, and what is open at the end of a period.

Other queries look at the rows of the period alone. The workload also needs those from before it,
which may still have been open when it began, so its rows are not cut to the period.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from sqeval.compile.instants import at
from sqeval.compile.readings import COUNTED
from sqeval.measures.within import Within
from sqeval.periods.period import GRAINS
from sqeval.plan.available import needed_tables, sees, why_not
from sqeval.plan.pauses import with_pauses
from sqeval.plan.plan import KEY
from sqeval.plan.request import Grouping, Request, Run
from sqeval.plan.rows import can_group, compile_one, key_of
from sqeval.plan.view import CLOCK, with_answers, with_lookups
from sqeval.rules.states import States
from sqeval.tables.computed import invalid_marks
from sqeval.tables.table import Tables, instant

#: The counts of a workload, each the name of a Boolean column of its rows.
COUNTS = ("opening", "received", "resolved", "in_progress", "waiting", "void", "unknown")

#: Prefix of the columns that say whether a row is in a count: a table may have columns so named.
COUNT = "#count:"

#: Whether a row is open at the end, open past its limit; the age of an open row in microseconds.
OPEN, OVERDUE, AGE = "#open", "#overdue", "#age"

#: When a row ended, whatever ``as_of``: one that ends later is open, one without an end is not.
_ENDED = "#ended"


@dataclass(frozen=True)
class WorkloadQuery:
    """The rows of one table with states, from the first of them to the end of the period.

    ``rows`` has a column per name in `COUNTS` (after `COUNT`), `OPEN`, `OVERDUE` (null where
    nothing tells it), `AGE`, and ``#by:NAME`` per grouping column that the table sees. ``ages``
    bound the bands of age, in microseconds.
    """

    table: str
    rows: pl.LazyFrame
    ages: tuple[int, ...]
    overdue: bool
    groupings: tuple[Grouping, ...]


def workloads(run: Run) -> tuple[WorkloadQuery, ...]:
    """Return a query for each table of the run whose states can be told, by name."""
    found = []
    for name in sorted(run.tables.tables):
        states = run.rules.tables[name].states
        if states is not None and _told(run, name, states):
            found.append(_query(run, name, states))
    return tuple(found)


def stateless(run: Run) -> dict[str, dict[str, int]]:
    """Count, by table, the used rows whose status is in no state, by status, the most first."""
    found = {}
    for name in sorted(run.tables.tables):
        states = run.rules.tables[name].states
        if states is not None and _told(run, name, states):
            known = {value for _, _, value in states.values()}
            counts = Counter(run.tables[name].frame[states.by].drop_nulls())
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            found[name] = {value: n for value, n in ordered if value not in known}
    return found


def looked_at(request: Request) -> datetime:
    """Return the moment at which the workload is told: the end of the period, or ``as_of``.

    The end is exclusive and ``as_of`` inclusive, as for all figures. Without either no row has a
    time, so any moment will do.
    """
    ends = [request.as_of, None if request.bounds is None else request.bounds[1]]
    return min((e for e in ends if e is not None), default=datetime.min.replace(tzinfo=UTC))


def _told(run: Run, name: str, states: States) -> bool:
    """Tell whether the export has the columns that states need."""
    clock = run.rules.tables[name].clock
    return all(c is not None and sees(run, name, c) for c in (clock, states.by, states.end))


def _query(run: Run, name: str, states: States) -> WorkloadQuery:
    clock = run.rules.tables[name].clock
    wanted = dict.fromkeys(n for grouping in run.request.groupings for n in grouping)
    keys = [key for key in wanted if can_group(run, name, clock, key)]
    then = _then(run, name, states)
    rows = _classified(_seen(then, name, states, keys), run, name, states)
    told = _overdue_is_told(run, name, states)
    rows = _with_overdue(rows, then, name, states) if told else _without(rows)
    kept = [(key_of(run, name, key)).alias(KEY + key) for key in keys]
    rows = rows.select(*kept, *(COUNT + name for name in COUNTS), OPEN, OVERDUE, AGE)
    groupings = tuple(g for g in run.request.groupings if set(g) <= set(keys))
    return WorkloadQuery(name, rows, tuple(states.ages), told, groupings)


def _then(run: Run, name: str, states: States) -> Run:
    """Return the run as it was at the moment of the workload; the table keeps its ends beside.

    An indicator that tells what is overdue is read so that open rows count.
    """
    table = run.tables[name]
    ended = instant(table, states.end, run.tables.zone).alias(_ENDED)
    tables = {**run.tables.tables, name: replace(table, frame=table.frame.with_columns(ended))}
    rules, measure = run.rules, run.rules.indicators.get(states.overdue or "")
    if isinstance(measure, Within):
        late = {str(states.overdue): measure.model_copy(update={"open": "late"})}
        rules = replace(rules, indicators={**rules.indicators, **late})
    request = replace(run.request, as_of=looked_at(run.request))
    return replace(run, rules=rules, tables=Tables(tables, run.tables.zone), request=request)


def _seen(then: Run, name: str, states: States, keys: list[str]) -> pl.LazyFrame:
    """Return the rows received by the end, and those without a clock, with all columns needed."""
    clock = str(then.rules.tables[name].clock)
    needed = {key for key in keys if key not in GRAINS} | {clock, states.by, states.end}
    if states.overdue is not None and states.overdue in then.rules.indicators:
        needed |= then.rules.reads(states.overdue)
    elif states.overdue is not None:
        needed.add(states.overdue)
    rows = with_lookups(name, then, needed)
    rows = rows.with_columns(instant(then.tables[name], clock, then.tables.zone).alias(CLOCK))
    return rows.filter((_before_end(CLOCK, then.request)).fill_null(value=True))


def _before_end(column: str, request: Request) -> pl.Expr:
    """Return whether a time lies before the end of the period, and not after ``as_of``."""
    happened = pl.col(column) <= at(looked_at(request))
    return (
        happened if request.bounds is None else happened & (pl.col(column) < at(request.bounds[1]))
    )


def _classified(rows: pl.LazyFrame, run: Run, name: str, states: States) -> pl.LazyFrame:
    """Add what each row counts as.

    An end before the clock is a slip of the export: the row ended when it was received. What ended
    before the period, or ended at an unknown time and was received before it, counts as nothing.
    """
    needed = [str(run.rules.tables[name].clock), states.by, states.end]
    marks = invalid_marks(run.tables[name].frame, needed)
    clock, status = pl.col(CLOCK), pl.col(states.by)
    known = ~pl.any_horizontal(clock.is_null(), status.is_null(), *marks)
    ended, before = pl.col(_ENDED).is_null() | _before_end(_ENDED, run.request), pl.lit(value=False)
    done, void = status.is_in(states.resolved) & ended, status.is_in(states.void)
    earlier = before
    if run.request.bounds is not None:
        start = at(run.request.bounds[0])
        before = clock < start
        earlier = done & (pl.max_horizontal(clock, _ENDED) < start)
    still = ~void & ~done
    waiting = status.is_in(states.waiting)
    flags = {
        "opening": before & ~void & ~earlier,
        "received": ~before,
        "resolved": done & ~earlier,
        "in_progress": still & ~waiting,
        "waiting": still & waiting,
        "void": void & ~before,
    }
    age = (at(looked_at(run.request)) - clock).dt.total_microseconds()
    rows = rows.with_columns(
        (~known).alias(COUNT + "unknown"),
        (known & still).alias(OPEN),
        *((known & flag).alias(COUNT + name) for name, flag in flags.items()),
    )
    return rows.with_columns(pl.when(OPEN).then(age).alias(AGE))


def _overdue_is_told(run: Run, name: str, states: States) -> bool:
    if states.overdue is None:
        return False
    if states.overdue in run.rules.indicators:
        return why_not(run, states.overdue) is None
    return sees(run, name, states.overdue)


def _without(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.with_columns(pl.lit(None, dtype=pl.Boolean).alias(OVERDUE))


def _with_overdue(rows: pl.LazyFrame, then: Run, name: str, states: States) -> pl.LazyFrame:
    """Add whether an open row's due time has passed: by the reading of an indicator, or a column.

    A row that was reopened still has the end of its first life; an open row has none.
    """
    told = str(states.overdue)
    if told not in then.rules.indicators:
        passed = (pl.col(told) < at(looked_at(then.request))).fill_null(value=False)
        return rows.with_columns((pl.col(OPEN) & passed).alias(OVERDUE))
    end = pl.col(states.end)
    rows = rows.with_columns(pl.when(~pl.col(OPEN)).then(end).alias(states.end))
    rows = with_answers(rows, name, needed_tables(then.rules, told), then)
    rows = with_pauses(rows, then, [told])
    one = compile_one(then, told, frozenset(rows.collect_schema().names()))
    late = ((one.code == COUNTED) & ~one.value).fill_null(value=False)
    return rows.with_columns((pl.col(OPEN) & late).alias(OVERDUE))
