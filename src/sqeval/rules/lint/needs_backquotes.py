"""A name that an expression cannot say as it stands is forgotten in backquotes sooner or later.

Letters of any script, digits and underscores make a plain name, where it starts with no digit and
is no word of the language such as ``in`` or ``not``. The header of an export may be anything:
``from`` takes it.

Bad::

    version: 1
    tables:
      tickets:
        columns:
          wait (s): {type: duration, unit: s}
    indicators:
      wait: {type: statistic, of: '`wait (s)`', aggregate: mean}

Good::

    version: 1
    tables:
      tickets:
        columns:
          wait: {from: [wait (s)], type: duration, unit: s}
    indicators:
      wait: {type: statistic, of: wait, aggregate: mean}

How to silence: ``# sqeval: ignore[SQ408]`` on the line of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqeval.expr.findings import ExpressionError
from sqeval.expr.parse import parse
from sqeval.expr.tree import Name
from sqeval.nodes import Model
from sqeval.problems import Problem
from sqeval.rules.check_columns import reserved
from sqeval.rules.checking import Checking
from sqeval.rules.scorecard import parts_of

CODE = "SQ408"


def find(rules: Checking) -> Iterator[Problem]:
    """Yield names that are none by themselves; of the reserved ones more is said already."""
    for name, model in _named(rules):
        if not reserved(name) and not _plain(name):
            message = f"expressions can say '{name}' only in backquotes"
            yield Problem(CODE, message, model.at(), _other(name))


def _named(rules: Checking) -> Iterator[tuple[str, Model]]:
    for table in rules.draft.tables.values():
        yield from table.columns.items()
    yield from rules.draft.indicators.items()
    yield from parts_of(rules.draft.scorecard)


def _plain(name: str) -> bool:
    try:
        return parse(name) == Name(name)
    except ExpressionError:
        return False


def _other(name: str) -> str:
    """Return the hint: a plain name that is close to it, if there is one."""
    words = "_".join(re.findall(r"\w+", name))
    return f"call it {words}" if words != name and _plain(words) else "give it another name"
