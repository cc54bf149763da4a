r"""The parts of a regular expression between brackets and after backslashes.

Rust reads ``[a[b]]``, ``&&`` and ``--`` in a class as set operations where other engines see plain
characters; they are refused, so that a pattern means the same to whoever reads it.
"""

from __future__ import annotations

import re

WIDE = 250
"""Weight of a class over all of Unicode, such as ``\\w``: hundreds of ranges in UTF-8."""

PLAIN = 8
"""Weight of one character, or one range of a class; a letter may stand for its case variants."""

ESCAPE = re.compile(
    r"\\(?:(?P<code>x[0-9A-Fa-f]{2}|u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4})|(?P<control>[nrtfv])|(?P<set>[dDwWsS])"
    r"|(?P<edge>[bBAz])"
    r"|(?P<property>[pP]\{(?:L|Lu|Ll|N|Nd|P|S|Z|Han|Latin|Greek|Cyrillic|Hiragana|Katakana|Hangul"
    r"|Arabic|Hebrew|Thai)\})|(?P<sign>[\\.+*?()|\[\]{}^$#&\-~/ ,:;!@%'\"=_`]))"
)
"""An escape that is known to mean the same everywhere."""

_POSIX = re.compile(r"\[:\^?(?:alnum|alpha|digit|lower|upper|punct|space|word|xdigit):\]")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}


class RegexError(ValueError):
    """Raised when a pattern is refused; ``at`` is the offset in the pattern."""

    def __init__(self, message: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint


def read_class(pattern: str, start: int) -> tuple[int, int]:
    """Return the weight of the class that opens at ``start`` and the offset after it.

    Raises RegexError.
    """
    at, weight = start + 1, PLAIN
    if pattern.startswith("^", at):
        at, weight = at + 1, WIDE
    first = at
    while at < len(pattern):
        if pattern[at] == "]" and at > first:
            return weight, at + 1
        at, more = _read_item(pattern, at, first)
        weight += more
    raise RegexError("'[' is never closed", start, "add ], or write \\[")


def _read_item(pattern: str, at: int, first: int) -> tuple[int, int]:
    """Read one item of a class; return the offset after it and its weight."""
    escape = ESCAPE.match(pattern, at)
    if escape and (escape["set"] or escape["property"]):
        return escape.end(), WIDE
    posix = _POSIX.match(pattern, at)
    if posix:
        return posix.end(), PLAIN
    if pattern[at] == "-" and (at == first or pattern.startswith("]", at + 1)):
        return at + 1, PLAIN
    low, end = _read_character(pattern, at)
    if pattern.startswith("-", end) and not pattern.startswith("]", end + 1):
        high, end = _read_character(pattern, end + 1)
        if high < low:
            raise RegexError("a range from more to less", at, "write it the other way round")
    return end, PLAIN


def _read_character(pattern: str, at: int) -> tuple[str, int]:
    """Read one character of a class, escaped or not; return it and the offset after it."""
    escape = ESCAPE.match(pattern, at)
    if escape and escape["code"]:
        return chr(int(escape["code"][1:], 16)), escape.end()
    if escape and escape["control"]:
        return _CONTROL[escape["control"]], escape.end()
    if escape and escape["sign"]:
        return escape["sign"], escape.end()
    character = pattern[at : at + 1]
    if not character or character in "[]\\-&~^":
        sign = character or "-"
        raise RegexError(f"'{sign}' in a class", at, f"a literal one is \\{sign}")
    return character, at + 1
