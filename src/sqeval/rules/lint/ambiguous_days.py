"""Under a calendar some read ``2d`` as 48 hours and others as two working days.

``5wd`` is five working days, ``40h`` is forty working hours: one of the two is meant.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      on_time: {type: within, from: created_at, to: solved_at, limit: 2d, calendar: office}

Good::

    version: 1
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      on_time: {type: within, from: created_at, to: solved_at, limit: 2wd, calendar: office}

How to silence: ``# sqeval: ignore[SQ324]`` on the line of the days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqeval.expr.scalars import ScalarError, parse_duration
from sqeval.nodes import Map, Scalar, Seq
from sqeval.problems import Problem
from sqeval.rules.checking import Checking

CODE = "SQ324"

_DAYS = re.compile("[0-9]d")


def find(rules: Checking) -> Iterator[Problem]:
    """Yield amounts in days of indicators that name a calendar, as they stand in the files."""
    for file in rules.files:
        indicators = file.document.get("indicators")
        for entry in indicators.values() if isinstance(indicators, Map) else ():
            if isinstance(entry, Map) and "calendar" in entry:
                for text in _amounts(entry):
                    if _in_days(text):
                        message = f"'{text}' under a calendar: whole days, or working days?"
                        hint = "say the hours: 48h around the clock, or 16h of two working days"
                        yield Problem(CODE, message, text.location(), hint)


def _in_days(text: Scalar) -> bool:
    if not _DAYS.search(text):
        return False
    try:
        return parse_duration(text) > 0
    except ScalarError:
        return False


def _amounts(entry: Map) -> Iterator[Scalar]:
    """Yield the values of limit and target, and the keys and values of points."""
    waiting = [(key, entry.get(key)) for key in ("limit", "target", "points")]
    while waiting:
        field, node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Seq):
            waiting += [(field, item) for item in node]
        elif isinstance(node, Map):
            waiting += [(field, value) for key, value in node.items() if key != "by"]
            if field == "points":
                yield from (key for key in node if isinstance(key, Scalar))
