"""Which cases cost an indicator most, so that a missed figure leads to cases to look at.

What costs depends on the kind of the indicator: the longest times, the cases that were late, those
that are not good, detractors. Which side is the bad one is told by the target.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from zoneinfo import ZoneInfo

import polars as pl

from sqeval.measures.count import Count
from sqeval.measures.formula import Formula
from sqeval.measures.registry import RowMeasure
from sqeval.measures.within import Within
from sqeval.plan.build import make_plan
from sqeval.plan.cases import cases, clocked, seen_keys
from sqeval.plan.plan import KEY
from sqeval.plan.request import Run
from sqeval.problems import Problem, UsageError
from sqeval.tracing.trace import check_indicators, local_as_of, title_of
from sqeval.tracing.values import Place, Worst, WorstList

#: Who handled a case, where its table says so.
WHO = ("team", "agent")

#: Answers up to this one are detractors'.
_DETRACTOR = 6

_SHARES = frozenset({"ratio", "within", "repeat"})
_AMOUNTS = frozenset({"duration", "statistic"})


def worst(run: Run, indicator: str, most: int) -> WorstList:
    """Return the ``most`` counted cases of the period that cost an indicator most.

    Of late cases that were late by the same time that counts, the one that was longest past its due
    time comes first; else, of those that cost the same, the first in the order of the keys. Raises
    UsageError for an indicator that is none, that counts or computes alone, or that has no data.
    """
    check_indicators(run, [indicator])
    measure = run.rules.indicators[indicator]
    plan = make_plan(run)
    if indicator in plan.unavailable:
        message = f"'{indicator}' has no data: {plan.unavailable[indicator]}"
        raise UsageError(Problem("SQ619", message))
    if isinstance(measure, Count | Formula):
        message = f"'{indicator}' is a {measure.type}: none of its cases costs more than another"
        raise UsageError(Problem("SQ619", message, hint="name an indicator that judges each case"))
    rows = clocked(plan)[indicator]
    keys = seen_keys(run, rows, WHO)
    costly = _ordered(measure, cases(run, indicator, rows, keys)).collect()
    listed = costly.head(min(most, costly.height))
    return WorstList(
        indicator,
        title_of(measure, indicator),
        run.rules.unit(indicator),
        rows[0],
        run.request.period.label,
        local_as_of(run),
        run.request.zone,
        costly.height,
        _side(measure),
        tuple(_case(run, rows[0], keys, case) for case in listed.iter_rows(named=True)),
    )


def _ordered(measure: RowMeasure, seen: pl.LazyFrame) -> pl.LazyFrame:
    """Return the counted rows that cost, the most costly first."""
    counted = seen.filter(pl.col("status") == "counted").sort("key", maintain_order=True)
    value, kind = pl.col("value"), measure.type
    side = None if measure.target is None else measure.target.direction
    if isinstance(measure, Within):
        late = counted.filter(~value)
        return _by(_by(late, pl.col("end") - pl.col("due")), pl.col("late_by"))
    if kind in _SHARES:
        return counted.filter(value if side == "at_most" else ~value)
    if kind in _AMOUNTS:
        return _by(counted, value, highest=_side(measure) == "highest")
    return _by(counted.filter(value <= _DETRACTOR), value, highest=False)


def _side(measure: RowMeasure) -> Literal["highest", "lowest"] | None:
    """Return which values cost most; None where it is not by more or less that all cases cost."""
    if measure.type not in _AMOUNTS:
        return None
    wanted = None if measure.target is None else measure.target.direction
    return "lowest" if wanted == "at_least" else "highest"


def _by(rows: pl.LazyFrame, order: pl.Expr, *, highest: bool = True) -> pl.LazyFrame:
    return rows.sort(order, descending=highest, nulls_last=True, maintain_order=True)


def _case(run: Run, table: str, keys: list[str], case: Mapping[str, Any]) -> Worst:
    zone = ZoneInfo(run.request.zone)
    start, end, due = (
        None if case[name] is None else case[name].astimezone(zone)
        for name in ("start", "end", "due")
    )
    late = case["late_by"]
    # both are in UTC here: between two local times Python would tell the time on the wall
    past = None if end is None or due is None else case["end"] - case["due"]
    return Worst(
        Place(table, case["key"], case["file"], case["line"]),
        case["value"],
        start,
        end,
        case["open"],
        due,
        None if late is None else late.total_seconds(),
        None if past is None else past.total_seconds(),
        case["calendar"],
        {name: case[KEY + name] for name in keys},
    )
