"""What a rule file says comes first; a profile adds what is missing, and declares nothing."""

from __future__ import annotations

from typing import Any

import pytest

from sqeval.rules import gate
from sqeval.rules.draft import draft
from sqeval.rules.found import Found
from sqeval.rules.profiles.filling import filled, undeclared
from sqeval.rules.profiles.model import Profile
from sqeval.rules.profiles.reading import read_profile
from sqeval.rules.profiles.values import trees
from sqeval.rules.tables import Table


def table(text: str) -> Table:
    found = Found()
    document = gate.parse("rules.yaml", f"version: 1\ntables: {{tickets: {text}}}", found)
    drafted = draft(document, found)
    assert not found.in_order()
    return drafted.tables["tickets"]


def profile(text: str) -> Profile:
    found = Found()
    whole = f"version: 1\ntitle: A vendor\ntables: {{tickets: {text}}}"
    read, _ = read_profile("vendor.yaml", whole.encode(), found)
    assert read is not None, found.in_order()
    return read


def fill(own: str, known: str) -> Any:  # noqa: ANN401 - any kind of column
    """Fill in one column ``c``."""
    full = filled(
        "tickets",
        table(f"{{columns: {{c: {own}}}}}"),
        profile(f"{{columns: {{c: {known}}}}}"),
    )
    return full.columns["c"]


@pytest.mark.parametrize(
    ("own", "known", "headers"),
    [
        ("{from: [Mine]}", "{from: [Theirs]}", [["Mine"], ["Theirs"]]),
        ("{}", "{from: [Theirs]}", [["c"], ["Theirs"]]),
        ("{from: [Id]}", "{from: [' ID', Number]}", [["Id"], ["Number"]]),
        ("{from: [[Date, Time]]}", "{from: [[Day, Hour]]}", [["Date", "Time"], ["Day", "Hour"]]),
        ("{from: [Mine]}", "{}", [["Mine"]]),
    ],
)
def test_own_headers_come_first(own: str, known: str, headers: list[list[str]]) -> None:
    assert [list(option) for option in fill(own, known).headers("c")] == headers


@pytest.mark.parametrize(
    ("own", "known", "said"),
    [
        ("{type: datetime}", "{formats: ['%d/%m/%Y %H:%M']}", {"formats": ["%d/%m/%Y %H:%M"]}),
        ("{type: datetime, formats: [iso]}", "{formats: ['%d/%m/%Y']}", {"formats": ["iso"]}),
        ("{type: datetime}", "{formats: ['h:mm:ss']}", {"formats": None}),
        ("{type: duration}", "{unit: m}", {"unit": "m", "formats": None}),
        ("{type: duration}", "{formats: ['h:mm:ss']}", {"unit": None, "formats": ["h:mm:ss"]}),
        ("{type: duration, unit: s}", "{unit: m, formats: ['h:mm']}", {"unit": "s"}),
        ("{type: duration, formats: ['h:mm']}", "{unit: m}", {"unit": None, "formats": ["h:mm"]}),
        ("{type: number}", "{decimal: ',', thousands: '.'}", {"decimal": ",", "thousands": "."}),
        ("{type: number, decimal: '.'}", "{decimal: ','}", {"decimal": "."}),
        ("{type: integer}", "{thousands: ','}", {"thousands": ","}),
    ],
)
def test_how_cells_are_read_is_filled_where_nothing_is_said(
    own: str, known: str, said: dict[str, Any]
) -> None:
    column = fill(own, known)
    assert {key: getattr(column, key) for key in said} == said


def test_a_key_that_the_type_does_not_have_is_left() -> None:
    column = fill("{type: text}", "{from: [X], formats: [iso], unit: m, values: {P1: [Urgent]}}")
    assert not {"formats", "unit", "values"} & column.model_fields_set


@pytest.mark.parametrize(
    ("own", "known", "values"),
    [
        (
            "{type: category, values: {P1: [Top], P2: []}}",
            "{values: {P1: [Urgent], P2: [High]}}",
            {"P1": ["Top", "Urgent"], "P2": ["High"]},
        ),
        (
            "{type: category, values: {P1: [Top], P2: [Urgent]}}",
            "{values: {P1: [Urgent, Now]}}",
            {"P1": ["Top", "Now"], "P2": ["Urgent"]},
        ),
        (
            "{type: category, values: {P1: [], P2: []}}",
            "{values: {P1: [P2]}}",
            {"P1": [], "P2": []},
        ),
        ("{type: category, values: {P1: []}}", "{values: {P9: [Never]}}", {"P1": []}),
        ("{type: boolean}", "{values: {'true': [是]}}", {"true": ["是"]}),
        (
            "{type: scale, values: {5: [Great], 1: []}}",
            "{values: {5: [Good], 1: [Bad, Great]}}",
            {"5": ["Great", "Good"], "1": ["Bad"]},
        ),
    ],
)
def test_spellings_are_added_but_never_moved(
    own: str, known: str, values: dict[str, list[str]]
) -> None:
    assert fill(own, known).values == values


def test_categories_that_a_column_does_not_declare_are_told() -> None:
    own = table("{columns: {p: {type: category, values: {P1: []}}, q: {type: text}}}")
    known = profile("{columns: {p: {values: {P1: [A], P2: [B]}}, q: {values: {X: [Y]}}}}")
    assert list(undeclared("tickets", own, known)) == [("p", "P2")]


def test_missing_texts_are_filled_only_where_the_table_says_none() -> None:
    known = profile("{missing: ['', '?']}")
    assert filled("tickets", table("{columns: {c: {}}}"), known).missing == ["", "?"]
    assert filled("tickets", table("{missing: ['-'], columns: {c: {}}}"), known).missing == ["-"]
    assert filled("tickets", table("{missing: [''], columns: {c: {}}}"), known).missing == [""]


def test_nothing_is_declared_and_nothing_computed_is_touched() -> None:
    own = table("{columns: {a: {}, b: {value: lower(a)}}}")
    known = profile("{columns: {b: {from: [B]}, z: {from: [Z]}}}")
    assert filled("tickets", own, known) == own
    assert filled("cases", own, known) is own


REPLY = "{columns: {replied: {value: created + took}, took: {from: [Took]}}}"


@pytest.mark.parametrize(
    ("columns", "given"),
    [
        ("replied: {type: datetime, required: false}, took: {type: duration}", {"replied"}),
        ("replied: {type: datetime}, took: {type: duration}", set()),
        ("replied: {type: datetime, required: false}", set()),
        ("replied: {type: text, required: false}, took: {type: duration}", set()),
        ("replied: {type: datetime, required: false}, took: {type: integer}", set()),
        ("took: {type: duration}", set()),
    ],
)
def test_values_are_given_to_optional_columns_whose_operands_are_declared(
    columns: str, given: set[str]
) -> None:
    own = table(f"{{columns: {{created: {{type: datetime}}, {columns}}}}}")
    assert trees("tickets", own, profile(REPLY)).keys() == given
