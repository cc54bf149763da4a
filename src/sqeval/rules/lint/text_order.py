"""The last of several records is told by their order, and as texts 10 stands before 9.

Only times in ISO form sort as texts as they do as times.

Bad::

    version: 1
    tables:
      tickets:
        key: ticket_id
        duplicates: {keep: last, by: edition}
        columns:
          ticket_id: {}
          edition: {}
    indicators:
      tickets: {type: count}

Good::

    version: 1
    tables:
      tickets:
        key: ticket_id
        duplicates: {keep: last, by: edition}
        columns:
          ticket_id: {}
          edition: {type: integer}
    indicators:
      tickets: {type: count}

How to silence: ``# sqeval: ignore[SQ322]`` on the line of ``duplicates``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.types import UNKNOWN, Kind
from sqeval.problems import Problem
from sqeval.rules.checking import Checking

CODE = "SQ322"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield texts by which the last record is told."""
    for name, table in rules.draft.tables.items():
        by = table.keep_by
        if by is not None and rules.own.get(name, {}).get(by, UNKNOWN).kind is Kind.TEXT:
            message = f"'{by}' is text, and as text 10 stands before 9"
            hint = f"give '{by}' a type, such as datetime or integer"
            yield Problem(CODE, message, table.at("duplicates", "by"), hint)
