"""Under a calendar some read ``2d`` as 48 hours and others as two working days.

``5wd`` is five working days, ``40h`` is forty working hours: one of the two is meant.

Bad::

    version: 1
    calendars:
      office: {hours: {mon-fri: ["09:00-18:00"]}}
    tables:
      tickets:
        columns:
          created_at: {type: datetime}
          solved_at: {type: datetime}
    indicators:
      on_time: {type: within, from: created_at, to: solved_at, limit: 2d, calendar: office}

Good::

    version: 1
    calendars:
      office: {hours: {mon-fri: ["09:00-18:00"]}}
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
from sqeval.nodes import Map, Node, Scalar, Seq
from sqeval.problems import Problem
from sqeval.rules.checking import Checking
from sqeval.rules.lint.timed import timed

CODE = "SQ324"

_DAYS = re.compile("[0-9]d")

_HINTS = {
    "limit": "say working days, such as 2wd, or hours, such as 16h",
    None: "say hours, such as 16h",
}


def find(rules: Checking) -> Iterator[Problem]:
    """Yield amounts in days of what counts by a calendar: indicators, and limits of stages."""
    for entry in timed(rules):
        for key in ("limit", "target", "points") if entry.calendar is not None else ():
            for text in _amounts(entry.written(key), key):
                if _in_days(text):
                    message = f"'{text}' under a calendar: whole days, or working days?"
                    hint = _HINTS.get(key, _HINTS[None])
                    yield Problem(CODE, message, text.location(), hint)


def _in_days(text: Scalar) -> bool:
    if not _DAYS.search(text):
        return False
    try:
        return parse_duration(text) > 0
    except ScalarError:
        return False


def _amounts(node: Node | None, key: str) -> Iterator[Scalar]:
    """Yield the values below limit and target, and the keys and values of points."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Seq):
        for item in node:
            yield from _amounts(item, key)
    elif isinstance(node, Map):
        for name, value in node.items():
            if key == "points" and isinstance(name, Scalar):
                yield name
            yield from _amounts(value, key) if name != "by" else ()
