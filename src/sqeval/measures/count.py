"""Count: how many rows there are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from sqeval.expr.tree import Literal as Value
from sqeval.expr.types import BOOLEAN, Type
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.reading import Context, Reading
from sqeval.measures.reductions import Rows


class Count(Measure):
    """The number of rows where ``where`` holds: value = n; 0 is a value; no interval.

    Example: ``{type: count, where: 'category == "complaint"'}``
    """

    type: Literal["count"]

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return count."""
        return "count"

    @property
    def counts_nothing(self) -> bool:
        """Whether no row at all is a value: it is."""
        return True

    @property
    def bounds(self) -> tuple[float, float]:
        """Any number of rows."""
        return 0.0, math.inf

    def reading(self, _context: Context) -> Reading:
        """Return that every row counts."""
        return Reading((), Value(value=True, type=BOOLEAN), Rows())
