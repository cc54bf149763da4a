"""Damaged rows: exactly they are rejected, with line and code, and reading goes on behind them."""

from __future__ import annotations

import pytest

from sqeval.tables.fields import MAX_FIELD
from sqeval.tables.header import Wanted
from sqeval.tables.parse import LINE
from sqeval.tables.records import HARMLESS, REASONS, Records, read_records
from sqeval.tables.source import source_of

HEADER = "Id,Created at,Subject,Status,Note"
WANTED = tuple(Wanted(n, ((n,),), required=True) for n in HEADER.split(","))


def read(data: str | bytes) -> Records:
    raw = data.encode() if isinstance(data, str) else data
    records = read_records(source_of("x.csv", raw), WANTED, encoding=None)
    assert records.read == records.blank + len(records.rejects) + records.frame.height
    return records


def row(i: int, subject: str = "printer", note: str = "") -> str:
    return f"INC{i:05d},2026-01-{i % 28 + 1:02d} 10:00,{subject},open,{note}"


def table(*lines: str) -> str:
    return "\n".join([HEADER, *lines]) + "\n"


def codes(records: Records) -> list[tuple[int, str]]:
    return [(r.line, r.code) for r in records.rejects]


def ids(records: Records) -> list[str]:
    return records.frame["Id"].to_list()


def kept(*numbers: int) -> list[str]:
    return [f"INC{i:05d}" for i in numbers]


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        pytest.param("INC00002,2026-01-03", "too-few-fields", id="few"),
        pytest.param(row(2).rsplit(",", 1)[0], "too-few-fields", id="one-missing"),
        pytest.param(row(2) + ",", "too-many-fields", id="extra-comma"),
        pytest.param(row(2, "a, b"), "too-many-fields", id="unquoted-comma"),
        pytest.param(row(2, '"a",b"'), "broken-quote", id="quote-ends-a-plain-field"),
        pytest.param(row(2, '6" cable'), "broken-quote", id="inch-mark"),
        pytest.param(row(2, '6" x 4" tray'), "broken-quote", id="two-inch-marks"),
        pytest.param(row(2, '"6 inch'), "broken-quote", id="unclosed"),
        pytest.param(row(2, 'cable 6"'), "broken-quote", id="trailing-inch-mark"),
        pytest.param(row(2, '"a" b'), "broken-quote", id="text-after-closing"),
        pytest.param(row(2, ' "a"'), "broken-quote", id="space-before-quote"),
        pytest.param(row(2, r'"say \"hi\" ok"'), "broken-quote", id="backslash-escapes"),
        pytest.param(row(2, r'"ends \""'), "broken-quote", id="backslash-at-the-end"),
        pytest.param(row(2, "a\rb"), "stray-cr", id="stray-cr"),
        pytest.param(row(2, "a\rb", '"q"'), "stray-cr", id="stray-cr-beside-quotes"),
        pytest.param(row(2, "a\0b"), "nul-byte", id="nul"),
        pytest.param(row(2, '"a\0b"'), "nul-byte", id="nul-in-quotes"),
        pytest.param(row(2, "x" * (MAX_FIELD + 1)), "field-too-long", id="long"),
        pytest.param(row(2, f'"{"x" * (MAX_FIELD + 1)}"'), "field-too-long", id="long-quoted"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_damaged_row_is_the_only_one_rejected(damaged: str, code: str, end: str) -> None:
    text = table(row(1), damaged, row(3), row(4, '"two\nlines"'), row(5)).replace("\n", end)
    records = read(text)
    assert codes(records) == [(3, code)]
    assert ids(records) == kept(1, 3, 4, 5)
    assert records.frame[LINE].to_list() == [2, 4, 5, 7]
    assert records.frame["Subject"].to_list() == ["printer", "printer", f"two{end}lines", "printer"]
    assert records.rejects[0].raw == damaged
    assert records.rejects[0].reason == REASONS[code]


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        ("two\n\0lines", "nul-byte"),
        (f"two\n{'x' * MAX_FIELD}", "field-too-long"),
        ('two\nlines",extra,"more', "too-many-fields"),
    ],
)
def test_a_record_of_several_lines_is_rejected_as_one(damaged: str, code: str) -> None:
    records = read(table(row(1), row(2, f'"{damaged}"'), row(3)))
    assert codes(records) == [(3, code)]
    assert ids(records) == kept(1, 3)
    assert records.frame[LINE].to_list() == [2, 5]
    assert "\n" in records.rejects[0].raw


