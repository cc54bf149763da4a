"""What a correct export may look like: encodings, line ends, delimiters, headers, cells."""

from __future__ import annotations

import codecs

import pytest

from sqeval.codes import Severity
from sqeval.problems import InputError
from sqeval.tables.header import Wanted
from sqeval.tables.parse import LINE, ROW
from sqeval.tables.records import Records, read_records
from sqeval.tables.source import source_of

WANTED = (
    Wanted("id", (("Id",), ("编号",)), required=True),
    Wanted("created", (("Created at",), ("Date", "Time"), ("创建时间",)), required=True),
    Wanted("note", (("Note",),), required=False),
)
TWO_ROWS = [("1", "2026-01-01", "a"), ("2", "2026-01-02", "")]


def read(data: bytes, encoding: str | None = None, wanted: tuple[Wanted, ...] = WANTED) -> Records:
    return read_records(source_of("x.csv", data), wanted, encoding=encoding)


def rows(records: Records) -> list[tuple[object, ...]]:
    return records.frame.drop(LINE).rows()


def starts(records: Records) -> list[int]:
    return records.frame[LINE].to_list()


PLAIN = "Id,Created at,Note\n1,2026-01-01,a\n2,2026-01-02,\n"


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        pytest.param(PLAIN.encode(), [2, 3], id="lf"),
        pytest.param(PLAIN.rstrip("\n").encode(), [2, 3], id="no-final-line-end"),
        pytest.param(PLAIN.replace("\n", "\r\n").encode(), [2, 3], id="crlf"),
        pytest.param(PLAIN.replace("\n", "\r\n", 1).encode(), [2, 3], id="mixed-line-ends"),
        pytest.param(PLAIN.replace("\n", "\r").encode(), [2, 3], id="lone-cr-only"),
        pytest.param(codecs.BOM_UTF8 + PLAIN.encode(), [2, 3], id="bom"),
        pytest.param(codecs.BOM_UTF8 * 2 + PLAIN.encode(), [2, 3], id="double-bom"),
        pytest.param(PLAIN.encode("utf-16"), [2, 3], id="utf-16-with-bom"),
        pytest.param(codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), [2, 3], id="utf-16-be"),
        pytest.param(PLAIN.replace(",", ";").encode(), [2, 3], id="semicolon"),
        pytest.param(PLAIN.replace(",", "\t").encode(), [2, 3], id="tab"),
        pytest.param(PLAIN.replace(",", "|").encode(), [2, 3], id="pipe"),
        pytest.param(b"\n \n" + PLAIN.encode(), [4, 5], id="blank-lines-first"),
        pytest.param(PLAIN.encode() + b"\n\r\n,,\n", [2, 3], id="blank-lines-last"),
        pytest.param(PLAIN.replace("\n2", "\n,,\n\n2").encode(), [2, 5], id="blank-between"),
        pytest.param(
            b'"Id","Created at","Note"\n"1","2026-01-01","a"\n"2","2026-01-02",""\n',
            [2, 3],
            id="all-quoted",
        ),
        pytest.param(PLAIN.replace(",a", ',"a"').encode(), [2, 3], id="some-quoted"),
        pytest.param(b"iD, created\xc2\xa0 AT ,NOTE" + PLAIN[18:].encode(), [2, 3], id="spelling"),
        pytest.param(
            "\u200bId,Created\u3000at,Ｎｏｔｅ".encode() + PLAIN[18:].encode(), [2, 3], id="wide"
        ),
        pytest.param(
            PLAIN.replace("Created at", '"Created\nat"').encode(), [3, 4], id="broken-header"
        ),
        pytest.param(
            b"Id,Date,Time,Note\n1,2026-01-01,,a\n2,2026-01-02,,\n".replace(b",,", b",x,"),
            [2, 3],
            id="two-columns-joined",
        ),
    ],
)
def test_the_same_two_rows_come_out(data: bytes, lines: list[int]) -> None:
    records = read(data)
    expected = TWO_ROWS
    if b"Time" in data:
        expected = [(i, f"{day} x", note) for i, day, note in TWO_ROWS]
    assert rows(records) == expected
    assert starts(records) == lines
    assert records.rejects == ()
    assert records.read == 2 + records.blank


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_shows_the_columns(delimiter: str) -> None:
    others = "".join(d for d in ",;\t|" if d != delimiter)
    data = f"Id{delimiter}Created at{delimiter}a{others}b\n1{delimiter}x{delimiter}{others}\n"
    records = read(data.encode())
    assert records.delimiter == delimiter
    assert rows(records) == [("1", "x")]


def test_a_declared_separator_is_obeyed_and_counted() -> None:
    records = read(b"sep=;\nId;Created at;Note\n1;x;a,b\n")
    assert (records.delimiter, rows(records)) == (";", [("1", "x", "a,b")])
    assert [(r.line, r.code) for r in records.rejects] == [(1, "preamble")]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "big5"])
