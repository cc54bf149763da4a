"""Evaluation over plain values, for what is said about indicators: formulas, gates, diagnoses.

There is one row, so no frame is needed. Values are in base units as reports hold them: seconds,
shares 0-1, counts, points. Three-valued logic after Kleene: None is unknown, ``None and False`` is
False, ``None or True`` is True, and any arithmetic or comparison with None is None, as is a
division by zero and whatever leaves the range of numbers. Numbers are never NaN or infinite.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

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
from sqeval.expr.types import DURATION, UNKNOWN, Kind

Result = Value | None
Functions = Mapping[str, Callable[[str], object]]

MICROSECONDS_IN_SECOND = 1_000_000

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def evaluate(tree: Node, values: Mapping[str, Result], functions: Functions) -> Result:
    """Return the value of a checked tree, None where it is unknown.

    ``values`` holds every name the tree reads; ``functions`` the functions over indicators, each
    called with the indicator's name.
    """
    return _Evaluation(values, functions).value(tree)


class _Evaluation:
    """One evaluation: the values and functions at hand."""

    def __init__(self, values: Mapping[str, Result], functions: Functions) -> None:
        self.values = values
        self.functions = functions

    def value(self, node: Node) -> Result:  # noqa: C901, PLR0911 - one for each kind of node
        match node:
            case Literal():
                return _literal(node)
            case Name():
                return _in_range(self.values[node.name], node)
            case Negative():
                return self._arithmetic(node, "-", 0, self.value(node.operand))
            case Arithmetic():
                return self._arithmetic(
                    node, node.op, self.value(node.left), self.value(node.right)
                )
            case Compare():
                return _compare(node.op, self.value(node.left), self.value(node.right))
            case In():
                return self._in(node)
            case Not():
                return _negated(self.value(node.operand))
            case Logic():
                return self._logic(node)
            case Call():
                return self._call(node)
            case Choose():
                chosen = (value for when, value in node.cases if self.value(when) is True)
                value = next(chosen, node.otherwise)
                return None if value is None else self.value(value)
            case Working():
                raise TypeError("calendars are asked about rows, not about indicators")

    def _arithmetic(self, node: Node, op: str, left: Result, right: Result) -> Result:
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            return None
        exact = node.type is not None and node.type.kind is Kind.INTEGER
        try:
            if exact:
                return _in_range(_ARITHMETIC[op](left, right), node)
            return _in_range(_ARITHMETIC[op](float(left), float(right)), node)
        except (ZeroDivisionError, OverflowError):
            return None

    def _in(self, node: In) -> Result:
        operand = self.value(node.operand)
        if operand is None:
            return None
        found = any(_compare("==", operand, self.value(item)) for item in node.items)
        return found != node.negated

    def _logic(self, node: Logic) -> Result:
        decisive = node.op == "or"
        results = [self.value(item) for item in node.items]
        if decisive in results:
            return decisive
        return None if None in results else not decisive

    def _call(self, node: Call) -> Result:
        argument = node.arguments[0]
        if node.function in ("present", "missing"):
            return (self.value(argument) is None) == (node.function == "missing")
        if not isinstance(argument, Name):
            raise TypeError(f"{node.function} is evaluated over columns only")
        result = self.functions[node.function](argument.name)
        return _in_range(result, node)


def _literal(node: Literal) -> Result:
    if node.type == DURATION and isinstance(node.value, int):
        return node.value / MICROSECONDS_IN_SECOND
    return node.value


def _in_range(value: object, node: Node) -> Result:
    """Return the value, None where it is no number that a report can hold."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int) and not isinstance(value, bool):
        whole = (node.type or UNKNOWN).kind is Kind.INTEGER
        return value if not whole or -(2**63) <= value < 2**63 else None
    return value if isinstance(value, Value) else None


def _compare(op: str, left: Result, right: Result) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, float) or isinstance(right, float):
        # An integer meets a number as the nearest float, as it does in a column.
        return _COMPARE[op](_number(left), _number(right))
    return _COMPARE[op](left, right)


def _number(value: Value) -> float:
    if not isinstance(value, int | float):
        raise TypeError("a number is compared with something else; the checker refuses that")
    return float(value)


def _negated(value: Result) -> bool | None:
    return None if value is None else not value
