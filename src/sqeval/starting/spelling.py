"""Texts of an export as YAML: headers, values and expressions, and what comments may quote.

An export may hold anything, and a rule file is read by people and by a strict gate. Whatever would
not come back from YAML as the very text it was is quoted; what a rule file cannot hold is left out.
"""

from __future__ import annotations

import re
import unicodedata

from sqeval.nodes import core_reading

#: Characters that a plain scalar may have anywhere but at its ends, beside letters and digits.
_PLAIN = re.compile(r"[^\W\d_][\w ./()%<>=\"-]*", re.UNICODE)
#: Words that some YAML readers take for true or false.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
#: Categories of characters that rule files do not hold, or that no reader could see.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

#: So many letters of a text are quoted in a comment, and a header or value has at most so many.
_QUOTED, LONGEST = 40, 200


def scalar(text: str) -> str:
    """Return a text, without unseen characters, as a YAML scalar that is read as this text."""
    if _is_plain(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or text.endswith(" ") or text.lower() in _WORDS:
        return False
    try:
        return core_reading(text) == text
    except ValueError:
        return False


def listed(texts: tuple[str, ...]) -> str:
    """Return texts as a YAML list on one line."""
    return "[" + ", ".join(map(scalar, texts)) + "]"


def mapped(pairs: tuple[tuple[str, str], ...]) -> str:
    """Return keys and their YAML as a mapping on one line."""
    return "{" + ", ".join(f"{scalar(key)}: {value}" for key, value in pairs) + "}"


def seen(text: str) -> bool:
    """Tell whether a rule file can hold a text as it stands, on one line."""
    odd = any(unicodedata.category(c) in _UNSEEN for c in text)
    return 0 < len(text) <= LONGEST and text == text.strip() and not odd


def visible(text: str) -> str:
    """Return a text with unseen characters taken out and white space as single spaces.

    Headers are compared without them, so a header is still found by what is left.
    """
    kept = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join(kept.split())


def quoted(text: str) -> str:
    """Return a text as a comment quotes it: cut, on one line, and never read as an ignore."""
    plain = visible(text).replace("#", "＃")
    return "'" + (plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1] + "…") + "'"
