"""Which encoding an export is likely to have, where it is not the one that was declared.

Many encodings decode the same bytes, so that the bytes decode tells little. What tells them apart
is how usual the letters are that come out: Chinese in the wrong encoding is full of rare signs.
It stays a suggestion; nobody is told what a file holds on the strength of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from sqeval.problems import InputError
from sqeval.tables.encoding import SUGGESTED
from sqeval.tables.source import Source

#: So many bytes are decoded for a suggestion.
_ENOUGH = 1 << 20


@contextlib.contextmanager
def suggesting(source: Source, declared: str | None) -> Iterator[None]:
    """Let a refusal for the encoding say which one to declare, where none was."""
    try:
        yield
    except InputError as error:
        name = likely(source.data) if declared is None else None
        if name is None or error.problems[0].code != "SQ504":
            raise
        hint = f"it reads best as {name}: if that is right, run again with --encoding {name}"
        raise InputError([replace(p, hint=hint) for p in error.problems]) from None


def likely(data: bytes) -> str | None:
    """Return the encoding that makes the most usual letters of bytes that are no UTF-8."""
    shares = {name: share for name in SUGGESTED if (share := _share(data, name)) is not None}
    return max(shares, key=lambda name: shares[name], default=None)


def _share(data: bytes, name: str) -> float | None:
    """Return the share (0-1) of usual ones among the non-ASCII letters; None: it does not decode.

    Only what stands before the last line break is decoded, so that no letter is cut in two.
    """
    head = data if len(data) <= _ENOUGH else data[: data.rfind(b"\n", 0, _ENOUGH) + 1]
    try:
        text = head.decode(name)
    except UnicodeDecodeError:
        return None
    foreign = [i for i, letter in enumerate(text) if not letter.isascii()]
    usual = sum(_USUAL[name](text, i) for i in foreign)
    return usual / len(foreign) if foreign else None


def _level_1(encoding: str, first: int, last: int) -> Callable[[str, int], bool]:
    """Return whether a letter is among the usual ones, which an encoding has under these bytes."""

    def usual(text: str, i: int) -> bool:
        code = text[i].encode(encoding, "ignore")
        return len(code) > 1 and first <= code[0] <= last

    return usual


def _beside_ascii(text: str, i: int) -> bool:
    """Tell whether a letter is a Western one, which stands among ASCII letters."""
    around = text[max(0, i - 1) : i] + text[i + 1 : i + 2]
    return text[i].isalpha() and any(c.isascii() and c.isalpha() for c in around)


#: GB2312 and Big5 have their usual characters first, in these rows of their tables.
_USUAL: dict[str, Callable[[str, int], bool]] = {
    "gb18030": _level_1("gb2312", 0xB0, 0xD7),
    "big5": _level_1("big5", 0xA4, 0xC6),
    "cp1252": _beside_ascii,
}
