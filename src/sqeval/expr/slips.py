"""What people write when they mean something else: the fix for each typical slip.

Looked up where the parser stopped. Order matters: the first that matches there is said.
"""

from __future__ import annotations

import re

_MISSING = "write missing(x) or present(x)"

_SLIPS: tuple[tuple[str, str], ...] = (
    (r"={1,3}\s*(?:null|NULL|None)\b", _MISSING),
    (r"=<", "write <="),
    (r"=>", "write >="),
    (r"=", "write == to compare"),
    (r"&&?", "write 'and'"),
    (r"\|\|?", "write 'or'"),
    (r"!", "write 'not'"),
    (r"\?", "there is no conditional; use two indicators or a computed column"),
    (r"(?<=\*)\*", "powers do not exist; multiply"),
    (r"AND\b", "write 'and' in lower case"),
    (r"OR\b", "write 'or' in lower case"),
    (r"NOT\b|(?<=NOT )", "write 'not' in lower case"),
    (r"IN\b", "write 'in' in lower case"),
    (r"(?:且|并且|而且)\b", "write 'and'"),
    (r"(?:或|或者)\b", "write 'or'"),
    (r"(?i)is\b\s*(?:not\b\s*)?(?:null|none|missing|empty)?", _MISSING),
    (r"(?i)between\b", "write x >= 1 and x <= 5"),
    (r"(?i)(?:i?like|contains)\b", 'write contains(x, "text")'),
    (r"(?i)matches\b", 'write matches(x, "regex")'),
    (r"\.[0-9]", "write a digit before the point: 0.5"),
    (r"%", "write 5% without a space"),
    (r",", "a comma stands in lists and between arguments; numbers have none"),
    (r";", "one expression has no ';'"),
    (r"\{", "a list has square brackets: [1, 2]"),
    (r"[0-9]{2}:[0-9]{2}", "write a time with its date: @2026-01-31T09:00"),
    (r"(?<=[0-9] )[a-z]+\b", "write a unit without a space: 4h"),
    (r"(?<=present )|(?<=missing )", _MISSING),
    (r"[０-９]", "write figures with the digits 0 to 9"),
)
_COMPILED = tuple((re.compile(pattern), hint) for pattern, hint in _SLIPS)

_FULL_WIDTH = {
    **dict(zip("（）［］，＜＞！＋－×＊÷／％．｀＂＇＠", "()[],<>!+-**//%.`\"'@", strict=True)),
    **dict.fromkeys("“”„«»「」", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("、；", ","),
    "。": ".",
    "–": "-",
    "−": "-",
    "＝": "==",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}
"""What input methods and word processors put where the language has ASCII."""


def typographic(character: str) -> str:
    """Return the ASCII that the character stands for, or an empty text."""
    return _FULL_WIDTH.get(character, "")


def slip_hint(text: str, at: int) -> str:
    """Return the fix for what stands at this offset, or an empty text."""
    for pattern, hint in _COMPILED:
        if pattern.match(text, at):
            return hint
    return ""
