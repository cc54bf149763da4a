"""Times over closed cases alone that the open ones would make longer.

A team that leaves its hard cases open looks fast as long as nobody counts them, and the reader of
a percentile cannot see that they are left out. So the same rows are measured once more with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqeval.explain.quantities import said
from sqeval.explain.words import Words, words_in
from sqeval.measures.timed import Timed
from sqeval.observe.observations import Observation
from sqeval.observe.open_cases import with_open_cases
from sqeval.plan.request import Run
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
    """Tell of durations over closed cases that are more than 10 % longer with the open ones."""
    alone = {one.id: one for one in whole.indicators if one.excluded.get("no-end")}
    for name, (how, taken) in with_open_cases(run, alone).items():
        closed = alone[name]
        if closed.value is not None and _longer(closed.value, taken):
            # 24 hours of working time are no day
            words = replace(words_in("en"), days=not _by_calendar(run, name))
            said_alone, said_together = _time(closed.value, words), _told(taken, how, words)
            message = f"{name}: {said_alone} over closed cases alone, {said_together}"
            message += f" with the {taken.n - closed.n:,} still open"
            yield Problem("SQ548", message, hint=_HINTS[how])


def _by_calendar(run: Run, name: str) -> bool:
    measure = run.rules.indicators[name]
    return isinstance(measure, Timed) and measure.calendar is not None


def _longer(closed: float, taken: Observation) -> bool:
    """Tell whether the figure with open cases is another one; not reached is longer than any."""
    return taken.reason == "not-reached" or (taken.value or 0.0) > _LONGER * closed


def _told(taken: Observation, how: str, words: Words) -> str:
    """Return the figure with open cases, in words as sure as it is."""
    if taken.value is None:
        return f"more than {_time(taken.beyond or 0.0, words)}"
    return f"at least {_time(taken.value, words)}" if how == "age" else _time(taken.value, words)


def _time(seconds: float, words: Words) -> str:
    step = next(step for floor, step in _STEPS if seconds >= floor)
    return said(round(seconds / step) * step, "s", words)
