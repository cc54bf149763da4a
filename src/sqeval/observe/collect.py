"""Running a query: all indicators of all groups in one pass over its rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from sqeval.compile.readings import COUNTED, number
from sqeval.compile.reductions import VALUES, aggregates, picked
from sqeval.compile.survival import survival
from sqeval.measures.reductions import Figure, Survival
from sqeval.observe.observations import By, Observation
from sqeval.plan.plan import CODE, EVENT, KEY, VALUE, Query, Task

#: A pass over a query's rows: the grouping columns, the stratum column, the indicators.
Pass = tuple[tuple[str, ...], str | None, tuple[Task, ...]]


def passes(query: Query) -> list[Pass]:
    """Return what to group a query's rows by: nothing, each grouping, each with each stratum."""
    groupings = ((), *query.groupings)
    found: list[Pass] = [(grouping, None, query.tasks) for grouping in groupings]
    for stratum in dict.fromkeys(t.category for t in query.tasks if t.category is not None):
        tasks = tuple(t for t in query.tasks if t.category == stratum)
        found += [(grouping, stratum, tasks) for grouping in groupings]
    return found


def collect(query: Query) -> Iterator[tuple[By, list[Observation]]]:
    """Yield, group by group, the observations of a query's indicators, strata among them.

    A group in which an indicator considers no row still yields the indicator.
    """
    rows = query.rows.collect()
    wanted = passes(query)
    frames = pl.collect_all([_aggregated(rows.lazy(), one) for one in wanted])
    for one, frame in zip(wanted, frames, strict=True):
        grouping, stratum, tasks = one
        for row in _with_curves(frame, rows, one).iter_rows(named=True):
            by = tuple((name, row[KEY + name]) for name in grouping)
            category = ((stratum, row[stratum]),) if stratum is not None else ()
            found = [_observation(task, row, by, category) for task in tasks]
            yield by, [one for one in found if not category or one.considered]


def _aggregated(rows: pl.LazyFrame, one: Pass) -> pl.LazyFrame:
    keys, tasks = _keys(one), one[2]
    figures = [figure for task in tasks for figure in _figures(task)]
    figures.append(pl.len().alias("#rows"))
    return _with_picks(rows.group_by(keys).agg(figures) if keys else rows.select(figures), tasks)


def _keys(one: Pass) -> list[str]:
    """Return the columns that a pass groups by."""
    grouping, stratum, _ = one
    return [KEY + name for name in grouping] + ([] if stratum is None else [stratum])


def _with_curves(summed: pl.DataFrame, rows: pl.DataFrame, one: Pass) -> pl.DataFrame:
    """Add the statistics that are read off survival curves, which need more than one step."""
    keys, tasks = _keys(one), one[2]
    for task in tasks:
        if not isinstance(task.reduction, Survival):
            continue
        value, event = pl.col(VALUE + task.indicator), pl.col(EVENT + task.indicator)
        names = {f"#{s}": f"#{task.indicator}:s:{s}" for s in task.reduction.statistics}
        found = survival(rows, keys, value, event, task.reduction).rename(names)
        if keys:
            summed = summed.join(found, on=keys, how="left", nulls_equal=True)
        else:
            summed = pl.concat([summed, found], how="horizontal")
    return summed


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
    value, low, high = (_finite(x) for x in (figure.value, figure.low, figure.high))
    return Observation(
        task.indicator,
        by,
        value,
        low,
        high,
        n,
        considered,
        excluded,
        _why(figure, n, considered),
        category,
        _finite(figure.beyond),
    )


def _why(figure: Figure, n: int, considered: int) -> str | None:
    """Return why a figure has no value, or None where it has one."""
    if _finite(figure.value) is not None:
        return None
    if figure.beyond is not None:
        return "not-reached"
    return "out-of-range" if n else "all-excluded" if considered else "no-rows"


def _finite(figure: float | Fraction | None) -> float | None:
    """Return a figure, or null where it has left the range of numbers."""
    return float(figure) if figure is not None and math.isfinite(figure) else None


def _scaled(statistic: float | None, task: Task) -> float | Fraction | None:
    """Return a statistic in the indicator's unit; whole numbers become exact fractions."""
    if statistic is None:
        return None
    if isinstance(statistic, int):
        return Fraction(statistic, task.scale)
    return statistic / task.scale
