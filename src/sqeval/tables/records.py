"""Read an export strictly: every record ends up in the frame or, with a code, in the rejects.

The plain way (one call of ``read_csv``) pads short rows, shifts long ones and swallows records
in runaway quotes without an error. Here every line is judged first; what polars then parses is
known to be well formed, and the sums are asserted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from sqeval.problems import Location, Problem
from sqeval.tables.account import Account, account_for
from sqeval.tables.dialect import HEADER_LINES, HEADER_SEARCH, Layout, find_layout
from sqeval.tables.encoding import Text, to_utf8, undecodable
from sqeval.tables.header import Wanted, bind
from sqeval.tables.parse import parse
from sqeval.tables.quoted import Refused
from sqeval.tables.source import Source, refuse_foreign
from sqeval.tables.structure import raw_lines

#: What each code of a rejected record means.
REASONS: Mapping[str, str] = {
    "preamble": "stands before the header",
    "before-header": "stands before the header and is as wide",
    "repeated-header": "repeats the header",
    "footer": "is a total or a remark after the last row",
    "truncated": "is cut off by the end of the file",
    "too-few-fields": "has fewer fields than the header",
    "too-many-fields": "has more fields than the header",
    "broken-quote": "has a quote that is not closed, not doubled, or out of place",
    "doubtful-quote": "may be a record or a part of a damaged quoted text",
    "stray-cr": "has a carriage return inside the row",
    "nul-byte": "holds a NUL byte",
    "field-too-long": "has a field above 1 MB",
}

#: Rejected, but no loss: these do not count towards the limit of rejected rows.
HARMLESS = frozenset({"preamble", "repeated-header", "footer"})


@dataclass(frozen=True)
class Reject:
    """A record that is not used: the 1-based line where it starts, why, and its text."""

    file: str
    line: int
    code: str
    reason: str
    raw: str = field(repr=False)


@dataclass(frozen=True)
class Records:
    """The good records of one export, and an account of all others.

    ``frame`` holds one String column per declared column that is present (cells exactly as in
    the file, an empty cell is ``""``) and the Int64 column ``LINE``, the 1-based physical line
    where the record starts; on demand the String column ``ROW``, equal where all cells are.
    ``found`` maps declared names to 0-based header positions. ``continued`` holds the 0-based
    lines that go on with a good record.
    """

    frame: pl.DataFrame
    source: Source
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    read: int
    blank: int
    rejects: tuple[Reject, ...]
    found: Mapping[str, tuple[int, ...]]
    notices: tuple[Problem, ...]
    continued: pl.Series = field(repr=False, compare=False)

    def raw(self, starts: Sequence[int]) -> list[str]:
        """Return the texts of the good records that start on these 1-based lines.

        The export is decoded once more: to keep all of its lines for this would cost memory.
        """
        lines = raw_lines(to_utf8(self.source, self.encoding).data)
        more = set(self.continued)
        texts = []
        for start in starts:
            stop = start
            while stop in more:
                stop += 1
            texts.append("\n".join(lines[start - 1 : stop]))
        return texts


def read_records(
    source: Source, wanted: Sequence[Wanted], *, encoding: str | None, fingerprint: bool = False
) -> Records:
    """Read the ``wanted`` columns of an export in the declared ``encoding`` (None: UTF-8).

    With ``fingerprint`` the frame has the column ``ROW``. Raises InputError where the whole file
    is refused: it is no text table, does not decode, is empty, or lacks a required column.
    """
    refuse_foreign(source)
    text = to_utf8(source, encoding)
    lines = _split(source, text)
    layout = find_layout(lines.head(HEADER_SEARCH + HEADER_LINES).to_list(), wanted)
    place = Location(source.path, layout.first + 1)
    found, notices = bind(wanted, layout.header, place)
    account = account_for(lines, text.data, layout)
    frame = parse(text, layout, account, found, fingerprint=fingerprint)
    rejects = tuple(_reject(source.path, lines, refused) for refused in account.refused)
    records = _count(layout, account)
    if records != account.blank + len(rejects) + frame.height:
        raise AssertionError(
            f"{records} records, but {account.blank} + {len(rejects)} + {frame.height}"
        )
    if not frame.height:
        notices = (*notices, _no_rows(place))
    return Records(
        frame,
        source,
        text.encoding,
        layout.delimiter,
        layout.header,
        records,
        account.blank,
        rejects,
        found,
        (*text.notices, *notices),
        account.continued,
    )


def _split(source: Source, text: Text) -> pl.Series:
    try:
        return raw_lines(text.data)
    except (pl.exceptions.ComputeError, UnicodeDecodeError):
        raise undecodable(source) from None


def _count(layout: Layout, account: Account) -> int:
    """Count the records by the lines, not by what became of them."""
    header = layout.last - layout.first + 1
    going_on = len(account.continued) + account.rejected_lines - len(account.refused)
    return len(account.lines) - header - going_on


def _reject(path: str, lines: pl.Series, refused: Refused) -> Reject:
    raw = "\n".join(lines[refused.first : refused.last + 1])
    return Reject(path, refused.first + 1, refused.code, REASONS[refused.code], raw)


def _no_rows(place: Location) -> Problem:
    message = "no usable rows follow the header"
    return Problem("SQ512", message, place)
