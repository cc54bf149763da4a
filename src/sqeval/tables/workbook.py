"""Open a workbook (XLSX) safely: its sheets, and what the parser of cells does not tell.

A workbook is a ZIP archive of XML: it can unpack to any size, name a cell a million rows down that
makes an empty grid of gigabytes, and hold cells whose value is an error or was never computed,
which the parser gives as empty. An empty cell is an open ticket; so these are looked up in the XML.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sqeval.problems import InputError, Location, Problem
from sqeval.tables.source import Source
from sqeval.tables.unpack import allowance, damaged, too_large

#: The parser makes a full grid of a sheet, at some 30 bytes a cell: a full sheet of 48 columns.
MOST_CELLS = 50_000_000

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
#: Patterns of a sheet's XML as `_plain` writes it.
_PLACE = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"')
_COLUMNS = re.compile(rb' r="([A-Z]{1,3})[0-9]')
_ROWS = re.compile(rb' r="[A-Z]{1,3}([0-9]{1,7})"')
_CELL = rb"<(?:\w+:)?c "
_FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
_ERROR = re.compile(
    _CELL + rb'(?=[^>]*\bt="e")([^>]*)>(?:' + _FORMULA + rb")?(?:<(?:\w+:)?v>([^<]*))?"
)
_UNCOMPUTED = re.compile(
    _CELL
    + rb'(?![^>]*\bt="str")([^>]*)>'
    + _FORMULA
    + rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?()</(?:\w+:)?c>"
)
#: What may stand anywhere in XML: comments, processing instructions, CDATA sections.
_ASIDE = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_FLAT = bytes.maketrans(b"'\t\r\n", b'"   ')


@dataclass(frozen=True)
class Book:
    """The visible sheets of a workbook, in its order, and the names of the hidden ones."""

    source: Source
    sheets: Mapping[str, str]
    hidden: tuple[str, ...]
    parser: CalamineWorkbook = field(repr=False, compare=False)


@dataclass(frozen=True)
class Grid:
    """One sheet: its cells by row and column from the first, as Python values (``""`` is empty).

    ``errors`` are the cells (0-based row and column) that hold an error or were never computed,
    ``merged`` the merged ranges, each by its first and its last cell.
    """

    name: str
    rows: Sequence[Sequence[object]] = field(repr=False)
    errors: Mapping[tuple[int, int], str] = field(repr=False)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = field(repr=False)


def open_book(source: Source) -> Book:
    """Open a workbook whose archive is sound and unpacks to no more than it may.

    Raises InputError for other office documents, for damaged files, and for too large ones.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            _check(source, archive)
            names = {m.filename for m in archive.infolist()}
            places = _places(source, archive) if _LINKS in names else {}
        parser = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        found = parser.sheets_metadata
    except _DAMAGE:
        raise damaged(source.path, "a workbook (XLSX) that is damaged") from None
    sheets = [sheet for sheet in found if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible and s.name in places]
    hidden = tuple(s.name for s in sheets if s.name not in shown)
    return Book(source, {name: places[name] for name in shown}, hidden, parser)


