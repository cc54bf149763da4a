"""Read the one sheet of a workbook that holds the table, every row of it accounted for.

Rows are judged as the lines of a CSV export are: titles before the header, the header repeated,
totals and remarks have the same codes, and a row's number in the sheet is its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from sqeval.problems import InputError, Location, Problem
from sqeval.rules.headers import normal
from sqeval.tables.account import Account, account_for
from sqeval.tables.dialect import HEADER_SEARCH, Layout
from sqeval.tables.encoding import Text
from sqeval.tables.ends import FOOTER_LINES, WIDE
from sqeval.tables.header import Wanted, bind, present
from sqeval.tables.native import Column, cells_frame
from sqeval.tables.records import REASONS, Records, Reject, check_sum, no_rows
from sqeval.tables.sheetcells import Cell, sheet_column, shown
from sqeval.tables.source import Source
from sqeval.tables.workbook import Book, Grid, open_book, read_grid

#: A row is judged as one line; what would break the line is a space in it.
_TAB = "\t"
_BREAKS = '[\t\r\n"\0]'


@dataclass(frozen=True)
class _Found:
    """A sheet, the row (0-based) that is the best header, and its count of declared columns."""

    grid: Grid
    at: int
    required: int
    all: int


def read_workbook(source: Source, wanted: Sequence[Wanted], *, fingerprint: bool) -> Records:
    """Read the ``wanted`` columns of the visible sheet that has the required ones.

    Raises InputError where the workbook is damaged or too large, no sheet has the required columns,
    or several have.
    """
    book = open_book(source)
    sheet = _chosen(book, wanted)
    grid = sheet.grid
    header = tuple(shown(value) for value in grid.rows[sheet.at])
    place = Location(source.path, sheet.at + 1)
    found, notices = _bound(book, wanted, header, place)
    columns = _columns(grid, sheet.at + 1)
    lines = _lines(grid, sheet.at, columns)
    account = _account(lines, Layout(_TAB, sheet.at, sheet.at, tuple(lines[sheet.at].split(_TAB))))
    numbers = pl.int_range(sheet.at + 2, len(grid.rows) + 1, eager=True)
    cells = cells_frame(columns, found, numbers, header if fingerprint else None)
    frame = cells.filter(~(numbers - 1).is_in(account.removed.implode()))
    rejects = tuple(
        Reject(source.path, r.first + 1, r.code, REASONS[r.code], lines[r.first])
        for r in account.refused
    )
    read = len(grid.rows) - 1
    check_sum(read, account.blank, len(rejects), frame.height)
    notices += (_said(book, grid.name),) if len(book.sheets) > 1 else ()
    notices += () if frame.height else (no_rows(place),)
    raw = partial(_raw, source, grid.name)
    blank = account.blank
    return Records(frame, source, "xlsx", "", header, read, blank, rejects, found, notices, raw)


def workbook_header(source: Source, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Return the row with most of the ``wanted`` columns.

    Raises InputError where the workbook is damaged, too large or empty.
    """
    sheet = _best(_all(open_book(source), wanted))
    return tuple(shown(value) for value in sheet.grid.rows[sheet.at])


def _chosen(book: Book, wanted: Sequence[Wanted]) -> _Found:
    """Return the sheet that has all required columns, else the one that has most."""
    found = _all(book, wanted)
    required = sum(want.required for want in wanted)
    best = _best(found)
    fit = [f for f in found if f.required == required and f.all]
    rivals = fit if required else [f for f in fit if f.all == best.all]
    if len(rivals) > 1:
        names = " and ".join(f"'{f.grid.name}'" for f in rivals)
        message = f"the sheets {names} have the columns of this table"
        hint = "give a workbook in which one sheet has them, or hide the others"
        raise InputError(Problem("SQ517", message, Location(book.source.path), hint))
    return best


def _all(book: Book, wanted: Sequence[Wanted]) -> list[_Found]:
    """Return all visible sheets that hold anything."""
    found = [f for name in book.sheets if (f := _looked_at(read_grid(book, name), wanted))]
    if not found:
        message = "the workbook has no visible sheet with anything in it"
        raise InputError(Problem("SQ505", message, Location(book.source.path)))
    return found


def _best(found: Sequence[_Found]) -> _Found:
    """Return the first of the sheets with most of the declared columns."""
    return max(found, key=lambda sheet: (sheet.required, sheet.all))


def _looked_at(grid: Grid, wanted: Sequence[Wanted]) -> _Found | None:
    """Find the header: the first row with all required columns, else the one with most columns."""
    required = sum(want.required for want in wanted)
    best: _Found | None = None
    for at, row in enumerate(grid.rows[:HEADER_SEARCH]):
        headers = [normal(shown(value)) for value in row]
        if not any(headers):
            continue
        there = [want.required for want in wanted if present(want, headers)]
        if best is None or (sum(there), len(there)) > (best.required, best.all):
            best = _Found(grid, at, sum(there), len(there))
        if sum(there) == required and there:
            break
    return best


