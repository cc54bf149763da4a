"""A problem code in words: its name, its severity, its meaning, and its page."""

from __future__ import annotations

import re

from sqeval.codes import CODES
from sqeval.explain.page import Line, page
from sqeval.rules.pages.registry import page as page_of

_CODE = re.compile(r"SQ[0-9]{3}", re.IGNORECASE)


def looks_like_code(text: str) -> bool:
    """Tell whether a text has the form of a code, such as SQ203."""
    return _CODE.fullmatch(text) is not None


def explain_code(code: str, width: int | None = None) -> str:
    """Return the page of a code; its meaning is wrapped at ``width`` cells (None: not at all)."""
    entry = CODES[code]
    head = page([Line(f"{code} {entry.name} ({entry.severity})")], width)
    meaning = page([Line(entry.meaning)], width)
    more = page_of(code).replace("::\n", ":\n").replace("``", "`")  # plain text, no markup
    return "\n".join([head, meaning, more + "\n"] if more else [head, meaning])
