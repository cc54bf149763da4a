"""Expressions in words, from their checked trees: ``status is "solved" and reopens is 0``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqeval.explain.quantities import elapsed, number, said
from sqeval.explain.words import Words, joined
from sqeval.expr.functions import FUNCTIONS
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
)
from sqeval.expr.types import BOOLEAN, Kind

_TIMES = (Kind.DATE, Kind.DATETIME)
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_EXTREMES = ("min", "max")
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True)
class Saying:
    """How expressions are said: in which words, names by what titles.

    ``text`` is the expression as written, from which it can be told that 0.05 was ``5%``.
    """

    words: Words
    text: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)

    def condition(self, node: Node) -> str:
        """Return a condition as a clause."""
        match node:
            case Literal():
                return self.words("expr.always" if node.value else "expr.never")
            case Not():
                return self._negation(node.operand)
            case Logic():
                first, *rest = (self._grouped(item) for item in node.items)
                glue = self.words(f"expr.{node.op}")
                return joined([first, *(piece for item in rest for piece in (glue, item))])
            case Compare():
                return self._comparison(node)
            case In():
                items = self.words.list(self.value(item) for item in node.items)
                name = "expr.not-in" if node.negated else "expr.in"
                return self.words(name, x=self.value(node.operand), items=items)
            case _:
                return self._question(node)

    def value(self, node: Node) -> str:
        """Return a value as a noun."""
        match node:
            case Name():
                return self._name(node)
            case Literal():
                return self._literal(node)
            case Negative():
                inner = self.value(node.operand)
                bare = isinstance(node.operand, Literal)
                return "-" + (inner if bare else self.words("expr.group", x=inner))
            case Arithmetic():
                return self._arithmetic(node)
            case Call() if node.type != BOOLEAN:
                return self._function(node)
            case _:
                return self.words("expr.group", x=self.condition(node))

    def _name(self, node: Name) -> str:
        title = self.titles.get(node.name)
        return node.name if title is None else self.words("expr.text", x=title)

    def _literal(self, node: Literal) -> str:
        value = node.value
        if isinstance(value, bool):
            return self.words("expr.true" if value else "expr.false")
        if isinstance(value, datetime):
            exact = "auto" if value.second or value.microsecond else "minutes"
            return value.isoformat(" ", exact)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return self.words("expr.text", x=value)
        if node.type is not None and node.type.kind is Kind.DURATION:
            return elapsed(int(value), self.words)
        written = self.text[slice(*node.span)].strip("() ")
        return said(value, "share", self.words) if written.endswith("%") else number(value)

    def _negation(self, operand: Node) -> str:
        if isinstance(operand, Name):
            return self.words("expr.is-false", x=self._name(operand))
        opposite = {"missing": "present", "present": "missing"}
        if isinstance(operand, Call) and operand.function in opposite:
            x = self.value(operand.arguments[0])
            return self.words(f"function.{opposite[operand.function]}", x=x)
        return self.words("expr.not", x=self.condition(operand))

    def _grouped(self, item: Node) -> str:
        said_item = self.condition(item)
        return self.words("expr.group", x=said_item) if isinstance(item, Logic) else said_item

    def _comparison(self, node: Compare) -> str:
        kinds = {side.type.kind for side in (node.left, node.right) if side.type is not None}
        about = "time." if kinds & set(_TIMES) and node.op not in ("==", "!=") else ""
        return self.words(
            f"expr.{about}{node.op}", x=self.value(node.left), y=self.value(node.right)
        )

    def _arithmetic(self, node: Arithmetic) -> str:
        kinds = [None if side.type is None else side.type.kind for side in (node.left, node.right)]
        if node.op == "-" and all(kind in _TIMES for kind in kinds):
            start, end = self.value(node.right), self.value(node.left)
            return self.words("expr.between", start=start, end=end)
        left = self._operand(node.left, _BINDING[node.op])
        right = self._operand(node.right, _BINDING[node.op] + (node.op in "-/"))
        # a wide bracket has its own room
        before, after = "" if left.endswith("）") else " ", "" if right.startswith("（") else " "
        return f"{left}{before}{_SIGNS[node.op]}{after}{right}"

    def _operand(self, node: Node, binding: int) -> str:
        weaker = isinstance(node, Arithmetic) and _BINDING[node.op] < binding
        noun = self.value(node)
        return self.words("expr.group", x=noun) if weaker else noun

    def _question(self, node: Node) -> str:
        """Return a condition that is a column of true and false, or a function."""
        if isinstance(node, Name):
            return self.words("expr.is-true", x=self._name(node))
        return self._function(node)

    def _function(self, node: Node) -> str:
        if isinstance(node, Choose) or not isinstance(node, Call):
            raise TypeError(node)  # measures build choices, authors cannot
        parameters = [p.name for p in FUNCTIONS[node.function].parameters]
        values = dict(zip(parameters, map(self.value, node.arguments), strict=True))
        about = node.type is not None and node.type.kind in _TIMES and node.function in _EXTREMES
        return self.words(f"function.{node.function}{'.time' * about}", **values)