def test_a_long_line_of_short_fields_is_good() -> None:
    cell = "x" * (MAX_FIELD // 2 - 1)
    records = read(table(row(1), f"INC00002,{cell},{cell},{cell},", row(3)))
    assert ids(records) == kept(1, 2, 3)


@pytest.mark.parametrize("gap", [0, 1, 2, 1_000])
@pytest.mark.parametrize("last", ['cable 6"', '6" cable', '"6 cable', '""6 cable', '"a" b'])
@pytest.mark.parametrize("first", ['"6 cable', '6" cable', '"a" b', '"say \\"hi'])
def test_two_stray_quotes_reject_two_rows(first: str, last: str, gap: int) -> None:
    between = [row(3 + i) for i in range(gap)]
    records = read(table(row(1), row(2, first), *between, row(3 + gap, last), row(4 + gap)))
    if (first, last) == ('"6 cable', 'cable 6"') and gap < 50:
        assert codes(records) == [(line, "doubtful-quote") for line in range(3, 5 + gap)]
        assert ids(records) == kept(1, 4 + gap)
        return
    assert codes(records) == [(3, "broken-quote"), (4 + gap, "broken-quote")]
    assert ids(records) == kept(1, *range(3, 3 + gap), 4 + gap)


@pytest.mark.parametrize("lines", [1, 3, 50])
@pytest.mark.parametrize("place", ["subject", "note"])
def test_records_inside_a_text_that_closes_properly_are_never_used(lines: int, place: str) -> None:
    text = "\n".join(["see:", *(row(100 + i) for i in range(lines)), "thanks"])
    damaged = row(2, **{place: f'"{text}"'})
    records = read(table(row(1), damaged, *(row(i) for i in range(3, 100))))
    assert ids(records) == kept(1, *range(3, 100))
    assert codes(records) == [(line, "doubtful-quote") for line in range(3, 5 + lines)]


def test_all_lines_of_a_doubtful_text_are_rejected_but_blank_ones() -> None:
    text = f"a\n\nshort\n{row(90)}\n{row(91)}"
    records = read(table(row(1), row(2, note=f'"{text}"'), row(3), row(4, '"two\nlines"'), row(5)))
    assert ids(records) == kept(1, 3, 4, 5)
    assert codes(records) == [(line, "doubtful-quote") for line in (3, 5, 6, 7)]
    assert records.blank == 1


def test_a_record_inside_a_text_that_follows_a_stray_quote_is_never_used() -> None:
    text = f'"\n{row(90)}\nbye"'
    records = read(table(row(1), row(2, note='"oops'), row(3), row(4, note=text), row(5)))
    assert ids(records) == kept(1, 5)


def test_two_stray_quotes_around_all_rows_reject_two_rows() -> None:
    between = [row(i) for i in range(2, 500)]
    records = read(table(row(1, '"6 cable'), *between, row(500, 'cable 6"')))
    assert codes(records) == [(2, "broken-quote"), (501, "broken-quote")]
    assert len(ids(records)) == 498


def test_a_stray_quote_before_records_of_several_lines_costs_one_row() -> None:
    good = [row(i, '"Hello,\nplease help\nbye"') for i in range(3, 30)]
    records = read(table(row(1), row(2, '"oops'), *good))
    assert codes(records) == [(3, "broken-quote")]
    assert len(ids(records)) == 28


def test_a_runaway_into_a_record_that_begins_with_a_line_break_is_seen() -> None:
    records = read(table(row(1), row(2, note='"oops'), row(3, note='"\nhello"'), row(4)))
    assert codes(records) == [(3, "doubtful-quote")]
    assert ids(records) == kept(1, 3, 4)


def test_a_pair_that_swallowed_the_beginning_of_a_row_is_seen() -> None:
    text = table(*(row(i) for i in range(5)), '"' + row(5), 'INC00006,2026-01-07 1",:00,a,b,c')
    records = read(text)
    assert codes(records) == [(7, "doubtful-quote"), (8, "doubtful-quote")]
    assert ids(records) == kept(*range(5))


def test_text_with_the_right_number_of_commas_is_still_text() -> None:
    text = "Hello,\none, two, three, four, five\nplease, could, you, send, it\nbye"
    records = read(table(row(1), row(2, f'"{text}"'), row(3)))
    assert records.rejects == ()
    assert records.frame["Subject"].to_list() == ["printer", text, "printer"]


def test_text_whose_last_line_ends_with_a_comma_is_still_text() -> None:
    records = read(table(row(1), row(2, '"Hello\nDear Sir,"'), row(3)))
    assert ids(records) == kept(1, 2, 3)


def test_a_quoted_copy_of_a_record_among_text_is_refused_in_doubt() -> None:
    text = f"please see this:\nthe row\nI mean\n{row(9)}\nit is wrong"
    records = read(table(row(1), row(2, f'"{text}"'), row(3)))
    assert ids(records) == kept(1, 3)
    assert (6, "doubtful-quote") in codes(records)
    assert [line for line, _ in codes(records)] == [3, 4, 5, 6, 7]


def test_lines_of_a_damaged_text_never_become_records() -> None:
    text = '"say \\"hi\\", ok\none, two, three, four, five\nbye"'
    records = read(table(row(1), row(2, text), row(3)))
    assert ids(records) == kept(1, 3)
    assert codes(records) == [(3, "broken-quote"), (4, "doubtful-quote"), (5, "broken-quote")]


def test_without_any_shape_to_go_by_a_doubtful_span_is_refused() -> None:
    data = table("a,b,c,d,e", 'f,g,"hello\none, two, three, four, five\nbye",i,j', "k,l,m,n,o")
    records = read(data)
    assert ids(records) == ["a", "k"]
    assert codes(records) == [(n, "doubtful-quote") for n in (3, 4, 5)]


def test_without_any_shape_to_go_by_many_whole_rows_are_rows() -> None:
    rows = ["x,y,z,u,v"] * 60
    records = read(table("a,b,c,d,e", 'f,g,"6 h,i,j', *rows, 'k,l,6",n,o', "p,q,r,s,t"))
    assert codes(records) == [(3, "broken-quote"), (64, "broken-quote")]
    assert len(ids(records)) == 62


def test_a_swallowed_row_of_a_narrow_table_is_seen_by_its_shape() -> None:
    wanted = (Wanted("Id", (("Id",),), required=True), Wanted("Text", (("Text",),), required=True))
    data = 'Id,Text\n1,a\n2,"6 cable\n3,b\n4,cable 6"\n5,c\n6,"so\nlong, bye"\n'
    records = read_records(source_of("x", data.encode()), wanted, encoding=None)
    assert records.frame["Id"].to_list() == ["1", "5", "6"]
    assert codes(records) == [(n, "doubtful-quote") for n in (3, 4, 5)]


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param("INC0", id="in-the-first-field"),
        pytest.param("INC00003,2026-01-0", id="in-a-field"),
        pytest.param('INC00003,2026-01-04 10:00,"prin', id="in-a-quoted-field"),
    ],
)
def test_a_last_row_that_is_cut_off_is_rejected(cut: str) -> None:
    records = read(table(row(1), row(2)) + cut)
    assert codes(records) == [(4, "truncated")]
    assert ids(records) == kept(1, 2)


