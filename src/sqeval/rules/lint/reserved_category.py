"""``(other: X)`` is what a value X is called that the category does not list.

A category that takes such a name mixes its own rows with those of the unlisted value.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          kind: {type: category, values: {question: [Question], "(other: misc)": [Misc]}}
    indicators:
      questions: {type: count, where: kind == "question"}

Good::

    version: 1
    tables:
      tickets:
        columns:
          kind: {type: category, values: {question: [Question], misc: [Misc]}}
    indicators:
      questions: {type: count, where: kind == "question"}

How to silence: ``# sqeval: ignore[SQ326]`` on the line of the value.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.context import OTHER
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.columns import CategoryColumn

CODE = "SQ326"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield values of categories that are named as unlisted ones are."""
    for table in rules.draft.tables.values():
        for column in table.columns.values():
            for value in column.values if isinstance(column, CategoryColumn) else ():
                if value.startswith(OTHER):
                    message = f"'{value}' is the name of a value that is not listed"
                    place = column.at("values", value, key=True)
                    yield Problem(CODE, message, place, "give it another name")
