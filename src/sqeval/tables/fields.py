"""The one strict definition of a record: fields that are wholly quoted or hold no quote at all.

Everything that reads records uses it, once as a pattern for polars and once as a splitter, so
that the fast and the careful way cannot disagree.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: A field longer than this many bytes (UTF-8) rejects its row.
MAX_FIELD = 1_000_000

#: Rust's regex refuses patterns of more fields than about this; wider lines are split one by one.
MAX_PATTERN_FIELDS = 1_000


def record_pattern(delimiter: str, fields: int) -> str:
    """Return the pattern (for polars) of a record of exactly ``fields`` well-formed fields."""
    d = re.escape(delimiter)
    one = rf'(?:"[^"]*(?:""[^"]*)*"|[^"{d}\r\n]*)'
    return rf"^{one}(?:{d}{one}){{{fields - 1}}}$"


def blank_pattern(delimiter: str) -> str:
    """Return the pattern (for polars) of a line without any content: blank, or ``,,,,``."""
    d = re.escape(delimiter)
    one = r'(?:"\s*"|\s*)'
    return rf"^{one}(?:{d}{one})*$"


def split_record(record: str, delimiter: str) -> list[str] | None:
    r"""Split a record into its cells, doubled quotes undone; None where it is not well formed.

    Refused: text after a closing quote, a quote inside an unquoted field (so ``\"`` too), a quote
    left open, a line break outside quotes.
    """
    if '"' not in record:
        return None if "\r" in record or "\n" in record else record.split(delimiter)
    step = _field(delimiter).match
    cells: list[str] = []
    at = 0
    while found := step(record, at):
        quoted, plain, end = found.group(1, 2, 3)
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        if not end:
            return cells
        at = found.end()
    return None


def fault(record: str, delimiter: str, fields: int) -> str | None:
    """Return the code of what is wrong with a record, or None for one of ``fields`` fields."""
    if "\0" in record:
        return "nul-byte"
    cells = split_record(record, delimiter)
    if cells is None:
        mended = split_record(record.replace("\r", " "), delimiter) if "\r" in record else None
        return "broken-quote" if mended is None else "stray-cr"
    if len(cells) != fields:
        return "too-few-fields" if len(cells) < fields else "too-many-fields"
    if len(record) * 4 > MAX_FIELD and any(len(c.encode()) > MAX_FIELD for c in cells):
        return "field-too-long"
    return None


class Opening(NamedTuple):
    """A quoted field that its line does not properly end.

    ``fields`` stand before it, its text begins at ``offset``; ``open`` says that it is simply
    left open (no text after a closing quote).
    """

    fields: int
    offset: int
    open: bool


def opening(line: str, delimiter: str) -> Opening | None:
    """Find the quoted field at which a line stops being well formed.

    None where the line is well formed, or its first malformed field does not begin with a quote.
    """
    step = _field(delimiter).match
    fields = at = 0
    while (found := step(line, at)) and found.group(3):
        fields, at = fields + 1, found.end()
    if found or not line.startswith('"', at):
        return None
    return Opening(fields, at + 1, _OPEN.fullmatch(line, at) is not None)


def closing(line: str) -> int:
    """Return the offset of the quote that ends a quoted field begun on an earlier line, or -1."""
    found = _CLOSE.match(line)
    return found.end() - 1 if found else -1


@lru_cache(maxsize=16)
def _field(delimiter: str) -> re.Pattern[str]:
    d = re.escape(delimiter)
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"|([^"{d}\r\n]*+))({d}|\Z)')


_OPEN = re.compile(r'"[^"]*+(?:""[^"]*+)*+')
_CLOSE = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