def test_a_short_row_at_the_end_is_damage_and_no_footer() -> None:
    records = read(table(row(1), row(2), "INC00003,2026-01-04 10:00"))
    assert codes(records) == [(4, "too-few-fields")]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        pytest.param("INC00003,printer", "too-few-fields", id="key"),
        pytest.param("2026-01-04 10:00,printer,open,", "too-few-fields", id="key-lost"),
        pytest.param(",printer,open,", "too-few-fields", id="key-empty"),
        pytest.param("Total 6,2026-01-04 10:00,x", "too-few-fields", id="total-with-a-time"),
        pytest.param(row(3).replace(",", ";"), "too-few-fields", id="other-delimiter"),
        pytest.param("INC00003|x", "too-few-fields", id="key-under-another-delimiter"),
        pytest.param("Exported by Desk on 2026-01-03", "footer", id="remark"),
        pytest.param("Total: 2", "footer", id="total"),
        pytest.param("Total,,,,7", "total-row", id="total-row"),
    ],
)
def test_a_last_line_is_a_footer_only_without_key_and_time(last: str, code: str) -> None:
    records = read(table(row(1), row(2), last))
    assert codes(records) == [(4, code)]
    assert ids(records) == kept(1, 2)


@pytest.mark.parametrize("key", ["TOTAL-77", "Total 6", "Totally"])
def test_a_last_row_whose_key_says_total_is_a_row(key: str) -> None:
    records = read(table(row(1), row(2), f"{key},2026-01-04 10:00,,,"))
    assert records.rejects == ()
    assert ids(records) == [*kept(1, 2), key]


def test_rows_before_the_header_are_damage_and_titles_are_not() -> None:
    records = read("Tickets,,,,\nMonth,January\n" + row(9) + "\n" + table(row(1)))
    assert codes(records) == [(1, "preamble"), (2, "preamble"), (3, "before-header")]
    assert [r.code for r in records.rejects if r.code not in HARMLESS] == ["before-header"]
    assert ids(records) == kept(1)


def test_a_file_of_short_rows_is_no_footer() -> None:
    records = read(table(row(1), *["what is this"] * 30))
    assert codes(records) == [(n, "too-few-fields") for n in range(3, 33)]


def test_a_footer_without_a_line_end_is_a_footer() -> None:
    records = read(table(row(1), row(2)) + "Total: 2")
    assert codes(records) == [(4, "footer")]


def test_damage_of_every_kind_leaves_all_other_rows_alone() -> None:
    lines = [row(i) for i in range(200)]
    lines[10] = row(10, '"oops')
    lines[50] = row(50) + ",x"
    lines[90] = "INC00090"
    lines[120] = row(120, '6" cable')
    lines[150] = row(150, "nul\0")
    lines[199] = row(199, '"two\nlines"')
    records = read(table(*lines))
    assert codes(records) == [
        (12, "broken-quote"),
        (52, "too-many-fields"),
        (92, "too-few-fields"),
        (122, "broken-quote"),
        (152, "nul-byte"),
    ]
    assert ids(records) == kept(*(i for i in range(200) if i not in {10, 50, 90, 120, 150}))


def test_reasons_and_messages_hold_no_ticket_text() -> None:
    records = read(table(row(1, '"secret'), row(2)))
    assert "secret" not in records.rejects[0].reason
    assert "secret" not in repr(records.rejects[0])
