"""An ``as_of`` that hangs on a single value: one slip of the keyboard that ages every open case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqeval.plan.request import Run, moments
from sqeval.problems import Location, Problem
from sqeval.tables.table import instant

#: So much later than all others, a moment is no ordinary last one; few moments are rarely ordinary.
_APART, _FEWEST = timedelta(30), 1_000


def lone_moment(run: Run) -> Iterator[Problem]:
    """Tell where ``as_of`` is one moment long after all others; it was not given then."""
    latest = run.request.as_of
    if latest is None:
        return
    before: list[datetime] = []
    holder, count = "", 0
    for name, columns in sorted(moments(run.rules).items()):
        if name not in run.tables:
            continue
        table = run.tables[name]
        for column in sorted(columns - table.absent.keys()):
            when = instant(table, column, run.tables.zone)
            found = table.frame.select(
                n=when.count(), last=when.max(), before=when.filter(when < latest).max()
            )
            n, last, other = found.row(0)
            count += n
            holder = f"{name}.{column}" if last == latest else holder
            before += [] if other is None else [other]
    if count >= _FEWEST and before and latest - max(before) > _APART:
        message = (
            f"the data is looked at as of a moment in '{holder}' that lies "
            f"{(latest - max(before)).days} days after all others; open cases are aged up to it"
        )
        hint = "where it is a slip, mend the export or give --as-of"
        yield Problem("SQ550", message, Location(), hint)
