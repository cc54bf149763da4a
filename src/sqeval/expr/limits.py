"""How large an expression may be: far more than a person writes, far less than hurts.

Rule files may come from anywhere, and the checker and the compiler recurse; within these limits
neither can run out of stack, so no input ends in a RecursionError.
"""

from __future__ import annotations

import re

from sqeval.expr.findings import ExpressionError, Finding
from sqeval.expr.tree import In, Node, walk

LENGTH = 4096
DEPTH = 32
NODES = 500
ITEMS = 200

_BRACKETS = re.compile(r"""\"[^"]*"|'[^']*'|`[^`]*`|[(\[)\]]""")
_HINT = "split it into computed columns or indicators"


def check_text(text: str) -> None:
    """Refuse a text that is too long or whose brackets nest too deep. Raises ExpressionError."""
    if len(text) > LENGTH:
        message = f"the expression has {len(text)} characters; {LENGTH} are allowed"
        raise ExpressionError(Finding("SQ209", message, LENGTH, LENGTH + 1, _HINT))
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(found[0], 0)
        if depth > DEPTH:
            _refuse_depth(found.span())


def check_tree(tree: Node) -> None:
    """Refuse a tree that is too deep or too large, or a list too long. Raises ExpressionError."""
    for count, (node, depth) in enumerate(walk(tree), start=1):
        if depth > DEPTH:
            _refuse_depth(node.span)
        if isinstance(node, In) and len(node.items) > ITEMS:
            message = f"the list has {len(node.items)} values; {ITEMS} are allowed"
            raise ExpressionError(Finding("SQ209", message, *node.span, _HINT))
        if count > NODES:
            message = f"the expression has more than {NODES} names, values and operators"
            raise ExpressionError(Finding("SQ209", message, *node.span, _HINT))


def _refuse_depth(span: tuple[int, int]) -> None:
    message = f"the expression is more than {DEPTH} levels deep"
    raise ExpressionError(Finding("SQ209", message, *span, _HINT))
