"""Times over closed cases alone that the open ones would make longer.

A team that leaves its hard cases open looks fast as long as nobody counts them, and the reader of
a percentile cannot see that they are left out. So the same rows are measured once more with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqeval.explain.quantities import said
from sqeval.explain.words import words_in
from sqeval.measures.duration import Duration
from sqeval.measures.reductions import Mean, Percentile, aggregate
from sqeval.observe.collect import collect
from sqeval.observe.observations import Observation
from sqeval.plan.plan import Query
from sqeval.plan.request import Run
from sqeval.plan.rows import make_query
from sqeval.problems import Problem
from sqeval.scoring.scorecard import Scorecard

#: A figure this many times longer with open cases is another figure.
_LONGER = 1.1

#: What counts the open cases.
_HINTS = {
    "survival": "'open: survival' counts them for as long as they are seen",
    "age": "'open: age' counts them with their age so far; a percentile can take 'open: survival'",
}

#: From so many seconds a figure is told in this step.
_STEPS = ((172_800.0, 3600.0), (600.0, 60.0), (0.0, 1.0))


def closed_only(run: Run, whole: Scorecard) -> Iterator[Problem]:
    """Tell of durations over closed cases that are more than 10 % longer with the open ones.

    A percentile is read off the survival curve; a mean takes open cases in with their age, which
    is the least that it can become. Only the whole is looked at.
    """
    alone = {one.id: one for one in whole.indicators if one.excluded.get("no-end")}
    counting = {name: counted for name in alone if (counted := _counting(run, name))}
    for name, taken in _taken_in(run, counting).items():
        closed, how = alone[name], counting[name].open
        if closed.value is not None and _longer(closed.value, taken):
            message = f"{name}: {_time(closed.value)} over closed cases alone, {_told(taken, how)}"
            message += f" with the {taken.n - closed.n:,} still open"
            yield Problem("SQ548", message, hint=_HINTS[how])


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


def _longer(closed: float, taken: Observation) -> bool:
    """Tell whether the figure with open cases is another one; not reached is longer than any."""
    return taken.reason == "not-reached" or (taken.value or 0.0) > _LONGER * closed


def _told(taken: Observation, how: str) -> str:
    """Return the figure with open cases, in words as sure as it is."""
    if taken.value is None:
        return f"more than {_time(taken.beyond or 0.0)}"
    return f"at least {_time(taken.value)}" if how == "age" else _time(taken.value)


def _time(seconds: float) -> str:
    step = next(step for floor, step in _STEPS if seconds >= floor)
    return said(round(seconds / step) * step, "s", words_in("en"))
