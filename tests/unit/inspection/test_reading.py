"""Which line is the header, how columns are told apart, and where every row goes."""

from __future__ import annotations

import pytest

from sqeval.inspection.suggest import likely
from sqeval.problems import InputError
from tests.unit.inspection.exports import codes, look_at_text

TICKETS = "工单系统导出记录如下，包含全部已解决的请求\n编号,状态\n1,已关闭\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_is_the_header_of_an_export_that_no_one_knows(delimiter: str) -> None:
    found = look_at_text(f"Foo{delimiter}Bar\nStatus{delimiter}Ticket ID\nx{delimiter}y\n")
    assert (found.header, found.delimiter, found.read) == (("Foo", "Bar"), delimiter, 2)
    assert found.table is None


def test_a_header_that_is_known_is_found_below_a_title() -> None:
    text = "Export of March\n\nTicket ID;Created at;Status\n1;2026-03-01 10:00;Open\n"
    found = look_at_text(text)
    assert found.header == ("Ticket ID", "Created at", "Status")
    assert (found.read, found.blank, found.used) == (3, 1, 1)
    assert found.rejected == {"preamble": 1}
    assert found.problems == ()
    assert [c.meant for c in found.columns] == ["ticket_id", "created_at", "status"]


def test_a_title_above_a_header_that_no_one_knows_is_told() -> None:
    found = look_at_text("Export of March\nFoo,Bar\n1,2\n")
    assert codes(found) == ["SQ512", "SQ556"]
    assert "is the first line the header?" in found.problems[1].hint


def test_the_declared_delimiter_counts() -> None:
    found = look_at_text("sep=;\na;b,c\n1;2\n")
    assert (found.header, found.used) == (("a", "b,c"), 1)


def test_columns_of_one_header_are_told_apart() -> None:
    found = look_at_text("id,Comment,Comment,comment \na,1.5,x,\nb,2.5,y,\n")
    assert [(c.position, c.kind, c.filled) for c in found.columns] == [
        (1, "text", 2),
        (2, "number", 2),
        (3, "text", 2),
        (4, "text", 0),
    ]
    assert found.problems == ()


def test_a_column_that_rules_need_and_stands_twice_is_told() -> None:
    found = look_at_text("Ticket ID,Created at,Status,Status\na,2026-01-01 10:00,Open,\n")
    assert codes(found) == ["SQ507"]
    assert "status" in found.problems[0].message


def test_columns_that_cannot_be_named_are_told_and_left_out() -> None:
    found = look_at_text("id,,,Name#2,Name,Name\na,1,2,3,4,5\na,1,2,3,4,5\na,9,2,3,4,5\n")
    assert [c.position for c in found.columns] == [1, 4, 5]
    assert (found.header[1:3], codes(found)) == (("", ""), ["SQ507"])
    assert "2, 3, 6" in found.problems[0].message
    # rows that differ in such a column only are not the same
    assert (found.duplicate, found.used) == (1, 2)


def test_columns_of_which_none_can_be_named_leave_the_ledger() -> None:
    found = look_at_text(",,\n1,2,3\n1,2,3\n")
    assert (found.columns, found.read, found.used, found.duplicate) == ((), 2, 1, 1)
    assert codes(found) == ["SQ507"]


def test_one_column_without_a_header_is_read() -> None:
    found = look_at_text(",b\n0,x\n1,y\n")
    assert [(c.header, c.filled) for c in found.columns] == [("", 2), ("b", 2)]


def test_every_row_has_its_place() -> None:
    text = "a,b\n1,x\n1,x\n2,y\n\n3\n4,z,z\n1,x\n"
    found = look_at_text(text)
    assert (found.read, found.blank, found.duplicate, found.used) == (7, 1, 2, 2)
    assert found.rejected == {"too-few-fields": 1, "too-many-fields": 1}
    assert codes(found) == ["SQ556"]
    assert found.columns[0].filled == 2


def test_a_header_alone_has_no_rows() -> None:
    found = look_at_text("a,b\n")
    assert (found.read, found.used, codes(found)) == (0, 0, ["SQ512"])
    assert [(c.kind, c.filled, c.distinct) for c in found.columns] == [("text", 0, 0)] * 2


def test_texts_that_stand_for_nothing_are_named_and_not_counted() -> None:
    found = look_at_text("a,Due\n1,?\n2,2026-01-31 10:00\n3, - \n4,\n")
    assert found.missing == ("?", "-")
    assert (found.columns[1].kind, found.columns[1].filled) == ("datetime", 1)


def test_a_header_that_never_ends_is_refused() -> None:
    with pytest.raises(InputError, match="SQ502"):
        look_at_text('a,"b\n' + "1,2\n" * 20)


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_the_likely_encoding_of_chinese_is_suggested(encoding: str) -> None:
    text = TICKETS if encoding == "gb18030" else "工單編號,狀態\n1,已解決的服務請求與問題處理\n"
    assert likely(text.encode(encoding)) == encoding
    with pytest.raises(InputError) as caught:
        look_at_text(text.encode(encoding))
    problem = caught.value.problems[0]
    assert problem.code == "SQ504"
    assert f"--encoding {encoding}" in problem.hint


def test_the_likely_encoding_of_western_letters_is_suggested() -> None:
    text = "Name,Straße\nJürgen Müller,Königsallee\nZoë,Façade\n"
    assert likely(text.encode("cp1252")) == "cp1252"


def test_nothing_is_suggested_for_what_is_ascii() -> None:
    assert likely(b"a,b\n1,2\n") is None
