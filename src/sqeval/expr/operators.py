"""Which operators work on which types, and what comes out: the tables behind the checker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from sqeval.expr.tree import Literal, Node
from sqeval.expr.types import (
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    NUMERIC,
    UNKNOWN,
    Kind,
    Type,
)

_D, _T, _N = Kind.DURATION, Kind.DATETIME, Kind.NUMBER

_ARITHMETIC: dict[tuple[Kind, str, Kind], Type] = {
    (_N, "+", _N): NUMBER,
    (_N, "-", _N): NUMBER,
    (_N, "*", _N): NUMBER,
    (_N, "/", _N): NUMBER,
    (_D, "+", _D): DURATION,
    (_D, "-", _D): DURATION,
    (_D, "*", _N): DURATION,
    (_N, "*", _D): DURATION,
    (_D, "/", _N): DURATION,
    (_D, "/", _D): NUMBER,
    (_T, "-", _T): DURATION,
    (_T, "+", _D): DATETIME,
    (_T, "-", _D): DATETIME,
    (_D, "+", _T): DATETIME,
    (Kind.DATE, "-", Kind.DATE): DURATION,
}
"""What each operator gives; integers stay integers but for division, which gives a number."""

_LEFT = {(left, op) for left, op, _ in _ARITHMETIC}

_HINTS: tuple[tuple[frozenset[Kind], str], ...] = (
    (frozenset({Kind.NUMBER, Kind.DURATION}), "a duration carries a unit: 30m, 4h, 2d"),
    (frozenset({Kind.TEXT, Kind.NUMBER}), "text stands in quotes; or declare the column a number"),
    (frozenset({Kind.TEXT, Kind.BOOLEAN}), "a condition stands alone: x, or not x"),
    (frozenset({Kind.NUMBER, Kind.BOOLEAN}), "a condition stands alone: x, or not x"),
    (frozenset({Kind.TEXT, Kind.DATE}), "a date is written @2026-01-31; declare the column a date"),
    (
        frozenset({Kind.TEXT, Kind.DATETIME}),
        "a time is written @2026-01-31T09:00; declare the column a datetime",
    ),
)


def _broad(kind: Kind) -> Kind:
    return Kind.NUMBER if kind in NUMERIC else kind


def arithmetic(left: Type, op: str, right: Type) -> Type | None:
    """Return the type of ``left op right``, or None where the operator does not work on them."""
    if Kind.UNKNOWN in (left.kind, right.kind):
        return UNKNOWN
    if op != "/" and left.kind is right.kind is Kind.INTEGER:
        return INTEGER
    return _ARITHMETIC.get((_broad(left.kind), op, _broad(right.kind)))


def takes_left(left: Type, op: str) -> bool:
    """Whether anything at all could stand right of ``left op``."""
    return left.kind is Kind.UNKNOWN or (_broad(left.kind), op) in _LEFT


def mismatch_hint(left: Type, right: Type) -> str:
    """Return what usually mends two unlike types, or an empty text."""
    kinds = {_broad(left.kind), _broad(right.kind)}
    return next((hint for pair, hint in _HINTS if pair == kinds), "")


def ordered(kind: Type) -> bool:
    """Whether ``<`` means something: not for conditions, nor for categories (P10 < P2)."""
    return kind.kind is not Kind.BOOLEAN and kind.values is None


def at_midnight(node: Node, other: Type) -> Node:
    """Read a date literal as its local midnight where it meets a time."""
    if isinstance(node, Literal) and node.type != DATETIME and other.kind is Kind.DATETIME:
        value = node.value
        if isinstance(value, date) and not isinstance(value, datetime):
            return replace(node, value=datetime.combine(value, time.min), type=DATETIME)
    return node
