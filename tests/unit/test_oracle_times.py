"""The oracle on working time, limits, open cases and the mix of groups, worked by hand."""

# ruff: noqa: ANN401 - rule files and reports are YAML and JSON, of any type

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.oracle import score
from tests.oracle.calendars import Calendar
from tests.oracle.survival import survived
from tests.oracle.times import instant

UTC = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = 3600

DAYS = {"hours": {"mon-fri": ["08:00-17:00"]}}
CHINA = {"hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]}, "holidays": "CN"}
NIGHTS = {"hours": {"daily": ["22:00-06:00"]}}
TICKETS = {
    "key": "id",
    "clock": "a",
    "columns": {
        "id": {},
        "a": {"type": "datetime"},
        "b": {"type": "datetime"},
        "kind": {},
        "team": {},
        "held": {"type": "duration", "unit": "h"},
    },
}
CHANGES = {
    "clock": "at",
    "lookup": {"tickets": "id"},
    "columns": {"id": {}, "at": {"type": "datetime"}, "to": {}},
}
SPAN = {"from": "a", "to": "b"}
HOLD = {"table": "changes", "status": "to", "in": ["hold"]}


def hours(spec: Any, zone: ZoneInfo, start: str, end: str) -> float:
    return Calendar(spec, zone).worked(instant(start, zone), instant(end, zone)) / HOUR


def report(indicator: Any, *lines: str, zone: str = "UTC", **more: Any) -> Any:
    calendars = {"days": DAYS, "china": CHINA, "nights": NIGHTS}
    tables = {"tickets": TICKETS, "changes": CHANGES}
    rules = {"timezone": zone, "calendars": calendars, "tables": tables}
    rules["indicators"] = {"it": {"type": "within"} | SPAN | indicator}
    texts = {"tickets": "id,a,b,kind,team,held\n" + "\n".join(lines) + "\n"}
    texts["changes"] = "id,at,to\n" + "".join(line + "\n" for line in more.get("changes", []))
    return score(rules, texts, "all", more.get("as_of"), more.get("by", []))["groups"]


def it(groups: Any, group: int = 0) -> Any:
    return groups[group]["indicators"][0]


# --- calendars -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "worked"),
    [
        ("2026-03-06 16:00", "2026-03-09 11:00", 4),  # Friday to Monday
        ("2026-03-07 10:00", "2026-03-08 22:00", 0),
        ("2026-03-06 07:00", "2026-03-06 18:00", 9),
        ("2026-03-09 11:00", "2026-03-06 16:00", -4),
    ],
)
def test_working_time_is_what_the_hours_say(start: str, end: str, worked: float) -> None:
    assert hours(DAYS, UTC, start, end) == worked


def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    assert hours(NIGHTS, BERLIN, "2026-03-28 12:00", "2026-03-29 12:00") == 7
    assert hours(NIGHTS, BERLIN, "2026-10-24 12:00", "2026-10-25 12:00") == 9
    assert hours({"hours": "24x7"}, BERLIN, "2026-03-29 00:00", "2026-03-30 00:00") == 23


def test_open_beats_closed_and_a_version_is_in_force_from_its_date() -> None:
    spec = DAYS | {
        "closed": ["2026-03-02..2026-03-04"],
        "open": {"2026-03-03": ["10:00-12:00"]},
        "versions": [{"from": "2026-03-05", "hours": {"mon-fri": ["09:00-10:00"]}}],
    }
    assert hours(spec, UTC, "2026-03-02 00:00", "2026-03-05 00:00") == 2
    assert hours(spec, UTC, "2026-03-05 00:00", "2026-03-07 00:00") == 2


def test_five_working_days_over_the_national_day_of_china() -> None:
    """October 1 to 7 is free; Saturday the 10th is worked instead, with the hours of a Monday."""
    limit = {"limit": "5wd", "calendar": "china"}
    ends = {"2026-10-13 18:00": 1, "2026-10-13 18:01": 0, "2026-10-09 12:00": 1}
    for end, value in ends.items():
        line = f"1,2026-09-30 10:00,{end},,,"
        assert it(report(limit, line, zone="Asia/Shanghai"))["value"] == value
    assert hours(CHINA, SHANGHAI, "2026-10-10 00:00", "2026-10-11 00:00") == 7.5


def test_a_weekend_beside_a_holiday_of_china_belongs_to_it() -> None:
    daily = {"hours": {"daily": ["09:00-10:00"]}, "holidays": "CN"}
    assert hours(daily, SHANGHAI, "2026-10-01 00:00", "2026-10-08 00:00") == 0
    assert hours(daily, SHANGHAI, "2026-04-04 00:00", "2026-04-07 00:00") == 0


# --- limits and pauses -----------------------------------------------------------------------


def test_four_hours_from_friday_afternoon_end_on_monday() -> None:
    limit = {"limit": "4h", "calendar": "days"}
    assert it(report(limit, "1,2026-03-06 16:00,2026-03-09 11:00,,,"))["value"] == 1
    assert it(report(limit, "1,2026-03-06 16:00,2026-03-09 11:01,,,"))["value"] == 0
    open_case = "1,2026-03-06 16:00,,,,"
    assert it(report(limit, open_case, as_of="2026-03-09 11:00"))["excluded"] == {"undecided": 1}
    assert it(report(limit, open_case, as_of="2026-03-09 11:01"))["value"] == 0


