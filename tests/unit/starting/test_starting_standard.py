"""What differs from the standard set: said where it is certain, proposed where it is not."""

from __future__ import annotations

from pathlib import Path

from sqeval.api import score
from sqeval.rules.columns import CategoryColumn, DatetimeColumn
from sqeval.starting.standard import STANDARD
from sqeval.starting.trial import rules_of
from tests.unit.starting.looks import started

KNOWN = """\
Ticket ID,Created at,Status,Group
1,2026-01-05 10:00,Closed,x
2,2026-01-06 10:00,Open,x
"""


def test_known_columns_extend_the_standard_set_and_say_no_more(tmp_path: Path) -> None:
    made = started(tmp_path, KNOWN)
    lines = [line for line in made.text.splitlines() if not line.startswith("#")]
    assert lines == ["version: 1", "title: Evaluation of export1", f"extends: [{STANDARD}]"]
    assert made.period == "2026-Q1"


def test_a_missing_required_column_makes_a_table_of_its_own(tmp_path: Path) -> None:
    made = started(tmp_path, KNOWN.replace("Status", "Stage"))
    assert STANDARD not in made.text
    assert "stage" in rules_of(made.text).tables["tickets"].columns


def test_a_close_header_is_proposed_and_not_read(tmp_path: Path) -> None:
    made = started(tmp_path, KNOWN.replace("Group", "Priorty"))
    assert "# decide: nothing is read as priority; if 'Priorty' is meant" in made.text
    assert ["Priorty"] not in (
        rules_of(made.text).tables["tickets"].columns["priority"].from_ or []
    )


def test_unknown_values_are_counted_and_not_mapped(tmp_path: Path) -> None:
    made = started(tmp_path, KNOWN + "3,2026-01-07 10:00,Parked,x\n4,2026-01-07 10:00,Parked,x\n")
    assert "#   'Parked' 2" in made.text
    status = rules_of(made.text).tables["tickets"].columns["status"]
    assert isinstance(status, CategoryColumn)
    assert not any("Parked" in words for words in status.values.values())


def test_a_value_in_other_letters_is_mapped_beside_the_known_ones(tmp_path: Path) -> None:
    made = started(tmp_path, KNOWN + "3,2026-01-07 10:00,SOLVED,x\n")
    status = rules_of(made.text).tables["tickets"].columns["status"]
    assert isinstance(status, CategoryColumn)
    assert {"SOLVED", "Solved", "已解决"} <= set(status.values["solved"])
    report = score(rules_of(made.text), made.paths)
    assert not [p for p in report.problems if p.code == "SQ520"]


def test_times_that_cannot_be_read_one_way_are_not_guessed(tmp_path: Path) -> None:
    made = started(
        tmp_path, KNOWN.replace("2026-01-05", "02/03/2026").replace("2026-01-06", "03/03/2026")
    )
    assert STANDARD not in made.text
    assert "decide: day or month first?" in made.text


def test_formats_that_the_cells_tell_are_declared(tmp_path: Path) -> None:
    text = KNOWN.replace("2026-01-05 10:00", "25 Jan 2026 10:00")
    made = started(tmp_path, text.replace("2026-01-06 10:00", "26 Jan 2026 10:00"))
    created = rules_of(made.text).tables["tickets"].columns
    assert made.period == "2026-Q1"
    column = next(c for name, c in created.items() if "created" in name)
    assert isinstance(column, DatetimeColumn)
    assert column.formats is not None


def test_surveys_are_bound_to_their_table(tmp_path: Path) -> None:
    survey = "response_id,ticket_id,submitted_at,attitude\na,1,2026-01-07 10:00,5\n"
    made = started(tmp_path, KNOWN, survey)
    assert list(made.paths) == ["tickets", "surveys"]
    assert STANDARD in made.text


def test_the_encoding_stands_in_the_file(tmp_path: Path) -> None:
    text = "工单编号,创建时间,状态\n1,2026-01-05 10:00,已解决\n"
    made = started(tmp_path, text, encoding="gb18030")
    assert rules_of(made.text).tables["tickets"].encoding == "gb18030"
    assert STANDARD in made.text


def test_the_zone_of_the_header_is_named(tmp_path: Path) -> None:
    text = (
        "Conversation ID,Conversation started at (America/New_York),Updated at (America/New_York),"
        "Conversation rating,Current conversation state,Team currently assigned,"
        "Teammate currently assigned\n1,2026-01-05 10:00:00,2026-01-05 10:00:00,,closed,x,y\n"
    )
    made = started(tmp_path, text)
    assert rules_of(made.text).timezone == "America/New_York"


def test_tickets_without_ids_are_no_tickets_of_the_set(tmp_path: Path) -> None:
    made = started(tmp_path, KNOWN.replace("\n1,", "\n,"))
    assert STANDARD not in made.text
    assert rules_of(made.text).tables["tickets"].key == []
