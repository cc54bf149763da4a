"""The id that `sqeval trace` is asked for: its records are told by what it is read as."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.test_cli_trace import EVENTS, trace

RULES = """\
version: 1
timezone: Asia/Shanghai
tables:
  tickets:
    key: {key}
    clock: at
    duplicates: {{keep: last, by: at}}
    columns: {{{columns}, at: {{type: datetime}}}}
indicators: {{received: {{type: count}}}}
"""


def declare(desk: Desk, key: str, columns: str, *lines: str) -> None:
    desk.write("sqeval.yaml", RULES.format(key=key, columns=columns))
    desk.write("tickets.csv", "\n".join([*lines, ""]))


def report(case: str, *more: str) -> dict[str, Any]:
    return trace(case, "tickets.csv", *more, "-q", "-f", "json", "--max-rejected", "90%").report


def lines_of(case: str, *more: str) -> tuple[list[int], list[tuple[int, str]]]:
    told = report(case, *more)
    return (
        [row["line"] for row in told["rows"]],
        [(one["line"], one["status"]) for one in told["unused"]],
    )


@pytest.mark.parametrize("case", ["007", "7", "+7", " 07 ", "7.0"])
def test_spellings_of_one_number_are_one_id(desk: Desk, case: str) -> None:
    rows = ("007,2026-01-02 09:00", "7,2026-01-01 09:00", "70,2026-01-01 09:00")
    declare(desk, "id", "id: {type: integer}", "id,at", *rows)
    assert lines_of(case) == ([2], [(3, "duplicate")])


def test_an_id_that_is_written_with_zeros_alone_is_found(desk: Desk) -> None:
    declare(desk, "id", "id: {type: integer}", "id,at", "007,2026-01-02 09:00")
    assert lines_of("007") == lines_of("7") == ([2], [])
    trace("8", "tickets.csv", "-q").refused(2, "no row of 'tickets' has the id '8'")


def test_spellings_of_one_number_are_two_ids_where_the_column_holds_texts(desk: Desk) -> None:
    declare(desk, "id", "id: {}", "id,at", "007,2026-01-02 09:00", "7,2026-01-01 09:00")
    assert (lines_of("007"), lines_of("7")) == (([2], []), ([3], []))


@pytest.mark.parametrize("case", ["2026/1/5", "2026-01-05"])
def test_a_day_is_found_in_every_way_that_it_can_be_written(desk: Desk, case: str) -> None:
    rows = ("2026/1/5,2026-01-02 09:00", "2026-01-05,2026-01-01 09:00", "2026/1/6,2026-01-01")
    declare(desk, "day", "day: {type: date}", "day,at", *rows)
    assert lines_of(case) == ([2], [(3, "duplicate")])


def test_whether_day_or_month_stands_first_is_told_by_the_other_cells(desk: Desk) -> None:
    rows = ("5/1/2026,2026-01-02 09:00", "1/5/2026,2026-01-02 10:00", "31/1/2026,2026-01-02 11:00")
    declare(desk, "day", "day: {type: date}", "day,at", *rows)
    assert lines_of("5/1/2026")[0] == lines_of("2026-01-05")[0] == [2]
    assert lines_of("1/5/2026")[0] == [3]


def test_an_id_as_it_is_printed_is_found_where_the_export_writes_it_otherwise(desk: Desk) -> None:
    rows = ("5/1/2026,2026-01-02 09:00", "P9,2026-01-02 09:00")
    day = 'id: {type: date, formats: ["%d/%m/%Y"]}'
    declare(desk, "id", day, "id,at", *rows)
    assert lines_of("2026-01-05")[0] == lines_of("5/1/2026")[0] == [2]
    declare(desk, "id", "id: {type: category, values: {P1: [Urgent]}}", "id,at", *rows[1:])
    assert lines_of("(other: P9)")[0] == lines_of("P9")[0] == [2]


def test_ids_of_a_derived_table_are_read_as_its_source_reads_them(desk: Desk) -> None:
    desk.write("sqeval.yaml", EVENTS)
    steps = ("007,New,2026-01-05 09:00", "7,Solved,2026-01-05 11:00", "8,New,2026-01-05 09:00")
    desk.write("events.csv", "\n".join(["case,activity,at", *steps, ""]))
    for case in ("007", "7"):
        rows = trace(case, "events.csv", "-q", "-f", "json").report["rows"]
        assert [(r["table"], r["line"]) for r in rows] == [
            ("tickets", None),
            ("events", 2),
            ("events", 3),
        ]


PAIRS = ("name,no,at", '"x,y",02,2026-01-02 09:00', '"x,y",2,2026-01-01 09:00', "x,2,2026-01-01")
PAIR = ("[name, no]", "name: {}, no: {type: integer}")


def test_a_part_with_a_comma_is_quoted_and_asked_for_as_it_is_printed(desk: Desk) -> None:
    quoted = '"say ""a"", b",3,2026-01-03 09:00'
    declare(desk, *PAIR, *PAIRS, quoted)
    told = report('"x,y",2')
    assert told["rows"][0]["key"] == '"x,y",2'
    assert lines_of('"x,y", 002') == ([2], [(3, "duplicate")])
    assert lines_of("x,2") == ([4], [])
    desk.score("tickets.csv", "--cases", "cases.csv", "-q")
    with (desk.folder / "cases.csv").open(encoding="utf-8", newline="") as file:
        printed = [row["key"] for row in csv.DictReader(file)]
    assert printed == ['"x,y",2', "x,2", '"say ""a"", b",3']
    assert [lines_of(key)[0] for key in printed] == [[2], [4], [5]]


def test_a_wrong_number_of_parts_is_told_with_how_to_quote(desk: Desk) -> None:
    declare(desk, *PAIR, *PAIRS)
    said = trace("x,y,2", "tickets.csv", "-q").refused(2, "SQ618")
    assert "an id of 'tickets' has 2 parts (name, no), not 3" in said
    assert """'"x,y",2'""" in said
    trace('"x,y"z,2', "tickets.csv", "-q").refused(2, "the quotes of the id are broken")
    trace('"x,y,2', "tickets.csv", "-q").refused(2, "the quotes of the id are broken")


@pytest.mark.parametrize("case", ["x,", ",2", '"",2', " , ", "?,2"])
def test_an_empty_part_names_no_record(desk: Desk, case: str) -> None:
    declare(desk, *PAIR, *PAIRS, "x,,2026-01-01", ",2,2026-01-01", "?,2,2026-01-01")
    rules = (desk.folder / "sqeval.yaml").read_text()
    desk.write("sqeval.yaml", rules.replace("    clock:", '    missing: ["", "?"]\n    clock:'))
    said = trace(case, "tickets.csv", "-q", "--max-rejected", "90%").refused(2, "SQ618")
    assert "the id is not whole" in said
    assert "hint: " in said


@pytest.mark.parametrize("case", ["", "  "])
def test_an_empty_id_names_no_record(desk: Desk, case: str) -> None:
    declare(desk, "id", "id: {}", "id,at", "a,2026-01-02", ",2026-01-02 ,,")
    said = trace(case, "tickets.csv", "-q", "--max-rejected", "90%").refused(2, "SQ618")
    assert "the id is not whole: 'id' is empty" in said


def test_a_rejected_record_is_found_by_what_its_id_is_printed_as_too(desk: Desk) -> None:
    declare(desk, "id", "id: {type: integer}", "id,at", "007,2026-01-02 09:00", "7,2026,x")
    assert lines_of("007") == ([2], [(3, "rejected")])
