"""The type checker: it runs before any data is read and reports everything at once.

A part that is wrong has the type unknown, which fits everywhere: what stands around it is still
checked, but one mistake gives one finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqeval.expr.calls import check_call
from sqeval.expr.context import Context
from sqeval.expr.findings import ExpressionError, Finding
from sqeval.expr.operators import arithmetic, at_midnight, mismatch_hint, ordered, takes_left
from sqeval.expr.parse import parse
from sqeval.expr.scope import Scope
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
    Working,
)
from sqeval.expr.types import (
    BOOLEAN,
    IN_WORDS,
    INTEGER,
    NUMBER,
    TEXT,
    UNKNOWN,
    Kind,
    Type,
    alike,
    fits,
)

_CONDITION = frozenset({Kind.BOOLEAN})
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SIGNED = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DURATION})


@dataclass(frozen=True)
class Checked:
    """An expression after checking: its typed tree, or None and the findings that say why."""

    tree: Node | None
    findings: tuple[Finding, ...]


def analyse(text: str, scope: Scope, expected: Type | Iterable[Kind] = ()) -> Checked:
    """Parse and check a text; ``expected`` is the type, or the kinds, that it must have."""
    try:
        tree = parse(text)
    except ExpressionError as error:
        return Checked(None, (error.finding,))
    context = Context(scope)
    typed = _visit(tree, context)
    wanted = frozenset({expected.kind} if isinstance(expected, Type) else expected)
    if wanted and not fits(_type(typed), wanted):
        words = " or ".join(word for kind, word in IN_WORDS.items() if kind in wanted)
        context.report("SQ204", f"this must be {words}, it is {_type(typed)}", typed)
    findings = context.in_order()
    return Checked(None if findings else typed, tuple(findings))


def check(tree: Node, scope: Scope) -> tuple[Node | None, list[Finding]]:
    """Return the typed tree, or None where there are findings, and the findings in text order."""
    context = Context(scope)
    typed = _visit(tree, context)
    findings = context.in_order()
    return (None if findings else typed), findings


def _type(node: Node) -> Type:
    return node.type or UNKNOWN


def _visit(node: Node, context: Context) -> Node:  # noqa: C901, PLR0911 - one for each kind of node
    match node:
        case Literal():
            return node
        case Name():
            return replace(node, type=context.type_of(node))
        case Negative():
            return _negative(node, context)
        case Arithmetic():
            return _arithmetic(node, context)
        case Compare():
            return _compare(node, context)
        case In():
            return _in(node, context)
        case Not():
            operand = _visit(node.operand, context)
            context.want(operand, _CONDITION, "'not' takes a condition")
            return replace(node, operand=operand, type=BOOLEAN)
        case Logic():
            return _logic(node, context)
        case Call():
            return check_call(node, context, _visit)
        case Choose() | Working():  # no text says this: a measure builds it, with its types
            return node


def _negative(node: Negative, context: Context) -> Node:
    operand = _visit(node.operand, context)
    context.want(operand, _SIGNED, "'-' takes a number or a duration")
    kind = _type(operand)
    return replace(node, operand=operand, type=kind if kind.kind in _SIGNED else UNKNOWN)


def _logic(node: Logic, context: Context) -> Node:
    items = tuple(_visit(item, context) for item in node.items)
    for i, item in enumerate(items):
        hint = _listed(items[i - 1], item) if i else ""
        context.want(item, _CONDITION, f"'{node.op}' joins conditions", hint)
    return replace(node, items=items, type=BOOLEAN)


def _listed(before: Node, item: Node) -> str:
    """Return the hint for ``x == "a" or "b"``: a list of both."""
    if not isinstance(before, Compare) or before.op not in ("==", "!="):
        return ""
    if not isinstance(before.right, Literal) or not isinstance(item, Literal):
        return ""
    word = "in" if before.op == "==" else "not in"
    return f'write {word} ["{before.right.value}", "{item.value}"]'


def _pair(node: Arithmetic | Compare, context: Context) -> tuple[Node, Node]:
    """Check both sides; a date literal beside a time becomes its local midnight."""
    left, right = _visit(node.left, context), _visit(node.right, context)
    return at_midnight(left, _type(right)), at_midnight(right, _type(left))


def _arithmetic(node: Arithmetic, context: Context) -> Node:
    left, right = _pair(node, context)
    kind = arithmetic(_type(left), node.op, _type(right))
    if kind is None:
        message = f"'{node.op}' does not work on {_type(left)} and {_type(right)}"
        at_fault = right if takes_left(_type(left), node.op) else left
        context.report("SQ204", message, at_fault, mismatch_hint(_type(left), _type(right)))
    return replace(node, left=left, right=right, type=kind or UNKNOWN)


def _compare(node: Compare, context: Context) -> Node:
    left, right = _pair(node, context)
    context.suggest_quotes(left, _type(right))
    context.suggest_quotes(right, _type(left))
    if not alike(_type(left), _type(right)):
        _report_unlike(left, right, context)
    elif node.op not in ("==", "!=") and not (ordered(_type(left)) and ordered(_type(right))):
        unordered = right if ordered(_type(left)) else left
        message = f"'{node.op}' needs an order, this is {_type(unordered)}"
        context.report("SQ204", message, unordered, "compare with == or in [...]")
    else:
        context.known_value(left, _type(right))
        context.known_value(right, _type(left))
    return replace(node, left=left, right=right, type=BOOLEAN)


def _report_unlike(left: Node, right: Node, context: Context) -> None:
    message = f"{_type(left)} cannot be compared with {_type(right)}"
    at_fault = left if isinstance(left, Literal) and not isinstance(right, Literal) else right
    hint = mismatch_hint(_type(left), _type(right))
    if (
        isinstance(at_fault, Literal)
        and at_fault.type == TEXT
        and _FIGURE.fullmatch(str(at_fault.value))
    ):
        hint = f"a number stands without quotes: {at_fault.value}"
    context.report("SQ204", message, at_fault, hint)


def _in(node: In, context: Context) -> Node:
    operand = _visit(node.operand, context)
    items = tuple(_item(item, _type(operand), context) for item in node.items)
    if Kind.NUMBER in {_type(part).kind for part in (operand, *items)}:
        items = tuple(_as_number(item) for item in items)
    return replace(node, operand=operand, items=items, type=BOOLEAN)


def _as_number(node: Node) -> Node:
    """Read an integer as a number where one is among its like: they compare as floats."""
    if isinstance(node, Literal) and node.type == INTEGER and isinstance(node.value, int):
        return replace(node, value=float(node.value), type=NUMBER)
    return node


def _item(node: Node, kind: Type, context: Context) -> Node:
    """Check one value of a list; a sign is folded into it."""
    item = node
    if isinstance(node, Negative) and isinstance(node.operand, Literal):
        item = _folded(node, node.operand)
    if not isinstance(item, Literal):
        quoted = isinstance(item, Name) and kind.kind in (Kind.TEXT, Kind.UNKNOWN)
        hint = f'text stands in quotes: "{item.name}"' if isinstance(item, Name) and quoted else ""
        context.report("SQ204", "a list holds values written out", item, hint)
        return item
    item = at_midnight(item, kind)
    if alike(_type(item), kind):
        context.known_value(item, kind)
    else:
        message = f"{kind} cannot be one of a list with {_type(item)}"
        context.report("SQ204", message, item, mismatch_hint(kind, _type(item)))
    return item


def _folded(node: Negative, literal: Literal) -> Node:
    """Return the literal with its sign, or the node where the value takes none."""
    value = literal.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return replace(literal, value=-value, span=node.span)
    return node
