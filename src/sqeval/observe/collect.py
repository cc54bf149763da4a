"""Running a query: all indicators of all groups in one pass over its rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from sqeval.compile.readings import COUNTED, number
from sqeval.compile.reductions import VALUES, aggregates, picked
from sqeval.observe.observations import By, Observation
from sqeval.plan.plan import CODE, KEY, VALUE, Query, Task

#: A pass over a query's rows: the grouping columns, the stratum column, the indicators.
Pass = tuple[tuple[str, ...], str | None, tuple[Task, ...]]


def passes(query: Query) -> list[Pass]:
    """Return what to group a query's rows by: nothing, each grouping, each with each stratum."""
    groupings = ((), *query.groupings)
    found: list[Pass] = [(grouping, None, query.tasks) for grouping in groupings]
    for stratum in dict.fromkeys(t.stratum for t in query.tasks if t.stratum is not None):
        tasks = tuple(t for t in query.tasks if t.stratum == stratum)
        found += [(grouping, stratum, tasks) for grouping in groupings]
    return found


def collect(query: Query) -> Iterator[tuple[By, list[Observation]]]:
    """Yield, group by group, the observations of a query's indicators, strata among them.

    A group in which an indicator considers no row still yields the indicator.
    """
    rows = query.rows.collect().lazy()
    wanted = passes(query)
    frames = pl.collect_all([_aggregated(rows, one) for one in wanted])
    for (grouping, stratum, tasks), frame in zip(wanted, frames, strict=True):
        for row in frame.iter_rows(named=True):
            by = tuple((name, row[KEY + name]) for name in grouping)
            category = ((stratum, row[stratum]),) if stratum is not None else ()
            found = [_observation(task, row, by, category) for task in tasks]
            yield by, [one for one in found if not category or one.considered]


def _aggregated(rows: pl.LazyFrame, one: Pass) -> pl.LazyFrame:
    grouping, stratum, tasks = one
    keys = [pl.col(KEY + name) for name in grouping]
    if stratum is not None:
        keys.append(pl.col(stratum))
    figures = [figure for task in tasks for figure in _figures(task)]
    figures.append(pl.len().alias("#rows"))
    return _with_picks(rows.group_by(keys).agg(figures) if keys else rows.select(figures), tasks)


def _with_picks(summed: pl.LazyFrame, tasks: tuple[Task, ...]) -> pl.LazyFrame:
    """Replace the lists of values by the statistics that are picked from them."""
    lists: list[str] = []
    picks: list[pl.Expr] = []
    for task in tasks:
        name = f"#{task.indicator}:s:{VALUES}"
        found = picked(task.reduction, pl.col(name))
        picks += [figure.alias(f"#{task.indicator}:s:{one}") for one, figure in found.items()]
        lists += [name] if found else []
    return summed.with_columns(pl.col(lists).list.sort()).with_columns(picks).drop(lists)


def _figures(task: Task) -> Iterator[pl.Expr]:
    """Yield the counts and statistics of one indicator, as columns named after it."""
    code, value = pl.col(CODE + task.indicator), pl.col(VALUE + task.indicator)
    yield (code == COUNTED).sum().cast(pl.Int64).alias(f"#{task.indicator}:n")
    for name in task.codes:
        yield (code == number(name)).sum().cast(pl.Int64).alias(f"#{task.indicator}:x:{name}")
    for name, figure in aggregates(task.reduction, value, whole=task.whole).items():
        yield figure.alias(f"#{task.indicator}:s:{name}")


def _observation(task: Task, row: Mapping[str, Any], by: By, category: By) -> Observation:
    n = int(row[f"#{task.indicator}:n"])
    counts = {name: int(row[f"#{task.indicator}:x:{name}"]) for name in task.codes}
    excluded = {name: count for name, count in counts.items() if count}
    statistics = {
        name: _scaled(row[f"#{task.indicator}:s:{name}"], task)
        for name in task.reduction.statistics
    }
    figure = task.reduction.finish(n, statistics)
    considered = n + sum(excluded.values())
    reason = None
    if _finite(figure.value) is None:
        reason = "out-of-range" if n else "all-excluded" if considered else "no-rows"
    value, low, high = (_finite(x) for x in (figure.value, figure.low, figure.high))
    return Observation(
        task.indicator, by, value, low, high, n, considered, excluded, reason, category
    )


def _finite(figure: float | None) -> float | None:
    """Return a figure, or null where it has left the range of numbers."""
    return figure if figure is not None and math.isfinite(figure) else None


def _scaled(statistic: float | None, task: Task) -> float | Fraction | None:
    """Return a statistic in the indicator's unit; whole numbers become exact fractions."""
    if statistic is None:
        return None
    if isinstance(statistic, int):
        return Fraction(statistic, task.scale)
    return statistic / task.scale
