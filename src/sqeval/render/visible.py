"""Names from exports, made harmless for a screen.

A team's name may hold anything its author typed or pasted: ANSI escapes that recolour or clear the
terminal, line breaks that tear a table, bidi controls that show figures in another order. Each such
character is replaced by a visible sign, never dropped, so that two different names stay different.
"""

from __future__ import annotations

import unicodedata

#: Joiners shape letters and emoji and can reorder nothing.
_JOINERS = "\u200c\u200d"

#: The control pictures: ``\x1b`` is shown as ``\u241b``.
_PICTURES = {chr(c): chr(0x2400 + c) for c in range(0x20)} | {"\x7f": "\u2421"}

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str, keep: str = "") -> str:
    """Return ``text`` with control, bidi and other invisible characters as signs.

    Line breaks are among them, unless ``keep`` names them as characters to leave.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep else _sign(c) for c in text)


def _sign(character: str) -> str:
    """Return the control picture of a C0 control, else the replacement character."""
    if unicodedata.category(character) not in _UNSAFE or character in _JOINERS:
        return character
    return _PICTURES.get(character, "\ufffd")
