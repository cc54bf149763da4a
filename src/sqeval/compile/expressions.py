"""The one compiler from checked expressions to polars.

polars has traps that an auditable figure cannot afford: 0/0 is NaN and passes ``>= 4``, integers
wrap, empty sums are 0. Every operator here keeps three-valued logic and turns what leaves the range
of numbers into null, exactly as ``sqeval.expr.evaluate`` does over plain values.

Column types: text and category String, integer Int64, number Float64 (finite), boolean Boolean,
date Date, datetime Datetime("us", "UTC"), duration Duration("us"); ``exists(T)`` reads the Boolean
column ``#exists:T``.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from sqeval.compile.instants import at
from sqeval.compile.working import WorkingClock
from sqeval.expr.tree import (
    Arithmetic,
    Call,
    Choose,
    Compare,
    In,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Value,
    Working,
)
from sqeval.expr.types import Kind

DTYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.INTEGER: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.BOOLEAN: pl.Boolean(),
    Kind.DATE: pl.Date(),
    Kind.DATETIME: pl.Datetime("us", "UTC"),
    Kind.DURATION: pl.Duration("us"),
}
"""The column type of each kind of value."""

EXISTS = "#exists:"
"""Prefix of the Boolean column that says whether another table has a row for this one."""

NO_CLOCKS: Mapping[str, WorkingClock] = {}
"""What most expressions need: no calendar."""

Binary = Callable[[pl.Expr, pl.Expr], pl.Expr]

_OPERATORS: dict[str, Binary] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "and": operator.and_,
    "or": operator.or_,
}


def to_polars(
    tree: Node,
    zone: str,
    where: pl.Expr | None = None,
    clocks: Mapping[str, WorkingClock] = NO_CLOCKS,
) -> pl.Expr:
    """Return the polars expression of a checked tree.

    ``zone`` is the rule set's: weekday, hour and written dates are local to it. ``where`` restricts
    the rows that aggregates see; rows for which it is null are left out. ``clocks`` are the working
    calendars by name.
    """
    return _Compilation(ZoneInfo(zone), where, clocks).expression(tree)


@dataclass(frozen=True)
class _Compilation:
    """One tree's compilation: what every node may need to know."""

    zone: ZoneInfo
    where: pl.Expr | None
    clocks: Mapping[str, WorkingClock]

    def expression(self, node: Node) -> pl.Expr:  # noqa: C901, PLR0911 - one for each kind of node
        match node:
            case Literal():
                return self.literal(node)
            case Name():
                return pl.col(node.name)
            case Negative():
                return self.negative(node)
            case Arithmetic():
                return self.arithmetic(node)
            case Compare():
                return _OPERATORS[node.op](self.expression(node.left), self.expression(node.right))
            case In():
                return self.listed(node)
            case Not():
                return ~self.expression(node.operand)
            case Logic():
                joined = (self.expression(item) for item in node.items)
                return functools.reduce(_OPERATORS[node.op], joined)
            case Call():
                return self.call(node)
            case Choose():
                return self.choice(node)
            case Working():
                left, right = self.expression(node.left), self.expression(node.right)
                return self.clocks[node.calendar].ask(node.ask, left, right)

    def literal(self, node: Literal) -> pl.Expr:
        value = self.value(node)
        return at(value) if isinstance(value, datetime) else pl.lit(value, DTYPES[_kind(node)])

    def value(self, node: Literal) -> Value | timedelta:
        """Return the value as polars takes it.

        A time as written is local, the earlier instant in a fold; one with a zone is an instant.
        """
        if isinstance(node.value, datetime):
            zone = node.value.tzinfo or self.zone
            return node.value.replace(tzinfo=zone).astimezone(UTC)
        if _kind(node) is Kind.DURATION and isinstance(node.value, int):
            return timedelta(microseconds=node.value)
        return node.value

    def negative(self, node: Negative) -> pl.Expr:
        operand = self.expression(node.operand)
        if _kind(node) is Kind.NUMBER:
            return -operand
        return _exact("-", pl.lit(0), operand, _kind(node))

    def arithmetic(self, node: Arithmetic) -> pl.Expr:
        left, right = self.expression(node.left), self.expression(node.right)
        kinds = (_kind(node.left), _kind(node.right))
        if kinds == (Kind.DATETIME, Kind.DATETIME):
            return left - right
        if kinds == (Kind.DATE, Kind.DATE):
            return (left - right).cast(DTYPES[Kind.DURATION])
        if _kind(node) is Kind.NUMBER or Kind.NUMBER in kinds or node.op == "/":
            return _in_floats(node.op, left, right, _kind(node))
        return _exact(node.op, left, right, _kind(node))

    def listed(self, node: In) -> pl.Expr:
        operand = self.expression(node.operand)
        values = [self.value(item) for item in node.items if isinstance(item, Literal)]
        if Kind.NUMBER in {_kind(item) for item in node.items}:
            operand = operand.cast(pl.Float64)
        found = operand.is_in(values)
        return ~found if node.negated else found

    def choice(self, node: Choose) -> pl.Expr:
        """Compile the cases; a condition that is null does not choose."""
        otherwise = node.otherwise
        rest = (
            pl.lit(None, DTYPES[_kind(node)]) if otherwise is None else self.expression(otherwise)
        )
        for when, value in reversed(node.cases):
            rest = pl.when(self.expression(when)).then(self.expression(value)).otherwise(rest)
        return rest

    def call(self, node: Call) -> pl.Expr:
        first = node.arguments[0] if node.arguments else None
        if node.function == "count":
            return self.count()
        if node.function == "exists" and isinstance(first, Name):
            return pl.col(EXISTS + first.name)
        arguments = [self.expression(argument) for argument in node.arguments]
        if node.function in _LOCAL:
            return _LOCAL[node.function](self.local(arguments[0], node.arguments[0]))
        if node.function in _AGGREGATES:
            seen = arguments[0] if self.where is None else arguments[0].filter(self.where)
            return _AGGREGATES[node.function](seen, _kind(node))
        return _FUNCTIONS[node.function](*arguments)

    def local(self, moment: pl.Expr, node: Node) -> pl.Expr:
        """Return the moment on the wall clock; a date is there already."""
        if _kind(node) is Kind.DATETIME:
            return moment.dt.convert_time_zone(self.zone.key)
        return moment

    def count(self) -> pl.Expr:
        """Count the rows as Int64: polars' own count is unsigned, and wraps when subtracted."""
        rows = pl.len() if self.where is None else pl.int_range(pl.len()).filter(self.where).len()
        return rows.cast(pl.Int64)


