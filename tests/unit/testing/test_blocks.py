"""The rows of a test: cells between bars, and what is said of rows that do not line up."""

from __future__ import annotations

import csv
import io

import pytest

from sqeval.nodes import Scalar
from sqeval.rules.found import Found
from sqeval.rules.gate import parse
from sqeval.rules.tables import Table
from sqeval.testing.block import Block, export_of, read_block

TABLE = Table.model_validate(
    {
        "columns": {
            "id": {"from": "Ticket ID", "type": "text"},
            "note": {"type": "text"},
            "team": {"from": [["Group", "Unit"], "工单组"], "type": "text"},
            "twice": {"value": "id", "type": "text"},
        }
    }
)


def block(*lines: str) -> tuple[Block | None, list[str]]:
    """Return the block and its problems, each as ``LINE:COLUMN-END CODE``."""
    found = Found()
    text = "tickets: |\n" + "".join(f"  {line}\n" for line in lines)
    node = parse("a.test.yaml", text, found)["tickets"]
    assert isinstance(node, Scalar)
    read = read_block("tickets", node, TABLE, found)
    places = [(p.location, p.code) for p in found.in_order()]
    return read, [f"{at.line}:{at.column}-{at.end_column} {code}" for at, code in places]


def rows(*lines: str) -> tuple[tuple[str, ...], ...]:
    read, problems = block(*lines)
    assert problems == []
    assert read is not None
    return read.rows


def test_cells_are_trimmed_and_need_not_be_aligned() -> None:
    assert rows("id |note", " 1|  a b  ", "2   |") == (("1", "a b"), ("2", ""))


def test_blank_lines_are_skipped() -> None:
    assert rows("id | note", "", "1 | a", "   ") == (("1", "a"),)


def test_a_bar_in_a_cell_is_written_with_a_backslash_which_else_means_nothing() -> None:
    assert rows("id | note", r"1 | a\|b \|", r"2 | c:\d\ ") == (("1", "a|b |"), ("2", "c:\\d\\"))


def test_wide_characters_are_cells_like_others() -> None:
    assert rows("id | 工单组", "1  | 网络组", "二 | a") == (("1", "网络组"), ("二", "a"))


def test_a_header_of_the_export_names_its_column() -> None:
    read, problems = block("ticket id | 工单组", "1 | a")
    assert problems == []
    assert read is not None
    assert read.columns == ("id", "team")


def test_a_header_alone_is_a_table_without_rows() -> None:
    assert rows("id | note") == ()


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (("id | note", "1"), "3:3-4 SQ801"),
        (("id | note", "1 | 2 | xyz | 4"), "3:11-14 SQ801"),
        (("id | note |", "1 | a | b"), "2:14-15 SQ801"),
        (("id | nope",), "2:8-12 SQ203"),
        (("组组 | id", "1 | 2"), "2:3-5 SQ203"),
        (("id | Ticket ID", "1 | 2"), "2:8-17 SQ801"),
        (("id | twice", "1 | 2"), "2:8-13 SQ801"),
        (("",), "1:10-11 SQ801"),
    ],
)
def test_rows_that_cannot_be_meant_are_told_where_they_stand(
    lines: tuple[str, ...], problem: str
) -> None:
    read, problems = block(*lines)
    assert read is None
    assert problems == [problem]


def test_all_mistakes_of_a_block_are_told_at_once() -> None:
    _, problems = block("id | nope", "1", "2 | 3 | 4")
    assert [p.split()[1] for p in problems] == ["SQ203", "SQ801", "SQ801"]


def test_a_misspelt_column_has_a_hint() -> None:
    found = Found()
    node = parse("a.test.yaml", "tickets: |\n  id | teem\n", found)["tickets"]
    assert isinstance(node, Scalar)
    read_block("tickets", node, TABLE, found)
    assert found.in_order()[0].hint == "did you mean 'team'?"


def test_an_export_has_all_columns_that_are_read_and_quotes_what_needs_it() -> None:
    read, _ = block("note | id", 'say "a, b" | 1')
    assert read is not None
    text = export_of(read, TABLE.columns).decode()
    assert [row[1:] for row in csv.reader(io.StringIO(text))][1:] == [['say "a, b"', ""]]
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == ["1"]


def test_a_line_of_the_export_is_a_line_of_the_test() -> None:
    read, _ = block("id | note", "", "1 | a", "2 | b")
    assert read is not None
    assert [read.place(line).line for line in (1, 2, 3, 9)] == [2, 4, 5, 5]
