"""From tokens to nodes: what the grammar's rules become.

Called by the parser as it reduces, so nothing here recurses. Literals are read on the spot; one
that is nothing (``4x``, ``@2026-02-30``) raises with its own span.
"""

# ruff: noqa: D102 - the methods are the grammar's rules, which say what they are

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NoReturn

from sqeval.expr.findings import ExpressionError, Finding
from sqeval.expr.machine import Token
from sqeval.expr.scalars import (
    ScalarError,
    finite,
    in_years,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_share,
)
from sqeval.expr.tree import (
    Arithmetic,
    Call,
    Compare,
    In,
    Literal,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    Span,
)
from sqeval.expr.types import BOOLEAN, DATE, DATETIME, DURATION, INTEGER, NUMBER, TEXT

_INTEGER = re.compile(r"[0-9]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class _Relation:
    """The right side of a comparison; ``op`` is ``in`` or ``not in`` for a list."""

    op: str
    items: tuple[Node, ...]
    end: int


def token_span(token: Token) -> Span:
    """Return where the token stands: code points, end exclusive."""
    return token.start, token.start + len(token)


def refuse(message: str, span: Span, hint: str = "", code: str = "SQ201") -> NoReturn:
    """Raise the one finding about a text that is no expression."""
    raise ExpressionError(Finding(code, message, *span, hint))


class Builder:
    """One method per rule of the grammar; stateless, so one serves every parse."""

    def name(self, token: Token) -> Name:
        return Name(str(token), span=token_span(token))

    def quoted_name(self, token: Token) -> Name:
        return Name(str(token)[1:-1].replace("``", "`"), span=token_span(token))

    def string(self, token: Token) -> Literal:
        quote = token[0]
        value = str(token)[1:-1].replace(quote * 2, quote)
        return Literal(value, span=token_span(token), type=TEXT)

    def quantity(self, token: Token) -> Literal:
        try:
            return read_quantity(str(token), token_span(token))
        except ScalarError as error:
            refuse(error.message, token_span(token), error.hint)

    def date(self, token: Token) -> Literal:
        span, text = token_span(token), str(token)[1:]
        try:
            if len(text) <= len("2026-01-31"):
                return Literal(in_years(parse_date(text)), span=span, type=DATE)
            moment = in_years(parse_datetime(text))
        except ScalarError:
            refuse(f"'{token}' is no date", span, "write @2026-01-31 or @2026-01-31T09:00")
        if moment.tzinfo:
            refuse("a time in an expression has no offset", span, "it is local to the rule set")
        return Literal(moment, span=span, type=DATETIME)

    def bare_date(self, token: Token) -> NoReturn:
        refuse(f"'{token}' reads as arithmetic", token_span(token), f"write a date as @{token}")

    def boolean(self, token: Token) -> Literal:
        return Literal(token.kind == "TRUE", span=token_span(token), type=BOOLEAN)

    def null(self, token: Token) -> NoReturn:
        refuse("'null' is no value", token_span(token), "write missing(x) or present(x)")

    def call(self, name: Token, _open: Token, arguments: list[Node] | None, close: Token) -> Call:
        span = (token_span(name)[0], token_span(close)[1])
        return Call(str(name), tuple(arguments or ()), span=span, function_span=token_span(name))

    def arguments(self, *items: Node) -> list[Node]:
        return list(items)

    def group(self, left: Token, inner: Node, right: Token) -> Node:
        return replace(inner, span=(token_span(left)[0], token_span(right)[1]))

    def negative(self, sign: Token, operand: Node) -> Negative:
        return Negative(operand, span=(token_span(sign)[0], operand.span[1]))

    def arithmetic(self, left: Node, op: Token, right: Node) -> Arithmetic:
        return Arithmetic(str(op), left, right, span=(left.span[0], right.span[1]))

    def list(self, *parts: Token | Node) -> _Relation:
        items = tuple(part for part in parts if not isinstance(part, Token))
        return _Relation("in", items, _end(parts[-1]))

    def compared(self, op: Token, right: Node) -> _Relation:
        return _Relation(str(op), (right,), right.span[1])

    def listed(self, items: _Relation) -> _Relation:
        return items

    def not_listed(self, _not: Token, items: _Relation) -> _Relation:
        return replace(items, op="not in")

    def comparison(self, left: Node, first: _Relation, *more: _Relation) -> Node:
        span = (left.span[0], first.end)
        if more:
            refuse(
                "comparisons do not chain",
                (left.span[0], more[-1].end),
                "join two with 'and': 1 < x and x < 5",
            )
        if first.op in ("in", "not in"):
            return In(left, first.items, first.op == "not in", span=span)
        return Compare(first.op, left, first.items[0], span=span)

    def negation(self, word: Token, operand: Node) -> Not:
        return Not(operand, span=(token_span(word)[0], operand.span[1]))

    def conjunction(self, *items: Node) -> Logic:
        return Logic("and", items, span=(items[0].span[0], items[-1].span[1]))

    def disjunction(self, *items: Node) -> Logic:
        return Logic("or", items, span=(items[0].span[0], items[-1].span[1]))


def _end(part: Token | Node) -> int:
    return token_span(part)[1] if isinstance(part, Token) else part.span[1]


def read_quantity(text: str, span: Span) -> Literal:
    """Read a number, a percentage or a duration. Raises ScalarError for anything else."""
    if _INTEGER.fullmatch(text):
        return _integer(text, span)
    if _NUMBER.fullmatch(text):
        return Literal(finite(_fraction(text), text), span=span, type=NUMBER)
    if text.endswith("%%"):
        raise ScalarError(f"'{text}' has more than one %", f"write {text.rstrip('%')}%")
    if text.endswith("%"):
        return Literal(parse_share(text), span=span, type=NUMBER)
    if text[-1].isascii() and text[-1].isalpha():
        return Literal(parse_duration(text), span=span, type=DURATION)
    raise ScalarError(f"'{text}' is no number", "digits and one point: 1000 or 0.5")


def _integer(text: str, span: Span) -> Literal:
    if len(text.lstrip("0")) > len(str(_LARGEST)) or int(text) > _LARGEST:
        raise ScalarError(f"'{text[:20]}' is too large a number")
    return Literal(int(text), span=span, type=INTEGER)


def _fraction(text: str) -> Fraction:
    """Read the number exactly, unless its exponent alone puts it out of range."""
    exponent = re.split("[eE]", text)[1] if re.search("[eE]", text) else "0"
    if len(exponent.lstrip("+-0")) > len("999"):
        raise ScalarError(f"'{text[:20]}' is too large a number")
    return Fraction(text)
