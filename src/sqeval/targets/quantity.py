"""Quantities in rule files: ``30m``, ``95%``, ``5``, and which unit each one speaks in.

A target for a duration is written with a time unit, a target for a share with ``%``; a bare number
for either would be read as hours by one author and as minutes by the next, so it is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetPydanticSchema
from pydantic_core import PydanticCustomError, core_schema

from sqeval.expr.scalars import parse_duration, parse_share
from sqeval.nodes import Scalar, given

Kind = Literal["s", "share", "number"]

_FIGURE = re.compile(r"-?[0-9]*\.?[0-9]+")


@dataclass(frozen=True)
class Amount:
    """A quantity in base units (seconds, a share as 0-1, or a plain number) and its text."""

    value: float
    kind: Kind
    text: str


def amount(value: object) -> Amount:
    """Read a scalar as a quantity.

    Raises PydanticCustomError (a ValueError) where it is none, with the fix in its text.
    """
    if isinstance(value, Amount):
        return value
    value = given(value)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise PydanticCustomError("not_amount", "a quantity such as 30m, 95% or 5 is needed here")
    text = str(value)
    read = value.read if isinstance(value, Scalar) else value
    if isinstance(read, int | float) and not isinstance(read, bool):
        return Amount(float(read), "number", text)
    return _with_unit(text)


def _with_unit(text: str) -> Amount:
    if "％" in text:
        hint = f"write {text.replace('％', '%')}, with the plain sign"
        reason = f"'{text}' has a full-width sign"
        raise PydanticCustomError("not_amount", "{reason}", {"reason": reason, "hint": hint})
    if _FIGURE.fullmatch(text):
        raise _refusal(f"'{text}' in quotes is a text", f"write {text} without quotes")
    try:
        if text.rstrip().endswith("%"):
            return Amount(parse_share(text), "share", text)
        return Amount(parse_duration(text) / 1_000_000, "s", text)
    except ValueError as error:
        raise _refusal(str(error), getattr(error, "hint", "")) from error


def _refusal(reason: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("not_amount", "{reason}", {"reason": reason, "hint": hint})


def _schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401 - pydantic's hook
    return core_schema.no_info_plain_validator_function(amount)


#: A quantity field: ``30m``, ``95%`` or a number.
Quantity = Annotated[Amount, BeforeValidator(amount), GetPydanticSchema(_schema)]


def speaks(unit: str) -> Kind:
    """Return the kind of quantity that speaks in an indicator's unit."""
    return "s" if unit == "s" else "share" if unit == "share" else "number"


def in_unit(quantity: Amount, unit: str, target: float | None) -> float | None:
    """Return a quantity in the indicator's unit.

    On an indicator that is not a share, ``N%`` is that share of the target. Returns None where the
    quantity does not fit: another unit, or a share of a target that is not there.
    """
    if quantity.kind == speaks(unit):
        return quantity.value
    if quantity.kind == "share" and target is not None:
        return quantity.value * target
    return None
