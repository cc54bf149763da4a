"""Rules made from real exports, against figures that another engine computed.

What is proposed must give those figures as it stands, or with the few lines that its reader adds:
these are written here, as the rule file that extends the proposed one.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from sqeval.cli.main import main
from sqeval.problems import Exit
from tests.acceptance.shared.expected import HOUR, Expected, check, share
from tests.acceptance.shared.exports import (
    ANSWERS,
    BOSTON,
    CALLS,
    DAY_FIRST,
    EVENTS,
    EXPORTS,
    ISO,
    KAGGLE,
    NEW_YORK,
    TABS,
    TWENTY_TWICE,
    Export,
    needs_exports,
)
from tests.acceptance.shared.runs import Figures

pytestmark = needs_exports

FILES = sorted(p for p in EXPORTS.glob("*/*") if p.suffix in {".csv", ".tsv", ".tab"})

EXTENDS = "version: 1\ntitle: Mine\nextends: [sqeval.yaml]\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def proposed(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Make rules for an export; return the command that scores it, without its period."""
    assert run("init", str(path), "-q") == Exit.OK
    words = shlex.split(capsys.readouterr().out)[1:]
    return words[: words.index("--period")] if "--period" in words else words


def figures(export: Export, more: str, capsys: pytest.CaptureFixture[str]) -> Figures:
    """Return the figures of the proposed rules, with what a reader adds to them."""
    command = proposed(export.path, capsys)
    Path("mine.yaml").write_text(EXTENDS + more, "utf-8")
    assert run(*command, "-r", "mine.yaml", "-f", "json", "-q") == Exit.OK
    report = json.loads(capsys.readouterr().out)
    return {figure["id"]: figure for figure in report["groups"][0]["indicators"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_export_gets_rules_that_fit_and_score(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", str(path), "-q") == Exit.OK
    words = shlex.split(capsys.readouterr().out)[1:]
    given = words[1:3] if words[1].startswith("--") else ["--data", words[1]]
    assert run("check", *given, "-f", "json") == Exit.OK
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {p["code"] for p in problems if p["severity"] != "notice"} <= {"SQ556"}
    damaged = ["--max-rejected", "2%"] if "bad" in path.name else []
    assert run(*words, *damaged) == Exit.OK


def test_calls(capsys: pytest.CaptureFixture[str]) -> None:
    more = """
indicators:
  resolved_of_answered: {type: ratio, good: resolved, total: answered_y_n}
"""
    oracle = CALLS.oracle()
    calls, answered = oracle["rows"]["n"], oracle["rows"]["answered"]
    speed, csat = oracle["speed_of_answer_seconds"], oracle["csat"]
    resolved = oracle["resolution"]["resolved"]
    expected: Expected = {
        "tickets_number": (calls, calls),
        "answered_y_n_share": (answered / calls, calls),
        "speed_of_answer_in_seconds_median": (speed["median"], speed["n"]),
        "speed_of_answer_in_seconds_p90": (speed["p90"], speed["n"]),
        "avg_talk_duration_median": (oracle["talk_seconds"]["median_s"], answered),
        "resolved_share": (resolved / calls, calls),
        "resolved_of_answered": (resolved / answered, answered),
        "satisfaction_rating_mean": (csat["mean"], csat["n"]),
        "satisfaction_rating_top": (share(csat["top2_pct"], csat["n"]), csat["n"]),
    }
    check(figures(CALLS, more, capsys), expected)


def test_requests_to_a_city(capsys: pytest.CaptureFixture[str]) -> None:
    more = """
indicators:
  closed_on_time: {type: within, from: open_dt, to: closed_dt, limit: sla_target_dt, open: exclude}
"""
    oracle = BOSTON.oracle()["boston_slim_2013"]
    n, closed = oracle["n"], oracle["closed"]
    judged = sum(bool(r["closed_dt"] and r["sla_target_dt"]) for r in BOSTON.records())
    expected: Expected = {
        "case_status_done": (closed / n, n),
        "time_to_closed_dt_median": (oracle["median_h"] * HOUR, closed),
        "time_to_closed_dt_p90": (oracle["p90_h"] * HOUR, closed),
        "closed_on_time": (share(oracle["sla_pct_closed_with_target"], judged), judged),
    }
    check(figures(BOSTON, more, capsys), expected)


@pytest.mark.parametrize("export", [ISO, DAY_FIRST, TABS], ids=lambda export: export.file)
def test_requests_in_several_spellings(export: Export, capsys: pytest.CaptureFixture[str]) -> None:
    more = """
indicators:
  closed_on_time: {type: within, from: open_dt, to: closed_dt, limit: target_dt, open: exclude}
"""
    oracle = ISO.oracle()["boston_iso"]
    closed, judged = oracle["closed"], oracle["met"] + oracle["missed"]
    expected: Expected = {
        "tickets_number": (oracle["n"], oracle["n"]),
        "time_to_closed_dt_median": (oracle["median_h"] * HOUR, closed),
        "time_to_closed_dt_p90": (oracle["p90_h"] * HOUR, closed),
        "closed_on_time": (oracle["met"] / judged, judged),
    }
    check(figures(export, more, capsys), expected)


def test_requests_that_stand_twice_count_once(capsys: pytest.CaptureFixture[str]) -> None:
    ids = TWENTY_TWICE.oracle()["boston_20dupes_random"]["ids"]
    check(figures(TWENTY_TWICE, "", capsys), {"tickets_number": (ids, ids)})


def test_requests_month_first(capsys: pytest.CaptureFixture[str]) -> None:
    oracle = NEW_YORK.oracle()["nyc_ampm"]
    states = {row["s"]: row["n"] for row in NEW_YORK.oracle()["nyc_status"]}
    expected: Expected = {
        "time_to_closed_date_median": (oracle["median_h"] * HOUR, oracle["closed"]),
        "time_to_closed_date_p90": (oracle["p90_h"] * HOUR, oracle["closed"]),
        "status_done": (states["Closed"] / oracle["n"], oracle["n"]),
    }
    check(figures(NEW_YORK, "", capsys), expected)


def test_event_log(capsys: pytest.CaptureFixture[str]) -> None:
    more = """
tables:
  tickets:
    columns:
      taken_at: {value: min(complete_timestamp), where: activity == "Take in charge ticket"}
      resolved_at: {value: max(complete_timestamp), where: activity == "Resolve ticket"}
indicators:
  taken_median: {type: duration, from: first_event_at, to: taken_at, aggregate: median}
  taken_p90: {type: duration, from: first_event_at, to: taken_at, aggregate: p90}
  resolved_median: {type: duration, from: first_event_at, to: resolved_at, aggregate: median}
  resolved_p90: {type: duration, from: first_event_at, to: resolved_at, aggregate: p90}
"""
    oracle = EVENTS.oracle()
    cases = oracle["rows"]["cases"]
    taken = oracle["first_event_to_take_in_charge_hours"]
    resolved = oracle["first_event_to_last_resolve_hours"]
    expected: Expected = {
        "tickets_number": (cases, cases),
        "taken_median": (taken["median_h"] * HOUR, taken["n"]),
        "taken_p90": (taken["p90_h"] * HOUR, taken["n"]),
        "resolved_median": (resolved["median_h"] * HOUR, resolved["n"]),
        "resolved_p90": (resolved["p90_h"] * HOUR, resolved["n"]),
    }
    check(figures(EVENTS, more, capsys), expected)


def test_tickets_without_a_creation_time_get_no_response_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    oracle = KAGGLE.oracle()
    n, rated = oracle["rows"]["n"], oracle["rows"]["with_rating"]
    closed = {row["s"]: row["n"] for row in oracle["status"]}["Closed"]
    csat = oracle["csat"]
    got = figures(KAGGLE, "", capsys)
    expected: Expected = {
        "ticket_status_done": (closed / n, n),
        "customer_satisfaction_rating_mean": (csat["mean"], rated),
        "customer_satisfaction_rating_top": (share(csat["top2_pct"], rated), rated),
    }
    check(got, expected)
    assert {figure["unit"] for figure in got.values()} == {"count", "share", "number"}
    assert not {figure["measure"] for figure in got.values()} & {"duration", "within"}


def test_answers(capsys: pytest.CaptureFixture[str]) -> None:
    scores = [int(row["nps"]) for row in ANSWERS.records()]
    n = len(scores)
    nps = 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / n
    got = figures(ANSWERS, "", capsys)
    check(got, {"nps_score": (nps, n), "surveys_number": (n, n)})
    assert f"{got['nps_score']['value']:.2f}" == "62.10"