def test_chinese_encodings_are_read_as_declared(encoding: str) -> None:
    text = (
        "编号,备注,创建时间\n1,甲,乙\n" if encoding != "big5" else "Id,Created at,Note\n1,x,甲乙\n"
    )
    records = read(text.encode(encoding), encoding)
    assert records.encoding.replace("_", "") == encoding
    assert rows(records)[0][-1] in {"乙", "甲乙"}


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_western_encodings_are_read_as_declared(encoding: str) -> None:
    records = read("Id,Created at,Note\n1,x,café\n".encode(encoding), encoding)
    assert rows(records) == [("1", "x", "café")]


def test_a_byte_order_mark_overrules_the_declaration_and_says_so() -> None:
    records = read(codecs.BOM_UTF8 + "Id,Created at,Note\n1,x,甲\n".encode(), "gb18030")
    assert rows(records) == [("1", "x", "甲")]
    assert [n.code for n in records.notices] == ["SQ510"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('"two\nlines"', "two\nlines"),
        ('"two\r\nlines"', "two\r\nlines"),
        ('"lone\rreturn"', "lone\rreturn"),
        ('"a, b"', "a, b"),
        ('"say ""hi"""', 'say "hi"'),
        ('""""', '"'),
        ('"\n"', "\n"),
        ('"ends\n\n"', "ends\n\n"),
        ('"\n""\n"', '\n"\n'),
        (" padded ", " padded "),
        ("00012", "00012"),
        ("2E3", "2E3"),
        ("NaN", "NaN"),
        ("null", "null"),
        ("#1", "#1"),
        ("'quoted'", "'quoted'"),
        ("back\\slash", "back\\slash"),
        ("\u2028\x0b\x0c", "\u2028\x0b\x0c"),
        ('"Dear Sir,\nthe rest, too"', "Dear Sir,\nthe rest, too"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cells_come_out_exactly_as_they_are(cell: str, value: str, end: str) -> None:
    data = f"Id,Created at,X,Note{end}1,2026-01-01,,{cell}{end}2,2026-01-02,,z{end}"
    assert rows(read(data.encode())) == [("1", "2026-01-01", value), ("2", "2026-01-02", "z")]


def test_line_breaks_in_a_file_of_lone_returns_stay_returns() -> None:
    records = read(b'Id,Created at,X,Note\r1,2026-01-01,,"a\rb"\r2,2026-01-02,,c\r')
    assert [row[2] for row in rows(records)] == ["a\rb", "c"]
    assert starts(records) == [2, 4]


def test_lines_are_counted_through_records_of_several_lines() -> None:
    body = "".join(f'{i},2026-01-0{i},,"text\nmore {i}\n"\n' for i in range(1, 5))
    records = read(b"Id,Created at,X,Note\n" + body.encode())
    assert starts(records) == [2, 5, 8, 11]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_narrow_tables_may_hold_text_of_several_lines(columns: int) -> None:
    wanted = (Wanted("note", (("Note",),), required=True),)
    header = ",".join(["Note", "B", "C"][:columns])
    rest = ",x" * (columns - 1)
    text = "\n".join(["Hello", *["so, it" if columns == 2 else "is, a, b"][: columns - 1], "bye"])
    data = f'{header}\n"{text}"{rest}\nshort{rest}\n'
    records = read(data.encode(), wanted=wanted)
    assert rows(records) == [(text,), ("short",)]
    assert records.rejects == ()


def test_preamble_lines_are_rejected_by_name() -> None:
    records = read(b"Report of tickets\n\nGenerated,today\n" + PLAIN.encode())
    assert [(r.line, r.code) for r in records.rejects] == [(1, "preamble"), (3, "preamble")]
    assert (records.blank, records.read, starts(records)) == (1, 5, [5, 6])


def test_a_header_in_the_middle_is_rejected_by_name() -> None:
    records = read(PLAIN.encode() + codecs.BOM_UTF8 + PLAIN.encode())
    assert [(r.line, r.code) for r in records.rejects] == [(4, "repeated-header")]
    assert starts(records) == [2, 3, 5, 6]


def test_a_header_of_two_lines_in_the_middle_is_rejected_by_name() -> None:
    data = PLAIN.replace("Created at", '"Created\nat"')
    records = read((data + data).encode())
    assert [(r.line, r.code) for r in records.rejects] == [(5, "repeated-header")]
    assert starts(records) == [3, 4, 7, 8]


@pytest.mark.parametrize("footer", ["Total: 2", "Exported by Desk on 2026-01-03", "合计,2"])
def test_a_footer_is_rejected_by_name(footer: str) -> None:
    records = read(f"{PLAIN}\n{footer}\n".encode())
    assert [(r.line, r.code) for r in records.rejects] == [(5, "footer")]
    assert records.frame.height == 2


def test_a_total_row_of_full_width_is_no_ticket() -> None:
    records = read(b"Id,Created at,Note,Hours\n1,2026-01-01,a,3\n2,2026-01-02,,4\nTotal,,,7\n")
    assert [(r.line, r.code) for r in records.rejects] == [(4, "total-row")]


def test_a_header_alone_is_accepted_and_said() -> None:
    records = read(b"Id,Created at\n")
    assert (records.read, records.frame.height) == (0, 0)
    assert records.frame.columns == ["id", "created", LINE]
    assert [(n.code, n.severity) for n in records.notices] == [("SQ512", Severity.NOTICE)]


def test_the_first_of_several_alternatives_wins_with_a_notice() -> None:
    records = read("Id,编号,Created at\n1,2,x\n".encode())
    assert rows(records) == [("1", "x")]
    assert [n.name for n in records.notices] == ["several-headers"]


def test_a_repeated_header_that_nobody_needs_is_fine() -> None:
    records = read(b"Id,Tag,Tag,Created at\n1,a,b,x\n")
    assert (rows(records), records.found) == ([("1", "x")], {"id": (0,), "created": (3,)})


@pytest.mark.parametrize(("source", "value"), [("Tag#1", "a"), ("tag#2", "b")])
def test_a_repeated_header_is_chosen_by_number(source: str, value: str) -> None:
    wanted = (Wanted("tag", ((source,),), required=True),)
    assert rows(read(b"Id,Tag,Tag\n1,a,b\n", wanted=wanted)) == [(value,)]


def test_the_fingerprint_is_equal_exactly_where_all_cells_are() -> None:
    data = b'Id,Created at,a,b\n1,x,"p",q\n1,x,p,"q"\n1,x,pq,\n1,x,"p,1:q",\n1,x,p,r\n'
    records = read_records(source_of("x", data), WANTED, encoding=None, fingerprint=True)
    marks = records.frame[ROW].to_list()
    assert marks[0] == marks[1]
    assert len(set(marks)) == 4


def marks_of(data: bytes) -> list[str]:
    records = read_records(source_of("x", data), WANTED, encoding=None, fingerprint=True)
    marks: list[str] = records.frame[ROW].to_list()
    return marks


def test_the_fingerprint_goes_by_headers_and_not_by_places() -> None:
    one = marks_of(b"Id,Created at,Tag,Tag\n1,x,a,b\n2,y,c,d\n")
    assert marks_of(b"Tag,CREATED AT,Tag,id\na,x,b,1\nd,y,c,2\n")[0] == one[0]
    assert marks_of(b"Tag,Created at,Tag,Id\nb,x,a,1\n")[0] != one[0]
    assert marks_of(b"Created at,Id,Tag,Tag\n1,x,a,b\n")[0] != one[0]
    assert marks_of(b"Id,Created at,Tag,Tags\n1,x,a,b\n")[0] != one[0]


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8", "\n"), ("utf-8", "\r\n"), ("utf-8", "\r"), ("utf-16", "\n"), ("cp037", "\n")],
)
def test_the_text_of_a_good_record_can_be_had_by_its_line(encoding: str, end: str) -> None:
    lines = ["Id,Created at,X,Note", '1,x,,"two', 'lines"', '2,y,,"a\u2028b', "", '"', "3,z,,c"]
    if encoding == "cp037":
        lines[3] = '2,y,,"ab'
    records = read((end.join(lines) + end).encode(encoding), encoding)
    assert starts(records) == [2, 4, 7]
    assert records.raw([2, 4, 7]) == ["\n".join(lines[a:b]) for a, b in ((1, 3), (3, 6), (6, 7))]


def test_a_declared_column_may_be_called_line() -> None:
    wanted = (Wanted("line", (("Id",),), required=True),)
    assert read(b"Id,x\n7,y\n", wanted=wanted).frame.to_dict(as_series=False) == {
        "line": ["7"],
        LINE: [2],
    }


def test_every_common_control_character_may_occur() -> None:
    cell = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127)))
    records = read(f"Id,Created at,Note\r\n1,x,{cell}\r\n\r\n2,y,\n".encode())
    assert rows(records) == [("1", "x", cell), ("2", "y", "")]


