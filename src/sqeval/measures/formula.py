"""Formula: a figure made of other indicators' figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from sqeval.expr.types import Kind, Type
from sqeval.measures.measure import Measure, Unit
from sqeval.nodes import Text


class Formula(Measure):
    """An expression over the values of other indicators of the same group.

    Null where one of them is null or a division is by 0; n is the largest of their n; no interval.

    Example: ``{type: formula, value: complaints / tickets * 1000}``
    """

    type: Literal["formula"]
    value: Text

    @model_validator(mode="after")
    def _no_rows(self) -> Self:
        idle = [k for k in ("table", "where", "clock") if k in self.model_fields_set]
        if idle:
            raise PydanticCustomError(
                "formula_rows",
                "a formula has no rows of its own, so '{key}' says nothing; put it on the "
                "indicators that it is made of",
                {"key": idle[0]},
            )
        if self.target is not None and self.target.by is not None:
            raise PydanticCustomError("formula_by", "a formula's target cannot go by category")
        return self

    def unit(self, types: Mapping[str, Type]) -> Unit:
        """Return seconds for a duration, else a number (a share, where its target is one)."""
        if types["value"].kind is Kind.DURATION:
            return "s"
        amounts = [] if self.target is None else [a for _, a in self.target.amounts()]
        return "share" if amounts and all(a.kind == "share" for a in amounts) else "number"