def test_only_paused_time_that_counts_is_taken_off() -> None:
    measure = {"type": "duration", "aggregate": "sum", "pause": HOLD, "calendar": "days"}
    line = "1,2026-03-06 15:00,2026-03-09 10:00,,,"
    changes = ["1,2026-03-06 16:00,hold", "1,2026-03-09 09:00,open"]
    found = it(report(measure, line, changes=changes))
    assert (found["value"], found["approximate"]) == (2 * HOUR, False)
    elapsed = measure | {"calendar": None}
    del elapsed["calendar"]
    assert it(report(elapsed, line, changes=changes))["value"] == 2 * HOUR
    column = {"type": "duration", "aggregate": "sum", "pause": "held"}
    found = it(report(column, "1,2026-03-06 15:00,2026-03-06 19:00,,,1.5"))
    assert (found["value"], found["approximate"]) == (2.5 * HOUR, True)


def test_a_change_without_a_time_makes_a_case_unknown() -> None:
    measure = {"type": "duration", "aggregate": "sum", "pause": HOLD}
    lines = ["1,2026-03-06 15:00,2026-03-06 16:00,,,", "2,2026-03-06 15:00,,,,"]
    found = it(report(measure, *lines, changes=["1,,hold", "2,,hold"]))
    assert found["excluded"] == {"unknown": 1, "no-end": 1}


# --- open cases ------------------------------------------------------------------------------

#: Weeks of remission under 6-MP and under placebo (Freireich and others 1963); True has ended.
MP = [6, 6, 6, 7, 10, 13, 16, 22, 23]
STILL = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_remission_lasts_23_weeks_and_8_without() -> None:
    ended = [True] * len(MP) + [False] * len(STILL)
    value, low, high = survived("median", [float(t) for t in MP + STILL], ended)
    assert (value, low, high) == (23.0, 13.0, None)
    assert survived("median", [float(t) for t in PLACEBO], [True] * 21) == (8.0, 4.0, 11.0)


def test_a_percentile_that_is_not_reached_may_still_miss_its_target() -> None:
    measure = {"type": "duration", "aggregate": "p90", "open": "survival"}
    lines = ["1,2026-03-06 10:00,2026-03-06 11:00,,,", "2,2026-03-06 10:00,,,,"]
    found = it(
        report(measure | {"target": {"at_most": "2h"}}, *lines, as_of="2026-03-06T14:00:00Z")
    )
    told = (found["value"], found["beyond"], found["status"], found["points"], found["reason"])
    assert told == (None, 4 * HOUR, "missed", 50.0, "not-reached")
    found = it(
        report(measure | {"target": {"at_most": "4h"}}, *lines, as_of="2026-03-06T14:00:00Z")
    )
    assert (found["status"], found["points"], found["reason"]) == ("no_data", None, "not-reached")


# --- repeats and groups ----------------------------------------------------------------------


def test_a_case_is_followed_up_to_the_end_of_the_time() -> None:
    measure = {"type": "repeat", "per": ["kind"], "within": "1d"}
    lines = [
        "1,2026-03-01 10:00,,x,,",
        "2,2026-03-02 10:00,,x,,",  # just follows 1
        "3,2026-03-03 10:01,,x,,",  # no longer follows 2
        "4,2026-03-03 12:00,,,,",
        "5,2026-03-05 10:00,,y,,",
    ]
    found = it(report(measure, *lines, as_of="2026-03-05 12:00"))
    assert (found["n"], found["value"]) == (3, pytest.approx(2 / 3))
    assert found["excluded"] == {"no-value": 1, "undecided": 1}


def test_the_mix_of_cases_can_turn_the_order_of_two_teams_round() -> None:
    """Stones of two sizes under two treatments (Charig and others 1986): Simpson's paradox."""
    counts = {("A", "s"): (81, 87), ("A", "l"): (192, 263), ("B", "s"): (234, 270)}
    counts["B", "l"] = (55, 80)
    lines = []
    for (team, kind), (good, n) in counts.items():
        ends = ["11:00"] * good + ["19:00"] * (n - good)
        lines += [
            f"{team}{kind}{i},2026-03-06 10:00,2026-03-06 {end},{kind},{team},"
            for i, end in enumerate(ends)
        ]
    target = {"by": "kind", "at_least": {"s": "80%", "l": "70%"}}
    groups = report({"limit": "2h", "target": target}, *lines, by=[["team"]])
    a, b = it(groups, 1), it(groups, 2)
    assert a["value"] == pytest.approx(0.78)
    assert b["value"] == pytest.approx(0.825714, abs=1e-6)
    assert a["standardised"]["value"] == pytest.approx(0.832546, abs=1e-6)
    assert b["standardised"]["value"] == pytest.approx(0.778875, abs=1e-6)
    assert (it(groups)["standardised"], a["rank"], b["rank"]) == (None, 1, 1)


def test_the_interval_with_the_mix_of_the_whole_is_that_of_newcombe() -> None:
    """R. G. Newcombe, Stat. Med. 17 (1998), method 10: 9/10 less 3/10 is 0.1705 to 0.8090.

    Two kinds weigh alike: 9 of 10 and 7 of 10, so the value is 0.5 and half the difference.
    """
    ends = {"s": ["11:00"] * 9 + ["19:00"], "l": ["11:00"] * 7 + ["19:00"] * 3}
    lines = [
        f"{kind}{i},2026-03-06 10:00,2026-03-06 {end},{kind},A,"
        for kind, found in ends.items()
        for i, end in enumerate(found)
    ]
    target = {"by": "kind", "at_least": {"s": "80%", "l": "70%"}}
    mixed = it(report({"limit": "2h", "target": target}, *lines, by=[["team"]]), 1)["standardised"]
    found = [2 * mixed[end] - 1 for end in ("value", "low", "high")]
    assert found == pytest.approx([0.6, 0.1705, 0.8090], abs=5e-5)
