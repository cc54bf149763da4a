"""`--by`: pairs, several groupings, grains, columns of other tables, and names that are none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.acceptance.desk import Desk, figures


def received(report: dict[str, Any]) -> dict[tuple[tuple[str, str | None], ...], int]:
    groups = report["groups"]
    return {tuple(g["by"].items()): g["indicators"][0]["n"] for g in groups}


def test_groups_are_sorted_the_whole_first_and_null_last(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--by", "team")
    assert list(received(report).items()) == [
        ((), 7),
        ((("team", "APAC"),), 2),
        ((("team", "EMEA"),), 4),
        ((("team", None),), 1),
    ]


def test_by_a_pair(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--by", "team,agent")
    keys = [tuple(g["by"].values()) for g in report["groups"]]
    assert keys == [
        (), ("APAC", "cid"), ("EMEA", "ann"), ("EMEA", "bob"), (None, "ann"),
    ]  # fmt: skip
    assert report["options"]["by"] == [["team", "agent"]]
    assert figures(report, team="EMEA", agent="ann")["received"]["n"] == 3


def test_by_each_of_several(desk: Desk) -> None:
    both = desk.json("tickets.csv", "--by", "team", "--by", "agent", "--by", "team")
    assert both["options"]["by"] == [["team"], ["agent"]]
    team = desk.json("tickets.csv", "--by", "team")["groups"]
    agent = desk.json("tickets.csv", "--by", "agent")["groups"]
    assert both["groups"] == team + agent[1:]


def test_by_a_column_and_a_grain(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--by", "team,month", "--period", "2026-Q1")
    assert list(received(report).items()) == [
        ((), 4),
        ((("team", "APAC"), ("month", "2026-02")), 1),
        ((("team", "APAC"), ("month", "2026-03")), 1),
        ((("team", "EMEA"), ("month", "2026-01")), 2),
    ]


@pytest.mark.parametrize(
    ("grain", "labels"),
    [
        ("day", ["2026-01-05", "2026-01-20", "2026-02-10", "2026-03-31"]),
        ("week", ["2026-W02", "2026-W04", "2026-W07", "2026-W14"]),
        ("month", ["2026-01", "2026-02", "2026-03"]),
        ("quarter", ["2026-Q1"]),
        ("year", ["2026"]),
    ],
)
def test_grains_go_by_the_local_clock(desk: Desk, grain: str, labels: list[str]) -> None:
    report = desk.json("tickets.csv", "--by", grain, "--period", "2026-Q1")
    assert [g["by"] for g in report["groups"][1:]] == [{grain: label} for label in labels]


def test_other_tables_are_grouped_by_what_they_look_up(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--survey", "surveys.csv", "--by", "team")
    assert figures(report, team="EMEA")["satisfied"]["value"] == 1.0
    assert figures(report, team="APAC")["satisfied"]["value"] == 0.0
    assert figures(report, team=None)["satisfied"]["status"] == "no_data"


def test_a_table_that_does_not_see_the_column_is_no_data_there(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--reviews", "reviews.csv", "--by", "team")
    found = figures(report, team="EMEA")["review_mark"]
    assert (found["status"], found["reason"]) == ("no_data", "no-column")
    assert figures(report)["review_mark"]["n"] == 3


def test_groups_are_the_union_over_the_tables(desk: Desk) -> None:
    desk.write("more.csv", "on,agent,points\n2026-01-31,zoe,4\n")
    report = desk.json("tickets.csv", "--reviews", "more.csv", "--by", "agent")
    assert figures(report, agent="zoe")["received"]["value"] == 0
    assert figures(report, agent="zoe")["review_mark"]["value"] == 4


@pytest.mark.parametrize(
    ("by", "code", "says"),
    [
        ("teem", "SQ605", "did you mean 'team'?"),
        ("Team", "SQ605", "'team'"),
        ("monht", "SQ605", "did you mean 'month'?"),
        ("team,agnt", "SQ605", "did you mean 'agent'?"),
        ("", "SQ604", "no grouping"),
        ("team,", "SQ604", "no grouping"),
        ("team,team", "SQ604", "no grouping"),
    ],
)
def test_what_is_no_grouping_is_wrong_usage(desk: Desk, by: str, code: str, says: str) -> None:
    assert says in desk.score("tickets.csv", "--by", by).refused(2, code)
