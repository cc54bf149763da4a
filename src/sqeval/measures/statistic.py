"""Statistic: an aggregate of a number or duration of each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sqeval.expr.types import Kind, Type
from sqeval.measures.measure import MEASURED, Aggregate, Measure, Unit
from sqeval.measures.reading import Context, Reading, missing
from sqeval.measures.reductions import aggregate
from sqeval.nodes import Text


class Statistic(Measure):
    """An aggregate of a number or duration: value = aggregate of ``of``.

    A row without the value is left out (``no-value``). Percentiles are type 7 with order-statistic
    intervals, means have Student's t, the others none.

    Example: ``{type: statistic, of: answer_time, aggregate: mean}``
    """

    type: Literal["statistic"]
    of: Text
    aggregate: Aggregate

    def expressions(self) -> dict[str, frozenset[Kind]]:
        """Return ``where`` and ``of``."""
        return super().expressions() | {"of": MEASURED}

    def unit(self, types: Mapping[str, Type]) -> Unit:
        """Return seconds for a duration, else a number."""
        return "s" if types["of"].kind is Kind.DURATION else "number"

    def reading(self, context: Context) -> Reading:
        """Return that rows without the value are left out."""
        of = context.trees["of"]
        return Reading((("no-value", missing(of)),), of, aggregate(self.aggregate))
