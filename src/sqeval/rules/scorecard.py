"""Scorecard models: weighted parts, gates, grades, outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from sqeval.measures.measure import Title
from sqeval.nodes import Model, Number, Text

#: A weight among others of one part.
Weight = Annotated[Number, Field(ge=0, le=1_000_000)]

Missing = Literal["renormalise", "zero", "void"]


class Part(Model):
    """A weighted node: parts, indicators, or both below it; weights are relative within it."""

    title: Title | None = None
    weight: Weight = 1.0
    missing: Missing | None = None
    parts: dict[Text, Part] = Field(default_factory=dict)
    indicators: dict[Text, Weight] = Field(default_factory=dict)


class Gate(Model):
    """A condition that caps the grade, whatever the points."""

    when: Text
    cap: Text
    why: Title | None = None


class ScorecardRules(Model):
    """How indicators add up: the parts, what missing ones do, gates, grades and outcomes.

    ``grades`` are lower bounds in points.
    """

    missing: Missing = "renormalise"
    parts: dict[Text, Part] = Field(default_factory=dict)
    indicators: dict[Text, Weight] = Field(default_factory=dict)
    gates: list[Gate] = Field(default_factory=list)
    grades: dict[Text, Number] = Field(default_factory=dict)
    outcomes: dict[Text, Title] = Field(default_factory=dict)

    @property
    def root(self) -> Part:
        """The whole scorecard as one part."""
        return Part(weight=1.0, missing=self.missing, parts=self.parts, indicators=self.indicators)


def parts_of(scorecard: ScorecardRules) -> Iterator[tuple[str, Part]]:
    """Yield every part with its id, parents before children."""
    waiting = list(scorecard.parts.items())
    while waiting:
        name, part = waiting.pop(0)
        yield name, part
        waiting = list(part.parts.items()) + waiting
