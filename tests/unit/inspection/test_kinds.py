"""What columns are told as: one case for each kind, and the columns that must stay text."""

from __future__ import annotations

import pytest

from sqeval.inspection.kinds import spellings
from sqeval.problems import Location
from tests.unit.inspection.exports import codes, column

#: Kind, header and cells of columns that read without any declaration.
PLAIN = [
    ("integer", "Reopens", ["0", "2", "0", ""]),
    ("integer", "Score", ["5", "5.0", "-3"]),
    ("number", "Cost", ["1.5", "2", "-0.25"]),
    ("boolean", "Solved", ["Y", "N", "Y"]),
    ("boolean", "active", ["true", "FALSE"]),
    ("boolean", "是否解决", ["是", "", "否"]),
    ("category", "Channel", ["Mail", "Mail", "Phone", "Phone"]),
    ("category", "渠道", ["电话", "电话", "微信", "微信"]),
    ("category", "Status", ["Open", "Closed", "Hold"]),
    ("date", "Day", ["2026-01-31", "2026/2/1", ""]),
    ("datetime", "Created at", ["2026-01-31 10:00", "2026-02-01 11:30"]),
    ("datetime", "Created at", ["2026-01-31T10:00:05+08:00", "2026-02-01T11:30:00Z"]),
    ("duration", "Talk", ["0:02:23", "1:00:00"]),
    ("duration", "Left", ["-3:07", "12:30"]),
    ("text", "Remark", ["cannot log in", "screen is black"]),
    ("text", "Remark", ["", ""]),
]


@pytest.mark.parametrize(("kind", "header", "cells"), PLAIN)
def test_a_column_is_told_by_all_of_its_cells(kind: str, header: str, cells: list[str]) -> None:
    found = column(cells, header)
    assert (found.kind, found.formats, found.problems) == (kind, (), ())
    assert found.filled == sum(cell != "" for cell in cells)
    assert found.distinct == len(set(cells) - {""})


@pytest.mark.parametrize(
    ("kind", "form", "cells"),
    [
        ("date", "%d/%m/%Y", ["01/02/2026", "13/02/2026"]),
        ("date", "%m/%d/%Y", ["01/02/2026", "02/13/2026"]),
        ("datetime", "%d.%m.%Y %H:%M", ["31.1.2026 9:05", "1.2.2026 10:00"]),
        ("datetime", "%m/%d/%Y %I:%M:%S %p", ["02/13/2026 12:05:00 AM", "02/01/2026 1:00:00 pm"]),
        ("datetime", "%d/%b/%y %I:%M %p", ["12/Jan/26 03:45 PM", "01/Feb/26 11:00 AM"]),
        ("date", "%b %d, %Y", ["Jan 12, 2026", "Feb 1, 2026"]),
        ("date", "%d %B %Y", ["12 January 2026", "1 March 2026"]),
        ("date", "%Y年%m月%d日", ["2026年1月31日", "2026年02月01日"]),
        ("datetime", "%Y年%m月%d日 %H:%M", ["2026年1月31日 09:05", "2026年02月01日 23:00"]),
        (
            "datetime",
            "%d/%m/%Y %H:%M:%S %z",
            ["31/01/2026 10:00:00 +0800", "01/02/2026 10:00:00 +0800"],
        ),
        ("date", "%d/%m/%y", ["31/01/26", "30/12/35"]),
    ],
)
def test_a_format_is_told_that_reads_every_cell(kind: str, form: str, cells: list[str]) -> None:
    found = column(cells, "Seen")
    assert (found.kind, found.formats, found.problems) == (kind, (form,), ())


