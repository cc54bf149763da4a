"""``sqeval score --cases``: a figure can be worked out again from the file alone."""

from __future__ import annotations

import csv
import json
import math
import os
import resource
import stat
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from sqeval.cli.score import app
from sqeval.measures.duration import Duration
from sqeval.measures.formula import Formula
from sqeval.measures.registry import RowMeasure
from sqeval.measures.statistic import Statistic
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from tests.acceptance.desk import MARKER, ROOT, Desk

Row = dict[str, str]

DESK = "examples/tickets.csv --survey examples/surveys.csv --period Q1"
CALLS = (
    "examples/calls.csv --reviews examples/call-reviews.csv "
    "--table orders=examples/work-orders.csv --period Q1"
)
RUNS = [
    pytest.param("builtin:service-desk", DESK, id="desk"),
    pytest.param("examples/first.yaml", "examples/tickets.csv --period Q1", id="first"),
    pytest.param("builtin:call-centre", CALLS, id="calls"),
    pytest.param("examples/desk-zh.yaml", "examples/tickets-zh.csv --period Q4", id="zh"),
    pytest.param("examples/events.yaml", "examples/events.csv --period Q1", id="events"),
]


def score(*arguments: str) -> dict[str, Any]:
    done = CliRunner(env={"COLUMNS": None}).invoke(app, [*arguments, "-q", "-f", "json"])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def percentile(values: Sequence[float], q: float) -> float:
    """Linear between order statistics (type 7)."""
    ordered = sorted(values)
    h = (len(ordered) - 1) * q
    low = math.floor(h)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (h - low) * (ordered[high] - ordered[low])


def survival(rows: Sequence[Row], q: float) -> float | None:
    """Read a percentile off the Kaplan-Meier curve; open rows are censored."""
    left, alive = 1.0, len(rows)
    for time in sorted({float(row["value"]) for row in rows}):
        here = [row for row in rows if float(row["value"]) == time]
        left *= 1 - sum(row["open"] == "false" for row in here) / alive
        alive -= len(here)
        if left <= 1 - q + 1e-12:
            return time
    return None


def quantile(name: str) -> float | None:
    if name == "median":
        return 0.5
    return float(name[1:]) / 100 if name.startswith("p") else None


def aggregated(values: Sequence[float], name: str) -> float:
    q = quantile(name)
    if q is not None:
        return percentile(values, q)
    ways: dict[str, Callable[[Sequence[float]], float]] = {
        "mean": statistics.fmean,
        "sum": math.fsum,
        "min": min,
        "max": max,
    }
    return ways[name](values)


def value_of(measure: RowMeasure, rows: Sequence[Row]) -> float | None:
    """Work a figure out of its counted rows, as docs/definitions.md says."""
    if measure.type == "count":
        return float(len(rows))
    if not rows:
        return None
    if isinstance(measure, Duration) and measure.open == "survival":
        return survival(rows, quantile(measure.aggregate) or 0.0)
    if isinstance(measure, Duration | Statistic):
        return aggregated([float(row["value"]) for row in rows], measure.aggregate)
    if measure.type == "nps":
        marks = [float(row["value"]) for row in rows]
        return 100 * (sum(m >= 9 for m in marks) - sum(m <= 6 for m in marks)) / len(rows)
    return sum(row["value"] == "true" for row in rows) / len(rows)


def check(rules: RuleSet, rows: Sequence[Row], figure: dict[str, Any]) -> None:
    measure = rules.indicators[figure["id"]]
    if isinstance(measure, Formula):
        assert rows == []
        return
    counted = [row for row in rows if row["status"] == "counted"]
    assert len(counted) == figure["n"]
    assert Counter(row["code"] for row in rows if row["status"] == "excluded") == figure["excluded"]
    assert {row["unit"] for row in rows} <= {figure["unit"]}
    expected = value_of(measure, counted)
    if expected is None:
        assert figure["value"] is None
    else:
        assert figure["value"] == pytest.approx(expected, rel=1e-11, abs=1e-12)


