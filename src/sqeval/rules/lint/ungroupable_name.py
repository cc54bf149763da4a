"""``--by month`` groups by the month of the clock, so a column of that name is out of its reach.

The same holds for ``day``, ``week``, ``quarter`` and ``year``; and at a comma ``--by`` splits two
columns. ``from`` takes the header as the export writes it.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          month: {}
    indicators:
      january: {type: count, where: month == "January"}

Good::

    version: 1
    tables:
      tickets:
        columns:
          billing_month: {from: [month]}
    indicators:
      january: {type: count, where: billing_month == "January"}

How to silence: ``# sqeval: ignore[SQ321]`` on the line of the column.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.types import UNKNOWN, Kind
from sqeval.periods.period import GRAINS
from sqeval.problems import Problem
from sqeval.rules.checking import Checking

CODE = "SQ321"

#: What reports are not grouped by, whatever its name.
_TIMES = frozenset({Kind.DATETIME, Kind.DURATION})


def find(rules: Checking) -> Iterator[Problem]:
    """Yield columns that could be grouped by, were it not for their names."""
    for table, entry in rules.draft.tables.items():
        for name, column in entry.columns.items():
            kind = rules.own.get(table, {}).get(name, UNKNOWN).kind
            message = _reason(name)
            if message and kind not in _TIMES:
                hint = "give it another name; from: [...] takes the header"
                yield Problem(CODE, message, column.at(), hint)


def _reason(name: str) -> str:
    if name in GRAINS:
        return f"'--by {name}' is the {name} of the clock, never this column"
    return f"'--by' splits '{name}' at the comma" if "," in name else ""
