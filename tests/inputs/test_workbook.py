"""Workbooks: which sheet, which row is the header, what the cells are, what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from sqeval.api import load_rules
from sqeval.problems import Exit, InputError
from sqeval.tables import unpack
from sqeval.tables import workbook as workbook_module
from sqeval.tables.load import Reading, load_tables
from sqeval.tables.source import source_of
from sqeval.tables.table import Table
from tests.inputs.export import Sheets, workbook, zipped
from tests.inputs.reading import loaded, values

at = datetime.fromisoformat


def one(folder: Path, cells: Sequence[object], says: str, *, since_1904: bool = False) -> Table:
    rows = [("id", "c"), *((f"T{i}", cell) for i, cell in enumerate(cells))]
    data = workbook({"T": rows}, since_1904=since_1904)
    return loaded(folder, data, {"id": "", "c": says})


def refused(folder: Path, data: bytes, columns: dict[str, str] | None = None) -> str:
    with pytest.raises(InputError) as caught:
        loaded(folder, data, columns or {"id": ""})
    assert caught.value.exit_code is Exit.REFUSED
    return str(caught.value)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mended(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    files = parts(data)
    changed = change(files[name])
    assert changed != files[name]
    return zipped({**files, name: changed})


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("cell", "says", "read"),
    [
        (12.0, "", "12"),
        (12, "type: integer", 12),
        (0.1 + 0.2, "", "0.3"),
        (0.1 + 0.2, "type: number", 0.3),
        (999_999_999_999_999, "", "999999999999999"),
        ("00012", "", "00012"),
        ("2E3", "", "2E3"),
        (1234.5, 'type: number, decimal: ",", thousands: "."', 1234.5),
        (1.234, 'type: number, decimal: ",", thousands: "."', 1.234),
        (True, "type: boolean", True),
        (True, "", "TRUE"),
        (date(2026, 1, 5), "", "2026-01-05"),
        (at("2026-01-05 09:00"), "", "2026-01-05 09:00:00"),
        (date(2026, 1, 5), "type: date", date(2026, 1, 5)),
        (at("2026-01-05 09:00:01"), "type: datetime", at("2026-01-05 09:00:01Z")),
        (date(2026, 1, 5), 'type: datetime, formats: ["%d/%m/%Y"]', at("2026-01-05 00:00Z")),
        ("05/01/2026", 'type: datetime, formats: ["%d/%m/%Y"]', at("2026-01-05 00:00Z")),
        (46027.375, "type: datetime, formats: [excel]", at("2026-01-05 09:00Z")),
        (timedelta(hours=49, seconds=7), "type: duration", timedelta(hours=49, seconds=7)),
        (timedelta(hours=49, seconds=7), "type: duration, unit: s", timedelta(hours=49, seconds=7)),
        (90, "type: duration, unit: m", timedelta(minutes=90)),
        ("0:02:23", "type: duration", timedelta(seconds=143)),
        (5, "type: scale, values: {5: [Good]}", 5),
        (2, 'type: category, values: {P2: ["2"]}', "P2"),
        ("a\nb\tc", "", "a\nb\tc"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_what_it_is(
    cell: object, says: str, read: object, tmp_path: Path
) -> None:
    table = one(tmp_path, [cell], says)
    assert values(table, "c") == [read]
    assert not table.invalid_cells


@pytest.mark.parametrize(
    ("cell", "says", "reason"),
    [
        (12345678901234567890, "", "lost-digits"),
        (12345678901234567890, "type: integer", "lost-digits"),
        (1_000_000_000_000_000, "", "lost-digits"),
        (at("2026-01-05 09:00"), "type: number", "unparsable-number"),
        (at("2026-01-05 09:00"), "type: duration", "unparsable-duration"),
        (46027.375, "type: datetime", "unparsable-time"),
        (True, "type: number", "unparsable-number"),
        (1, "type: boolean", "unknown-word"),
        (90, "type: duration", "unparsable-duration"),
    ],
)
def test_what_a_type_does_not_take_is_an_invalid_cell(
    cell: object, says: str, reason: str, tmp_path: Path
) -> None:
    table = one(tmp_path, [cell], says)
    assert values(table, "c") == [None]
    assert table.invalid_cells == {"c": {reason: 1}}


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!"])
def test_an_error_is_an_invalid_cell_and_never_an_empty_one(error: str, tmp_path: Path) -> None:
    def mend(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula(2, 1, "=1/0", None, error)

    rows = [("id", "solved"), ("T1", at("2026-01-05 09:00")), ("T2", None), ("T3", None)]
    columns = {"id": "", "solved": "type: datetime"}
    table = loaded(tmp_path, workbook({"T": rows}, mend), columns)
    assert values(table, "solved") == [at("2026-01-05 09:00Z"), None, None]
    assert table.frame["#invalid:solved"].to_list() == [None, "error-value", None]
    missing = f'    missing: ["{error}"]\n'
    assert not loaded(tmp_path, workbook({"T": rows}, mend), columns, missing).invalid_cells


def test_an_error_as_a_key_rejects_its_row(tmp_path: Path) -> None:
    def mend(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].write_formula(2, 0, "=NA()", None, "#N/A")

    data = workbook({"T": [("id", "n"), ("T1", 1), (None, 2)]}, mend)
    table = loaded(tmp_path, data, {"id": "", "n": "type: integer"}, "    key: id\n")
    assert [(r.line, r.code) for r in table.ledger.rejects] == [(3, "missing-key")]


def _openpyxl(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("T", 0)
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        None,
        b"\n  <f>B2+1</f>\n  <v></v>\n",
        b"<!-- <v>7</v> --><f>B2+1</f><v/>",
        b"<f><![CDATA[IF(B2<3,1,2)]]></f><v/>",
        b"<f>B2+1</f><v> </v>",
        b"<f >B2+1</f ><v ></v >",
        b"<?note x?><f>B2+1</f>",
    ],
)
def test_a_formula_without_a_value_is_seen_however_it_is_written(
    cell: bytes | None, tmp_path: Path
) -> None:
    data = _openpyxl(("id", "n"), ("T1", 1), ("T2", "=B2+1"), ("T3", None))

    if cell is not None:
        pattern = rb"<f>B2\+1</f>\s*<v ?(?:/>|></v>)"
        data = mended(data, SHEET, lambda xml: re.sub(pattern, lambda _: cell, xml))
    table = loaded(tmp_path, data, {"id": "", "n": "type: integer"})
    assert table.frame["#invalid:n"].to_list() == [None, "error-value", None]


def test_rows_of_nothing_but_such_formulas_are_rows_to_the_last(tmp_path: Path) -> None:
    formulas = [(f'="T"&{n}', "=B2+1") for n in (2, 3)]
    data = _openpyxl(("id", "n"), ("T1", 1), *formulas)
    table = loaded(tmp_path, data, {"id": "", "n": "type: integer"}, "    key: id\n")
    assert (table.ledger.read, table.ledger.used) == (3, 1)
    assert [(r.line, r.code) for r in table.ledger.rejects] == [
        (3, "missing-key"),
        (4, "missing-key"),
    ]


def test_a_formula_that_gives_an_empty_text_is_empty(tmp_path: Path) -> None:
    data = workbook({"T": [("id", "n"), ("T1", 3), ("T2", 4)]})
    empty = b'<c r="B2" t="str"><f>""</f><v></v></c>'
    data = mended(data, SHEET, lambda xml: xml.replace(b'<c r="B2"><v>3</v></c>', empty))
    table = loaded(tmp_path, data, {"id": "", "n": "type: integer"})
    assert values(table, "n") == [None, 4]
    assert not table.invalid_cells


def test_times_of_a_column_are_exact_in_both_date_systems(tmp_path: Path) -> None:
    cells = [at("2026-01-05 00:00") + timedelta(seconds=7919 * i) for i in range(500)]
    expected = [cell.replace(tzinfo=at("2026-01-05 00:00Z").tzinfo) for cell in cells]
    for since_1904 in (False, True):
        table = one(tmp_path, cells, "type: datetime", since_1904=since_1904)
        assert values(table, "c") == expected


def test_a_time_of_day_is_a_duration(tmp_path: Path) -> None:
    def mend(book: xlsxwriter.Workbook) -> None:
        form = book.add_format({"num_format": "h:mm:ss"})
        for row, value in enumerate((time(0, 2, 23), time(0, 0)), start=1):
            book.worksheets()[0].write_datetime(row, 1, value, form)

    data = workbook({"T": [("id", "c"), ("T1", None), ("T2", None)]}, mend)
    table = loaded(tmp_path, data, {"id": "", "c": "type: duration, unit: h"})
    assert values(table, "c") == [timedelta(seconds=143), timedelta()]


HALF_READ = [date(2026, 4, 3), "31/01/2026", "05/02/2026"]


def test_a_column_in_which_a_spreadsheet_took_days_for_months_is_refused(tmp_path: Path) -> None:
    data = workbook({"T": [("id", "c"), *((f"T{i}", cell) for i, cell in enumerate(HALF_READ))]})
    message = refused(tmp_path, data, {"id": "", "c": "type: date"})
    assert "t:3: SQ524" in message
    assert "1 cells are dates and 2 are texts" in message
    declared = one(tmp_path, HALF_READ, 'type: date, formats: ["%d/%m/%Y"]')
    assert values(declared, "c") == [date(2026, 4, 3), date(2026, 1, 31), date(2026, 2, 5)]


@pytest.mark.parametrize("text", ["2026-01-31", "pending"])
def test_dates_beside_texts_that_are_no_such_dates_are_read(text: str, tmp_path: Path) -> None:
    table = one(tmp_path, [date(2026, 4, 3), text], "type: date")
    assert values(table, "c")[0] == date(2026, 4, 3)


def test_files_that_write_their_dates_in_two_ways_are_no_mix(tmp_path: Path) -> None:
    book = workbook({"T": [("id", "c"), ("T1", date(2026, 4, 3))]})
    (tmp_path / "rules.yaml").write_text(
        "version: 1\ntables: {tickets: {columns: {id: {}, c: {type: date}}}}\n"
        "indicators: {received: {type: count}}\n"
    )
    sources = [source_of("a", book), source_of("b", b"id,c\nT2,31/01/2026\n")]
    rules = load_rules(str(tmp_path / "rules.yaml"))
    table = load_tables(rules, {"tickets": sources}, Reading())["tickets"]
    assert values(table, "c") == [date(2026, 4, 3), date(2026, 1, 31)]


def test_merged_cells_are_invalid_but_for_the_first(tmp_path: Path) -> None:
    def mend(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].merge_range(1, 1, 3, 1, "EMEA")

    data = workbook({"T": [("id", "team"), ("1",), ("2",), ("3",), ("4", "APAC")]}, mend)
    table = loaded(tmp_path, data, {"id": "", "team": ""})
    assert values(table, "team") == ["EMEA", None, None, "APAC"]
    assert table.invalid_cells == {"team": {"merged-cell": 2}}


def test_merged_ranges_that_overlap_are_damage(tmp_path: Path) -> None:
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:B301"/>' * 99 + b"</mergeCells>"
    data = mended(
        sound(), SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges)
    )
    assert "SQ508" in refused(tmp_path, data)


HEAD, ROW = ("id", "created"), ("T1", at("2026-01-05 09:00"))


def test_the_sheet_is_told_by_the_declared_columns(tmp_path: Path) -> None:
    sheets: Sheets = {"Notes": [("read", "me")], "Tickets": [HEAD, ROW], "Empty": []}
    table = loaded(tmp_path, workbook(sheets), {"id": "", "created": "type: datetime"})
    assert values(table, "id") == ["T1"]
    said = [notice.message for notice in table.notices if notice.code == "SQ516"]
    assert said == ["the sheet 'Tickets' is read, not 'Notes', 'Empty'"]


def test_two_sheets_with_the_columns_are_refused(tmp_path: Path) -> None:
    data = workbook({"January": [HEAD, ROW], "February": [HEAD, ROW]})
    message = refused(tmp_path, data)
    assert "SQ517" in message
    assert "the sheets 'January' and 'February'" in message


def test_no_sheet_with_the_columns_is_a_missing_column(tmp_path: Path) -> None:
    data = workbook({"January": [("Number", "Opened"), ("1", "x")], "Notes": [("a", "b")]})
    message = refused(tmp_path, data)
    assert "SQ506 missing-column" in message
    assert "sheets: 'January', 'Notes'" in message


def test_hidden_sheets_are_not_read_but_named(tmp_path: Path) -> None:
    def mend(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[1].hide()
        book.worksheets()[2].very_hidden()

    sheets: Sheets = {"Notes": [("read", "me")], "Old": [HEAD, ROW], "Older": [HEAD, ROW]}
    message = refused(tmp_path, workbook(sheets, mend))
    assert "hidden, so not read: 'Old', 'Older'" in message


def test_a_workbook_without_a_visible_cell_is_empty(tmp_path: Path) -> None:
    assert "SQ505 empty-file" in refused(tmp_path, workbook({"T": []}))


def test_a_header_alone_is_no_rows(tmp_path: Path) -> None:
    table = loaded(tmp_path, workbook({"T": [HEAD]}), {"id": ""})
    assert (table.ledger.read, table.ledger.used) == (0, 0)
    assert [notice.code for notice in table.notices] == ["SQ512"]


def test_a_table_may_stand_anywhere_in_its_sheet(tmp_path: Path) -> None:
    rows = [(), (), (None, "Tickets"), (), (None, None, *HEAD), (None, None, *ROW)]
    table = loaded(tmp_path, workbook({"T": rows}), {"id": "", "created": "type: datetime"})
    assert values(table, "id") == ["T1"]
    assert values(table, "#line") == [6]
    assert (table.ledger.blank, table.ledger.rejected) == (3, {"preamble": 1})


@pytest.mark.parametrize("ending", ["Total: 3 tickets", "Exported by the desk on Monday"])
def test_a_remark_after_the_last_row_is_a_footer(ending: str, tmp_path: Path) -> None:
    rows = [("id", "n", "team"), *((f"T-{i}", i, "EMEA") for i in range(5)), (), (ending,)]
    table = loaded(tmp_path, workbook({"T": rows}), {"id": "", "n": "type: integer"})
    assert table.ledger.used == 5
    assert [(r.line, r.code, r.raw.strip()) for r in table.ledger.rejects] == [
        (8, "footer", ending)
    ]


def test_a_last_row_with_its_key_alone_is_a_row(tmp_path: Path) -> None:
    rows = [("id", "n", "team"), *((f"T-{i}", i, "EMEA") for i in range(5)), ("T-9",)]
    table = loaded(tmp_path, workbook({"T": rows}), {"id": "", "n": "type: integer"})
    assert values(table, "id")[-1] == "T-9"
    assert not table.ledger.rejects


def test_other_office_documents_are_named(tmp_path: Path) -> None:
    ods = zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}
    )
    assert "an office document, but no XLSX workbook" in refused(tmp_path, ods)
    xlsb = zipped({"[Content_Types].xml": b"", "xl/workbook.bin": b""})
    assert "save the table as .xlsx or .csv" in refused(tmp_path, xlsb)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "an old Excel workbook (XLS)" in refused(tmp_path, old)
    locked = old + "EncryptedPackage".encode("utf-16-le")
    assert "a workbook with a password" in refused(tmp_path, locked)
    assert "take the password off" in refused(tmp_path, locked)


def sound() -> bytes:
    return workbook({"T": [HEAD, *((f"T{i}", ROW[1]) for i in range(300))]})


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_workbook_that_is_cut_off_is_refused(share: float, tmp_path: Path) -> None:
    data = sound()
    assert "SQ508 damaged-file" in refused(tmp_path, data[: int(len(data) * share)])


def test_a_workbook_with_a_damaged_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(sound())
    start = data.index(b"xl/worksheets/sheet1.xml") + 200
    data[start : start + 50] = bytes(50)
    assert "SQ508" in refused(tmp_path, bytes(data))


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_whose_xml_is_broken_is_refused(name: str, tmp_path: Path) -> None:
    data = mended(sound(), name, lambda xml: xml[: len(xml) // 2])
    assert "SQ50" in refused(tmp_path, data)


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook/>'
    data = mended(sound(), "xl/workbook.xml", lambda _: bomb)
    assert "SQ508" in refused(tmp_path, data)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "FREE", 1 << 20)
    monkeypatch.setattr(unpack, "TIMES", 2)
    data = mended(sound(), SHEET, lambda xml: xml + b" " * (8 << 20))
    assert "SQ509 unpacked-too-large: this is a workbook (XLSX) that unpacks" in refused(
        tmp_path, data
    )


def _put(place: bytes, xml: bytes) -> bytes:
    return xml.replace(b'r="A301"', place, 1)


@pytest.mark.parametrize("far", [b"A1048576", b"XFD300", b"XFD1048576"])
def test_a_cell_far_away_does_not_fill_the_memory(
    far: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_module, "MOST_CELLS", 1_000_000)
    for quote in (b'r="%b"', b"r='%b'", b'r = "%b"', b'\n r="%b"'):
        place = quote % far
        data = mended(sound(), SHEET, partial(_put, place))
        message = refused(tmp_path, data)
        assert "SQ509" in message
        assert "delete what stands far below or beside the table" in message


def test_cells_with_a_prefix_and_single_quotes_are_looked_at_too(tmp_path: Path) -> None:
    def prefixed(xml: bytes) -> bytes:
        cell = rb"""<c r='B2' t='e'><v>#N/A</v></c>"""
        return re.sub(rb'<c r="B2"[^>]*>.*?</c>', cell, xml, count=1)

    table = loaded(
        tmp_path, mended(sound(), SHEET, prefixed), {"id": "", "created": "type: datetime"}
    )
    assert table.invalid_cells == {"created": {"error-value": 1}}
    assert table.frame["#invalid:created"][0] == "error-value"
