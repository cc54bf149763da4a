"""``profile: NAME`` in a rule file is filled in when the file is read, without an export."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.problems import Problem
from sqeval.rules.columns import CategoryColumn, DurationColumn
from sqeval.rules.loader import check_rules, load_rules

RULES = """\
version: 1
tables:
  {table}:
    profile: {profile}
    clock: created_at
    columns:
      created_at: {{type: datetime}}
      replied_at: {{type: datetime, required: false}}
      first_reply: {{type: duration, required: false}}
      status: {{type: category, values: {{solved: [], open: [], void: []}}}}
{more}indicators:
  reply:
    {{type: duration, table: {table}, from: created_at, to: replied_at, aggregate: median,
     where: status != "void"}}
scorecard: {{indicators: {{reply: 100}}}}
"""

OWN = """\
version: 1
title: Our desk
tables:
  tickets:
    columns:
      created_at: {from: [Opened], formats: ["%d.%m.%Y %H:%M"]}
      first_reply: {from: [Took], unit: h}
      replied_at: {value: VALUE}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def written(folder: Path, profile: str, table: str = "tickets", more: str = "") -> str:
    path = folder / "rules.yaml"
    line = f"      {more}\n" if more else ""
    path.write_text(RULES.format(profile=profile, table=table, more=line), "utf-8")
    return str(path)


def own(folder: Path, value: str = "created_at + first_reply") -> None:
    (folder / "own.yaml").write_text(OWN.replace("VALUE", value), "utf-8")


def found(folder: Path, profile: str, **more: str) -> list[Problem]:
    return list(check_rules(written(folder, profile, **more)))


def test_a_shipped_profile_is_filled_in(folder: Path) -> None:
    rules = load_rules(written(folder, "zendesk"))
    columns = rules.tables["tickets"].columns
    assert columns["created_at"].headers("created_at")[:2] == (("created_at",), ("Created at",))
    first_reply, status = columns["first_reply"], columns["status"]
    assert isinstance(first_reply, DurationColumn)
    assert isinstance(status, CategoryColumn)
    assert first_reply.unit == "m"
    assert "Closed" in status.values["solved"]
    assert rules.profiles["tickets"].name() == "Zendesk"
    assert rules.problems == ()
    assert [file.path for file in rules.files][1:] == ["profile:zendesk"]


@pytest.mark.parametrize("profile", ["zendesk", "auto"])
def test_what_a_profile_makes_others_of_is_no_unused_column(folder: Path, profile: str) -> None:
    assert found(folder, profile) == []
    (unused,) = found(folder, profile, more="extra: {required: false}")
    assert (unused.code, unused.message) == ("SQ319", "nothing uses 'extra'")


def test_without_a_profile_it_is_unused(folder: Path) -> None:
    text = Path(written(folder, "auto")).read_text("utf-8").replace("    profile: auto\n", "")
    (folder / "rules.yaml").write_text(text, "utf-8")
    (unused,) = check_rules(str(folder / "rules.yaml"))
    assert unused.message == "nothing uses 'first_reply'"


@pytest.mark.parametrize(
    ("profile", "hint"),
    [("zendeks", "did you mean 'zendesk'?"), ("Auto", "did you mean 'auto'?"), ("x", "known: ")],
)
def test_an_unknown_name_is_told_with_its_place(folder: Path, profile: str, hint: str) -> None:
    (problem,) = found(folder, profile)
    assert (problem.code, problem.location.line, problem.location.column) == ("SQ218", 4, 14)
    assert hint in problem.hint


def test_a_table_that_the_profile_does_not_know_is_told(folder: Path) -> None:
    (problem,) = found(folder, "zendesk", table="cases")
    assert problem.code == "SQ218"
    assert "'cases'" in problem.message
    assert "tickets" in problem.message


def test_a_category_that_the_column_does_not_declare_is_told(folder: Path) -> None:
    more = "priority: {type: category, values: {P1: [], P2: [], P3: []}}"
    codes = {(p.code, p.message) for p in found(folder, "zendesk", more=more)}
    told = "'zendesk' has spellings of 'P4', which 'priority' does not declare"
    assert ("SQ218", told) in codes


def test_a_profile_of_ones_own_lies_beside_the_rules(folder: Path) -> None:
    own(folder)
    rules = load_rules(written(folder, "./own.yaml"))
    first_reply = rules.tables["tickets"].columns["first_reply"]
    assert isinstance(first_reply, DurationColumn)
    assert first_reply.unit == "h"
    before = rules.sha256
    (folder / "own.yaml").write_text(OWN.replace("VALUE", "created_at + 1h"), "utf-8")
    assert load_rules(written(folder, "./own.yaml")).sha256 != before


@pytest.mark.parametrize(
    ("value", "code", "column"),
    [
        ("created_at + frist_reply", "SQ203", 40),
        ("created_at +", "SQ201", 38),
        ("first_reply", "SQ204", 27),
    ],
)
def test_its_values_are_checked_against_the_table(
    folder: Path, value: str, code: str, column: int
) -> None:
    own(folder, value)
    (problem,) = [p for p in found(folder, "./own.yaml") if p.severity == "error"]
    place = problem.location
    assert (problem.code, Path(place.file).name, place.line) == (code, "own.yaml", 8)
    assert place.column == column


@pytest.mark.parametrize("name", ["../outside.yaml", "/etc/passwd.yaml", "./link.yaml"])
def test_a_profile_outside_the_folder_is_not_read(folder: Path, name: str) -> None:
    (folder.parent / "outside.yaml").write_text(OWN, "utf-8")
    (folder / "link.yaml").symlink_to(folder.parent / "outside.yaml")
    (problem,) = found(folder, name)
    assert problem.code == "SQ117"


def test_a_profile_that_is_not_there_is_told(folder: Path) -> None:
    (problem,) = found(folder, "./gone.yaml")
    assert (problem.code, problem.location.line) == ("SQ115", 4)


def test_its_mistakes_are_told_beside_those_of_the_rules(folder: Path) -> None:
    (folder / "own.yaml").write_text("version: 1\ntitle: A\ntabels: {}\n", "utf-8")
    problems = found(folder, "./own.yaml", more="status: {}")
    assert {(p.code, Path(p.location.file).name) for p in problems} == {
        ("SQ110", "rules.yaml"),
        ("SQ111", "own.yaml"),
    }
