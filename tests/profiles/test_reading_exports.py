"""What a recognised profile changes in the reading of an export, and what it never does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sqeval.api import score
from sqeval.problems import InputError
from sqeval.rules.loader import load_rules
from sqeval.tables.binding import misfits
from sqeval.tables.load import Reading, load_tables
from sqeval.tables.source import open_source
from sqeval.tables.table import Table

RULES = """\
version: 1
tables:
  tickets:
    profile: auto
    clock: created_at
    columns:
      created_at: {type: datetime}
      replied_at: {type: datetime, required: false}
      first_reply: {type: duration, required: false}
      priority: {type: category, values: {P1: [High], P2: []}, required: false}
indicators: {n: {type: count}}
"""

INTERCOM = "Conversation ID,Current conversation state,Conversation started at ({})"
ZENDESK = "Requester wait time in minutes,First reply time in minutes,Created at"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, "utf-8")
    return path


def read(rules: Path, *exports: str, **how: Any) -> Table:  # noqa: ANN401 - of Reading
    paths = []
    for n, text in enumerate(exports):
        paths.append(rules.parent / f"{n}.csv")
        paths[-1].write_text(text, "utf-8")
    bound = {"tickets": [open_source(str(path)) for path in paths]}
    return load_tables(load_rules(rules), bound, Reading(**how))["tickets"]


def change(rules: Path, old: str, new: str) -> None:
    text = rules.read_text("utf-8")
    assert old in text
    rules.write_text(text.replace(old, new), "utf-8")


def codes(table: Table) -> list[str]:
    return [notice.code for notice in table.notices]


def test_the_zone_in_a_header_is_that_of_its_times(rules: Path) -> None:
    text = INTERCOM.format("America/New_York") + "\n1,open,2026-01-05 09:00\n"
    table = read(rules, text, zone="Asia/Shanghai")
    assert table.frame["created_at"].to_list() == [datetime(2026, 1, 5, 14, tzinfo=UTC)]


def test_a_vendor_that_is_named_has_its_zone_in_the_header_too(rules: Path) -> None:
    change(rules, "profile: auto", "profile: intercom")
    text = INTERCOM.format("Europe/Berlin") + "\n1,open,2026-07-05 09:00\n"
    table = read(rules, text)
    assert table.frame["created_at"].to_list() == [datetime(2026, 7, 5, 7, tzinfo=UTC)]
    assert codes(table) == []


def test_a_header_that_names_no_zone_is_another_column(rules: Path) -> None:
    with pytest.raises(InputError, match="SQ506"):
        read(rules, INTERCOM.format("local") + "\n1,open,2026-01-05 09:00\n")


def test_two_zones_in_one_table_are_refused(rules: Path) -> None:
    one = INTERCOM.format("America/New_York") + "\n1,open,2026-01-05 09:00\n"
    two = INTERCOM.format("Europe/Berlin") + "\n2,open,2026-01-05 09:00\n"
    with pytest.raises(InputError, match="SQ515") as refused:
        read(rules, one, two)
    assert "1.csv" in str(refused.value)


def test_a_vendor_in_utc_is_read_so_unless_the_table_names_a_zone(rules: Path) -> None:
    (rules.parent / "own.yaml").write_text(
        "version: 1\ntitle: A\ntimezone: utc\ntables: {tickets: {columns: {}}}", "utf-8"
    )
    change(rules, "profile: auto", "profile: ./own.yaml")
    text = "created_at\n2026-01-05 09:00\n"
    table = read(rules, text, zone="Asia/Shanghai")
    assert table.frame["created_at"].to_list() == [datetime(2026, 1, 5, 9, tzinfo=UTC)]
    change(rules, "clock:", "timezone: Europe/Berlin\n    clock:")
    table = read(rules, text, zone="Asia/Shanghai")
    assert table.frame["created_at"].to_list() == [datetime(2026, 1, 5, 8, tzinfo=UTC)]


def test_a_value_is_made_only_where_the_column_is_not_there(rules: Path) -> None:
    row = "9,30,2026-01-05 09:00"
    made = read(rules, f"{ZENDESK}\n{row}\n")
    assert made.frame["replied_at"].to_list() == [datetime(2026, 1, 5, 9, 30, tzinfo=UTC)]
    assert "replied_at" not in made.absent
    there = read(rules, f"{ZENDESK},replied_at\n{row},2026-01-05 09:07\n")
    assert there.frame["replied_at"].to_list() == [datetime(2026, 1, 5, 9, 7, tzinfo=UTC)]


def test_a_value_is_made_for_each_file_without_the_column(rules: Path) -> None:
    row = "9,30,2026-01-05 09:00"
    bare = ZENDESK.replace("First reply time in minutes", "Satisfaction Score")
    table = read(
        rules,
        f"{ZENDESK}\n{row}\n9,soon,2026-01-06 09:00\n",
        f"{ZENDESK},replied_at\n{row},2026-01-05 09:07\n",
        f"{bare}\n9,Good,2026-01-07 09:00\n",
    )
    assert table.frame["replied_at"].to_list() == [
        datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
        None,
        datetime(2026, 1, 5, 9, 7, tzinfo=UTC),
        None,
    ]
    assert table.frame["#invalid:replied_at"].to_list() == [
        None,
        "made-of-invalid",
        None,
        "absent-column",
    ]


def test_a_value_made_of_an_invalid_cell_is_invalid(rules: Path) -> None:
    table = read(rules, f"{ZENDESK}\n9,soon,2026-01-05 09:00\n9,,2026-01-05 09:00\n")
    assert table.invalid_cells == {
        "first_reply": {"unparsable-duration": 1},
        "replied_at": {"made-of-invalid": 1},
    }
    assert table.frame["replied_at"].to_list() == [None, None]


def test_without_its_operands_the_column_stays_absent(rules: Path) -> None:
    header = "Requester wait time in minutes,Satisfaction Score,Created at"
    table = read(rules, f"{header}\n9,Good,2026-01-05 09:00\n")
    assert table.absent["replied_at"] == "replied_at"


def test_own_spellings_stay(rules: Path) -> None:
    row = "9,30,2026-01-05 09:00"
    table = read(rules, f"{ZENDESK},Priority\n{row},High\n{row},Urgent\n{row},Low\n")
    assert table.frame["priority"].to_list() == ["P1", "P1", "(other: Low)"]


def test_what_is_recognised_is_said_once_per_file(rules: Path) -> None:
    text = f"{ZENDESK}\n9,30,2026-01-05 09:00\n"
    said = [
        n for n in read(rules, text, text + "8,1,2026-01-06 09:00\n").notices if n.code == "SQ513"
    ]
    assert [n.location.file.rsplit("/", 1)[1] for n in said] == ["0.csv", "1.csv"]
    assert all("Zendesk: it has 'Requester wait time in minutes'" in n.message for n in said)
    assert all("--timezone" in n.hint for n in said)
    (named,) = read(rules, text, zone="Asia/Shanghai").notices
    assert (named.code, named.hint) == ("SQ513", "")


def test_the_header_is_found_below_a_preamble_and_under_another_delimiter(rules: Path) -> None:
    text = f"sep=;\nMonthly export\n\n{ZENDESK.replace(',', ';')}\n9;30;2026-01-05 09:00\n"
    table = read(rules, text)
    assert codes(table) == ["SQ513"]
    assert table.frame["replied_at"].to_list() == [datetime(2026, 1, 5, 9, 30, tzinfo=UTC)]


def test_an_unknown_export_is_read_by_the_declared_columns_alone(rules: Path) -> None:
    table = read(rules, "created_at,priority\n2026-01-05 09:00,High\n")
    assert codes(table) == []
    assert table.frame["priority"].to_list() == ["P1"]
    with pytest.raises(InputError, match="SQ506"):
        read(rules, "Created at,priority\n2026-01-05 09:00,High\n")


def test_an_export_of_two_vendors_is_refused(rules: Path) -> None:
    both = f"{ZENDESK},{INTERCOM.format('UTC')}\n9,30,2026-01-05 09:00,1,open,2026-01-05 09:00\n"
    with pytest.raises(InputError, match="SQ514") as refused:
        read(rules, both)
    (problem,) = refused.value.problems
    assert "Intercom" in problem.message
    assert "Zendesk" in problem.message
    assert problem.hint == "say which in the rules: profile: intercom or profile: zendesk"
    change(rules, "profile: auto", "profile: zendesk")
    change(rules, "P2: []}", "P2: [], P3: [], P4: []}")
    assert read(rules, both).frame["replied_at"].to_list()


@pytest.mark.parametrize("other", [INTERCOM.format("UTC") + "\n", "created_at\n"])
def test_files_of_different_vendors_in_one_table_are_refused(rules: Path, other: str) -> None:
    with pytest.raises(InputError, match="SQ514") as refused:
        read(rules, f"{ZENDESK}\n9,30,2026-01-05 09:00\n", other + "2026-01-05 09:00,,\n")
    (problem,) = refused.value.problems
    assert problem.location.file.endswith("1.csv")
    assert "0.csv is one of Zendesk" in problem.message


def test_rows_without_an_answer_are_no_survey_and_no_loss(tmp_path: Path) -> None:
    path = tmp_path / "zendesk.csv"
    path.write_text(
        "Id,Created at,Status,Satisfaction Score,Requester wait time in minutes\n"
        "1,2026-01-05 09:00,Closed,Offered,3\n2,2026-01-05 09:00,Closed,Good,3\n"
        "3,2026-01-05 09:00,Closed,,3\n4,2026-01-05 09:00,Closed,Perhaps,3\n",
        "utf-8",
    )
    report = score("builtin:service-desk", {"surveys": str(path), "tickets": str(path)})
    (surveys,) = [table for table in report.tables if table.name == "surveys"]
    assert surveys.rejected == {"no-answer": 2}
    assert surveys.rows.used == 2
    assert surveys.invalid_cells == {"satisfaction": {"unknown-word": 1}}
    assert [problem.code for problem in report.problems].count("SQ513") == 1


def test_check_against_an_export_knows_what_a_profile_makes(rules: Path) -> None:
    path = rules.parent / "zendesk.csv"
    path.write_text(f"{ZENDESK}\n9,30,2026-01-05 09:00\n", "utf-8")
    bound = {"tickets": [open_source(str(path))]}
    found = {p.code: p.message for p in misfits(load_rules(rules), bound, Reading())}
    assert found.keys() == {"SQ513", "SQ552"}
    assert "priority" in found["SQ552"]
