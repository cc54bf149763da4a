"""Elapsed times in rule files, as microseconds."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from sqeval.expr.scalars import parse_duration, parse_working_days


def microseconds(value: object) -> int:
    """Return the microseconds of ``4h``. Raises PydanticCustomError with the reason and the fix."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("elapsed", "a duration such as 4h is needed here")
    try:
        return parse_duration(str(value))
    except ValueError as error:
        raise refusal(str(error), getattr(error, "hint", "")) from error


def refusal(reason: str, hint: str) -> PydanticCustomError:
    """Return the error of a text that is no such time, with the fix."""
    return PydanticCustomError("elapsed", "{reason}", {"reason": reason, "hint": hint})


def _without_calendar(value: object) -> int:
    if isinstance(value, str) and parse_working_days(value) is not None:
        reason = f"this is elapsed time, and '{value}' goes by a calendar"
        raise refusal(reason, "say elapsed time, such as 7d or 168h")
    return microseconds(value)


#: An elapsed time in microseconds; working days are refused.
Elapsed = Annotated[int, PlainValidator(_without_calendar)]
