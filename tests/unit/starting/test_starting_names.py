from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqeval.expr.parse import parse
from sqeval.expr.tree import Name
from sqeval.rules.headers import normal
from sqeval.starting.names import name_for, reference
from sqeval.tables.header import positions
from tests.unit.starting.exports import ODD


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Ticket ID", "ticket_id"),
        ("AvgTalkDuration", "avg_talk_duration"),
        ("Answered (Y/N)", "answered_y_n"),
        ("创建时间", "创建时间"),
        ("排队时长(秒)", "排队时长_秒"),
        ("2nd reply", "c_2nd_reply"),
        ("month", "c_month"),
        ("not", "c_not"),
        ("😀", "column_3"),
        ("", "column_3"),
    ],
)
def test_an_id_is_what_people_would_write(header: str, name: str) -> None:
    assert name_for(header, (), "column_3") == name


def test_ids_are_unique() -> None:
    assert name_for("Name", ("name", "name_2"), "x") == "name_3"


@given(st.one_of(st.sampled_from(ODD), st.text(max_size=60)))
def test_an_expression_can_say_every_id(header: str) -> None:
    name = name_for(header, (), "column_1")
    assert parse(name) == Name(name)


@given(st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=8)), max_size=8))
def test_a_reference_names_its_column_and_no_other(header: list[str]) -> None:
    headers = [normal(cell) for cell in header]
    for place in range(len(header)):
        named = reference(place, header)
        assert named is None or positions(named, headers) == (place,)


def test_the_second_of_two_headers_is_named_by_its_number() -> None:
    assert [reference(i, ["Name", "Id", "name "]) for i in range(3)] == ["Name#1", "Id", "name#2"]


def test_a_header_that_reads_as_the_second_hides_it() -> None:
    assert [reference(i, ["N", "N", "N#2"]) for i in range(3)] == ["N#1", None, "N#2"]


def test_a_column_without_a_header_cannot_be_named() -> None:
    assert reference(0, ["  ", "a"]) is None