@pytest.mark.parametrize(
    ("form", "kind", "cells"),
    [
        ("epoch s", "datetime", ["1767225600", "1767229200", "1767229200"]),
        ("epoch ms", "datetime", ["1767225600000", "1767229200123"]),
        ("excel", "datetime", ["46023.5", "46024"]),
        ("%Y%m%d", "date", ["20260131", "20260201"]),
        ("%Y%m%d%H%M%S", "datetime", ["20260131100000", "20260201113005"]),
    ],
)
def test_digits_are_times_only_under_a_header_of_times(
    form: str, kind: str, cells: list[str]
) -> None:
    found = column(cells, "Created at")
    assert (found.kind, found.formats) == (kind, (form,))
    assert column(cells, "Weight").kind in {"integer", "number", "text"}


def test_dates_that_do_not_tell_day_from_month_are_told_as_both() -> None:
    found = column(["03/04/2026 10:00", "05/05/2026 11:00"], "Seen")
    assert found.kind == "datetime"
    assert found.formats == ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M")
    assert codes(found) == ["SQ525"]
    assert (found.earliest, found.latest, found.months) == (None, None, ())


def test_dates_that_are_the_same_either_way_are_in_doubt_all_the_same() -> None:
    found = column(["05/05/2026", "06/06/2026"], "Seen")
    assert (found.kind, found.formats) == ("date", ("%d/%m/%Y", "%m/%d/%Y"))
    assert codes(found) == ["SQ525"]


def test_years_of_two_digits_may_be_days() -> None:
    found = column(["01/02/26", "03/04/27"], "Seen")
    assert found.kind == "date"
    assert set(found.formats) == {"%d/%m/%y", "%m/%d/%y", "%y/%m/%d"}
    assert codes(found) == ["SQ525"]
    found = column(["31/01/26", "30/12/25"], "Seen")
    assert set(found.formats) == {"%d/%m/%y", "%y/%m/%d"}


def test_dates_of_both_orders_are_text() -> None:
    found = column(["13/02/2026", "02/13/2026"], "Seen")
    assert (found.kind, found.formats) == ("text", ())
    assert codes(found) == ["SQ525"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Ticket ID", ["1", "2", "3"]),
        ("Anything", ["10", "20", "30"]),
        ("Customer no", ["7", "7", "8"]),
        ("Zip", ["2121", "2135", "2121"]),
        ("Code", ["00012", "00012"]),
        ("Anything", ["00012", "17", "17"]),
        ("Anything", ["2E3", "17", "17"]),
        ("Anything", ["101004143000", "101004143000", "1"]),
        ("客户编号", ["7", "7", "8"]),
    ],
)
def test_ids_stay_text(header: str, cells: list[str]) -> None:
    assert column(cells, header).kind in {"text", "category"}
    assert column(cells, header).low is None


def test_numbers_with_marks_say_which() -> None:
    found = column(["1.234,5", "12,75", "3"], "Cost")
    assert (found.kind, found.decimal, found.thousands) == ("number", ",", ".")
    found = column(["1,234.5", "1,234,567", "3"], "Cost")
    assert (found.kind, found.decimal, found.thousands) == ("number", ".", ",")
    assert (found.low, found.high) == ("3", "1234567")
    assert column(["12,5", "3,75"], "Cost").decimal == ","


def test_a_comma_that_may_be_either_mark_is_no_number() -> None:
    found = column(["1,234", "5,678"], "Cost")
    assert (found.kind, found.decimal, codes(found)) == ("text", None, ["SQ555"])


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("First reply time in minutes", "m"),
        ("First reply time in minutes within business hours", "m"),
        ("排队时长(秒)", "s"),
        ("会话时长（分钟）", "m"),
        ("Wait seconds", "s"),
        ("talk_seconds", "s"),
        ("Age (days)", "d"),
        ("Resolution time (hrs)", "h"),
        ("Duration (s)", "s"),
    ],
)
def test_a_header_names_the_unit_of_plain_numbers(header: str, unit: str) -> None:
    found = column(["90", "5", "7.5"], header)
    assert (found.kind, found.unit) == ("duration", unit)
    clock = column(["1:30:00", "0:00:05"], header)
    assert (clock.kind, clock.unit) == ("duration", None)


