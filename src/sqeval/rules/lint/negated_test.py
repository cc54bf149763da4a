"""What is not present is missing, and one word is read faster than two.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          agent: {}
    indicators:
      unassigned: {type: count, where: not present(agent)}

Good::

    version: 1
    tables:
      tickets:
        columns:
          agent: {}
    indicators:
      unassigned: {type: count, where: missing(agent)}

How to silence: ``# sqeval: ignore[SQ405]`` on the line of the expression.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import Call, Not
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.expressions import OPPOSITE, expressions

CODE = "SQ405"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield tests for what is there, or missing, behind a ``not``."""
    for expression in expressions(rules):
        for node in expression.nodes():
            test = node.operand if isinstance(node, Not) else None
            if isinstance(test, Call) and test.function in OPPOSITE:
                message = f"'not {test.function}' is '{OPPOSITE[test.function]}'"
                yield expression.rewritten(CODE, message, node, expression.opposite(test))
