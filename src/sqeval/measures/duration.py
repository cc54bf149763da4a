"""Duration: the time between two instants of a row."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from sqeval.expr.tree import Choose, Node
from sqeval.expr.types import DATETIME, Type
from sqeval.measures.measure import Aggregate, Measure, Unit
from sqeval.measures.reading import Context, Reading, before, between, missing
from sqeval.measures.reductions import aggregate
from sqeval.nodes import Text


class Duration(Measure):
    """The time between two instants: value = aggregate of ``to`` - ``from``, elapsed real time.

    ``open: exclude`` leaves out rows without an end (``no-end``); ``age`` counts them with their
    age at ``as_of``. Percentiles are type 7 with order-statistic intervals, means have Student's t.

    Example: ``{type: duration, from: created_at, to: replied_at, aggregate: p90}``
    """

    type: Literal["duration"]
    from_: Text = Field(alias="from")
    to: Text
    aggregate: Aggregate
    open: Literal["exclude", "age"] = "exclude"

    def time_columns(self) -> tuple[str, ...]:
        """Return the two instants."""
        return self.from_, self.to

    def columns(self) -> dict[str, tuple[str | int, ...]]:
        """Return the two instants and the target's category."""
        return super().columns() | {self.from_: ("from",), self.to: ("to",)}

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return seconds."""
        return "s"

    @property
    def bounds(self) -> tuple[float, float]:
        """Any time from 0: an end before its start is left out."""
        return 0.0, math.inf

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and the elapsed time of the rest."""
        start, end = context.column(self.from_), context.column(self.to)
        excluded: list[tuple[str, Node]] = [("no-start", missing(start))]
        if self.open == "age":
            now = context.now()
            end_or_now = Choose(((missing(end), now),), end, type=DATETIME)
            excluded.append(("out-of-order", before(end_or_now, start)))
            return Reading(tuple(excluded), between(start, end_or_now), aggregate(self.aggregate))
        excluded += [("no-end", missing(end)), ("out-of-order", before(end, start))]
        return Reading(tuple(excluded), between(start, end), aggregate(self.aggregate))
