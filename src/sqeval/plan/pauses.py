"""Paused time of each row, from a history of states.

A case is in a state from the change that begins it to the next change of the case. What of the
paused spells lies between the two instants of a row, and counts on its calendar, is its paused
time.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from sqeval.compile.readings import Spoken
from sqeval.expr.tree import Name
from sqeval.expr.types import DATETIME
from sqeval.measures.reading import Context
from sqeval.measures.timed import PAUSED, History, Timed
from sqeval.plan.request import Run
from sqeval.plan.view import as_of_view
from sqeval.rules.scope import history_link
from sqeval.tables.computed import invalid_marks
from sqeval.tables.table import instant

#: When a paused spell of a case begins and ends; a spell that goes on has no end.
BEGIN, END = "#begin", "#end"
_ROW, _KNOWN = "#row", "#known"


def spells(run: Run, table: str, history: History) -> tuple[pl.LazyFrame, list[str]]:
    """Return the paused spells of the cases of ``table``, and the columns of the table they fit.

    One row per spell: the case's key under the names of ``#key0`` and so on, `BEGIN`, `END`, and
    whether it can be told; a case with a change that cannot be read has one row that says so.
    """
    link = history_link(table, history.table, run.rules.tables)
    clock = run.rules.tables[history.table].clock
    assert link is not None  # noqa: S101 - checked with the rules
    assert clock is not None  # noqa: S101 - checked with the rules
    theirs, own = link
    source = run.tables[history.table]
    keys = [f"#key{i}" for i in range(len(theirs))]
    marks = invalid_marks(source.frame, [clock, history.status])
    unread = pl.any_horizontal(pl.col(clock).is_null(), *marks)
    changes = as_of_view(history.table, run).select(
        *(pl.col(c).alias(k) for c, k in zip(theirs, keys, strict=True)),
        instant(source, clock, run.tables.zone).alias(BEGIN),
        pl.col(history.status).is_in(history.in_).fill_null(value=False).alias("#paused"),
        (~unread).alias(_KNOWN),
    )
    ordered = changes.sort(BEGIN, maintain_order=True).with_columns(
        pl.col(BEGIN).shift(-1).over(keys).alias(END)
    )
    kept = ordered.filter((pl.col("#paused") & pl.col(_KNOWN)) | ~pl.col(_KNOWN))
    return kept.select(*keys, BEGIN, END, _KNOWN), own


def with_pauses(rows: pl.LazyFrame, run: Run, names: Iterable[str]) -> pl.LazyFrame:
    """Add the paused time of each indicator's rows: null where a change cannot be read.

    The rows are held while it is told, once for all that ask for the same: in a lazy plan each
    history would double what stands before it.
    """
    asked: dict[str, list[str]] = {}
    for name in names:
        measure = run.rules.indicators[name]
        if isinstance(measure, Timed) and isinstance(measure.pause, History):
            same = (measure.pause, measure.from_, measure.to, measure.calendar)
            asked.setdefault(repr(same), []).append(name)
    if not asked:
        return rows
    held = rows.with_row_index(_ROW).collect()
    for same_names in asked.values():
        paused = _paused(held, run, same_names[0])
        held = held.with_columns(paused.alias(f"{PAUSED}{name}") for name in same_names)
    return held.drop(_ROW).lazy()


def _paused(held: pl.DataFrame, run: Run, indicator: str) -> pl.Series:
    """Return the paused time of each row."""
    measure = run.rules.indicators[indicator]
    assert isinstance(measure, Timed)  # noqa: S101 - asked for these alone
    assert isinstance(measure.pause, History)  # noqa: S101 - asked for these alone
    found, own = spells(run, measure.table, measure.pause)
    context = Context({}, run.rules.types[measure.table], run.request.as_of, indicator)
    spoken = Spoken(run.request.zone, run.clocks)
    start, end = (spoken.expression(node) for node in measure.ends(context))
    keys = [f"#key{i}" for i in range(len(own))]
    counted = measure.counted(context, _instant(BEGIN), _instant(END))
    paused = (
        held.lazy()
        .join(found, left_on=own, right_on=keys, how="inner")
        .with_columns(
            pl.max_horizontal(start, BEGIN).alias(BEGIN), pl.min_horizontal(end, END).alias(END)
        )
        .filter((pl.col(END) > pl.col(BEGIN)) | ~pl.col(_KNOWN))
        .with_columns(spoken.expression(counted).alias("#time"))
        .group_by(_ROW)
        .agg(pl.col("#time").sum(), pl.col(_KNOWN).all())
    )
    nothing = pl.lit(0).cast(pl.Duration("us"))
    known = pl.when(pl.col(_KNOWN).fill_null(value=True)).then(pl.col("#time").fill_null(nothing))
    joined = held.lazy().select(_ROW).join(paused, on=_ROW, how="left", maintain_order="left")
    return joined.select(known.alias("#paused")).collect().to_series()


def _instant(name: str) -> Name:
    return Name(name, type=DATETIME)
