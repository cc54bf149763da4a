"""Histories of states in which nothing is ever paused: a status is written otherwise there.

The cases would then look as if nobody had waited for anything.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sqeval.measures.timed import History
from sqeval.plan.available import paused_by
from sqeval.plan.request import Run
from sqeval.problems import Location, Problem


def idle_pauses(run: Run) -> Iterator[Problem]:
    """Tell of histories that pause indicators or stages, have rows, and none in such a status."""
    found: dict[str, Problem] = {}
    for pause in paused_by(run.rules):
        if _is_idle(run, pause):
            wanted = ", ".join(f"'{status}'" for status in pause.in_)
            message = (
                f"no row of '{pause.table}' has the {pause.status} {wanted}, so nothing is paused"
            )
            hint = "statuses are compared letter by letter; see them with sqeval inspect"
            found[message] = Problem("SQ549", message, Location(), hint)
    yield from found.values()


def _is_idle(run: Run, pause: History) -> bool:
    if pause.table not in run.tables or pause.status in run.tables[pause.table].absent:
        return False
    column = run.tables[pause.table].frame.get_column(pause.status)
    return len(column) > 0 and not column.is_in(pl.Series(pause.in_)).any()