def _kind(node: Node) -> Kind:
    """Return the kind of a checked node."""
    return node.type.kind if node.type else Kind.UNKNOWN


def _exact(op: str, left: pl.Expr, right: pl.Expr, kind: Kind) -> pl.Expr:
    """Compute in 128 bits, so that what leaves 64 becomes null and does not wrap."""
    wide = _OPERATORS[op](left.cast(pl.Int128), right.cast(pl.Int128))
    return wide.cast(pl.Int64, strict=False).cast(DTYPES[kind])


def _in_floats(op: str, left: pl.Expr, right: pl.Expr, kind: Kind) -> pl.Expr:
    """Compute in floats; NaN and infinity become null, durations whole microseconds.

    polars divides a column by a constant through the constant's reciprocal, which is off by a bit
    in the last place; adding nothing to the constant makes it a column.
    """
    left, right = left.cast(pl.Float64), right.cast(pl.Float64)
    if op == "/":
        right = right + left * 0
    result = _OPERATORS[op](left, right)
    finite = pl.when(result.is_finite()).then(result)
    if kind is Kind.NUMBER:
        return finite
    return finite.round().cast(pl.Int64, strict=False).cast(DTYPES[kind])


def _sum(values: pl.Expr, kind: Kind) -> pl.Expr:
    """Add up exactly where the values are whole; the sum of nothing is null."""
    if kind is Kind.NUMBER:
        total = values.sum()
        total = pl.when(total.is_finite()).then(total)
    else:
        total = values.cast(pl.Int128).sum().cast(pl.Int64, strict=False).cast(DTYPES[kind])
    return pl.when(values.count() > 0).then(total)


_FUNCTIONS: dict[str, Callable[..., pl.Expr]] = {
    "present": lambda x: x.is_not_null(),
    "missing": lambda x: x.is_null(),
    "contains": lambda x, text: x.str.contains(text, literal=True),
    "matches": lambda x, regex: x.str.contains(regex),
    "lower": lambda x: x.str.to_lowercase(),
}
"""Functions of a row's own values."""

_LOCAL: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "weekday": lambda t: t.dt.weekday().cast(pl.Int64),
    "hour": lambda t: t.dt.hour().cast(pl.Int64),
}
"""Functions of a moment on the wall clock."""

_AGGREGATES: dict[str, Callable[[pl.Expr, Kind], pl.Expr]] = {
    "min": lambda x, _: x.min(),
    "max": lambda x, _: x.max(),
    "sum": _sum,
    "first": lambda x, _: x.drop_nulls().first(),
    "last": lambda x, _: x.drop_nulls().last(),
}
"""Functions of many rows; each skips missing values and is null where none is left."""
