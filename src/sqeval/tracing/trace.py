"""Tracing one case: every row it has, and what every indicator made of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import polars as pl

from sqeval.measures import timed
from sqeval.measures.formula import Formula
from sqeval.measures.measure import Measure
from sqeval.periods.period import ALL
from sqeval.plan.build import make_plan
from sqeval.plan.cases import cases, clocked
from sqeval.plan.plan import Plan
from sqeval.plan.request import Run
from sqeval.problems import Problem, UsageError, hint_of
from sqeval.rules.profiles.model import in_language
from sqeval.tracing.asked import Asked, asked_for
from sqeval.tracing.rows import CaseRow, case_rows, unknown_case
from sqeval.tracing.stretches import timed_of
from sqeval.tracing.unused import unused
from sqeval.tracing.values import Counting, Follower, Place, Trace, Unused


def trace(
    run: Run, case: str, table: str, indicators: Sequence[str] = (), encoding: str | None = None
) -> Trace:
    """Return how the case of this id counted; ``indicators`` names those asked for (none: all).

    Raises UsageError for an id or an indicator that is none.
    """
    check_indicators(run, indicators)
    found, rest = _found(run, table, asked_for(run, table, case, encoding), encoding)
    if not found[table] and not rest:
        raise unknown_case(run, table, case)
    # what lies outside the period is told as such, so all rows are asked about
    whole = replace(run, request=replace(run.request, period=ALL, groupings=()))
    plan = make_plan(whole)
    asked = [name for name in run.rules.indicators if not indicators or name in indicators]
    countings = (one for name in asked for one in _countings(run, whole, plan, name, found))
    told = tuple(row.told for rows in found.values() for row in rows)
    return Trace(
        case,
        table,
        run.request.period.label,
        local_as_of(run),
        run.request.zone,
        told,
        rest,
        tuple(countings),
    )


def _found(
    run: Run, table: str, one: Asked, encoding: str | None
) -> tuple[dict[str, list[CaseRow]], tuple[Unused, ...]]:
    """Return the rows of a case and its unused records.

    What no record is read as may be what a trace prints, such as the day of a column that is
    written in another way.
    """
    found = case_rows(run, table, one)
    rest = unused(run, table, one, found[table], encoding)
    if found[table] or rest or all(value is None for value in one.values):
        return found, rest
    return _found(run, table, one.as_printed(), encoding)


def check_indicators(run: Run, names: Sequence[str]) -> None:
    """Refuse names that no indicator has. Raises UsageError."""
    known = run.rules.indicators
    for name in names:
        if name not in known:
            message = f"the rules have no indicator '{name}'"
            hint = hint_of(name, known, "indicators")
            raise UsageError(Problem("SQ617", message, hint=hint))


def local_as_of(run: Run) -> datetime | None:
    """Return the moment from which the data is looked at, in the zone of the rules."""
    as_of = run.request.as_of
    return None if as_of is None else as_of.astimezone(ZoneInfo(run.request.zone))


def title_of(measure: Measure, indicator: str) -> str:
    """Return the title of an indicator, or its id where it has none."""
    title = measure.title or indicator
    return title if isinstance(title, str) else in_language(title, "en")


def _countings(
    run: Run, whole: Run, plan: Plan, indicator: str, found: Mapping[str, list[CaseRow]]
) -> Iterator[Counting]:
    """Yield what an indicator made of the rows of a case; a formula has none."""
    measure = run.rules.indicators[indicator]
    rows = [] if isinstance(measure, Formula) else found.get(measure.table, [])
    if not rows:
        return
    blank = Counting(
        indicator,
        title_of(measure, indicator),
        rows[0].place,
        "outside",
        None,
        run.rules.unit(indicator),
    )
    reason = plan.unavailable.get(indicator)
    seen = {} if reason is not None else _seen(whole, plan, indicator, rows)
    for row in rows:
        one = replace(blank, place=row.place, code=reason or "later-than-as-of")
        case = seen.get(row.place)
        yield one if case is None else _counting(run, one, case, row)


def _seen(
    whole: Run, plan: Plan, indicator: str, rows: Sequence[CaseRow]
) -> dict[Place, Mapping[str, Any]]:
    """Return the indicator's rows by their places; one that is not there is later than as_of."""
    asked = clocked(plan)[indicator]
    places = [row.place for row in rows]
    lines = [place.line for place in places if place.line is not None]
    mine = pl.col("line").is_in(lines) if lines else pl.col("key").is_in([p.key for p in places])
    found = cases(whole, indicator, asked, []).filter(mine).collect()
    return {
        Place(asked[0], case["key"], case["file"], case["line"]): case
        for case in found.iter_rows(named=True)
    }


def _counting(run: Run, blank: Counting, case: Mapping[str, Any], row: CaseRow) -> Counting:
    outside = _outside(run, case)
    if outside is not None:
        return replace(blank, code=outside)
    status: Literal["counted", "excluded"] = case["status"]
    measure = run.rules.indicators[blank.indicator]
    made_of = timed_of(run, measure, case, row.cells) if isinstance(measure, timed.Timed) else None
    return replace(
        blank,
        status=status,
        code=case["code"],
        value=case["value"],
        timed=made_of,
        followed_by=_follower(run, case),
    )


def _follower(run: Run, case: Mapping[str, Any]) -> Follower | None:
    at = case["next_at"]
    zone = ZoneInfo(run.request.zone)
    return None if at is None else Follower(case["next_key"], at.astimezone(zone))


def _outside(run: Run, case: Mapping[str, Any]) -> str | None:
    """Return why a row is not considered, or None where it is."""
    bounds, clock = run.request.bounds, case["clock"]
    if bounds is not None and clock is None:
        return "no-clock"
    if bounds is not None and not bounds[0] <= clock < bounds[1]:
        return "outside-period"
    return "where-false" if case["status"] is None else None
