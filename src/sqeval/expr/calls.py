"""The checker's rules for calls: the function is known here and its arguments fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqeval.expr.context import Context
from sqeval.expr.findings import Finding
from sqeval.expr.functions import FUNCTIONS, Function, Parameter, Wants
from sqeval.expr.regex import check_regex
from sqeval.expr.regex_class import RegexError
from sqeval.expr.scope import Family
from sqeval.expr.tree import Call, Literal, Name, Node
from sqeval.expr.types import IN_WORDS, TEXT, UNKNOWN, Kind
from sqeval.problems import close_match

Visit = Callable[[Node, Context], Node]

_PLACES = {
    Family.ANY: "any expression",
    Family.ROW: "the rows of a table",
    Family.AGGREGATE: "the columns of a derived table",
    Family.INDICATOR: "indicators",
}


def check_call(node: Call, context: Context, visit: Visit) -> Node:
    """Return the call with its type; what is wrong with it is reported, its type then unknown."""
    function = _find(node, context)
    if function is None:
        known = node.function in FUNCTIONS
        arguments = () if known else tuple(visit(a, context) for a in node.arguments)
        return replace(node, arguments=arguments, type=UNKNOWN)
    if len(node.arguments) != len(function.parameters):
        _wrong_number(node, function, context, visit)
        return replace(node, type=function.returns or UNKNOWN)
    arguments = _arguments(node, function, context, visit)
    returns = function.returns or arguments[0].type
    return replace(node, arguments=arguments, type=returns)


def _find(node: Call, context: Context) -> Function | None:
    """Look the function up among those allowed here; otherwise report it."""
    function = FUNCTIONS.get(node.function)
    if function and function.family in {Family.ANY, *context.scope.families}:
        return function
    if function:
        message = f"'{node.function}' works on {_PLACES[function.family]}, not here"
        hint = ""
    else:
        message = f"there is no function '{node.function}'"
        families = {Family.ANY, *context.scope.families}
        allowed = [f.name for f in FUNCTIONS.values() if f.family in families]
        hint = close_match(node.function, allowed) or f"there are: {', '.join(allowed)}"
    context.findings.append(Finding("SQ205", message, *node.function_span, hint))
    return None


def _wrong_number(node: Call, function: Function, context: Context, visit: Visit) -> None:
    count = len(function.parameters)
    takes = f"{count} argument{'' if count == 1 else 's'}" if count else "no argument"
    message = f"{function.signature} takes {takes}, not {len(node.arguments)}"
    context.report("SQ206", message, node, f"for instance {function.example}")
    if all(p.wants in (Wants.VALUE, Wants.REGEX) for p in function.parameters):
        _inside(function, node, context, lambda: [visit(a, context) for a in node.arguments])


def _arguments(node: Call, function: Function, context: Context, visit: Visit) -> tuple[Node, ...]:
    pairs = zip(node.arguments, function.parameters, strict=True)
    return tuple(
        _inside(
            function,
            node,
            context,
            lambda: [_argument(a, p, function, context, visit) for a, p in pairs],
        )
    )


def _inside(
    function: Function, node: Call, context: Context, read: Callable[[], list[Node]]
) -> list[Node]:
    """Read the arguments; those of an aggregate know that they are inside it."""
    if function.family is not Family.AGGREGATE:
        return read()
    outer = context.inside
    if outer:
        context.report("SQ206", f"'{function.name}' cannot stand inside '{outer}'", node)
    context.inside = function.name
    arguments = read()
    context.inside = outer
    return arguments


def _argument(
    node: Node, parameter: Parameter, function: Function, context: Context, visit: Visit
) -> Node:
    match parameter.wants:
        case Wants.TABLE:
            return _table(node, function, context)
        case Wants.INDICATOR if not isinstance(node, Name):
            context.report("SQ206", f"{function.name} takes the name of an indicator", node)
            return replace(node, type=UNKNOWN)
        case Wants.REGEX:
            return _regex(node, context)
        case _:
            typed = visit(node, context)
            context.want(typed, parameter.kinds, f"{function.name} takes {_words(parameter.kinds)}")
            return typed


def _words(kinds: frozenset[Kind]) -> str:
    """List what an argument may be: ``a date or a time``."""
    return " or ".join(words for kind, words in IN_WORDS.items() if kind in kinds)


def _table(node: Node, function: Function, context: Context) -> Node:
    if not isinstance(node, Name):
        context.report("SQ206", f"{function.name} takes the name of a table", node)
    elif node.name not in context.scope.tables:
        hint = close_match(node.name, context.scope.tables)
        context.report("SQ203", f"'{node.name}' is no table that looks this one up", node, hint)
    return replace(node, type=UNKNOWN)


def _regex(node: Node, context: Context) -> Node:
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        hint = 'matches(x, "^INC")'
        context.report("SQ206", "the regex must be written out in quotes", node, hint)
        return replace(node, type=TEXT)
    try:
        check_regex(node.value)
    except RegexError as error:
        span = _within(node.span, node.value, error.at)
        context.findings.append(Finding("SQ208", error.message, *span, error.hint))
    return node


def _within(span: tuple[int, int], value: str, at: int) -> tuple[int, int]:
    """Point at a character of a quoted text; at all of it where doubled quotes shift it."""
    plain = span[1] - span[0] == len(value) + 2
    return (span[0] + 1 + at, span[0] + 2 + at) if plain and at < len(value) else span
