"""Whether another case follows a row, for shares of cases that do not come back.

A case of the next period can follow one of this period, so this is told before the rows are cut to
the period; what is later than ``as_of`` must be gone already.
"""

from __future__ import annotations

import polars as pl

from sqeval.compile.readings import Spoken
from sqeval.measures.repeat import FOLLOWED, PLACED, Repeat
from sqeval.plan.request import Run
from sqeval.plan.view import CLOCK

#: The place of a row in the table: of rows at one instant the later one follows.
_PLACE = "#place"
#: Whether a row can follow, or be followed: it is one that the indicator speaks of.
_TAKES_PART = "#takes-part"


def with_followed(rows: pl.LazyFrame, run: Run, indicator: str) -> pl.LazyFrame:
    """Add whether another row follows within the time of an indicator, and each row's clock."""
    measure = run.rules.indicators[indicator]
    if not isinstance(measure, Repeat):
        return rows
    per, where = list(dict.fromkeys(measure.per)), run.rules.fields(indicator).get("where")
    needed = [pl.col(column).is_not_null() for column in per]
    if where is not None:
        needed.append(Spoken(run.request.zone, run.clocks).expression(where).fill_null(value=False))
    # in order of the clock the next row is the nearest: if it is too late, all others are; rows
    # without a clock stand together at one end, and no difference to them is known
    following = pl.col(CLOCK).shift(-1).over([_TAKES_PART, *per], order_by=[CLOCK, _PLACE])
    soon = following - pl.col(CLOCK) <= pl.duration(microseconds=measure.within)
    return (
        rows.with_row_index(_PLACE)
        .with_columns(pl.all_horizontal(needed).alias(_TAKES_PART))
        .with_columns(
            (pl.col(_TAKES_PART) & soon.fill_null(value=False)).alias(f"{FOLLOWED}{indicator}"),
            pl.col(CLOCK).alias(f"{PLACED}{indicator}"),
        )
        .drop(_PLACE, _TAKES_PART)
    )