def _bound(
    book: Book, wanted: Sequence[Wanted], header: tuple[str, ...], place: Location
) -> tuple[Mapping[str, tuple[int, ...]], tuple[Problem, ...]]:
    """Find the columns; where some are missing, say which sheets there are."""
    try:
        return bind(wanted, header, place)
    except InputError as error:
        if len(book.sheets) + len(book.hidden) == 1:
            raise
        named = ", ".join(f"'{name}'" for name in book.sheets)
        hidden = ", ".join(f"'{name}'" for name in book.hidden)
        sheets = f"sheets: {named}" + (f"; hidden, so not read: {hidden}" if hidden else "")
        raise InputError(
            [
                Problem(p.code, p.message, p.location, f"{p.hint}; {sheets}" if p.hint else sheets)
                for p in error.problems
            ]
        ) from None


def _columns(grid: Grid, start: int) -> dict[int, Column]:
    """Return all columns of the rows from ``start`` on."""
    rows = grid.rows[start:]
    width = len(grid.rows[0])
    broken = _broken(grid, start)
    columns = zip(*rows, strict=True) if rows else [()] * width
    return {i: sheet_column(values, broken.get(i, {})) for i, values in enumerate(columns)}


def _broken(grid: Grid, start: int) -> dict[int, dict[int, Cell]]:
    """Return the cells without a value of their own, by column and by row after ``start``."""
    broken: dict[int, dict[int, Cell]] = {}
    for (top, left), (bottom, right) in grid.merged:
        for row in range(max(top, start), min(bottom + 1, len(grid.rows))):
            for column in range(left, min(right + 1, len(grid.rows[0]))):
                if (row, column) != (top, left):
                    broken.setdefault(column, {})[row - start] = ("(merged)", "merged-cell")
    for (row, column), text in grid.errors.items():
        if start <= row < len(grid.rows) and column < len(grid.rows[0]):
            broken.setdefault(column, {})[row - start] = (text, "error-value")
    return broken


def _lines(grid: Grid, at: int, columns: Mapping[int, Column]) -> pl.Series:
    """Return every row of a sheet as one line, cells separated by tabs."""
    before = ["\t".join(map(_flat, row)) for row in grid.rows[: at + 1]]
    texts = [c.text.alias(str(i)) for i, c in columns.items()]
    clean = pl.all().fill_null("").str.replace_all(_BREAKS, " ")
    body = pl.DataFrame(texts).select(pl.concat_str(clean, separator=_TAB).alias("line"))
    return pl.concat([pl.Series("line", before, dtype=pl.String), body["line"]])


def _flat(value: object) -> str:
    return shown(value).translate(_SPACES)


_SPACES = str.maketrans(dict.fromkeys('\t\r\n"\0', " "))


def _account(lines: pl.Series, layout: Layout) -> Account:
    """Judge the rows; remarks after the last one, a single cell each, as lines of too few fields.

    In a sheet every row is as wide as the table, so a remark is not told by its width. Where such a
    row proves to be none, it is judged as it stands.
    """
    text = Text(b"\n", "xlsx", classic=False)
    cut = _cut(lines, layout)
    if cut is not None:
        account = account_for(cut, text, layout)
        if not any(r.code == "too-few-fields" for r in account.refused):
            return account
    return account_for(lines, text, layout)


def _cut(lines: pl.Series, layout: Layout) -> pl.Series | None:
    """Return the lines with the remarks after the last row cut to their one cell, if any are."""
    at, ends = len(lines), list[str]()
    while at > layout.last + 1 and len(ends) <= FOOTER_LINES and layout.fields >= WIDE:
        cells = lines[at - 1].split(_TAB)
        if any(cell.strip() for cell in cells[1:]):
            break
        at -= 1
        ends.insert(0, cells[0])
    if not any(end.strip() for end in ends):
        return None
    return pl.concat([lines.head(at), pl.Series("line", ends, dtype=pl.String)])


def _said(book: Book, name: str) -> Problem:
    others = ", ".join(f"'{other}'" for other in book.sheets if other != name)
    message = f"the sheet '{name}' is read, not {others}"
    return Problem("SQ516", message, Location(book.source.path))


def _raw(source: Source, name: str, starts: Sequence[int]) -> list[str]:
    """Return rows by their numbers, cells joined with tabs; the sheet is read once more."""
    rows = read_grid(open_book(source), name).rows
    return [_TAB.join(map(shown, rows[start - 1])) for start in starts]