def test_tables_of_very_many_columns_are_read() -> None:
    width = 1_500
    header = ",".join(["Id", "Created at", *(f"c{i}" for i in range(width))])
    line = '1,"a\nb"' + ',"x"' * width
    records = read(f"{header}\n{line}\n{line.replace(chr(10), ' ')}\n{line},\n".encode())
    assert rows(records) == [("1", "a\nb"), ("1", "a b")]
    assert {r.code for r in records.rejects} <= {"broken-quote", "too-many-fields"}
    assert records.rejects


def test_missing_columns_are_one_error_with_everything_in_it() -> None:
    with pytest.raises(InputError) as caught:
        read(b"Ids,Creator,Note\n1,2,3\n")
    (problem,) = caught.value.problems
    text = str(problem)
    assert "id (looked for 'Id', '编号')" in text
    assert "created (looked for 'Created at', 'Date' + 'Time', '创建时间')" in text
    assert "'Ids', 'Creator', 'Note'" in text
    assert "did you mean 'Ids'?" in text


def test_a_needed_header_twice_is_refused_with_a_way_out() -> None:
    with pytest.raises(InputError, match="columns 1 and 3") as caught:
        read(b"Id,Created at,ID\n1,x,2\n")
    assert "'Id#1' or 'Id#2'" in str(caught.value)
