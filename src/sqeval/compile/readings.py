"""A measure's reading as two columns: why each row is left out, and what it counts for.

The codes have one order, whatever the measure: a row is left out for the first that fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from sqeval.compile.expressions import to_polars
from sqeval.compile.working import WorkingClock
from sqeval.expr.tree import Name, Node
from sqeval.expr.types import Kind
from sqeval.measures.reading import Reading
from sqeval.measures.reductions import Share

#: Why a considered row is not counted, in the order in which a row is asked.
CODES = (
    "invalid-cell",
    "unknown",
    "outside-total",
    "no-start",
    "no-limit",
    "no-end",
    "undecided",
    "out-of-order",
    "no-value",
)

#: The code of a counted row; excluded rows have their place in `CODES`, from 1.
COUNTED = 0


@dataclass(frozen=True)
class Spoken:
    """What trees are read with: the zone in which they speak, the working calendars they ask."""

    zone: str
    clocks: Mapping[str, WorkingClock] = field(default_factory=dict)

    def expression(self, tree: Node) -> pl.Expr:
        """Return the polars expression of a tree."""
        return to_polars(tree, self.zone, clocks=self.clocks)


@dataclass(frozen=True)
class Classified:
    """``code``: null where the row is not considered, 0 where it is counted, else the exclusion.

    ``value``: what a counted row contributes: Boolean for shares, else a number times ``scale``:
    Int64 for durations (microseconds), whole numbers, and numbers with known decimals, else Float64
    (``whole`` tells which). ``codes``: the exclusions that can occur. ``event``: whether a counted
    row's time has ended, where its reduction asks for it.
    """

    code: pl.Expr
    value: pl.Expr
    codes: tuple[str, ...]
    scale: int
    whole: bool
    event: pl.Expr | None = None


def classified(
    reading: Reading,
    where: Node | None,
    invalid: Sequence[pl.Expr],
    decimals: Mapping[str, int],
    spoken: Spoken,
) -> Classified:
    """Compile a reading.

    ``invalid`` tells, per needed column with invalid cells, where they are; ``decimals`` the
    decimal places of the number columns for which they are known.
    """
    conditions: dict[str, list[pl.Expr]] = {}
    if invalid:
        conditions["invalid-cell"] = list(invalid)
    holds = None if where is None else spoken.expression(where)
    if holds is not None:
        conditions["unknown"] = [holds.is_null()]
    for code, condition in reading.excluded:
        conditions.setdefault(code, []).append(spoken.expression(condition))
    if unknown := conditions.keys() - set(CODES):
        raise ValueError(f"no exclusion code: {', '.join(sorted(unknown))}")
    codes = tuple(code for code in CODES if code in conditions)
    chosen = pl.lit(COUNTED, dtype=pl.UInt8)
    for code in reversed(codes):
        holds_code = pl.any_horizontal(conditions[code])
        chosen = pl.when(holds_code).then(pl.lit(number(code), dtype=pl.UInt8)).otherwise(chosen)
    if holds is not None:
        chosen = pl.when(holds.fill_null(value=True)).then(chosen)
    value, scale, whole = _value(reading, decimals, spoken)
    event = None if reading.event is None else spoken.expression(reading.event)
    return Classified(chosen, value, codes, scale, whole, event)


def number(code: str) -> int:
    """Return the number that stands for an exclusion."""
    return CODES.index(code) + 1


def _value(
    reading: Reading, decimals: Mapping[str, int], spoken: Spoken
) -> tuple[pl.Expr, int, bool]:
    """Return the value column, its scale, and whether it holds whole numbers."""
    tree, value = reading.value, spoken.expression(reading.value)
    if isinstance(reading.reduction, Share):
        return value.fill_null(value=False), 1, True
    kind = tree.type.kind if tree.type else Kind.UNKNOWN
    if kind is Kind.DURATION:
        return value.cast(pl.Int64), 1_000_000, True
    if kind is Kind.NUMBER and isinstance(tree, Name) and tree.name in decimals:
        scale = 10 ** decimals[tree.name]
        return (value * scale).round().cast(pl.Int64, strict=False), scale, True
    return value, 1, kind is not Kind.NUMBER
