"""A condition is true or false by itself, so a comparison says it twice.

Both are unknown where the condition is, so leaving the comparison out changes nothing.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved == true}

Good::

    version: 1
    tables:
      tickets:
        columns:
          solved: {type: boolean}
    indicators:
      solved: {type: ratio, good: solved}

How to silence: ``# sqeval: ignore[SQ404]`` on the line of the expression.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import Call, Compare, Literal, Node
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.expressions import OPPOSITE, Expression, expressions

CODE = "SQ404"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield conditions that are compared with true or false."""
    for expression in expressions(rules):
        for node in expression.nodes():
            if not isinstance(node, Compare) or node.op not in ("==", "!="):
                continue
            for literal, condition in ((node.right, node.left), (node.left, node.right)):
                if _truth(literal) is not None and not isinstance(condition, Literal):
                    message = f"a condition is compared with {str(_truth(literal)).lower()}"
                    as_it_is = (node.op == "==") == _truth(literal)
                    new = _written(expression, condition, as_it_is=as_it_is)
                    yield expression.rewritten(CODE, message, node, new)


def _truth(node: Node) -> bool | None:
    """Return true or false where it is written out."""
    return node.value if isinstance(node, Literal) and isinstance(node.value, bool) else None


def _written(expression: Expression, condition: Node, *, as_it_is: bool) -> str:
    """Return the condition, or its opposite in the fewest words."""
    text = expression.text(*condition.span)
    if as_it_is:
        return text
    if isinstance(condition, Call) and condition.function in OPPOSITE:
        return expression.opposite(condition)
    return f"not {text}"