@pytest.mark.parametrize(("rules", "options"), RUNS)
def test_every_figure_can_be_worked_out_from_the_cases(
    rules: str, options: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "cases.csv"
    column = "month" if "call-centre" in rules else "team"
    grouped = [] if "first" in rules else ["--by", column]
    report = score(*options.split(), "-r", rules, "--cases", str(path), *grouped)
    rows, loaded = read(path), load_rules(rules)
    by_group: dict[tuple[str, str | None], list[Row]] = {}
    for row in rows:
        by_group.setdefault((row["indicator"], None), []).append(row)
        if grouped and row[column]:
            by_group.setdefault((row["indicator"], row[column]), []).append(row)
    groups = [group for group in report["groups"] if None not in group["by"].values()]
    assert len(groups) > 1 or not grouped
    for group in groups:
        (key,) = group["by"].values() or (None,)
        for figure in group["indicators"]:
            if figure["reason"] != "no-column":
                check(loaded, by_group.get((figure["id"], key), []), figure)


def test_cases_tell_where_a_row_stands_and_nothing_of_what_it_says(desk: Desk) -> None:
    desk.write("more.csv", "Ticket ID,Created at,solved,priority\nU1,2026-02-01 09:00,,P2\n")
    done = desk.score("tickets.csv", "more.csv", "--cases", "cases.csv", "--by", "team", "-q")
    assert (done.exit, done.err) == (0, "")
    rows = read(desk.folder / "cases.csv")
    times = [row for row in rows if row["indicator"] == "solve_time"]
    assert [
        (r["key"], r["file"], r["line"], r["status"], r["code"], r["value"]) for r in times
    ] == [
        ("T1", "tickets.csv", "2", "counted", "", "7200.0"),
        ("T2", "tickets.csv", "3", "counted", "", "14400.0"),
        ("T3", "tickets.csv", "4", "counted", "", "10800.0"),
        ("T4", "tickets.csv", "5", "excluded", "no-end", ""),
        ("T5", "tickets.csv", "6", "counted", "", "14400.0"),
        ("T6", "tickets.csv", "7", "counted", "", "10800.0"),
        ("T7", "tickets.csv", "8", "excluded", "no-start", ""),
        ("U1", "more.csv", "2", "excluded", "no-end", ""),
    ]
    assert times[0]["start"] == "2026-01-05T09:00:00+08:00"
    assert times[0]["open"] == "false"
    assert [row["team"] for row in times] == [
        "EMEA",
        "EMEA",
        "APAC",
        "APAC",
        "EMEA",
        "",
        "EMEA",
        "",
    ]
    assert MARKER not in (desk.folder / "cases.csv").read_text("utf-8")


def test_cases_are_cut_to_the_period_and_readable_by_their_owner_alone(desk: Desk) -> None:
    desk.write("cases.csv", "old")
    (desk.folder / "cases.csv").chmod(0o644)
    desk.score("tickets.csv", "--period", "2026-02", "--cases", "cases.csv", "-q")
    received = [r["key"] for r in read(desk.folder / "cases.csv") if r["indicator"] == "received"]
    assert received == ["T3"]
    if sys.platform != "win32":
        assert stat.S_IMODE((desk.folder / "cases.csv").stat().st_mode) == 0o600


def test_cases_hold_nothing_that_a_spreadsheet_would_run(desk: Desk) -> None:
    desk.write(
        "tickets.csv",
        "Ticket ID,Created at,solved,priority,Team\n"
        "=cmd(),2026-02-01 09:00,,P2,@sum\nU\x1b[2J,2026-02-01 09:00,,P2,EMEA\n",
    )
    desk.score("tickets.csv", "--cases", "cases.csv", "--by", "team", "-q")
    rows = [r for r in read(desk.folder / "cases.csv") if r["indicator"] == "received"]
    assert [(row["key"], row["team"]) for row in rows] == [
        ("'=cmd()", "'@sum"),
        ("U\ufffd[2J", "EMEA"),
    ]


def test_cases_never_overwrite_an_input_or_another_output(desk: Desk) -> None:
    desk.score("tickets.csv", "--cases", "tickets.csv").refused(2, "SQ614")
    desk.score("tickets.csv", "--cases", "a.csv", "-o", "a.csv").refused(2, "SQ614")


def test_cases_that_cannot_be_written_leave_the_old_report(desk: Desk) -> None:
    desk.write("report.json", "old")
    done = desk.score("tickets.csv", "--cases", "nowhere/cases.csv", "-o", "report.json", "-q")
    done.refused(5, "SQ701")
    assert (desk.folder / "report.json").read_text() == "old"


def test_an_end_that_cannot_be_read_is_no_open_case(desk: Desk) -> None:
    desk.write("tickets.csv", "Ticket ID,Created at,solved,priority\nT1,2026-02-01 09:00,soon,P2\n")
    desk.score("tickets.csv", "--cases", "cases.csv", "-q")
    (row,) = [r for r in read(desk.folder / "cases.csv") if r["indicator"] == "solve_time"]
    assert (row["code"], row["start"]) == ("invalid-cell", "2026-02-01T09:00:00+08:00")
    assert (row["end"], row["open"], row["time"]) == ("", "", "")


# --- private files are whole, or as they were ----------------------------------------------------


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a few bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("option", ["--cases", "--rejects"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(desk: Desk, option: str) -> None:
    desk.write("private.csv", "old")
    before = set(desk.folder.iterdir())
    with full_disk():
        done = desk.score("tickets.csv", option, "private.csv", "-q")
    done.refused(5, "private.csv: SQ701 not-written")
    assert (desk.folder / "private.csv").read_text() == "old"
    assert set(desk.folder.iterdir()) == before
    assert desk.score("tickets.csv", option, "private.csv", "-q").exit == 0
    assert set(desk.folder.iterdir()) == before


@pytest.mark.parametrize("option", ["--cases", "--rejects"])
def test_a_private_file_is_new_behind_a_link_and_readable_by_its_owner_alone(
    desk: Desk, option: str
) -> None:
    desk.write("march.csv", "old")
    (desk.folder / "march.csv").chmod(0o644)
    (desk.folder / "latest.csv").symlink_to("march.csv")
    with (desk.folder / "march.csv").open() as reader:
        assert desk.score("tickets.csv", option, "latest.csv", "-q").exit == 0
        assert reader.read() == "old"
    assert (desk.folder / "latest.csv").is_symlink()
    assert (desk.folder / "march.csv").read_text("utf-8") != "old"
    assert stat.S_IMODE((desk.folder / "march.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("option", ["--cases", "--rejects"])
def test_a_private_file_that_another_run_holds_is_left_alone(desk: Desk, option: str) -> None:
    desk.write("private.csv", "old")
    with FileLock(desk.folder / ".private.csv.lock"):
        done = desk.score("tickets.csv", option, "private.csv", "-q")
    done.refused(75, "private.csv: SQ702 output-busy")
    assert (desk.folder / "private.csv").read_text() == "old"


def test_cases_are_written_into_a_pipe_which_stays(desk: Desk) -> None:
    pipe = desk.folder / "pipe.csv"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert desk.score("tickets.csv", "--cases", "pipe.csv", "-q").exit == 0
        written = os.read(reader, 1 << 16).decode()
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    desk.score("tickets.csv", "--cases", "cases.csv", "-q")
    assert written == (desk.folder / "cases.csv").read_text("utf-8")
