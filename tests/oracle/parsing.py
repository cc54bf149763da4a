"""The expression language by recursive descent.

A tree is a tuple: its kind first. Comparisons do not chain; ``and`` binds tighter than ``or``,
``not`` tighter than both, comparisons tighter than ``not``.
"""

from __future__ import annotations

import functools
import re
from datetime import date, datetime
from typing import Any

from tests.oracle.scalars import duration

Tree = tuple[Any, ...]

TOKEN = re.compile(
    r"\s*(?:(?P<date>@\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?)"
    r"|(?P<share>\d+(?:\.\d+)?%)"
    r"|(?P<duration>(?:\d+(?:\.\d+)?[smhdw])+(?!\w))"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<string>\"[^\"]*\"|'[^']*')"
    r"|(?P<quoted>`[^`]*`)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign>==|!=|<=|>=|[<>+\-*/()\[\],]))"
)
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


def tokens(text: str) -> list[tuple[str, str]]:
    """Cut an expression into pairs of kind and text."""
    found = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            raise ValueError(f"cannot read {text[place:]!r}")
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        place = match.end()
    return found


def literal(kind: str, text: str) -> Any:  # noqa: ANN401 - a literal is of any type
    """Return the value of a literal token."""
    if kind == "date":
        return datetime.fromisoformat(text[1:]) if "T" in text else date.fromisoformat(text[1:])
    if kind == "share":
        return float(text[:-1]) / 100
    if kind == "duration":
        return duration(text)
    if kind == "number":
        return float(text)
    return text[1:-1]


class Parser:
    """One expression being read from left to right."""

    def __init__(self, text: str) -> None:
        self.rest = tokens(text)

    def peek(self) -> str:
        return self.rest[0][1] if self.rest and self.rest[0][0] in ("sign", "word") else ""

    def take(self, text: str) -> None:
        if self.peek() != text:
            raise ValueError(f"expected {text!r} at {self.rest}")
        self.rest.pop(0)

    def disjunction(self) -> Tree:
        left = self.conjunction()
        while self.peek() == "or":
            self.take("or")
            left = ("or", left, self.conjunction())
        return left

    def conjunction(self) -> Tree:
        left = self.negation()
        while self.peek() == "and":
            self.take("and")
            left = ("and", left, self.negation())
        return left

    def negation(self) -> Tree:
        if self.peek() == "not":
            self.take("not")
            return ("not", self.negation())
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        sign = self.peek()
        if sign in COMPARISONS:
            self.take(sign)
            return ("compare", sign, left, self.sum())
        if sign == "in":
            self.take("in")
            return ("in", left, self.list())
        if sign == "not":
            self.take("not")
            self.take("in")
            return ("not", ("in", left, self.list()))
        return left

    def list(self) -> tuple[Tree, ...]:
        self.take("[")
        members = [self.sum()]
        while self.peek() == ",":
            self.take(",")
            members.append(self.sum())
        self.take("]")
        return tuple(members)

    def sum(self) -> Tree:
        left = self.product()
        while self.peek() in ("+", "-"):
            sign = self.peek()
            self.take(sign)
            left = ("arithmetic", sign, left, self.product())
        return left

    def product(self) -> Tree:
        left = self.unary()
        while self.peek() in ("*", "/"):
            sign = self.peek()
            self.take(sign)
            left = ("arithmetic", sign, left, self.unary())
        return left

    def unary(self) -> Tree:
        if self.peek() == "-":
            self.take("-")
            return ("arithmetic", "-", ("literal", 0.0, "number"), self.unary())
        return self.atom()

    def atom(self) -> Tree:
        if self.peek() == "(":
            self.take("(")
            inner = self.disjunction()
            self.take(")")
            return inner
        kind, text = self.rest.pop(0)
        if kind == "quoted":
            return ("name", text[1:-1])
        if kind != "word":
            return ("literal", literal(kind, text), "s" if kind == "duration" else "number")
        if text in ("true", "false"):
            return ("literal", text == "true", "number")
        if self.peek() != "(":
            return ("name", text)
        return ("call", text, self.arguments())

    def arguments(self) -> tuple[Tree, ...]:
        self.take("(")
        found = []
        while self.peek() != ")":
            found.append(self.disjunction())
            if self.peek() == ",":
                self.take(",")
        self.take(")")
        return tuple(found)


@functools.cache
def parse(text: str | float) -> Tree:
    """Return the tree of an expression."""
    parser = Parser(str(text))
    tree = parser.disjunction()
    if parser.rest:
        raise ValueError(f"left over: {parser.rest}")
    return tree


def names(tree: Tree) -> list[str]:
    """Return the names an expression reads, as they come (a table in ``exists`` is none)."""
    if tree[0] == "name":
        return [str(tree[1])]
    if tree[0] == "call" and tree[1] == "exists":
        return []
    return [name for branch in branches(tree) for name in names(branch)]


def tables_asked(tree: Tree) -> list[str]:
    """Return the tables that ``exists`` asks."""
    if tree[0] == "call" and tree[1] == "exists":
        return [str(tree[2][0][1])]
    return [name for branch in branches(tree) for name in tables_asked(branch)]


def branches(tree: Tree) -> list[Tree]:
    """Return the trees directly below a tree."""
    if tree[0] in ("name", "literal"):
        return []
    found: list[Tree] = []
    for branch in tree[1:]:
        if isinstance(branch, tuple) and branch:
            found += [branch] if isinstance(branch[0], str) else branch
    return found
