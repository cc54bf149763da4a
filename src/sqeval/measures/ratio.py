"""Ratio: the share of rows that are good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sqeval.expr.tree import Node
from sqeval.expr.types import Kind, Type
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.reading import Context, Reading, missing, negation
from sqeval.measures.reductions import Share
from sqeval.nodes import Text

_CONDITION = frozenset({Kind.BOOLEAN})


class Ratio(Measure):
    """The share of good rows: value = rows where ``good`` and ``total`` / rows of ``total``.

    A null ``good`` is not good and stays in n; a null ``total`` is excluded as unknown. Interval:
    Wilson.

    Example: ``{type: ratio, good: attitude >= 4, total: present(attitude)}``
    """

    type: Literal["ratio"]
    good: Text
    total: Text | None = None

    def expressions(self) -> dict[str, frozenset[Kind]]:
        """Return ``where``, ``good`` and ``total``: conditions."""
        own = {"good": _CONDITION}
        if self.total is not None:
            own["total"] = _CONDITION
        return super().expressions() | own

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return share."""
        return "share"

    @property
    def bounds(self) -> tuple[float, float]:
        """None of the rows, and all of them."""
        return 0.0, 1.0

    def reading(self, context: Context) -> Reading:
        """Return which rows are left out, and that ``good`` is what is counted."""
        total = context.trees.get("total")
        excluded: tuple[tuple[str, Node], ...] = ()
        if total is not None:
            excluded = (("unknown", missing(total)), ("outside-total", negation(total)))
        return Reading(excluded, context.trees["good"], Share())
