"""What decides on the exit code of a run that went well: rejected rows, and the gates asked for."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from tests.acceptance.desk import MARKER, TICKETS, Desk

OLD = "last month's report\n"
HALF = "T8,2026-01-07\n"


# --- rejected rows --------------------------------------------------------------------------------


def rejects(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rejects_hold_each_rejected_row_for_its_owner_alone(desk: Desk) -> None:
    desk.write("t.csv", TICKETS + f"T8,{MARKER}\n" + ",2026-01-07 10:00,,,P1,EMEA,ann,no key\n")
    desk.write("rejects.csv", OLD)
    (desk.folder / "rejects.csv").chmod(0o644)
    report = desk.json("t.csv", "--rejects", "rejects.csv", "--max-rejected", "100%")
    path = desk.folder / "rejects.csv"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [(r["file"], r["line"], r["code"], r["raw"]) for r in rejects(path)] == [
        ("t.csv", "9", "too-few-fields", f"T8,{MARKER}"),
        ("t.csv", "10", "missing-key", ",2026-01-07 10:00,,,P1,EMEA,ann,no key"),
    ]
    assert all(r["reason"] for r in rejects(path))
    assert report["tables"][0]["rejected"] == {"missing-key": 1, "too-few-fields": 1}


def test_rejects_are_an_empty_list_where_nothing_is_rejected(desk: Desk) -> None:
    assert desk.score("tickets.csv", "--rejects", "rejects.csv").exit == 0
    assert rejects(desk.folder / "rejects.csv") == []


def test_too_many_rejected_rows_write_nothing_but_the_rejects(desk: Desk) -> None:
    desk.write("t.csv", TICKETS + HALF)
    desk.write("r.json", OLD)
    done = desk.score("t.csv", "-o", "r.json", "-o", "-", "--rejects", "rejects.csv", "-q")
    said = done.refused(4, "SQ540 too-many-rejected")
    assert "1 of 8" in said
    assert "too-few-fields 1" in said
    assert (desk.folder / "r.json").read_text() == OLD
    assert [r["raw"] for r in rejects(desk.folder / "rejects.csv")] == [HALF.strip()]


@pytest.mark.parametrize(("most", "code"), [("12.5%", 0), ("12.4%", 4), ("0%", 4), ("100%", 0)])
def test_only_strictly_more_than_allowed_is_too_many(desk: Desk, most: str, code: int) -> None:
    desk.write("t.csv", TICKETS + HALF)
    assert desk.score("t.csv", "--max-rejected", most).exit == code


def test_one_per_cent_may_be_rejected_by_default(desk: Desk) -> None:
    header, first = TICKETS.splitlines()[:2]
    rows = [first.replace("T1", f"N{i}") for i in range(99)]
    desk.write("t.csv", "\n".join([header, *rows, HALF]))
    assert desk.score("t.csv").exit == 0
    desk.write("t.csv", "\n".join([header, *rows[1:], HALF]))
    assert desk.score("t.csv").exit == 4


def test_a_repeated_header_is_rejected_but_no_damage(desk: Desk) -> None:
    header = TICKETS.splitlines()[0]
    desk.write("t.csv", TICKETS + header + "\n")
    report = desk.json("t.csv", "--max-rejected", "0%")
    assert list(report["tables"][0]["rejected"].values()) == [1]


@pytest.mark.parametrize("share", ["1", "1 %%", "-1%", "101%", "many", "", "nan%"])
def test_what_is_no_share_is_wrong_usage(desk: Desk, share: str) -> None:
    desk.score("tickets.csv", f"--max-rejected={share}").refused(2, "SQ612 bad-share")


def test_rejects_go_to_stdout_for_a_dash_where_the_report_does_not(desk: Desk) -> None:
    desk.write("t.csv", TICKETS + HALF)
    options = ["--rejects", "-", "--max-rejected", "100%"]
    desk.score("t.csv", *options).refused(2, "SQ614")
    done = desk.score("t.csv", *options, "-o", "r.json")
    assert [r["raw"] for r in csv.DictReader(io.StringIO(done.out))] == [HALF.strip()]


def test_rejects_that_cannot_be_written(desk: Desk) -> None:
    done = desk.score("tickets.csv", "--rejects", "nowhere/rejects.csv", "-o", "r.json", "-q")
    done.refused(5, "SQ701 not-written")
    assert not (desk.folder / "r.json").exists()


# --- gates ----------------------------------------------------------------------------------------

ALL = ["tickets.csv", "--survey", "surveys.csv"]
Q1 = [*ALL, "--period", "2026-Q1"]
ONLY_AT_RISK = ["tickets.csv", "--period", "2026-Q1"]


@pytest.mark.parametrize(
    ("options", "code", "named"),
    [
        ([*Q1, "--fail-on", "missed"], 1, "satisfied"),
        ([*Q1, "--fail-on", "at-risk"], 1, "solved_share, satisfied"),
        ([*ONLY_AT_RISK, "--fail-on", "missed"], 0, ""),
        ([*ONLY_AT_RISK, "--fail-on", "at-risk"], 1, "solved_share"),
        ([*ONLY_AT_RISK, "--fail-under", "100"], 0, ""),
        ([*Q1, "--fail-under", "96.7"], 1, "the total is 96.6667"),
        ([*Q1, "--fail-under", "96.6"], 0, ""),
        ([*Q1, "--fail-under", "96.6", "--fail-on", "missed"], 1, "satisfied"),
        (Q1, 0, ""),
    ],
)
def test_gates_look_at_the_whole(desk: Desk, options: list[str], code: int, named: str) -> None:
    done = desk.score(*options)
    assert done.exit == code
    assert named in done.err
    assert ("--fail" in done.err) == bool(code)
    assert "Total" in done.out


def test_gates_do_not_look_at_groups(desk: Desk) -> None:
    options = ["tickets.csv", "--period", "2026-Q1", "--fail-under", "100", "--by", "agent"]
    report = desk.json(*options)
    assert report["groups"][0]["points"] == 100
    worst = min(g["points"] for g in report["groups"][1:] if g["points"] is not None)
    assert worst < 100
    assert desk.score(*options).exit == 0


def test_no_total_fails_every_total(desk: Desk) -> None:
    desk.write("header.csv", TICKETS.splitlines()[0] + "\n")
    done = desk.score("header.csv", "--fail-under", "0")
    assert done.exit == 1
    assert "there is no total" in done.err


def test_a_failed_gate_still_writes(desk: Desk) -> None:
    assert desk.score(*Q1, "--fail-on", "missed", "-o", "r.json").exit == 1
    assert json.loads((desk.folder / "r.json").read_text())["format"] == 1


@pytest.mark.parametrize(
    "option", ["--fail-on=met", "--fail-on=at_risk", "--fail-under=much", "--fail-under=nan"]
)
def test_what_is_no_gate_is_wrong_usage(desk: Desk, option: str) -> None:
    done = desk.score("tickets.csv", option)
    assert (done.exit, done.out) == (2, "")
