"""What an expression may speak of where it stands: names, tables and families of functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqeval.expr.types import Type


class Family(StrEnum):
    """Which expressions a function belongs to."""

    ANY = "any"
    ROW = "row"
    AGGREGATE = "aggregate"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class Scope:
    """The names an expression may use and their types.

    ``what`` says in messages what a name should have been: ``column of tickets``. Where aggregates
    are allowed (a derived table) every column must stand inside one.
    """

    what: str
    names: Mapping[str, Type]
    tables: frozenset[str] = frozenset()
    families: frozenset[Family] = frozenset({Family.ROW})

    @property
    def aggregates(self) -> bool:
        """Whether the expression sums up many rows."""
        return Family.AGGREGATE in self.families


AGGREGATES = frozenset({Family.ROW, Family.AGGREGATE})
"""The families of a derived table's columns."""

INDICATORS = frozenset({Family.INDICATOR})
"""The families of formulas, gates, diagnoses and goals."""
