"""Real exports that nobody on the project wrote, against figures that another engine computed.

The references are read from the exports' own oracle.json, or recomputed here with the csv module.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import mean

from tests.acceptance.shared.expected import HOUR, check, share
from tests.acceptance.shared.exports import (
    ANSWERS,
    BOSTON,
    CALLS,
    EVENTS,
    EVENTS_ONCE,
    KAGGLE,
    KAGGLE_REFUSED,
    needs_exports,
)
from tests.acceptance.shared.runs import finish, grouped, report, start, whole

pytestmark = needs_exports


# --- calls of a call centre -----------------------------------------------------------------------


def test_call_centre_as_a_whole() -> None:
    oracle = CALLS.oracle()
    calls, answered = oracle["rows"]["n"], oracle["rows"]["answered"]
    speed, talk, csat = oracle["speed_of_answer_seconds"], oracle["talk_seconds"], oracle["csat"]
    resolved = oracle["resolution"]["resolved"]
    expected = {
        "calls": (calls, calls),
        "answered_share": (answered / calls, calls),
        "speed_of_answer_mean": (speed["mean"], speed["n"]),
        "speed_of_answer_median": (speed["median"], speed["n"]),
        "speed_of_answer_p90": (speed["p90"], speed["n"]),
        "talk_time_mean": (talk["mean_s"], answered),
        "talk_time_median": (talk["median_s"], answered),
        "resolved_of_all": (resolved / calls, calls),
        "resolved_of_answered": (resolved / answered, answered),
        "satisfaction_mean": (csat["mean"], csat["n"]),
        "satisfaction_top2": (share(csat["top2_pct"], csat["n"]), csat["n"]),
    }
    check(whole(CALLS), expected)
    check(whole(CALLS, "Q1"), expected)
    assert whole(CALLS).keys() == expected.keys()
    assert whole(CALLS)["talk_time_mean"]["excluded"] == {"no-value": oracle["rows"]["abandoned"]}


def test_call_centre_by_agent() -> None:
    rated = Counter(r["Agent"] for r in CALLS.records() if r["Satisfaction rating"])
    agents = grouped(CALLS, "agent")
    oracle = CALLS.oracle()["by_agent"]
    assert list(agents) == [row["agent"] for row in oracle]
    for row in oracle:
        n = row["n"]
        expected = {
            "calls": (n, n),
            "resolved_of_all": (share(row["resolved_pct_all"], n), n),
            "satisfaction_mean": (row["sat_mean"], rated[row["agent"]]),
        }
        check(agents[row["agent"]], expected)


def test_call_centre_by_month_as_groups_and_as_three_periods() -> None:
    rated = Counter(r["Date"][:7] for r in CALLS.records() if r["Satisfaction rating"])
    months = grouped(CALLS, "month")
    oracle = CALLS.oracle()["by_month"]
    assert list(months) == [row["m"] for row in oracle]
    for row in oracle:
        month, n = row["m"], row["n"]
        expected = {
            "calls": (n, n),
            "answered_share": (share(row["answered_pct"], n), n),
            "resolved_of_all": (share(row["resolved_pct_all"], n), n),
            "satisfaction_mean": (row["sat_mean"], rated[month]),
        }
        check(months[month], expected)
        check(whole(CALLS, month), expected)
        assert months[month] == whole(CALLS, month)


# --- requests to a city ---------------------------------------------------------------------------


def test_requests_to_a_city() -> None:
    oracle = BOSTON.oracle()["boston_slim_2013"]
    n, closed, due = oracle["n"], oracle["closed"], oracle["with_target"]
    judged = sum(bool(r["closed_dt"] and r["sla_target_dt"]) for r in BOSTON.records())
    expected = {
        "requests": (n, n),
        "closed_share": (closed / n, n),
        "closing_time_median": (oracle["median_h"] * HOUR, closed),
        "closing_time_p90": (oracle["p90_h"] * HOUR, closed),
        "closed_on_time": (share(oracle["sla_pct_closed_with_target"], judged), judged),
        "flagged_on_time": (share(oracle["ontime_flag_pct_all_rows"], n), n),
        "flagged_on_time_with_target": (share(oracle["ontime_flag_pct_with_target"], due), due),
    }
    check(whole(BOSTON), expected)
    assert whole(BOSTON).keys() == expected.keys()
    assert round(100 * whole(BOSTON)["closed_share"]["value"], 4) == oracle["resolution_rate_pct"]


# --- an event log ---------------------------------------------------------------------------------


def event_log() -> dict[str, tuple[float, int]]:
    oracle = EVENTS.oracle()
    cases, rates = oracle["rows"]["cases"], oracle["rates"]
    taken = oracle["first_event_to_take_in_charge_hours"]
    resolved = oracle["first_event_to_last_resolve_hours"]
    having = {row["act"]: row["cases"] for row in oracle["activities"]}
    return {
        "cases": (cases, cases),
        "first_response_time_median": (taken["median_h"] * HOUR, taken["n"]),
        "first_response_time_p90": (taken["p90_h"] * HOUR, taken["n"]),
        "resolution_time_median": (resolved["median_h"] * HOUR, resolved["n"]),
        "resolution_time_p90": (resolved["p90_h"] * HOUR, resolved["n"]),
        "resolved_share": (having["Resolve ticket"] / cases, cases),
        "closed_share": (having["Closed"] / cases, cases),
        "resolved_more_than_once": (rates["cases_with_more_than_one_resolve"] / cases, cases),
    }


def test_event_log_by_case() -> None:
    expected = event_log()
    check(whole(EVENTS), expected)
    assert whole(EVENTS).keys() == expected.keys()


def test_event_log_with_equal_events_once() -> None:
    oracle = EVENTS_ONCE.oracle()
    once = oracle["multi_resolve_after_removing_exact_duplicate_rows"]
    cases = once["cases"]
    expected = event_log() | {"resolved_more_than_once": (once["multi_resolve"] / cases, cases)}
    check(whole(EVENTS_ONCE), expected)
    rows = report(EVENTS_ONCE)["tables"][0]["rows"]
    assert rows["used"] == oracle["rows"]["distinct_event_rows"]
    assert rows["duplicate"] == oracle["rows"]["event_rows"] - rows["used"]


def test_event_log_by_year_of_the_first_event() -> None:
    years = grouped(EVENTS, "year")
    for row in EVENTS.oracle()["by_start_year"]:
        expected = {
            "cases": (row["n"], row["n"]),
            "resolution_time_median": (row["median_h"] * HOUR, row["resolved"]),
            "resolved_share": (row["resolved"] / row["n"], row["n"]),
        }
        check(whole(EVENTS, str(row["y"])), expected)
        check(years.pop(str(row["y"])), expected)
    # The log goes on into a year in which no case begins: a group with nothing in it.
    assert {year: group["cases"]["value"] for year, group in years.items()} == {"2014": 0}


# --- tickets without a creation time --------------------------------------------------------------


def test_tickets_without_a_creation_time() -> None:
    oracle = KAGGLE.oracle()
    rows, csat = oracle["rows"], oracle["csat"]
    n, replied, resolved = rows["n"], rows["with_frt"], rows["with_ttr"]
    closed = {row["s"]: row["n"] for row in oracle["status"]}["Closed"]
    span = oracle["first_response_to_resolution_hours_where_not_negative"]
    expected = {
        "tickets": (n, n),
        "closed_share": (closed / n, n),
        "satisfaction_mean": (csat["mean"], rows["with_rating"]),
        "satisfaction_top2": (share(csat["top2_pct"], rows["with_rating"]), rows["with_rating"]),
        "response_to_resolution_median": (span["median_h"] * HOUR, span["n"]),
        "response_to_resolution_p90": (span["p90_h"] * HOUR, span["n"]),
    }
    got = whole(KAGGLE)
    check(got, expected)
    assert got.keys() == expected.keys() | {"first_response_time"}
    excluded = got["response_to_resolution_median"]["excluded"]
    backwards = resolved - span["n"]
    open_ = {"no-start": n - replied, "no-end": replied - resolved}
    assert excluded == open_ | {"out-of-order": backwards}


def test_tickets_by_channel() -> None:
    rating = "Customer Satisfaction Rating"
    rated = Counter(r["Ticket Channel"] for r in KAGGLE.records() if r[rating])
    channels = grouped(KAGGLE, "channel")
    oracle = KAGGLE.oracle()["by_channel"]
    assert list(channels) == [row["ch"] for row in oracle]
    for row in oracle:
        mark = (row["sat_mean"], rated[row["ch"]])
        check(channels[row["ch"]], {"tickets": (row["n"], row["n"]), "satisfaction_mean": mark})


def test_no_response_time_is_ever_made_up() -> None:
    for group in [whole(KAGGLE), *grouped(KAGGLE, "channel").values()]:
        figure = group["first_response_time"]
        assert (figure["status"], figure["value"], figure["n"]) == ("no_data", None, 0)
        assert (figure["low"], figure["high"]) == (None, None)
        assert figure["reason"] == "missing-column: created_at"


def test_demanding_the_creation_time_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "report.json"
    finished = finish(start(KAGGLE_REFUSED, "-o", str(output)))
    assert finished.exit == 3
    assert finished.out == b""
    assert not output.exists()
    first = finished.err.splitlines()[0]
    assert first.startswith(f"{KAGGLE.path}:1: SQ506 missing-column: ")
    assert "created_at" in first
    assert "'Date Created'" in first
    assert "Traceback" not in finished.err


# --- survey answers alone -------------------------------------------------------------------------


def test_survey_answers_alone() -> None:
    records = ANSWERS.records()
    n = len(records)
    scores = [int(r["nps"]) for r in records]
    prepared = [int(r["presenters_prepared"]) for r in records]
    nps = 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / n
    expected = {
        "answers": (n, n),
        "nps": (nps, n),
        "prepared_mean": (mean(prepared), n),
        "prepared_top2": (mean(p >= 4 for p in prepared), n),
    }
    got = whole(ANSWERS)
    check(got, expected)
    assert got.keys() == expected.keys()
    assert f"{got['nps']['value']:.2f}" == "62.10"
