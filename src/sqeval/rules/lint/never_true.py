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

from collections.abc import Iterator, Mapping

from sqeval.expr.tree import Compare, Literal, Name, Node, walk
from sqeval.expr.worlds import MOST_TRIED, Bounds, Worlds
from sqeval.problems import Location, Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.bounds import gate_bounds, missing_texts, row_bounds

CODE = "SQ314"

#: A condition, the bounds and the missing texts of its terms, its place, a message and a hint.
_Condition = tuple[Node, dict[Node, Bounds], dict[Node, frozenset[str]], Location, str, str]

_CONDITIONS = ("where", "good", "total")


def find(rules: Checking) -> Iterator[Problem]:
    """Yield conditions over rows, and of gates, that nothing makes true."""
    tried = 0
    for tree, bounds, never, place, message, hint in _conditions(rules):
        worlds = Worlds([tree], bounds, never)
        tried += worlds.cost
        answers = {answer for (answer,) in worlds.answers()}
        if answers and True not in answers:
            yield Problem(CODE, message, place, hint or _hint(tree, never))
        if tried > MOST_TRIED:
            return


def _hint(tree: Node, never: Mapping[Node, frozenset[str]]) -> str:
    """Return the hint for a comparison with a text that counts as missing."""
    for node, _ in walk(tree):
        if isinstance(node, Compare) and node.op == "==":
            for term, other in ((node.left, node.right), (node.right, node.left)):
                texts = never.get(term, frozenset())
                if isinstance(term, Name) and isinstance(other, Literal) and other.value in texts:
                    return f"an empty cell is a missing one: write missing({term.name})"
    return ""


def _conditions(rules: Checking) -> Iterator[_Condition]:
    """Yield every condition with what bounds its terms, its place, what is said if it fails."""
    said = "no row makes this true"
    for name, measure in rules.draft.indicators.items():
        for field, tree in rules.fields(name).items():
            if field in _CONDITIONS:
                bounds = row_bounds(rules, measure.table, tree)
                never = missing_texts(rules, measure.table, tree)
                yield tree, bounds, never, measure.at(field), said, ""
    for table, entry in rules.draft.tables.items():
        for column, model in entry.columns.items():
            where = rules.trees.get(("tables", table, column, "where"))
            if where is not None:
                yield where, {}, {}, model.at("where"), said, ""
    for i, gate in enumerate(rules.draft.scorecard.gates):
        when = rules.trees.get(("gates", i))
        if when is not None:
            said, hint = "no score makes this true", "the gate never fires"
            yield when, gate_bounds(rules, when), {}, gate.at("when"), said, hint
