"""What a test file may say, as strict models: a mistake in a test is told like one in a rule file.

Of what is expected, only the keys that are written count; ``null`` expects that there is nothing.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sqeval.calendars.zones import Zone
from sqeval.nodes import Model, Number, Scalar, Text, Whole
from sqeval.render.visible import visible
from sqeval.targets.quantity import Quantity

#: How far a figure may be from what is expected, unless a file or a test says otherwise: absolute
#: up to 1, relative above.
TOLERANCE = 1e-9


def _null(value: object) -> object:
    """Take a written ``null``; an empty plain scalar is a value forgotten."""
    written = isinstance(value, Scalar) and value != "" and not value.style and value.read is None
    return None if written else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _one_line(value: object) -> object:
    """Take a name that a line of a log can show, without what surrounds it."""
    if not isinstance(value, Scalar) or not value:
        return value
    name = value.strip()
    if name != visible(name):
        raise PydanticCustomError("not_a_name", "a name is one line of text that can be seen")
    return name


#: The order matters: pydantic runs what stands last first.
Name = Annotated[Text, Field(min_length=1), BeforeValidator(_one_line)]
Figure = Annotated[Quantity | None, BeforeValidator(_null)]
Points = Annotated[Number | None, BeforeValidator(_null)]
Word = Annotated[Text | None, BeforeValidator(_null)]
Status = Annotated[
    Literal["met", "at_risk", "missed", "insufficient", "no_data"] | None, BeforeValidator(_null)
]
#: At most 1: beyond that every figure agrees with every other.
Tolerance = Annotated[Number, Field(ge=0, le=1)]


class Head(Model):
    """What a test file says beside its tests: the rules, the clock, the zone, the tolerance."""

    rules: Text
    as_of: Text | None = None
    timezone: Zone | None = None
    tolerance: Tolerance = TOLERANCE


class CaseHead(Model):
    """What a test says beside its tables and what it expects."""

    name: Name
    period: Text = "all"
    as_of: Text | None = None
    timezone: Zone | None = None
    by: Annotated[list[Text], BeforeValidator(_listed)] = Field(default_factory=list)
    tolerance: Tolerance | None = None


class StratumExpected(Model):
    """What is expected of one category of a target."""

    value: Figure = None
    low: Figure = None
    high: Figure = None
    n: Whole = 0
    status: Status = None
    points: Points = None


class IndicatorExpected(StratumExpected):
    """What is expected of an indicator; ``excluded`` is compared as a whole."""

    considered: Whole = 0
    excluded: dict[Text, Whole] = Field(default_factory=dict)
    reason: Word = None
    weight: Points = None
    lost: Points = None
    strata: dict[Text, Any] = Field(default_factory=dict)


class TotalExpected(Model):
    """What is expected of the whole scorecard."""

    points: Points = None
    grade: Word = None
    outcome: Word = None


class PartExpected(Model):
    """What is expected of a part of the scorecard."""

    points: Points = None
    weight: Points = None
