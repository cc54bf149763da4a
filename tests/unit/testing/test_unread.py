"""A test whose rows do not count as they are written is refused, however its figures come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.testing.session import run_tests

HEAD = "rules: desk.yaml\nas_of: 2026-02-01\ntests:\n  - name: a\n    tickets: |\n"
COLUMNS = "      id | created          | replied          | priority\n"
FINE = "      1  | 2026-01-05 09:00 | 2026-01-05 09:10 | P1\n"


def said(
    folder: Path, row: str, expect: str = "{indicators: {total: 2}}", head: str = HEAD
) -> list[str]:
    """Return what is said of a test with a fine row and this one, which stands in line 8."""
    text = f"{head}{COLUMNS}{FINE}      {row}\n    expect: {expect}\n"
    (folder / "desk.test.yaml").write_text(text)
    session = run_tests(["desk.test.yaml"])
    assert all(outcome.passed or outcome.problems for outcome in session.outcomes)
    return [f"{p.location.line} {p.code} {p.message}; {p.hint}" for p in session.problems]


def test_a_cell_that_cannot_be_read_refuses_the_test(folder: Path) -> None:
    (told,) = said(folder, "2 | 2026-01-05 09:00 | 2026-01-05 11:3O | P2")
    assert told.startswith("8 SQ806 the cell of 'replied' cannot be read (unparsable-time); ")


def test_a_cell_that_is_expected_to_be_invalid_is_the_point(folder: Path) -> None:
    row = "2 | 2026-01-05 09:00 | 2026-01-05 11:3O | P2"
    assert said(folder, row, "{reply_time: {n: 1, excluded: {invalid-cell: 1}}}") == []
    (told,) = said(folder, row, "{reply_time: {n: 1, excluded: {no-end: 1}}}")
    assert "unparsable-time" in told


def test_a_column_made_of_an_invalid_one_is_not_told_again(folder: Path) -> None:
    assert len(said(folder, "2 | 2026-01-05 09:00 | soon | P2")) == 1


def test_a_value_close_to_a_declared_one_refuses_the_test(folder: Path) -> None:
    (told,) = said(folder, "2 | 2026-01-05 09:00 | 2026-01-05 11:30 | P1x")
    assert told == "8 SQ806 'P1x' is none of the values of 'priority'; did you mean 'P1'?"


def test_spellings_are_close_too(folder: Path) -> None:
    (told,) = said(folder, "2 | 2026-01-05 09:00 | 2026-01-05 11:30 | Urgnt")
    assert told.endswith("did you mean 'Urgent'?")


@pytest.mark.parametrize("value", ["vip", "Urgent", "P2", ""])
def test_other_values_are_what_a_default_is_for(folder: Path, value: str) -> None:
    assert said(folder, f"2 | 2026-01-05 09:00 | 2026-01-05 11:30 | {value}") == []


def test_a_value_that_something_is_expected_of_is_meant(folder: Path) -> None:
    expect = "{reply_time: {strata: {'(other: P1x)': {n: 1}}}}"
    assert said(folder, "2 | 2026-01-05 09:00 | 2026-01-05 11:30 | P1x", expect) == []


def test_a_row_later_than_as_of_refuses_the_test(folder: Path) -> None:
    (told,) = said(folder, "2 | 2026-03-05 09:00 | | P2", "{indicators: {total: 1}}")
    assert told == (
        "8 SQ806 this row of 'tickets' is later than 'as_of', so it never counts; "
        "move 'as_of' behind it"
    )


def test_without_as_of_no_row_is_later(folder: Path) -> None:
    head = HEAD.replace("as_of: 2026-02-01\n", "")
    assert said(folder, "2 | 2026-03-05 09:00 | | P2", head=head) == []


def test_a_later_end_is_a_case_still_open(folder: Path) -> None:
    row = "2 | 2026-01-05 09:00 | 2026-03-05 11:30 | P2"
    assert said(folder, row, "{reply_time: {n: 1, excluded: {no-end: 1}}}") == []
