from __future__ import annotations

import pytest

from sqeval.inspection.values import ColumnLook
from sqeval.starting.columns import declared
from tests.unit.starting.looks import column, file


def yaml(*looks: ColumnLook) -> list[str]:
    columns, _ = declared(file(*looks), "en")
    return [f"{one.id}: {one.yaml(required=True)}" for one in columns]


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (column("Subject"), "subject: {}"),
        (column("Ticket ID", kind="integer"), "ticket_id: {from: [Ticket ID]}"),
        (
            column("Number of replies", kind="integer"),
            "number_of_replies: {from: [Number of replies], type: integer}",
        ),
        (
            column("Cost", kind="number", decimal=",", thousands="."),
            "cost: {type: number, decimal: ',', thousands: '.'}",
        ),
        (column("Wait", kind="duration", unit="s"), "wait: {type: duration, unit: s}"),
        (column("Wait", kind="integer", unit="m"), "wait: {type: duration, unit: m}"),
        (
            column("Talk", kind="duration", formats=("h:mm",)),
            "talk: {type: duration, formats: ['h:mm']}",
        ),
        (column("Opened", kind="datetime"), "opened: {type: datetime}"),
        (
            column("Opened", kind="date", formats=("%d/%m/%Y",)),
            "opened: {type: date, formats: ['%d/%m/%Y']}",
        ),
        (
            column("Solved", kind="boolean", values=(("Y", 2), ("N", 1))),
            "solved: {type: boolean, values: {'true': ['Y'], 'false': ['N']}}",
        ),
        (
            column("Solved", kind="boolean", values=(("true", 2), ("false", 1))),
            "solved: {type: boolean}",
        ),
        (
            column("状态", kind="category", values=(("已解决", 2), ("no", 1))),
            "状态: {type: category, values: {已解决: [], 'no': []}}",
        ),
        (column("Kind", kind="category", values=(("(other: x)", 2), ("b", 1))), "kind: {}"),
        (column("Kind", kind="category", values=(("a\nb", 2), ("b", 1))), "kind: {}"),
        (column("Team", kind="category", values=(("x", 2), ("y", 1))), "team: {}"),
    ],
)
def test_a_column_is_declared_as_its_cells_read(look: ColumnLook, text: str) -> None:
    assert yaml(look) == [text]


def test_formats_that_read_the_cells_two_ways_are_for_a_person_to_choose() -> None:
    look = column("Opened", kind="datetime", formats=("%d/%m/%Y", "%m/%d/%Y"))
    columns, _ = declared(file(look), "en")
    assert columns[0].type == "text"
    assert "['%d/%m/%Y']" in columns[0].note
    assert "['%m/%d/%Y']" in columns[0].note


def test_a_date_and_its_time_of_day_are_joined_as_well() -> None:
    day = column("Date", kind="date")
    clock = column("Time", 2, kind="duration", examples=("9:12:58",))
    assert yaml(day, clock) == [
        "date: {type: date}",
        "time: {}",
        "date_time: {from: [[Date, Time]], type: datetime}",
    ]


def test_a_length_of_time_after_a_date_is_no_time_of_day() -> None:
    day = column("Date", kind="date")
    length = column("Handling time", 2, kind="duration", examples=("73:12:58",))
    assert yaml(day, length) == [
        "date: {type: date}",
        "handling_time: {from: [Handling time], type: duration}",
    ]


def test_columns_that_cannot_be_named_are_told() -> None:
    columns, notes = declared(file(column("a"), column(" ", 2), column("b", 3)), "en")
    assert [one.id for one in columns] == ["a", "b"]
    assert notes == ("column 2 is left out: its header cannot be named",)


def test_repeated_headers_are_told_apart() -> None:
    assert yaml(column("Note"), column("Note", 2)) == [
        "note: {from: ['Note#1']}",
        "note_2: {from: ['Note#2']}",
    ]
