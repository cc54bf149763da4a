"""Whether another case follows a row, for shares of cases that do not come back.

A case of the next period can follow one of this period, so this is told before the rows are cut to
the period; what is later than ``as_of`` must be gone already.
"""

from __future__ import annotations

import polars as pl

from sqeval.compile.readings import Spoken
from sqeval.measures.repeat import FOLLOWED, PLACED, Repeat
from sqeval.plan.places import key_text
from sqeval.plan.request import Run
from sqeval.plan.view import CLOCK

#: Prefixes of the columns with the key and the clock of the row that follows, null where none does.
NEXT_KEY, NEXT_AT = "#next-key:", "#next-at:"

#: The place of a row in the table: of rows at one instant the later one follows.
_PLACE = "#place"
#: Whether a row can follow, or be followed: it is one that the indicator speaks of.
_TAKES_PART = "#takes-part"


def with_followed(rows: pl.LazyFrame, run: Run, indicator: str) -> pl.LazyFrame:
    """Add whether, and which, other row follows in the time of an indicator, and all clocks."""
    measure = run.rules.indicators[indicator]
    if not isinstance(measure, Repeat):
        return rows
    per, where = list(dict.fromkeys(measure.per)), run.rules.fields(indicator).get("where")
    needed = [pl.col(column).is_not_null() for column in per]
    if where is not None:
        needed.append(Spoken(run.request.zone, run.clocks).expression(where).fill_null(value=False))

    # in order of the clock the next row is the nearest: if it is too late, all others are; rows
    # without a clock stand together at one end, and no difference to them is known
    def following(of: pl.Expr) -> pl.Expr:
        return of.shift(-1).over([_TAKES_PART, *per], order_by=[CLOCK, _PLACE])

    key = key_text(run.rules.tables[measure.table].key)
    soon = following(pl.col(CLOCK)) - pl.col(CLOCK) <= pl.duration(microseconds=measure.within)
    is_followed = pl.col(_TAKES_PART) & soon.fill_null(value=False)
    return (
        rows.with_row_index(_PLACE)
        .with_columns(pl.all_horizontal(needed).alias(_TAKES_PART))
        .with_columns(
            is_followed.alias(f"{FOLLOWED}{indicator}"),
            pl.col(CLOCK).alias(f"{PLACED}{indicator}"),
            pl.when(is_followed).then(following(key)).alias(NEXT_KEY + indicator),
            pl.when(is_followed).then(following(pl.col(CLOCK))).alias(NEXT_AT + indicator),
        )
        .drop(_PLACE, _TAKES_PART)
    )
