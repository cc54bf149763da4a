"""The tree of an expression: frozen nodes that know their place in the text.

Two trees are equal when they say the same, wherever they stand: spans do not count. ``type`` is
None until the checker has been there. Walks that every reader needs are here too, without
recursion, since they also run on trees whose depth nobody has checked yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal as Kind

from sqeval.expr.types import Type

Value = str | int | float | bool | date | datetime
Span = tuple[int, int]
WorkingQuestion = Kind["time", "due", "close"]


@dataclass(frozen=True, kw_only=True)
class _Node:
    """What every node has: its span (code points, end exclusive) and, once checked, its type."""

    span: Span = field(default=(0, 0), compare=False)
    type: Type | None = None


@dataclass(frozen=True)
class Literal(_Node):
    """A value written out; ``type`` is set from the start.

    A duration is an int of microseconds, a time is naive (local to the rule set) or an instant.
    """

    value: Value


@dataclass(frozen=True)
class Name(_Node):
    """A column, an indicator, or the table that ``exists`` asks about."""

    name: str


@dataclass(frozen=True)
class Negative(_Node):
    """``-x``."""

    operand: Node


@dataclass(frozen=True)
class Arithmetic(_Node):
    """``left op right``; op is one of ``+ - * /``."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Compare(_Node):
    """``left op right``; op is one of ``== != < <= > >=``."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class In(_Node):
    """``operand in [items]``, or ``not in`` where negated."""

    operand: Node
    items: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True)
class Not(_Node):
    """``not x``."""

    operand: Node


@dataclass(frozen=True)
class Logic(_Node):
    """``a and b and c``, or the same with ``or``."""

    op: str
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Call(_Node):
    """``function(arguments)``."""

    function: str
    arguments: tuple[Node, ...]
    function_span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True)
class Choose(_Node):
    """The value of the first case whose condition is true, else ``otherwise`` (None: unknown).

    The language has no words for it: measures build it, for limits by category for instance.
    """

    cases: tuple[tuple[Node, Node], ...]
    otherwise: Node | None = None


@dataclass(frozen=True)
class Working(_Node):
    """A question to a working calendar; like `Choose`, built by measures alone.

    ``ask`` is ``time``: the working time from instant ``left`` to instant ``right`` (a duration,
    negative where ``right`` is earlier); ``due``: the instant by which the working time ``right``
    has passed since ``left``; or ``close``: the close of the ``right``-th working day (an integer)
    after the day of ``left``.
    """

    ask: WorkingQuestion
    calendar: str
    left: Node
    right: Node


Node = Literal | Name | Negative | Arithmetic | Compare | In | Not | Logic | Call | Choose | Working


def children(node: Node) -> tuple[Node, ...]:  # noqa: PLR0911 - one for each kind of node
    """Return the nodes directly below, in the order of the text."""
    match node:
        case Literal() | Name():
            return ()
        case Negative() | Not():
            return (node.operand,)
        case Arithmetic() | Compare() | Working():
            return (node.left, node.right)
        case In():
            return (node.operand, *node.items)
        case Logic():
            return node.items
        case Call():
            return node.arguments
        case Choose():
            pairs = tuple(part for case in node.cases for part in case)
            return pairs if node.otherwise is None else (*pairs, node.otherwise)


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Yield every node with its depth (the root's is 1), in the order of the text."""
    waiting = [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        yield current, depth
        waiting.extend((child, depth + 1) for child in reversed(children(current)))


def names_used(tree: Node) -> frozenset[str]:
    """Return the columns or indicators that the expression reads."""
    tables = {id(argument) for call in _exists(tree) for argument in call.arguments}
    return frozenset(
        node.name for node, _ in walk(tree) if isinstance(node, Name) and id(node) not in tables
    )


def tables_used(tree: Node) -> frozenset[str]:
    """Return the tables that the expression asks about with ``exists``."""
    arguments = (argument for call in _exists(tree) for argument in call.arguments)
    return frozenset(a.name for a in arguments if isinstance(a, Name))


def _exists(tree: Node) -> Iterator[Call]:
    return (n for n, _ in walk(tree) if isinstance(n, Call) and n.function == "exists")
