"""Durations over closed cases once more with the open ones, to see what leaving them out does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqeval.measures.duration import Duration
from sqeval.measures.reductions import Mean, Percentile, aggregate
from sqeval.observe.collect import collect
from sqeval.observe.observations import Observation
from sqeval.plan.plan import Query
from sqeval.plan.request import Run
from sqeval.plan.rows import make_query


def with_open_cases(run: Run, names: Iterable[str]) -> dict[str, tuple[str, Observation]]:
    """Return, of those that leave open cases out, how they are taken in and what comes of it.

    A percentile is read off the survival curve (``survival``); a mean takes open cases in with
    their age (``age``), which is the least that it can become. Only the whole is looked at.
    """
    counting = {name: counted for name in names if (counted := _counting(run, name))}
    return {name: (counting[name].open, one) for name, one in _taken_in(run, counting).items()}


def _counting(run: Run, name: str) -> Duration | None:
    """Return a duration over closed cases as one that counts the open ones too."""
    measure = run.rules.indicators[name]
    if not isinstance(measure, Duration) or measure.open != "exclude":
        return None
    reduction = aggregate(measure.aggregate)
    if isinstance(reduction, Percentile):
        return measure.model_copy(update={"open": "survival"})
    return measure.model_copy(update={"open": "age"}) if isinstance(reduction, Mean) else None


def _taken_in(run: Run, counting: Mapping[str, Duration]) -> dict[str, Observation]:
    """Measure the whole once more, open cases taken in."""
    rules = replace(run.rules, indicators={**run.rules.indicators, **counting})
    again = replace(run, rules=rules, request=replace(run.request, groupings=()))
    queries: dict[tuple[str, str | None], list[str]] = {}
    for name, measure in counting.items():
        queries.setdefault((measure.table, rules.clock(name)), []).append(name)
    made = (make_query(again, *clocked, names) for clocked, names in queries.items())
    return {
        one.indicator: one
        for query in made
        for _, found in collect(_without_strata(query))
        for one in found
    }


def _without_strata(query: Query) -> Query:
    return replace(query, tasks=tuple(replace(task, stratum=None) for task in query.tasks))
