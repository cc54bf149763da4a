"""The three-valued evaluation of expressions."""

# ruff: noqa: PLR0911 - one return for each line of the definitions

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.oracle.parsing import Tree


class Scope:
    """Where names get their values: a row, or a scorecard."""

    def __init__(
        self,
        value: Callable[[str], Any],
        call: Callable[[str, str], Any],
        instant: Callable[[date], float],
    ) -> None:
        self.value = value
        self.call = call  # a function over a name: exists(tickets), points(x), met(x)
        self.instant = instant  # of a date or local time compared with an instant


def evaluate(tree: Tree, scope: Scope) -> Any:  # noqa: ANN401 - values are of any type
    """Return the value of an expression; None is unknown (Kleene's logic)."""
    kind = tree[0]
    if kind == "literal":
        return tree[1]
    if kind == "name":
        return scope.value(tree[1])
    if kind == "not":
        inner = evaluate(tree[1], scope)
        return None if inner is None else not inner
    if kind in ("and", "or"):
        return connect(kind, evaluate(tree[1], scope), evaluate(tree[2], scope))
    if kind == "in":
        return member(evaluate(tree[1], scope), [evaluate(m, scope) for m in tree[2]])
    if kind == "compare":
        return compare(tree[1], evaluate(tree[2], scope), evaluate(tree[3], scope), scope)
    if kind == "arithmetic":
        return compute(tree[1], evaluate(tree[2], scope), evaluate(tree[3], scope))
    return call(tree[1], tree[2], scope)


def connect(word: str, left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001
    """Kleene's ``and`` and ``or``: one side may decide whatever the other is."""
    deciding = word == "or"
    if left is deciding or right is deciding:
        return deciding
    if left is None or right is None:
        return None
    return not deciding


def member(value: Any, members: list[Any]) -> bool | None:  # noqa: ANN401
    """``value in [...]``; unknown where the value is."""
    return None if value is None else value in members


def compare(sign: str, left: Any, right: Any, scope: Scope) -> bool | None:  # noqa: ANN401
    """Compare two values; unknown where one is. A date beside an instant is its midnight."""
    if left is None or right is None:
        return None
    if isinstance(left, date) != isinstance(right, date):
        left = scope.instant(left) if isinstance(left, date) else left
        right = scope.instant(right) if isinstance(right, date) else right
    results: dict[str, bool] = {"==": left == right, "!=": left != right}
    if sign not in results:
        results |= {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}
    return results[sign]


def compute(sign: str, left: float | None, right: float | None) -> float | None:
    """Arithmetic; unknown where one side is, or a division is by zero."""
    if left is None or right is None:
        return None
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    return None if right == 0 else left / right


def call(name: str, arguments: tuple[Tree, ...], scope: Scope) -> Any:  # noqa: ANN401
    """Return the value of a function."""
    if name not in ("present", "missing", "contains", "matches", "lower"):
        return scope.call(name, str(arguments[0][1]) if arguments else "")
    value = evaluate(arguments[0], scope)
    if name in ("present", "missing"):
        return (value is None) == (name == "missing")
    if value is None:
        return None
    if name == "lower":
        return value.lower()
    wanted = evaluate(arguments[1], scope)
    if name == "contains":
        return wanted in value
    return re.search(wanted, value) is not None
