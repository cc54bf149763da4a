"""What headers are to the standard rule set, and which of its indicators could be computed."""

from __future__ import annotations

import pytest

from sqeval.inspection.look import FileLook
from sqeval.inspection.mask import masked, shape
from tests.unit.inspection.exports import RULES, codes, look_at_text

WHOLE = (
    "Ticket ID,Created at,First reply at,Solved at,Status,Priority,Group\n"
    "T1,2026-01-05 10:00,2026-01-05 10:20,2026-01-06 09:00,Solved,High,网络组\n"
    "T2,2026-01-05 11:00,,,Open,Low,网络组\n"
)


def reasons(found: FileLook) -> dict[str, str | None]:
    return {one.indicator: one.reason for one in found.possible}


def test_an_export_of_tickets_gives_what_its_columns_allow() -> None:
    found = look_at_text(WHOLE)
    assert found.table == "tickets"
    why = reasons(found)
    assert why.keys() == RULES.indicators.keys()
    for name in ("first_response_on_time", "resolved_on_time", "resolution_time", "received"):
        assert why[name] is None
    assert why["reopen_rate"] == "missing-column: reopens"
    assert why["record_complete"] == "missing-column: agent"
    assert why["satisfied_rate"] == "no-table: surveys"
    # a formula needs what its operands need
    assert why["complaint_rate"] == why["complaints"] == "missing-column: kind"


def test_without_a_required_column_nothing_can_be_had() -> None:
    found = look_at_text("Ticket ID,Status,Priority\nT1,Open,High\n")
    assert found.table == "tickets"
    assert reasons(found)["received"] == "required-column: created_at"
    assert all(one.reason is not None for one in found.possible)


def test_an_export_of_other_things_is_no_table_of_the_set() -> None:
    found = look_at_text("Foo,Bar\n1,2\n")
    assert (found.table, found.vendor) == (None, None)
    assert reasons(found)["received"] == "no-table: tickets"


def test_a_vendor_is_told_by_its_headers_and_fills_in() -> None:
    text = (
        "Id,Created at,Solved at,Status,First reply time in minutes,"
        "Requester wait time in minutes,Satisfaction Score\n"
        "1,2026-01-05 10:00,2026-01-05 12:00,Solved,20,30,Good\n"
        "2,2026-01-05 10:30,2026-01-05 13:00,Solved,10,30,Bad\n"
    )
    found = look_at_text(text)
    assert found.vendor == "zendesk"
    assert set(found.told_by) <= set(found.header)
    assert [c.meant for c in found.columns][4] == "first_reply"
    # the reply is made of its duration, and the file serves as one of survey answers, too
    assert reasons(found)["first_response_time"] is None
    assert reasons(found)["satisfied_rate"] is None


def test_two_vendors_are_none() -> None:
    text = (
        "Issue key,Issue id,First reply time in minutes,Requester wait time in minutes\nA-1,1,2,3\n"
    )
    found = look_at_text(text)
    assert found.vendor is None
    assert codes(found) == ["SQ514"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom O'Neil", "Aaa A'Aaaa"),
        ("GD-0042", "AA-9999"),
        ("网络组 2线", "中中中 9中"),
        ("ß", "a"),
    ],
)
def test_a_shape_keeps_no_letter(text: str, expected: str) -> None:
    assert shape(text) == expected


def test_masked_shows_categories_of_the_set_and_nothing_else_of_cells() -> None:
    rows = "".join(
        f"T{i},2026-01-05 10:00,Solved,网络组,Mrs Private {i % 2},{70 + i % 2},2\n"
        for i in range(4)
    )
    header = "Ticket ID,Created at,Status,Group,Customer,Age,Reopens\n"
    found = masked(look_at_text(header + rows), RULES)
    by_name = {c.header: c for c in found.columns}
    assert by_name["Status"].values == (("Solved", 4),)
    assert by_name["Group"].values == (("中中中", 4),)
    assert by_name["Customer"].values == (("Aaa Aaaaaaa 9", 4),)
    assert by_name["Ticket ID"].examples == ("A9",)
    assert (by_name["Age"].low, by_name["Age"].high) == ("99", "99")
    assert (by_name["Reopens"].low, by_name["Reopens"].distinct) == ("2", 1)
    assert by_name["Created at"].earliest == "2026-01-05T10:00:00"
    assert "Private" not in repr(found)


def test_masked_shows_a_value_only_where_it_is_declared() -> None:
    rows = "".join(
        f"T{i},2026-01-05 10:00,{status},p{i}@example.org,สวัสดี,{word}\n"
        for i, (status, word) in enumerate(
            [
                ("Solved", "Yes"),
                ("Solved", "No"),
                ("Waiting for Jo", "No"),
                ("Waiting for Jo", "No"),
            ]
        )
    )
    header = "Ticket ID,Created at,Status,Type,Remark,Vip\n"
    found = masked(look_at_text(header + rows), RULES)
    by_name = {c.header: c for c in found.columns}
    assert by_name["Status"].values == (("Aaaaaaa aaa Aa", 2), ("Solved", 2))
    assert by_name["Status"].examples == ("Solved", "Aaaaaaa aaa Aa")
    assert by_name["Vip"].values == (("No", 3), ("Yes", 1))
    assert by_name["Type"].examples == ("a9@aaaaaaa.aaa",)
    shown = repr(found)
    assert not [secret for secret in ("Waiting", "@example", "สวั") if secret in shown]


def test_masked_shows_no_first_record_as_headers() -> None:
    record = "T1,Jane Private,jane@example.org,1.5\n"
    found = masked(look_at_text(record + "T2,Jo Private,jo@example.org,oops\n" * 2), RULES)
    assert found.header == ("A9", "Aaaa Aaaaaaa", "aaaa@aaaaaaa.aaa", "9.9")
    assert "Private" not in repr(found)
    # headers that are none of content stay, whether known or not
    assert masked(look_at_text("Foo,Bar\n1,2\n"), RULES).header == ("Foo", "Bar")


def test_what_cannot_be_read_gives_no_indicator() -> None:
    text = WHOLE.replace("2026-01-06 09:00", "46028.375")
    why = reasons(look_at_text(text))
    assert why["resolved_on_time"] == why["resolution_time"] == "not-a-time: Solved at"
    assert why["first_response_on_time"] is None
    started = WHOLE.replace("2026-01-05 10:00", "46027.4").replace("2026-01-05 11:00", "46027.5")
    why = reasons(look_at_text(started))
    assert why["received"] == why["resolved_on_time"] == "not-a-time: Created at"
    assert None not in why.values()
