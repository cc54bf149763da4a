"""A share that is always 100% or always 0%, or that misses what `good` counts, measures nothing.

The value is the share of good rows among those that `where` and `total` leave. So `good` must be
able to go either way there, and a value that it names is among those that `total` keeps.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          status: {type: category, values: {solved: [Solved], closed: [Closed], open: [Open]}}
          reopens: {type: integer}
    indicators:
      solved_once:
        type: ratio
        good: 'status in ["solved", "closed"] and reopens == 0'
        total: status == "solved"

Good::

    version: 1
    tables:
      tickets:
        columns:
          status: {type: category, values: {solved: [Solved], closed: [Closed], open: [Open]}}
          reopens: {type: integer}
    indicators:
      solved_once:
        type: ratio
        good: 'status in ["solved", "closed"] and reopens == 0'
        total: 'status in ["solved", "closed"]'

How to silence: ``# sqeval: ignore[SQ313]`` on the line of ``good``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqeval.expr.tree import Compare, In, Literal, Name, Node, names_used, walk
from sqeval.expr.types import BOOLEAN
from sqeval.expr.worlds import MOST_TRIED, Answer, Worlds
from sqeval.measures.ratio import Ratio
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.bounds import row_bounds

CODE = "SQ313"

#: More values than these, named by one condition, are not looked into.
_MOST_NAMED = 10

#: Where the answers of a world stand; those to each named value follow.
_GOOD, _TOTAL, _WHERE, _NAMED = range(4)

_TRUE = Literal(value=True, type=BOOLEAN)


def find(rules: Checking) -> Iterator[Problem]:
    """Yield ratios whose value is fixed, and values that ``good`` names in vain."""
    tried = 0
    for name, measure in rules.draft.indicators.items():
        if not isinstance(measure, Ratio) or tried > MOST_TRIED:
            continue
        fields = rules.fields(name)
        if fields.keys() == measure.expressions().keys():
            named = list(islice(_named(fields["good"], fields.get("total", _TRUE)), _MOST_NAMED))
            trees = [fields["good"], fields.get("total", _TRUE), fields.get("where", _TRUE)]
            bounds = row_bounds(rules, measure.table, *trees)
            tries = Worlds([*trees, *(test for _, test in named)], bounds)
            worlds = list(tries.answers())
            tried += tries.cost
            same = fields["good"] == fields.get("total")
            yield from _fixed(measure, worlds, same=same)
            for literal in _outside(worlds, [literal for literal, _ in named]):
                value = measure.good[slice(*literal.span)]
                message = f"'good' counts rows that 'total' leaves out: those with {value}"
                place = rules.place_of(literal, measure, "good")
                yield Problem(CODE, message, place, "let 'total' keep them, or do not name them")


def _fixed(measure: Ratio, worlds: list[tuple[Answer, ...]], *, same: bool) -> Iterator[Problem]:
    """Yield that the value is always 100%, or always 0%; ``same``: good and total are alike."""
    kept = {world[_GOOD] for world in worlds if world[_TOTAL] and world[_WHERE]}
    if kept == {True} or (same and not worlds):
        message = "'good' is true of every row that counts, so the value is always 100%"
        yield Problem(CODE, message, measure.at("good"), _HINTS[same])
    elif kept and True not in kept and any(world[_GOOD] for world in worlds):
        message = "'good' is true of no row that counts, so the value is always 0%"
        yield Problem(CODE, message, measure.at("good"), _HINTS[False])


#: What to look at, by whether ``good`` and ``total`` say the same.
_HINTS = {
    True: "'good' and 'total' are the same; leave 'total' out, or let it say which rows count",
    False: "the rows that count are those that 'where' and 'total' leave",
}


def _outside(worlds: list[tuple[Answer, ...]], named: list[Literal]) -> Iterator[Literal]:
    """Yield the values that ``good`` names and that ``total`` leaves out, where it can be true."""
    kept = {world[_GOOD] for world in worlds if world[_TOTAL] and world[_WHERE]}
    good = [world for world in worlds if world[_GOOD] and world[_WHERE]]
    for i, literal in enumerate(named if {True} < kept else [], _NAMED):
        totals = {world[_TOTAL] for world in good if world[i]}
        if totals and True not in totals:
            yield literal


def _named(good: Node, total: Node) -> Iterator[tuple[Literal, Compare]]:
    """Yield the values that ``good`` names of columns that ``total`` speaks of as well.

    Each comes with the condition that a row has it.
    """
    asked = names_used(total)
    for node, _ in walk(good):
        if isinstance(node, Compare) and node.op == "==":
            turned = isinstance(node.left, Literal)
            term, value = (node.right, node.left) if turned else (node.left, node.right)
            values: tuple[Node, ...] = (value,)
        elif isinstance(node, In) and not node.negated:
            term, values = node.operand, node.items
        else:
            continue
        for literal in values:
            if isinstance(term, Name) and term.name in asked and isinstance(literal, Literal):
                yield literal, Compare("==", term, literal, type=BOOLEAN)
