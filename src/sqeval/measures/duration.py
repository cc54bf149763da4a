"""Duration: the time between two instants of a row."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from sqeval.expr.tree import Node
from sqeval.expr.types import Type
from sqeval.measures.measure import Aggregate, Unit
from sqeval.measures.reading import Context, Reading, before, missing, present
from sqeval.measures.reductions import Percentile, Survival, aggregate
from sqeval.measures.timed import Timed


class Duration(Timed):
    """The time between two instants: value = aggregate of ``to`` - ``from``.

    The time is elapsed real time, or working time of ``calendar``, without what ``pause`` takes
    off. ``open: exclude`` leaves out rows without an end (``no-end``); ``age`` counts them with
    their age at ``as_of``; ``survival`` reads the percentile off the Kaplan-Meier curve, in which
    they are censored at ``as_of``. Percentiles are type 7 with order-statistic intervals, means
    have Student's t.

    Example: ``{type: duration, from: created_at, to: replied_at, aggregate: p90}``
    """

    type: Literal["duration"]
    aggregate: Aggregate
    open: Literal["exclude", "age", "survival"] = "exclude"

    @model_validator(mode="after")
    def _survival(self) -> Self:
        if self.open == "survival" and not isinstance(aggregate(self.aggregate), Percentile):
            raise PydanticCustomError(
                "survival",
                "'open: survival' gives percentiles, '{name}' is none",
                {"name": self.aggregate, "hint": "take median or p90, or 'open: age'"},
            )
        return self

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return seconds."""
        return "s"

    @property
    def bounds(self) -> tuple[float, float]:
        """Any time from 0: an end before its start is left out."""
        return 0.0, math.inf

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and the time of the rest."""
        end = context.column(self.to)
        start, stop = self.ends(context)
        reduction, event = aggregate(self.aggregate), None
        excluded: list[tuple[str, Node]] = [("no-start", missing(start))]
        if self.open == "exclude":
            excluded.append(("no-end", missing(end)))
        if self.open == "survival" and isinstance(reduction, Percentile):
            reduction, event = Survival(reduction.q), present(end)
        excluded.append(("out-of-order", before(stop, start)))
        excluded += self.unknown(context, start, end if self.open == "exclude" else stop)
        value = self.passed(context, start, stop)
        timing = self.timing(context, start, stop)
        return Reading(tuple(excluded), value, reduction, event, timing)
