"""Tell what exports add after the last row, totals and remarks, from rows that were cut off.

A footer is no loss, a damaged row is one that counts towards the limit of rejected rows; so a
line is a footer only on evidence, and none that holds a key or a date like those of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sqeval.tables.body import Body
from sqeval.tables.dialect import DELIMITERS
from sqeval.tables.fields import split_record
from sqeval.tables.quoted import Refused
from sqeval.tables.shapes import shape
from sqeval.tables.structure import Kind

FOOTER = "footer"
TOTAL_ROW = "total-row"
TRUNCATED = "truncated"

#: More lines than this in a row are damage, not a footer.
FOOTER_LINES = 10

#: From this many fields on, a line that has all of them under another delimiter is a row.
WIDE = 3

#: A date has year, month and day.
DATE_PARTS = 3

#: What a total begins with, in any case.
TOTALS = ("grand total", "subtotal", "sub-total", "total", "sum")
TOTALS_ZH = ("合计", "总计", "小计", "共计", "总数")
_TOTAL = re.compile(
    rf"\s*(?:(?:{'|'.join(TOTALS)})s?(?!\w|-\d)|{'|'.join(TOTALS_ZH)})", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}")
_LETTER = re.compile(r"[^\W\d_]")


def name_the_end(
    body: Body, refused: Sequence[Refused], last: int, *, ended: bool
) -> list[Refused]:
    """Return the lines at the end that are footers, or a row cut off, with their codes.

    ``last`` is the last line that may be one (what follows belongs to accepted records or there
    is nothing), ``ended`` whether the file ends with a line end. The result replaces entries of
    ``refused`` with the same ``first``.
    """
    codes = {r.first: r for r in refused if r.first == r.last}
    named: list[Refused] = []
    at_end = not ended
    for at in range(len(body.lines) - 1, last, -1):
        if body.kind_at(at) == Kind.BLANK:
            continue
        code = _name(body, at, codes, cut=at_end)
        if code is None:
            break
        named.append(Refused(at, at, code))
        at_end = False
        if len(named) > FOOTER_LINES:
            return []
    return named


def _name(body: Body, at: int, codes: Mapping[int, Refused], *, cut: bool) -> str | None:
    line: str = body.lines[at]
    cells = split_record(line, body.delimiter)
    known = codes.get(at)
    if known is None:
        return None
    if known.code == TOTAL_ROW:
        return TOTAL_ROW
    if known.code == "too-few-fields" and cells is not None and _is_remark(body, cells, cut=cut):
        return FOOTER
    return TRUNCATED if cut and known.code in {"too-few-fields", "broken-quote"} else None


def is_total_row(body: Body, cells: Sequence[str]) -> bool:
    """Believe a row of full width only if it says total and leaves half of its cells empty."""
    filled = [cell for cell in cells if cell.strip()]
    said = _TOTAL.match(filled[0]) is not None and 2 * len(filled) <= body.fields
    return said and not _is_like_a_row(body, cells)


def _is_remark(body: Body, cells: Sequence[str], *, cut: bool) -> bool:
    """Judge a line of too few fields; one that the file's end may have ``cut`` more strictly."""
    filled = [cell for cell in cells if cell.strip()]
    if _is_like_a_row(body, cells) or _is_a_row_otherwise(body, cells):
        return False
    if _TOTAL.match(filled[0]):
        return True
    if len(filled) > 1 and not cells[0].strip():
        return False
    forms = body.shapes(0, 0).columns.get(0)
    form = shape(cells[0])
    if cut:
        return forms is not None and not any(known.startswith(form) for known in forms)
    return len(filled) == 1 if forms is None else form not in forms


def _is_like_a_row(body: Body, cells: Sequence[str]) -> bool:
    """Whether a cell is like the keys or dates of the rows; a mere number may be a total."""
    columns = body.shapes(0, 0).columns
    dates = {form for forms in columns.values() for form in forms if form.count("9") >= DATE_PARTS}
    for i, cell in enumerate(cells):
        form = shape(cell)
        telling = i == 0 or _LETTER.search(cell)
        if (telling and form in columns.get(i, ())) or (form in dates and _DATE.search(cell)):
            return True
    return False


def _is_a_row_otherwise(body: Body, cells: Sequence[str]) -> bool:
    """Whether a line that came out as ``cells`` is a row under another delimiter."""
    line = body.delimiter.join(cells)
    first = body.shapes(0, 0).columns.get(0, frozenset())
    for delimiter in DELIMITERS:
        parts = split_record(line, delimiter) if delimiter != body.delimiter else None
        if parts is None or len(parts) == 1:
            continue
        if len(parts) == body.fields >= WIDE or shape(parts[0]) in first:
            return True
    return False
