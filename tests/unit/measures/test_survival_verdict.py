"""What a percentile that is not reached is worth, by itself and in the strata of a target."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import sqeval
from sqeval.render import csv_text, markdown, table
from sqeval.render.style import Style
from sqeval.report.report import Report

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: created_at
    columns:
      id: {{}}
      created_at: {{type: datetime}}
      solved_at: {{type: datetime}}
      priority: {{}}
      paused: {{type: duration, unit: m}}
indicators:
  time: {{type: duration, from: created_at, to: solved_at, aggregate: {measure}}}
"""

#: One of four ends, after 1 h; the others are open, 10 h old.
OPEN = [("P1", "09:00"), ("P1", ""), ("P2", ""), ("P2", "")]


def report(
    folder: Path, measure: str, rows: list[tuple[str, str]], by: Sequence[str] = ()
) -> Report:
    (folder / "rules.yaml").write_text(RULES.format(measure=measure), encoding="utf-8")
    lines = ["id,created_at,solved_at,priority,paused"]
    for i, (priority, end) in enumerate(rows):
        solved = f"2026-01-05 {end}" if end else ""
        lines.append(f"{i},2026-01-05 08:00,{solved},{priority},0")
    (folder / "tickets.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    files = {"tickets": folder / "tickets.csv"}
    return sqeval.score(folder / "rules.yaml", files, as_of="2026-01-05 18:00", by=by)


def time(folder: Path, measure: str, rows: list[tuple[str, str]]) -> dict[str, Any]:
    [found] = report(folder, measure, rows).to_dict()["groups"][0]["indicators"]
    return dict(found)


@pytest.mark.parametrize(
    ("target", "status", "points"),
    [
        ("target: {at_most: 5h}", "missed", 50.0),  # 100 x 5/10: the least that it misses by
        ("target: {at_most: 5h}, points: {curve: {8h: 40, 12h: 0}}", "missed", 20.0),
        ("target: {at_most: 5h}, min_n: 4", "missed", 50.0),
        ("target: {at_most: 5h}, min_n: 5", "no_data", None),
        ("target: {at_most: 10h}", "no_data", None),  # it may still end right now
        ("target: {at_least: 5h}", "no_data", None),
        ("target: {between: [1h, 5h]}", "no_data", None),
        ("min_n: 1", "no_data", None),
    ],
)
def test_what_is_not_reached_is_missed_only_where_it_must_be(
    tmp_path: Path, target: str, status: str, points: float | None
) -> None:
    found = time(tmp_path, f"p90, open: survival, {target}", OPEN)
    assert (found["value"], found["beyond"], found["n"]) == (None, 36000.0, 4)
    assert (found["status"], found["points"]) == (status, points)
    assert found["reason"] == "not-reached"


def test_what_is_reached_lies_beyond_nothing(tmp_path: Path) -> None:
    found = time(tmp_path, "p90, open: survival, target: {at_most: 5h}", [("P1", "09:00")])
    assert (found["value"], found["beyond"], found["reason"]) == (3600.0, None, None)
    assert found["status"] == "met"


def test_strata_that_are_not_reached_count_with_what_they_surely_miss(tmp_path: Path) -> None:
    # P1 median: reached after 1 h, met. P2: none ends in 10 h, so of 5 h at most 50 points.
    measure = "median, open: survival, target: {by: priority, at_most: {P1: 2h, default: 5h}}"
    found = time(tmp_path, measure, OPEN)
    first, second = found["strata"]
    assert (first["value"], first["status"], first["points"]) == (3600.0, "met", 100.0)
    assert (second["value"], second["status"], second["points"]) == (None, "missed", 50.0)
    assert (found["status"], found["points"]) == ("missed", 75.0)
    assert (found["value"], found["beyond"], found["reason"]) == (None, 36000.0, "not-reached")


def test_a_stratum_that_may_still_be_in_time_is_left_out(tmp_path: Path) -> None:
    measure = "median, open: survival, target: {by: priority, at_most: {P1: 2h, default: 10h}}"
    found = time(tmp_path, measure, OPEN)
    assert [one["status"] for one in found["strata"]] == ["met", "no_data"]
    assert (found["status"], found["points"]) == ("met", 100.0)


def test_strata_of_which_none_can_be_told_leave_no_data(tmp_path: Path) -> None:
    measure = "p90, open: survival, target: {by: priority, at_most: {default: 10h}}"
    found = time(tmp_path, measure, OPEN)
    assert [one["status"] for one in found["strata"]] == ["no_data", "no_data"]
    assert (found["status"], found["points"]) == ("no_data", None)
    assert found["reason"] == "not-reached"


def told(report: Report) -> list[str]:
    return [one.message for one in report.problems if one.name == "closed-only"]


CLOSED = [("P1", "09:00"), ("P1", "11:00"), ("P1", "11:00")]


@pytest.mark.parametrize(
    ("measure", "rows", "message"),
    [
        # of 1 h, 3 h, 3 h and 10 h open S(1) = 3/4 and S(3) = 1/4: 3 h as without the open one
        ("median", [*CLOSED, ("P1", "")], None),
        ("median", OPEN, "time: 1 h over closed cases alone, more than 10 h with the 3 still open"),
        ("median", CLOSED, None),
        ("max", OPEN, None),
        ("median, open: survival", OPEN, None),
        (
            "mean",
            OPEN,
            "time: 1 h over closed cases alone, at least 7 h 45 min with the 3 still open",
        ),
        ("mean, open: age", OPEN, None),
    ],
)
def test_times_over_closed_cases_alone_tell_where_open_ones_change_them(
    tmp_path: Path, measure: str, rows: list[tuple[str, str]], message: str | None
) -> None:
    assert told(report(tmp_path, measure, rows)) == ([] if message is None else [message])


def test_ten_per_cent_are_not_more_than_ten_per_cent(tmp_path: Path) -> None:
    # closed alone 5 h; with the open one of 10 h (9 x 5 + 10) / 10 = 5.5 h, which is 10 % longer
    rows = [("P1", "13:00")] * 9 + [("P1", "")]
    assert told(report(tmp_path, "mean", rows)) == []
    assert len(told(report(tmp_path, "mean", rows[1:]))) == 1  # (8 x 5 + 10) / 9 is 11 % longer


def test_the_notice_asks_only_for_the_whole_and_is_in_no_group(tmp_path: Path) -> None:
    found = report(tmp_path, "median", OPEN, by=["priority"])
    assert len(told(found)) == 1
    assert {one.id for card in found.groups for one in card.indicators} == {"time"}


def test_a_notice_counts_the_target_category_among_what_a_row_needs(tmp_path: Path) -> None:
    measure = "mean, target: {by: priority, at_most: {default: 5h}}"
    assert len(told(report(tmp_path, measure, OPEN))) == 1


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("p90, open: survival, target: {at_most: 5h}", "> 10 h"),
        ("p90, open: survival, pause: [paused], target: {at_most: 5h}", "> ~10 h"),
        ("median, pause: [paused]", "~1 h"),
        ("median", "1 h"),
    ],
)
def test_the_value_says_how_far_it_is_known(tmp_path: Path, measure: str, value: str) -> None:
    found = report(tmp_path, measure, OPEN)
    style = Style()
    shown = markdown.render(found, style).replace("\\", "").replace("&gt;", ">")
    for text in (table.render(found, style), shown):
        [row] = [line for line in text.splitlines() if line.strip("| ").startswith("time ")]
        assert f" {value} " in row
        assert ("~ is approximate" in text) == ("~" in value)


def test_frame_and_csv_have_the_columns(tmp_path: Path) -> None:
    found = report(tmp_path, "p90, open: survival, pause: [paused]", OPEN, by=["priority"])
    frame = found.to_frame()
    assert frame["beyond"].to_list() == [36000.0] * 3
    assert frame["approximate"].to_list() == [True] * 3
    assert frame.schema["rank"] == pl.Int64
    head, first, *_ = csv_text.render(found, Style()).splitlines()
    cells = dict(zip(head.split(","), first.split(","), strict=True))
    assert (cells["approximate"], cells["beyond"]) == ("true", "36000.0")


def test_strata_that_are_all_not_reached_are_no_data_however_many_rows_there_are(
    tmp_path: Path,
) -> None:
    """The whole is reached through a category without a target; the judged one has an open row."""
    rows = [("P2", "09:00")] * 11 + [("P1", "")]
    target = "p90, open: survival, target: {by: priority, at_most: {P1: 10d}}"
    found = time(tmp_path, target, rows)
    assert (found["value"], found["n"]) == (3600.0, 12)
    assert (found["status"], found["points"], found["reason"]) == ("no_data", None, "not-reached")