@pytest.mark.parametrize("header", ["Watcher(s)", "Reply time", "Minutes of meeting", "Days open?"])
def test_other_headers_name_none(header: str) -> None:
    assert column(["90", "5", "5"], header).unit is None


def test_the_ends_of_durations_are_in_hours() -> None:
    found = column(["90", "5", "1500"], "Wait in minutes")
    assert (found.low, found.high) == ("0:05:00", "25:00:00")


def test_a_few_cells_that_do_not_fit_keep_a_column_text_and_are_told() -> None:
    found = column(["2026-01-31 10:00"] * 30 + ["soon"], "Due")
    assert found.kind == "category"
    found = column(
        [f"2026-01-{day:02} 10:00" for day in range(1, 31)] * 2 + ["soon", "soon"], "Due"
    )
    assert (found.kind, codes(found)) == ("text", ["SQ555"])
    assert "times but for 2 of 62 cells; the first stands in line 62" in found.problems[0].message
    assert "soon" not in str(found.problems[0])


def test_categories_have_few_values_that_repeat() -> None:
    twice = [f"team {i}" for i in range(30)] * 2
    assert column(twice, "Unit").kind == "category"
    assert column([*twice, "team 30", "team 30"], "Unit").kind == "text"
    assert column([*twice, "other"], "Unit").kind == "text"
    assert column(["a" * 61] * 4, "Unit").kind == "text"
    assert column(["two\nlines"] * 4, "Unit").kind == "text"


def test_values_are_counted_the_most_frequent_first() -> None:
    found = column(["b", "a", "c", "c", "b", "c", "a", "d", "d"], "Unit")
    assert found.values == (("c", 3), ("a", 2), ("b", 2), ("d", 2))


def test_the_words_of_a_boolean_are_sorted_into_true_and_false() -> None:
    found = column(["Y", "n", "N", "Y"], "Solved")
    assert found.values == (("Y", 2), ("N", 1), ("n", 1))
    assert spellings(found.values) == {"true": ["Y"], "false": ["N", "n"]}
    assert column(["Y", "No", "Y", "No"], "Solved").kind == "category"


def test_times_span_their_months_as_they_are_written() -> None:
    found = column(["2026-01-31 23:59", "2026-02-01 00:00", "2026-01-01 08:00"], "Seen")
    assert (found.earliest, found.latest) == ("2026-01-01T08:00:00", "2026-02-01T00:00:00")
    assert found.months == (("2026-01", 2), ("2026-02", 1))


def test_times_with_an_offset_are_in_the_zone_asked_for() -> None:
    cells = ["2026-01-31T23:30:00+00:00", "2026-01-31T10:00:00+00:00"]
    found = column(cells, "Seen")
    assert (found.latest, found.months) == ("2026-01-31T23:30:00+00:00", (("2026-01", 2),))
    found = column(cells, "Seen", timezone="Asia/Shanghai")
    assert found.latest == "2026-02-01T07:30:00+08:00"
    assert found.months == (("2026-01", 1), ("2026-02", 1))


def test_local_times_that_a_zone_skips_are_told() -> None:
    cells = ["2026-03-29 02:30", "2026-03-29 04:00", "2026-10-25 02:30"]
    assert codes(column(cells, "Seen")) == []
    found = column(cells, "Seen", timezone="Europe/Berlin")
    assert found.kind == "datetime"
    assert sorted(codes(found)) == ["SQ521", "SQ555"]
    assert "1 local times do not exist" in found.problems[-1].message
    assert "line 2" in found.problems[-1].message
    assert found.problems[-1].location == Location("made.csv")


def test_a_header_is_not_what_its_cells_are_not() -> None:
    assert column(["Y", "N"], "Resolved").meant is None
    assert column(["2026-01-31 10:00", "2026-01-31 11:00"], "Resolved").meant == "resolved_at"
