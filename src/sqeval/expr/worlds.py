"""Which answers conditions can give together: every row that could tell them apart, tried once.

A condition compares columns with a handful of values, so a column matters only by where it lies
among them: on one of them, between two, or missing. Trying each combination decides whether a
condition can be true at all. What is not such a comparison counts as free to be true or false, so
more is thought possible than is, and "never" is never said in error.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise, product
from types import MappingProxyType

from sqeval.expr.tree import Call, Compare, In, Literal, Logic, Name, Node, Not, Value
from sqeval.expr.types import BOOLEAN, TEXT, UNKNOWN, Kind

#: More combinations than these are not tried: nothing is said of such conditions.
MOST_WORLDS = 2_000

#: After so much cost in one rule set no more conditions are looked into: nobody writes as many.
MOST_TRIED = 200_000

#: The lowest and the highest value that a column or function can have, both included.
Bounds = tuple[float, float]

#: A place among the values a term is compared with: 2i+1 is on the i-th, 2i is below it; None is a
#: missing value.
Position = int | None

#: A condition's answer: true, false or unknown.
Answer = bool | None

_ORDERED = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DURATION, Kind.DATE, Kind.DATETIME})
_STATUSES = frozenset({"met", "missed", "at_risk"})


class Worlds:
    """Some conditions, and every row or score that could tell them apart.

    ``bounds`` are those of the columns and functions that have any. ``never`` are, of columns whose
    cells are texts as they stand, the texts that count as missing; others are trimmed.
    """

    def __init__(
        self,
        trees: Sequence[Node],
        bounds: Mapping[Node, Bounds],
        never: Mapping[Node, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        self._trees = trees
        named: dict[Node, list[Value]] = {}
        leaves = [leaf for tree in trees for leaf in _leaves(tree)]
        for leaf in leaves:
            term, wanted = _leaf(leaf)
            named.setdefault(term, []).extend(wanted)
        values = {term: _in_order(known) for term, known in named.items()}
        self._positions = [
            _positions(term, known, bounds, never.get(term)) for term, known in values.items()
        ]
        count = math.prod(map(len, self._positions))
        mixed = any(_mixed(known) for known in named.values())
        self._tried = not mixed and count <= MOST_WORLDS
        self._answers: dict[int, tuple[int, dict[Position, Answer]]] = {}
        numbers = {term: i for i, term in enumerate(values)}
        for leaf in leaves if self._tried else ():
            number = numbers[_leaf(leaf)[0]]
            self._answers[id(leaf)] = number, _answers(leaf, values, self._positions[number])
        #: What trying them costs: every condition is looked at once, and in every world.
        self.cost = len(leaves) * (1 + (count if self._tried else 0))

    def answers(self) -> Iterator[tuple[Answer, ...]]:
        """Yield what the conditions say in each world; nothing where there are too many worlds."""
        for world in product(*self._positions) if self._tried else ():
            yield tuple(self._answer(tree, world) for tree in self._trees)

    def _answer(self, node: Node, world: Sequence[Position]) -> Answer:
        if isinstance(node, Logic):
            return _joined(node.op, [self._answer(item, world) for item in node.items])
        if isinstance(node, Not):
            answer = self._answer(node.operand, world)
            return None if answer is None else not answer
        if isinstance(node, Literal):
            return node.value if isinstance(node.value, bool) else None
        term, answers = self._answers[id(node)]
        return answers[world[term]]


def _leaves(node: Node) -> Iterator[Node]:
    """Yield the conditions that are not made of others."""
    if isinstance(node, Logic):
        for item in node.items:
            yield from _leaves(item)
    elif isinstance(node, Not):
        yield from _leaves(node.operand)
    elif not isinstance(node, Literal):
        yield node


def _positions(
    term: Node,
    values: list[Value],
    bounds: Mapping[Node, Bounds],
    never: frozenset[str] | None,
) -> list[Position]:
    """Return where a term can lie among the values that it is compared with."""
    kind = _kind(term)
    if kind is Kind.BOOLEAN and values == [False, True]:
        return [None, 1, 3]
    if kind not in _ORDERED:
        return [None, 0, *(2 * i + 1 for i, v in enumerate(values) if _can_be(v, never))]
    numbers = [v if isinstance(v, int | float) else float(i) for i, v in enumerate(values)]
    low, high = bounds.get(term, (-math.inf, math.inf))
    whole = kind is Kind.INTEGER
    on = [
        2 * i + 1
        for i, number in enumerate(numbers)
        if low <= number <= high and (not whole or number == math.floor(number))
    ]
    edges = [-math.inf, *numbers, math.inf]
    room = _whole_between if whole else _any_between
    between = [2 * i for i, (a, b) in enumerate(pairwise(edges)) if room(a, b, low, high)]
    return [None, *on, *between]


def _can_be(value: Value, never: frozenset[str] | None) -> bool:
    if never is None or not isinstance(value, str):
        return True
    return value == value.strip() and value not in never


def _answers(
    leaf: Node, values: Mapping[Node, list[Value]], positions: Sequence[Position]
) -> dict[Position, Answer]:
    """Return what a condition without parts says wherever its term can lie."""
    term, wanted = _leaf(leaf)
    places = [2 * values[term].index(value) + 1 for value in wanted]
    return {position: _says(leaf, position, places) for position in positions}


def _says(leaf: Node, position: Position, places: Sequence[int]) -> Answer:
    if isinstance(leaf, Call) and leaf.function in ("present", "missing"):
        return (position is None) == (leaf.function == "missing")
    if position is None:
        return None
    if isinstance(leaf, In):
        return (position in places) != leaf.negated
    if isinstance(leaf, Compare) and len(places) == 1:
        return _compared(_turned(leaf), position, places[0])
    return position == places[-1]  # true itself, or the status asked about


def _leaf(node: Node) -> tuple[Node, list[Value]]:
    """Return what a condition without parts speaks of, and the values it is compared with.

    A condition that is not such a comparison speaks of itself: it is true or false.
    """
    if isinstance(node, Compare):
        literal, term = (node.left, node.right) if _plain(node.left) else (node.right, node.left)
        comparable = node.op in ("==", "!=") or _kind(term) in _ORDERED
        if isinstance(literal, Literal) and not _plain(term) and comparable:
            return term, [literal.value]
    elif isinstance(node, In) and not _plain(node.operand):
        values = [item.value for item in node.items if isinstance(item, Literal)]
        if len(values) == len(node.items):
            return node.operand, values
    elif isinstance(node, Call) and node.function in ("present", "missing"):
        return node.arguments[0], []
    elif isinstance(node, Call) and node.function in _STATUSES:
        of = getattr(node.arguments[0], "name", "")
        return Call("status", (Name(of),), type=TEXT), [node.function]
    return node, [False, True]


def _plain(node: Node) -> bool:
    return isinstance(node, Literal)


def _kind(node: Node) -> Kind:
    if isinstance(node, Compare | In):  # of two columns: it is true or false
        return BOOLEAN.kind
    return (node.type or UNKNOWN).kind


def _in_order(values: Iterable[Value]) -> list[Value]:
    """Return the values in order, each once; texts are in no order that counts."""
    distinct = list(dict.fromkeys(values))
    unordered = _mixed(distinct) or any(isinstance(v, str) for v in distinct)
    return distinct if unordered else sorted(distinct)


def _mixed(values: Iterable[Value]) -> bool:
    """Tell whether local times and instants are compared with one column: they have no order."""
    return len({v.tzinfo is None for v in values if isinstance(v, datetime)}) > 1


def _any_between(above: float, below: float, low: float, high: float) -> bool:
    """Tell whether a number lies strictly between two, and from ``low`` to ``high``."""
    first, last = max(above, low), min(below, high)
    return first < last or (first == last and above < first < below)


def _whole_between(above: float, below: float, low: float, high: float) -> bool:
    """Tell whether a whole number lies strictly between two, and from ``low`` to ``high``."""
    first = above if math.isinf(above) else math.floor(above) + 1
    last = below if math.isinf(below) else math.ceil(below) - 1
    return max(first, low if math.isinf(low) else math.ceil(low)) <= min(
        last, high if math.isinf(high) else math.floor(high)
    )


def _joined(op: str, answers: list[Answer]) -> Answer:
    decisive = op == "or"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _turned(node: Compare) -> str:
    """Return the operator with the value on the right."""
    return _TURNED.get(node.op, node.op) if _plain(node.left) else node.op


def _compared(op: str, position: int, place: int) -> bool:
    return {
        "==": position == place,
        "!=": position != place,
        "<": position < place,
        "<=": position <= place,
        ">": position > place,
        ">=": position >= place,
    }[op]
