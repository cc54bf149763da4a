"""What a table's states say, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.explain.quantities import elapsed
from sqeval.explain.words import Words
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.states import STATES, States


def states_said(states: States, rules: RuleSet, words: Words) -> Iterator[str]:
    """Yield what each status means, what is overdue, and the bounds of the ages."""
    said = []
    for state in STATES:
        values = getattr(states, state)
        if values:
            names = words.list((words("expr.text", x=value) for value in values), "or")
            said.append(words(f"table.state.{state}", values=names))
    text = words("clauses").join(said)
    yield words("table.states", by=states.by, states=text, end=states.end)
    if states.overdue is not None:
        told = "table.overdue" if states.overdue in rules.indicators else "table.overdue.column"
        yield words(told, name=states.overdue)
    yield words("table.ages", ages=words.list((elapsed(a, words) for a in states.ages), "and"))
