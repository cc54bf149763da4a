"""Bring an export to UTF-8 without ever guessing what its characters are.

A wrong guess turns names and categories into other words without an error. So: a byte order mark
decides, else the declared encoding, else UTF-8; anything that does not decode is refused, with the
encodings that would decode it as a suggestion.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace

from sqeval.problems import InputError, Location, Problem
from sqeval.tables.source import Source

UTF8_BOM = codecs.BOM_UTF8

#: Tried, in this order, for the suggestion only.
SUGGESTED = ("gb18030", "big5", "cp1252")

#: Share of zero bytes in the first bytes from which a text without a mark must be UTF-16.
UTF16_SHARE = 0.3


@dataclass(frozen=True)
class Text:
    r"""An export in UTF-8: no byte order mark; ``\n`` ends lines (``\r\n`` may, too).

    ``classic`` says that all lines ended in a lone carriage return and were rewritten. The bytes
    of a file that is UTF-8 already are passed on unchecked: whoever splits them into lines finds
    what is no UTF-8 (checking here would walk over all bytes once more) and calls ``without_half``.
    ``cut`` says that the file ended within a letter, and that a NUL stands in its place.
    """

    data: bytes = field(repr=False)
    encoding: str
    classic: bool
    cut: bool = False
    notices: tuple[Problem, ...] = ()


def to_utf8(source: Source, declared: str | None) -> Text:
    """Decode by byte order mark, else as declared, else as UTF-8 (see ``Text`` for the checks).

    Raises InputError for an unknown encoding, for bytes that the encoding does not know, and for
    a file that holds nothing but white space.
    """
    marked = _marked(source.data)
    name = marked or (_known(source, declared) if declared else "utf-8")
    data = source.data
    cut = False
    if name == "utf-8":
        while data.startswith(UTF8_BOM):
            data = data[len(UTF8_BOM) :]
        if not marked and not declared:
            _refuse_unmarked_utf16(source)
    else:
        data, cut = _transcoded(source, name)
    classic = b"\n" not in data and b"\r" in data
    if classic:
        data = data.replace(b"\r", b"\n")
    if not data[:65_536].strip() and not data.strip():
        raise InputError(Problem("SQ505", "the file holds no text", Location(source.path)))
    return Text(data, name, classic, cut, _contradiction(source, marked, declared))


def without_half(source: Source, text: Text) -> Text:
    """Return ``text``, which is no UTF-8, if all that is wrong is half a letter at its end.

    Raises InputError that says where it is no UTF-8 and which encodings would decode it.
    """
    try:
        text.data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _ends_within_a_letter(error):
            return replace(text, data=text.data[: error.start] + b"\0", cut=True)
    raise _undecodable(source)


def _ends_within_a_letter(error: UnicodeDecodeError) -> bool:
    return error.reason in _CUT and error.end == len(error.object)


#: What codecs say of a file that ends within a letter.
_CUT = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")


def _undecodable(source: Source) -> InputError:
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        fits = [name for name in SUGGESTED if _decodes(source.data, name)]
        hint = (
            f"it would decode as {' or '.join(fits)}: declare 'encoding:' in the rules or give "
            "--encoding"
            if fits
            else "declare the encoding with 'encoding:' in the rules or --encoding"
        )
        return _wrong_encoding(source, "utf-8", error.start, hint)
    raise AssertionError("the bytes are UTF-8 after all")


def _marked(data: bytes) -> str | None:
    """Name the encoding of the byte order mark, if there is one."""
    if data.startswith(UTF8_BOM):
        return "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _known(source: Source, declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
        "".encode(name)
    except (LookupError, ValueError):
        message = f"no text encoding is called '{declared}'"
        hint = "for example utf-8, gb18030, big5, cp1252 or latin-1"
        raise InputError(Problem("SQ504", message, Location(source.path), hint)) from None
    return "utf-8" if name in {"utf-8", "utf-8-sig", "ascii"} else name


def _transcoded(source: Source, name: str) -> tuple[bytes, bool]:
    """Return the text in UTF-8, and whether it ended within a letter."""
    hint = "is the declared encoding the one of this file?"
    try:
        return source.data.decode(name).lstrip("\ufeff").encode("utf-8"), False
    except UnicodeDecodeError as error:
        if _ends_within_a_letter(error):
            whole = source.data[: error.start].decode(name)
            return whole.lstrip("\ufeff").encode("utf-8") + b"\0", True
        raise _wrong_encoding(source, name, error.start, hint) from None
    except UnicodeError:
        # some codecs do not say where, and some make what is no text
        message = f"the bytes are not {name}"
        raise InputError(Problem("SQ504", message, Location(source.path), hint)) from None


def _wrong_encoding(source: Source, name: str, offset: int, hint: str) -> InputError:
    before = source.data[:offset]
    line = (before.count(b"\n") or before.count(b"\r")) + 1
    message = f"the bytes are not {name} at byte offset {offset} (line {line})"
    return InputError(Problem("SQ504", message, Location(source.path, line), hint))


def _refuse_unmarked_utf16(source: Source) -> None:
    head = source.data[:1024]
    if head.count(0) <= len(head) * UTF16_SHARE:
        return
    name = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    hint = f"it looks like {name}: declare 'encoding:' in the rules or give --encoding"
    raise _wrong_encoding(source, "utf-8 text", head.index(0), hint)


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _contradiction(source: Source, marked: str | None, declared: str | None) -> tuple[Problem, ...]:
    """Say so where the mark in the file overrules the declaration."""
    if not marked or not declared or _known(source, declared).startswith(marked):
        return ()
    message = f"declared as {declared}, but its byte order mark says {marked}: read as {marked}"
    return (Problem("SQ510", message, Location(source.path)),)