def read_grid(book: Book, name: str) -> Grid:
    """Read one sheet of a workbook.

    Raises InputError where it is damaged or spans more cells than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(book.source.data)) as archive:
            xml = _plain(archive.read(book.sheets[name]))
        _check_span(book.source, name, xml)
        errors = dict(_faulty(xml))
        del xml
        sheet: CalamineSheet = book.parser.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        # the parser's grid ends with the last value, though rows of broken cells may follow
        below = max((at[0] + 1 for at in errors if at), default=0) - len(rows)
        rows += [[""] * len(rows[0]) for _ in range(below) if rows]
        merged = tuple(sheet.merged_cell_ranges or ())
        size = len(rows), max(map(len, rows), default=0)
        if sum(_area(one, size) for one in merged) > size[0] * size[1]:
            raise ValueError  # they overlap, as no program writes them
    except _DAMAGE:
        what = f"a workbook (XLSX) whose sheet '{name}' is damaged"
        raise damaged(book.source.path, what) from None
    if None in errors:
        message = f"the sheet '{name}' has error cells, and does not say where"
        hint = "open it in a spreadsheet program and save it again"
        raise InputError(Problem("SQ508", message, Location(book.source.path), hint))
    return Grid(name, rows, {at: text for at, text in errors.items() if at}, merged)


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    CalamineError,
    ET.ParseError,
    LookupError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)


def _check(source: Source, archive: zipfile.ZipFile) -> None:
    """Refuse what is no XLSX workbook, or unpacks to too much, or not at all."""
    members = archive.infolist()
    if not any(member.filename == _BOOK for member in members):
        message = "this is an office document, but no XLSX workbook"
        hint = "save the table as .xlsx or .csv and give that file"
        raise InputError(Problem("SQ502", message, Location(source.path), hint))
    most = allowance(len(source.data))
    if sum(member.file_size for member in members) > most:
        raise too_large(source.path, "a workbook (XLSX)", most)
    # reads no more of a member than the size it declares, which must then be its true one
    if archive.testzip() is not None:
        raise zipfile.BadZipFile


def _places(source: Source, archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the member of the archive that holds each sheet."""
    book, links = (_xml(source, archive.read(name)) for name in (_BOOK, _LINKS))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        sheets[sheet.get("name", "")] = path
    return sheets


def _xml(source: Source, text: bytes) -> ET.Element:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:  # no workbook has them, only attacks
        raise damaged(source.path, "a workbook (XLSX) that is damaged")
    return ET.fromstring(text)  # noqa: S314 - no entities can be declared, see above


def _area(merged: tuple[tuple[int, int], tuple[int, int]], size: tuple[int, int]) -> int:
    """Return how many cells of a sheet of ``size`` (rows, columns) a merged range takes."""
    (top, left), (bottom, right) = merged
    return max(0, min(bottom + 1, size[0]) - top) * max(0, min(right + 1, size[1]) - left)


def _plain(xml: bytes) -> bytes:
    """Return XML in one notation: ``name="value"`` after one space, nothing between tags."""
    xml = xml.translate(_FLAT)
    if b"<!" in xml or xml.find(b"<?", 1) > 0:  # the declaration at the start may stay
        xml = _ASIDE.sub(_text_of, xml)
    if b" =" in xml or b"= " in xml:
        xml = re.sub(rb"(?<! ) *= *", b"=", xml)
    if b" >" in xml or b"> " in xml:
        xml = re.sub(rb"> +<", b"><", re.sub(rb"(?<! ) +>", b">", xml))
    return xml


def _text_of(aside: re.Match[bytes]) -> bytes:
    """Return the text of a CDATA section as any other text, and nothing for a comment."""
    return (aside[1] or b"").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _check_span(source: Source, name: str, xml: bytes) -> None:
    columns = max(map(_column, set(_COLUMNS.findall(xml))), default=0) + 1
    rows = max(map(int, set(_ROWS.findall(xml))), default=0)
    if rows * columns > MOST_CELLS:
        message = f"the sheet '{name}' spans {rows} rows of {columns} columns"
        hint = "delete what stands far below or beside the table, or save it as CSV"
        raise InputError(Problem("SQ509", message, Location(source.path), hint))


def _faulty(xml: bytes) -> Iterator[tuple[tuple[int, int] | None, str]]:
    """Yield the cells with an error, and the formulas without a value; None: it has no place."""
    patterns = [_ERROR] if b't="e"' in xml else []
    patterns += [_UNCOMPUTED] if b"<f" in xml or b":f" in xml else []
    for pattern in patterns:
        for cell in pattern.finditer(xml):
            place = _PLACE.search(b" " + cell[1])
            at = (int(place[2]) - 1, _column(place[1])) if place else None
            yield at, (cell[2] or b"").decode(errors="replace") or "(not computed)"


def _column(letters: bytes) -> int:
    """Return the 0-based number of a column, ``A`` is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
