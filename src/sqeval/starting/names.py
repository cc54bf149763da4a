"""Names for what an export calls anything: column ids that expressions can say, each once."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from sqeval.expr.findings import ExpressionError
from sqeval.expr.parse import parse
from sqeval.expr.tree import Name
from sqeval.periods.period import GRAINS
from sqeval.rules.headers import normal
from sqeval.starting.spelling import LONGEST, visible
from sqeval.tables.header import positions

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")

#: An id is cut to so many letters.
_LETTERS = 40


def name_for(text: str, taken: Container[str], otherwise: str) -> str:
    """Return an id for a header: snake case where it is ASCII, its own letters where it is not.

    ``otherwise`` is for a header without letters. The id is none of those ``taken``.
    """
    spaced = _HUMP.sub(" ", text) if text.isascii() else text
    words = "_".join(_WORD.findall(spaced))[:_LETTERS].strip("_")
    words = words.lower() if text.isascii() else words
    tries = (words, f"c_{words}", f"{words}_column")
    base = next((t for t in tries if words and _plain(t)), otherwise)
    found, n = base, 1
    while found in taken:
        n += 1
        found = f"{base}_{n}"
    return found


def _plain(name: str) -> bool:
    """Tell whether an expression can say a name without backquotes, and ``--by`` can name it."""
    try:
        return name not in GRAINS and parse(name) == Name(name)
    except ExpressionError:
        return False


def reference(position: int, header: Sequence[str]) -> str | None:
    """Return how ``from`` names the column at a 0-based position; None where nothing can."""
    headers = [normal(cell) for cell in header]
    text = visible(header[position])
    if not text or len(text) > LONGEST:
        return None
    nth = headers[: position + 1].count(headers[position])
    tries = (text, f"{text}#{nth}")
    return next((t for t in tries if positions(t, headers) == (position,)), None)
