"""Files of one table that differ in their columns: what a file does not have, it does not know.

A file without the time of solution says nothing of what was solved; read as empty cells, all its
tickets would be open. So the cells of its rows are made by the profile where it can, and are
invalid where it cannot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from sqeval.compile.expressions import to_polars
from sqeval.expr.tree import Node, names_used
from sqeval.problems import Location, Problem
from sqeval.tables.computed import MADE_OF_INVALID, invalid_marks
from sqeval.tables.keys import ORDER
from sqeval.tables.records import Records
from sqeval.tables.table import INVALID

#: Why a cell is invalid whose file has no such column, though another one of the table has.
ABSENT = "absent-column"


def drift(records: Sequence[Records]) -> list[Problem]:
    """Tell of columns that some files of a table have and others lack."""
    everything = {column for r in records for column in r.found}
    notices = []
    for r in records:
        lacking = sorted(everything - r.found.keys())
        if lacking:
            message = f"other files have {', '.join(lacking)}, this one has not"
            place = Location(r.source.path)
            notices.append(Problem("SQ533", message, place))
    return notices


def made_up(
    frame: pl.DataFrame,
    records: Sequence[Records],
    values: Sequence[Mapping[str, Node]],
    zone: str,
) -> pl.DataFrame:
    """Return the used rows with the cells of columns that their file lacks and another one has.

    ``values`` are, for each file, the expressions of columns that it lacks; a value made of an
    invalid cell is invalid.
    """
    columns = {column for r in records for column in r.found}
    begin = 0
    for r, known in zip(records, values, strict=True):
        end = begin + r.frame.height
        here = pl.col(ORDER).is_between(begin, end, closed="left")
        lacking = sorted(columns - r.found.keys()) if r.frame.height else []
        marks = [_marked(frame, c, here, pl.lit(ABSENT)) for c in lacking if c not in known]
        frame = frame.with_columns(marks)
        for column in lacking:
            if column in known:
                frame = _valued(frame, column, here, known[column], zone)
        begin = end
    return frame


def _valued(frame: pl.DataFrame, column: str, here: pl.Expr, tree: Node, zone: str) -> pl.DataFrame:
    """Make the cells of a column by an expression where ``here`` holds."""
    marks = invalid_marks(frame, sorted(names_used(tree)))
    bad = pl.any_horizontal(marks) if marks else pl.lit(value=False)
    value = to_polars(tree, zone).cast(frame.schema[column])
    made = pl.when(here & ~bad).then(value).otherwise(column).alias(column)
    why = [_marked(frame, column, here & bad, pl.lit(MADE_OF_INVALID))] if marks else []
    return frame.with_columns(made, *why)


def _marked(frame: pl.DataFrame, column: str, here: pl.Expr, reason: pl.Expr) -> pl.Expr:
    """Return the reasons of a column with one more where ``here`` holds."""
    mark = INVALID + column
    before = pl.col(mark) if mark in frame.columns else pl.lit(None, dtype=pl.String)
    return pl.when(here).then(reason).otherwise(before).alias(mark)
