"""Read an export strictly: every record ends up in the frame or, with a code, in the rejects.

The plain way (one call of ``read_csv``) pads short rows, shifts long ones and swallows records
in runaway quotes without an error. Here every line is judged first, but for what the parsed cells
prove as well at less cost (see ``widths``); where they do not, all is judged anew. The sums are
asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.tables.account import Account, account_for, account_on_trust
from sqeval.tables.dialect import HEADER_LINES, HEADER_SEARCH, Layout, find_layout
from sqeval.tables.encoding import Text, to_utf8, without_half
from sqeval.tables.header import Wanted, bind
from sqeval.tables.parse import parse, positions_of
from sqeval.tables.quoted import Refused
from sqeval.tables.source import Source, refuse_foreign
from sqeval.tables.structure import raw_lines
from sqeval.tables.widths import pays

#: What each code of a rejected record means.
REASONS: Mapping[str, str] = {
    "preamble": "stands before the header",
    "before-header": "stands before the header and is as wide",
    "repeated-header": "repeats the header",
    "other-header": "is a header of other columns, or stands below one",
    "total-row": "is a total of full width",
    "footer": "is a total or a remark after the last row",
    "truncated": "is cut off by the end of the file",
    "too-few-fields": "has fewer fields than the header",
    "too-many-fields": "has more fields than the header",
    "broken-quote": "has a quote that is not closed, not doubled, or out of place",
    "doubtful-quote": "may be a record or a part of a damaged quoted text",
    "stray-cr": "has a carriage return inside the row",
    "nul-byte": "holds a NUL byte",
    "field-too-long": "has a field above 1 MB",
    "no-answer": "is no answer to a survey: the columns that one fills in are empty",
}

#: So many bytes hold the header of any export.
_HEAD = 1 << 18

#: Rejected, but no loss: these do not count towards the limit of rejected rows.
HARMLESS = frozenset({"preamble", "repeated-header", "total-row", "footer", "no-answer"})


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
    Of a file whose cells are no texts, an empty cell is null, columns of ``KIND`` tell what the
    cells are, ``LINE`` is the row, ``encoding`` the kind of file and ``delimiter`` empty.
    ``found`` maps declared names to 0-based header positions. ``raw`` returns the texts of the
    good records that start on given lines; the export is read once more for it, since to keep
    all of its lines would cost memory.
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
    raw: Callable[[Sequence[int]], list[str]] = field(repr=False, compare=False)


def read_records(
    source: Source, wanted: Sequence[Wanted], *, encoding: str | None, fingerprint: bool = False
) -> Records:
    """Read the ``wanted`` columns of an export in the declared ``encoding`` (None: UTF-8).

    With ``fingerprint`` the frame has the column ``ROW``. Raises InputError where the whole file
    is refused: it is no text table, does not decode, is empty, or lacks a required column.
    """
    refuse_foreign(source)
    text = to_utf8(source, encoding)
    text, lines = _split(source, text)
    layout = find_layout(lines.head(HEADER_SEARCH + HEADER_LINES).to_list(), wanted)
    place = Location(source.path, layout.first + 1)
    found, notices = bind(wanted, layout.header, place)
    if not layout.header:
        raise InputError(no_header(source.path))
    needed = layout.fields if fingerprint else len(positions_of(found))
    trusting = pays(len(text.data), needed, layout.fields)
    account = account_on_trust(lines, text, layout) if trusting else None
    account = account or account_for(lines, text, layout)
    del lines  # the parser can have their memory
    frame = parse(text, layout, account, found, fingerprint=fingerprint)
    if frame is None:  # the trust was not justified
        account = account_for(raw_lines(text.data), text, layout)
        frame = parse(text, layout, account, found, fingerprint=fingerprint)
    if frame is None:
        raise AssertionError("nothing was taken on trust")
    rejects = tuple(map(partial(_reject, source.path), account.refused, account.texts))
    records = _count(layout, account)
    check_sum(records, account.blank, len(rejects), frame.height)
    if not frame.height:
        notices = (*notices, no_rows(place))
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
        partial(_raw, source, text.encoding, account.continued),
    )


def text_header(
    source: Source, wanted: Sequence[Wanted], *, encoding: str | None
) -> tuple[str, ...]:
    """Return the line that has most of the ``wanted`` columns; only the beginning is decoded.

    Raises InputError where the export is no text table.
    """
    refuse_foreign(source)
    head = to_utf8(replace(source, data=source.data[:_HEAD]), encoding).data
    lines = [line.removesuffix("\r") for line in head.decode(errors="replace").split("\n")]
    return find_layout(lines[: HEADER_SEARCH + HEADER_LINES], wanted).header


def _raw(source: Source, encoding: str, continued: pl.Series, starts: Sequence[int]) -> list[str]:
    """Return the texts of the good records that start on these 1-based lines.

    ``continued`` holds the 0-based lines that go on with a good record.
    """
    _, lines = _split(source, to_utf8(source, encoding))
    more = set(continued)
    texts = []
    for start in starts:
        stop = start
        while stop in more:
            stop += 1
        texts.append("\n".join(lines[start - 1 : stop]))
    return texts


def _split(source: Source, text: Text) -> tuple[Text, pl.Series]:
    try:
        return text, raw_lines(text.data)
    except (pl.exceptions.ComputeError, UnicodeDecodeError):
        text = without_half(source, text)
    return text, raw_lines(text.data)


def check_sum(records: int, blank: int, rejected: int, accepted: int) -> None:
    """Refuse an account that does not tie out: an AssertionError is a bug of ours."""
    if records != blank + rejected + accepted:
        raise AssertionError(f"{records} records, but {blank} + {rejected} + {accepted}")


def _count(layout: Layout, account: Account) -> int:
    """Count the records by the lines, not by what became of them."""
    header = layout.last - layout.first + 1
    going_on = len(account.continued) + account.rejected_lines - len(account.refused)
    return len(account.lengths) - header - going_on


def _reject(path: str, refused: Refused, raw: str) -> Reject:
    return Reject(path, refused.first + 1, refused.code, REASONS[refused.code], raw)


def no_header(path: str) -> Problem:
    """Return the problem of an export of which no line can be read as the header."""
    message = "no line can be read as a header: a quote in the first one is not closed"
    return Problem("SQ502", message, Location(path, 1), "close the quote, or delete that line")


def no_rows(place: Location) -> Problem:
    """Return the notice of an export that has a header and no rows to use."""
    message = "no usable rows follow the header"
    return Problem("SQ512", message, place)
