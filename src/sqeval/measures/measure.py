"""What every indicator may say, whatever its kind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from sqeval.expr.types import Kind, Type
from sqeval.measures.reductions import aggregate
from sqeval.nodes import Map, Model, Text, Whole
from sqeval.targets.points import Points
from sqeval.targets.target import Target

#: The languages a text can be given in.
LANGUAGES = ("en", "zh")

Unit = Literal["s", "share", "number", "count", "nps", "points"]


def _languages(value: object) -> str:
    return "languages" if isinstance(value, dict | Map) else "text"


def _language(key: str) -> str:
    if key not in LANGUAGES:
        message = "'{key}' is no language of reports; known: en, zh"
        raise PydanticCustomError("language", message, {"key": key})
    return key


#: A language that a text can be given in.
Language = Annotated[Text, AfterValidator(_language)]

#: A text for people: one string, or one per language.
Title = Annotated[
    Annotated[Text, Tag("text")] | Annotated[dict[Language, Text], Tag("languages")],
    Discriminator(_languages),
]

#: What may be averaged or ranked.
MEASURED = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DURATION})


def _aggregate(name: str) -> str:
    try:
        aggregate(name)
    except ValueError as error:
        raise PydanticCustomError("aggregate", "{reason}", {"reason": str(error)}) from error
    return name


#: ``mean``, ``median``, ``min``, ``max``, ``sum`` or a percentile ``pNN``.
Aggregate = Annotated[Text, AfterValidator(_aggregate)]


class Measure(Model):
    """An indicator: what it is called, which rows it speaks of, what is wanted of it.

    ``min_n`` is the smallest number of cases that earns points. An indicator in no part of the
    scorecard is monitored: shown, not scored.
    """

    title: Title | None = None
    about: Title | None = None
    owner: Text | None = None
    table: Text = "tickets"
    where: Text | None = None
    clock: Text | None = None
    min_n: Whole = Field(1, ge=1)
    target: Target | None = None
    points: Points | None = None

    def expressions(self) -> dict[str, frozenset[Kind]]:
        """Return the fields that hold expressions over rows, with the kinds each may have."""
        return {"where": frozenset({Kind.BOOLEAN})} if self.where is not None else {}

    def time_columns(self) -> tuple[str, ...]:
        """Return the columns it measures from and to; they take part in ``as_of``."""
        return ()

    def columns(self) -> dict[str, tuple[str | int, ...]]:
        """Return the columns it names outside expressions, each with its path in the rule file."""
        by = self.target.by if self.target else None
        return {} if by is None else {by: ("target", "by")}

    def alternatives(self) -> frozenset[str]:
        """Return columns of which one is enough; an export may lack the others."""
        return frozenset()

    def unit(self, _types: Mapping[str, Type]) -> Unit:
        """Return the base unit of its value, given the types of its expressions by field."""
        return "number"

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value it can have, in its unit."""
        return -math.inf, math.inf

    @property
    def reads_clock(self) -> bool:
        """Whether its value is made of the clock, which otherwise only places a row."""
        return False

    @property
    def counts_nothing(self) -> bool:
        """Whether a value without a single row is a value (a count of 0), not missing data."""
        return False
