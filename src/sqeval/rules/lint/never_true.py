"""What cannot be true counts nothing, and a figure of 0 looks like news of the desk.

Mostly two different values are asked of one column with ``and``.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          status: {type: category, values: {solved: [Solved], closed: [Closed]}}
    indicators:
      done: {type: count, where: status == "solved" and status == "closed"}

Good::

    version: 1
    tables:
      tickets:
        columns:
          status: {type: category, values: {solved: [Solved], closed: [Closed]}}
    indicators:
      done: {type: count, where: 'status in ["solved", "closed"]'}

How to silence: ``# sqeval: ignore[SQ314]`` on the line of the condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import Node
from sqeval.expr.worlds import Worlds
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.bounds import gate_bounds, row_bounds

CODE = "SQ314"

_CONDITIONS = ("where", "good", "total")


def find(rules: Checking) -> Iterator[Problem]:
    """Yield conditions over rows, and of gates, that nothing makes true."""
    for name, measure in rules.draft.indicators.items():
        for field, tree in rules.fields(name).items():
            bounds = row_bounds(rules, measure.table, tree)
            if field in _CONDITIONS and _never(tree, bounds):
                yield Problem(CODE, "no row makes this true", measure.at(field))
    for table, entry in rules.draft.tables.items():
        for column, model in entry.columns.items():
            where = rules.trees.get(("tables", table, column, "where"))
            if where is not None and _never(where, {}):
                yield Problem(CODE, "no row makes this true", model.at("where"))
    for i, gate in enumerate(rules.draft.scorecard.gates):
        when = rules.trees.get(("gates", i))
        if when is not None and _never(when, gate_bounds(rules, when)):
            yield Problem(CODE, "no score makes this true", gate.at("when"), "the gate never fires")


def _never(tree: Node, bounds: dict[Node, tuple[float, float]]) -> bool:
    answers = {answer for (answer,) in Worlds([tree], bounds).answers()}
    return bool(answers) and True not in answers
