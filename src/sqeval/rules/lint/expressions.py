"""The checked expressions with the entries they stand in, and how a part of one is rewritten.

A rewriting is offered only where the file says the expression word for word: a fix that needs a
second look is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqeval.expr.tree import Call, Node, Not, children, walk
from sqeval.nodes import Model, Scalar
from sqeval.problems import Location, Problem
from sqeval.rules.checking import Checking
from sqeval.rules.stages import StageEvents

#: What a plain YAML scalar does not start with.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")

#: The longest text that a hint shows whole.
_SHOWN = 60

#: Tests that ask the opposite of each other; neither is ever unknown.
OPPOSITE = {"present": "missing", "missing": "present"}


@dataclass(frozen=True)
class Expression:
    """A checked tree, and the entry and field that hold its text."""

    model: Model
    field: str
    tree: Node

    @property
    def scalar(self) -> Scalar | None:
        """The text with its place, where it comes from a file."""
        return self.model.scalar(self.field)

    def nodes(self) -> Iterator[Node]:
        """Yield every part of the expression, in the order of the text."""
        return (node for node, _ in walk(self.tree))

    def text(self, start: int, end: int) -> str:
        """Return a span of the text."""
        return str(getattr(self.model, self.field))[start:end]

    def opposite(self, test: Call) -> str:
        """Return the text of ``present(x)`` or ``missing(x)``, turned around."""
        (start, end), (word, behind) = test.span, test.function_span
        return self.text(start, word) + OPPOSITE[test.function] + self.text(behind, end)

    def rewritten(self, code: str, message: str, node: Node, new: str) -> Problem:
        """Return the problem that a part of the expression is better written ``new``."""
        scalar, shown = self.scalar, new if len(new) <= _SHOWN else new[:_SHOWN] + "..."
        if scalar is None:
            return Problem(code, message, self.model.at(self.field), f"write {shown}")
        place = scalar.location(*node.span)
        fix = _fix(scalar, place, node, new)
        return Problem(code, message, place, f"write {shown}", fix)


def expressions(rules: Checking) -> Iterator[Expression]:
    """Yield the expressions of a rule set that could be checked."""
    for key, tree in rules.trees.items():
        match key:
            case ("indicators", str(name), str(field)):
                yield Expression(rules.draft.indicators[name], field, tree)
            case ("tables", str(table), str(column), str(field)):
                yield Expression(rules.draft.tables[table].columns[column], field, tree)
            case ("stages", str(table), int(index), str(field)):
                at = rules.draft.tables[table].stages[index].at_
                assert isinstance(at, StageEvents)  # noqa: S101 - only events have a condition
                yield Expression(at, field, tree)
            case ("gates", int(index)):
                yield Expression(rules.draft.scorecard.gates[index], "when", tree)


def _fix(scalar: Scalar, place: Location, node: Node, new: str) -> str | None:
    """Return what to write in the file at ``place``, None where it is not certain."""
    start, end = node.span
    here = place.source[max(0, place.column - 1) : max(0, place.end_column - 1)]
    fitting = _fitting(str(scalar), node, new)
    plain = scalar.style == ""
    certain = here == _raw(scalar, scalar[start:end])
    if not certain or (plain and start == 0 and fitting[0] in _INDICATORS):
        return None
    return _raw(scalar, fitting)


def _raw(scalar: Scalar, text: str) -> str:
    return text.replace("'", "''") if scalar.style == "'" else text


def _fitting(text: str, node: Node, new: str) -> str:
    """Return the new text as it can stand in the place of a comparison or of ``not x``.

    Whatever is no ``and`` or ``or`` can stand there; parentheses around it stay, since more may be
    done with what is in them, and words do not run into each other.
    """
    start, end = node.span
    first = next((child.span[0] for child in children(node)), start)
    grouped = text[start] == "(" and (isinstance(node, Not) or start < first)
    if grouped:
        return f"({new})"
    before, after = text[:start][-1:], text[end:][:1]
    left = " " if _is_word(before) and _is_word(new[0]) else ""
    right = " " if _is_word(after) and _is_word(new[-1]) else ""
    return f"{left}{new}{right}"


def _is_word(character: str) -> bool:
    return character == "_" or character.isalnum()
