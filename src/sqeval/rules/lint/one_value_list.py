"""A list of one value reads as if the others were forgotten.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          status: {}
    indicators:
      solved: {type: count, where: 'status in ["solved"]'}

Good::

    version: 1
    tables:
      tickets:
        columns:
          status: {}
    indicators:
      solved: {type: count, where: 'status == "solved"'}

How to silence: ``# sqeval: ignore[SQ406]`` on the line of the expression.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import In
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.expressions import expressions

CODE = "SQ406"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield lists of one value behind ``in`` or ``not in``."""
    for expression in expressions(rules):
        for node in expression.nodes():
            if isinstance(node, In) and len(node.items) == 1:
                word, sign = ("not in", "!=") if node.negated else ("in", "==")
                sides = (expression.text(*part.span) for part in (node.operand, node.items[0]))
                message = f"'{word}' with one value is '{sign}'"
                yield expression.rewritten(CODE, message, node, f" {sign} ".join(sides))
