"""The types of expressions: few, so that a mismatch can be said in plain words.

A category is text of which the values are known, so that a misspelt value is found before any
data is read. *unknown* is the type of what is already wrong elsewhere: it fits everywhere, which
keeps one mistake from being reported twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Type:
    """A kind and, for a category, its values (``None``: any text)."""

    kind: Kind
    values: frozenset[str] | None = None

    def __str__(self) -> str:
        """Return the type with its article, as messages say it."""
        return "a category" if self.values is not None else IN_WORDS[self.kind]


IN_WORDS = {
    Kind.TEXT: "text",
    Kind.INTEGER: "an integer",
    Kind.NUMBER: "a number",
    Kind.BOOLEAN: "true or false",
    Kind.DATE: "a date",
    Kind.DATETIME: "a time",
    Kind.DURATION: "a duration",
    Kind.UNKNOWN: "unknown",
}
"""How a message names each kind."""

TEXT = Type(Kind.TEXT)
INTEGER = Type(Kind.INTEGER)
NUMBER = Type(Kind.NUMBER)
BOOLEAN = Type(Kind.BOOLEAN)
DATE = Type(Kind.DATE)
DATETIME = Type(Kind.DATETIME)
DURATION = Type(Kind.DURATION)
UNKNOWN = Type(Kind.UNKNOWN)

NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER})


def category(values: Iterable[str]) -> Type:
    """Return the type of text that takes one of these values (or ``(other: X)``)."""
    return Type(Kind.TEXT, frozenset(values))


def alike(left: Type, right: Type) -> bool:
    """Whether values of the two types can be compared."""
    kinds = {left.kind, right.kind}
    return len(kinds) == 1 or Kind.UNKNOWN in kinds or kinds <= NUMERIC


def fits(actual: Type, wanted: frozenset[Kind]) -> bool:
    """Whether a value of this type may stand where one of these kinds is wanted."""
    kind = actual.kind
    return kind in wanted or kind is Kind.UNKNOWN or (kind in NUMERIC and Kind.NUMBER in wanted)
