"""What a report says of calendars, histories and moments that mislead."""

from __future__ import annotations

from pathlib import Path

import pytest

from sqeval.api import score

RULES = """\
version: 1
timezone: Asia/Shanghai
calendars:
  office: {hours: {mon-fri: ["09:00-18:00"]}, holidays: CN}
tables:
  tickets:
    key: id
    clock: created
    columns: {id: {}, created: {type: datetime}, done: {type: datetime}}
  changes:
    key: []
    clock: at
    lookup: {tickets: id}
    columns: {id: {}, at: {type: datetime}, state: {}}
indicators:
  time:
    type: duration
    from: created
    to: done
    calendar: office
    aggregate: max
    pause: {table: changes, status: state, in: [Pending]}
"""


def told(folder: Path, tickets: list[str], changes: list[str]) -> dict[str, str]:
    (folder / "rules.yaml").write_text(RULES, "utf-8")
    (folder / "t.csv").write_text("\n".join(["id,created,done", *tickets, ""]), "utf-8")
    (folder / "c.csv").write_text("\n".join(["id,at,state", *changes, ""]), "utf-8")
    tables = {"tickets": folder / "t.csv", "changes": folder / "c.csv"}
    problems = score(folder / "rules.yaml", tables).problems
    assert len({p.code for p in problems}) == len(problems), "each is said once"
    return {p.code: p.message for p in problems}


def test_years_whose_holidays_are_not_known_are_told_as_spans(tmp_path: Path) -> None:
    rows = ["1,2090-01-05 10:00,2092-01-05 11:00"]
    found = told(tmp_path, rows, ["1,2090-01-05 10:10,Pending"])
    assert "the holidays of CN in 2090-2092 are not known" in found["SQ547"]


def test_years_that_are_published_are_not_told(tmp_path: Path) -> None:
    rows = ["1,2025-01-06 10:00,2026-01-05 11:00"]
    assert told(tmp_path, rows, ["1,2025-01-06 10:10,Pending"]) == {}


@pytest.mark.parametrize(
    ("states", "codes"),
    [(["pending", "PENDING"], {"SQ549"}), (["pending", "Pending"], set()), ([], {"SQ512"})],
)
def test_a_history_in_which_nothing_is_paused_is_told(
    tmp_path: Path, states: list[str], codes: set[str]
) -> None:
    changes = [f"1,2026-01-05 10:{i}0,{state}" for i, state in enumerate(states)]
    found = told(tmp_path, ["1,2026-01-05 10:00,2026-01-05 11:00"], changes)
    assert found.keys() == codes


@pytest.mark.parametrize(("last", "codes"), [("2026-05-20", {"SQ550"}), ("2026-04-20", set())])
def test_a_moment_long_after_all_others_is_told(tmp_path: Path, last: str, codes: set[str]) -> None:
    days = [f"2026-0{1 + i % 3}-1{i % 7}" for i in range(600)]
    rows = [f"{i},{day} 10:00,{day} 11:00" for i, day in enumerate(days)]
    found = told(
        tmp_path, [*rows, f"x,2026-04-10 10:00,{last} 10:00"], ["0,2026-01-10 10:10,Pending"]
    )
    assert found.keys() == codes


def test_a_history_that_pauses_a_stage_alone_is_told_too(tmp_path: Path) -> None:
    head, _, indicator = RULES.partition("indicators:\n")
    paused = "{table: changes, status: state, in: [Pending]}"
    stages = f"    stages: [created, {{at: done, pause: {paused}}}]\n  changes:\n"
    rules = head.replace("  changes:\n", stages) + "indicators:\n" + indicator.split("    pause")[0]
    (tmp_path / "rules.yaml").write_text(rules, "utf-8")
    (tmp_path / "t.csv").write_text("id,created,done\n1,2026-01-05 10:00,2026-01-05 11:00\n")
    (tmp_path / "c.csv").write_text("id,at,state\n1,2026-01-05 10:10,pending\n")
    tables = {"tickets": tmp_path / "t.csv", "changes": tmp_path / "c.csv"}
    assert [p.code for p in score(tmp_path / "rules.yaml", tables).problems] == ["SQ549"]
