"""The oracle on rows: reading, time and counting, worked by hand."""

# ruff: noqa: ANN401 - rule files and reports are YAML and JSON, of any type

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.oracle import Refused, score
from tests.oracle.cells import read_cell
from tests.oracle.expressions import Scope, evaluate
from tests.oracle.parsing import names, parse
from tests.oracle.times import UnreadableError, bounds, grain, instant, midnight

BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")

COLUMNS: dict[str, Any] = {
    "ticket_id": {},
    "created_at": {"type": "datetime"},
    "resolved_at": {"type": "datetime"},
    "priority": {"type": "category", "values": {"P1": ["Urgent"], "P2": []}},
    "team": {},
    "mark": {"type": "number", "min": 0, "max": 100},
}
HEADER = "ticket_id,created_at,resolved_at,priority,team,mark\n"
HOURS = {"type": "duration", "from": "created_at", "to": "resolved_at", "aggregate": "mean"}
IN_TIME = {"type": "within", "from": "created_at", "to": "resolved_at", "limit": "4h"}


def rules(scorecard: Any = None, table: Any = None, **indicators: Any) -> dict[str, Any]:
    tickets = {"key": "ticket_id", "clock": "created_at", "columns": COLUMNS} | (table or {})
    found: dict[str, Any] = {"tables": {"tickets": tickets}, "indicators": indicators}
    return found | ({"scorecard": scorecard} if scorecard else {})


def report(rule_set: Any, *lines: str, period: str = "all", as_of: str | None = None) -> Any:
    return score(rule_set, {"tickets": HEADER + "\n".join(lines) + "\n"}, period, as_of, [["team"]])


def first(result: Any, group: int = 0) -> Any:
    return result["groups"][group]["indicators"][0]


def ledger(result: Any) -> Any:
    return result["tables"][0]


# --- reading ---------------------------------------------------------------------------------


def test_every_record_ends_in_one_place() -> None:
    table = {"duplicates": {"keep": "last", "by": "mark"}}
    lines = [
        "1,,,,a,5",
        "1,,,,b,7",
        "1,,,,c,",
        ",,,,a,1",
        "",
        "2,,,,a,?",
        "2,,,,b,?",
        "3,,,,c,4",
        "3,,,,d,4",
    ]
    result = report(rules(table=table, n={"type": "count"}), *lines)
    rows = {"read": 9, "blank": 1, "rejected": 1, "duplicate": 4, "used": 3}
    assert ledger(result)["rows"] == rows
    assert ledger(result)["invalid_cells"] == {"mark": {"unparsable-number": 1}}
    assert [g["by"] for g in result["groups"]] == [{}, {"team": "b"}, {"team": "d"}]


def test_different_records_of_one_key_are_refused_and_equal_ones_collapse() -> None:
    rule_set = rules(n={"type": "count"})
    assert first(report(rule_set, "1,,,,a,5", "1,,,,a,5"))["n"] == 1
    with pytest.raises(Refused):
        report(rule_set, "1,,,,a,5", "1,,,,a,6")


def test_cells_missing_invalid_and_other_categories() -> None:
    column = {"type": "integer", "min": 1, "max": 5}
    assert read_cell(" 3 ", column, [""], UTC) == 3
    assert read_cell("5", column, [""], UTC) == 5
    assert read_cell(" N/A", column, ["N/A"], UTC) is None
    with pytest.raises(UnreadableError, match="out-of-range"):
        read_cell("6", column, [""], UTC)
    assert read_cell("Urgent", COLUMNS["priority"], [""], UTC) == "P1"
    assert read_cell("P2", COLUMNS["priority"], [""], UTC) == "P2"
    assert read_cell("P9", COLUMNS["priority"], [""], UTC) == "(other: P9)"


def test_durations_dates_booleans_and_scales() -> None:
    assert read_cell("1:02:03", {"type": "duration"}, [""], UTC) == 3723
    assert read_cell("-0:30", {"type": "duration"}, [""], UTC) == -1800
    assert read_cell("1.5", {"type": "duration", "unit": "m"}, [""], UTC) == 90
    assert read_cell("2026-01-31", {"type": "date"}, [""], UTC) == date(2026, 1, 31)
    values = {"true": ["Y"], "false": ["N"]}
    assert read_cell("N", {"type": "boolean", "values": values}, [""], UTC) is False
    assert read_cell("同意", {"type": "scale", "values": {4: ["同意"]}}, [""], UTC) == 4


# --- time ------------------------------------------------------------------------------------


def test_a_skipped_local_time_is_invalid_and_a_doubled_one_is_the_earlier() -> None:
    with pytest.raises(UnreadableError, match="dst-gap"):
        instant("2026-03-29 02:30", BERLIN)
    assert instant("2026-10-25 02:30", BERLIN) == instant("2026-10-25T00:30Z", BERLIN)


def test_durations_across_a_change_of_the_clocks_are_elapsed_time() -> None:
    start = instant("2026-03-29 01:00", BERLIN)
    assert instant("2026-03-29 04:00", BERLIN) - start == 2 * 3600


def test_periods_are_half_open_local_days() -> None:
    assert bounds("2026-Q2", BERLIN)[0] == instant("2026-03-31T22:00:00Z", UTC)
    assert bounds("2026-H2", UTC) == (midnight(date(2026, 7, 1), UTC), bounds("2026", UTC)[1])
    assert bounds("2026-W01", UTC)[0] == midnight(date(2025, 12, 29), UTC)
    start, end = bounds("2026-03-01..2026-03-15", UTC)
    assert start is not None
    assert end == start + 15 * 86400
    labels = [grain(instant("2025-12-31T23:30Z", UTC), g, BERLIN) for g in ("month", "week")]
    assert labels == ["2026-01", "2026-W01"]


def test_the_period_takes_its_first_instant_and_not_its_end() -> None:
    lines = [f"{n},{at},,,a," for n, at in enumerate(["2026-02-01 00:00", "2026-03-01 00:00", ""])]
    result = report(rules(n={"type": "count"}), *lines, period="2026-02")
    assert (first(result)["n"], ledger(result)["unplaced"]) == (1, 1)
    assert first(report(rules(n={"type": "count"}), *lines))["n"] == 3


def test_as_of_is_the_latest_event_or_given_and_hides_what_comes_after() -> None:
    lines = ["1,2026-01-01 00:00,2026-01-02 00:00,,a,", "2,2026-01-01 12:00,,,a,"]
    rule_set = rules(age=HOURS | {"open": "age"})
    result = report(rule_set, *lines)
    assert result["as_of"] == "2026-01-02T00:00:00+00:00"
    assert first(result)["value"] == (24 + 12) / 2 * 3600
    early = report(rule_set, *lines, as_of="2026-01-01T06:00Z")
    assert (first(early)["value"], first(early)["considered"]) == (6 * 3600, 1)


# --- counting --------------------------------------------------------------------------------


def test_open_cases_are_late_undecided_or_excluded() -> None:
    lines = [
        "1,2026-01-01 00:00,2026-01-01 04:00,,a,",  # just in time
        "2,2026-01-01 00:00,,,a,",  # open, past its limit at 06:00
        "3,2026-01-01 02:00,,,a,",  # open, due at 06:00 sharp
        "4,2026-01-01 06:00,2026-01-01 05:59,,a,",
        "5,,2026-01-01 05:00,,a,",
    ]
    late = first(report(rules(x=IN_TIME), *lines))
    assert (late["value"], late["n"], late["considered"]) == (0.5, 2, 5)
    assert late["excluded"] == {"undecided": 1, "out-of-order": 1, "no-start": 1}
    left_out = first(report(rules(x=IN_TIME | {"open": "exclude"}), *lines))
    assert left_out["excluded"] == {"no-end": 2, "out-of-order": 1, "no-start": 1}


def test_limits_by_category_with_and_without_default() -> None:
    line = "1,2026-01-01 00:00,2026-01-01 02:00,{},a,"
    lines = [line.format(p) for p in ("P1", "", "odd")]
    lines = [f"{n}{text[1:]}" for n, text in enumerate(lines)]
    limit: dict[str, Any] = {"by": "priority", "P1": "1h"}
    bare = first(report(rules(x=IN_TIME | {"limit": limit}), *lines))
    assert (bare["value"], bare["excluded"]) == (0.0, {"no-limit": 2})
    full = first(report(rules(x=IN_TIME | {"limit": limit | {"default": "2h"}}), *lines))
    assert (full["value"], full["n"]) == (2 / 3, 3)


def test_ratio_counts_null_good_but_not_null_total() -> None:
    lines = ["1,,,P1,a,90", "2,,,P1,a,", "3,,,P2,a,95", "4,,,,a,95", "5,,,P1,a,bad"]
    good = {"type": "ratio", "good": "mark >= 80", "total": 'priority == "P1"'}
    result = first(report(rules(x=good), *lines))
    assert (result["value"], result["n"], result["considered"]) == (0.5, 2, 5)
    assert result["excluded"] == {"outside-total": 1, "unknown": 1, "invalid-cell": 1}


def test_where_unknown_is_considered_and_false_is_not() -> None:
    lines = ["1,,,P1,a,1", "2,,,P2,a,2", "3,,,,a,3"]
    mark = {"type": "statistic", "of": "mark", "aggregate": "sum", "where": 'priority == "P1"'}
    result = first(report(rules(x=mark), *lines))
    assert (result["value"], result["considered"], result["excluded"]) == (1.0, 2, {"unknown": 1})


def test_nps_answers_out_of_range_are_invalid_and_missing_ones_no_value() -> None:
    lines = [f"{n},,,,a,{mark}" for n, mark in enumerate([10, 9, 8, 6, 0, 11, ""])]
    result = first(report(rules(x={"type": "nps", "of": "mark"}), *lines))
    assert (result["value"], result["n"]) == (0.0, 5)
    assert result["excluded"] == {"invalid-cell": 1, "no-value": 1}


def test_logic_is_kleenes_and_division_by_zero_is_unknown() -> None:
    def value(text: str) -> Any:
        row = {"x": None, "y": 4.0, "t": "投诉 A", "名": True}
        return evaluate(parse(text), Scope(row.__getitem__, lambda *_: None, lambda _: 0.0))

    assert value("x > 1 and y > 9") is False
    assert value("x > 1 or y < 9") is True
    assert value("not (x > 1)") is None
    assert value("y / 0") is None
    assert value("1 + 2 * y - 6 / 3") == 7
    assert value("x not in [1, 2]") is None
    assert value("y in [3, 4] and 名") is True
    assert value("present(x) or missing(x)") is True
    assert value('contains(t, "投") and matches(lower(t), "a$")') is True
    assert value("-y < -3 and 90% < 1 and 1h30m == 5400s") is True
    assert names(parse("`a b` in [1] and exists(surveys) or lower(c) == d")) == ["a b", "c", "d"]


def test_groups_are_the_union_over_tables_and_blind_tables_have_no_data() -> None:
    rule_set = rules(x={"type": "count"}, s={"type": "count", "table": "surveys"})
    rule_set["tables"]["surveys"] = {"columns": {"channel": {}}}
    texts = {"tickets": HEADER + "1,,,,b,\n2,,,,,\n", "surveys": "channel\nweb\n"}
    result = score(rule_set, texts, "all", None, [["team"], ["channel"]])
    keys = [group["by"] for group in result["groups"]]
    assert keys == [{}, {"team": "b"}, {"team": None}, {"channel": "web"}]
    reasons = [[i["reason"] for i in group["indicators"]] for group in result["groups"]]
    assert reasons == [[None, None], [None, "no-column"], [None, "no-column"], ["no-column", None]]


def test_a_row_sees_the_columns_of_the_row_it_looks_up() -> None:
    urgent = {"type": "ratio", "table": "surveys", "good": 'priority == "P1"'}
    answered = {"type": "ratio", "good": "exists(surveys)"}
    own = {"type": "statistic", "table": "surveys", "of": "mark", "aggregate": "sum"}
    rule_set = rules(u=urgent, e=answered, o=own)
    rule_set["tables"]["surveys"] = {
        "columns": {"ticket": {}, "mark": {"type": "number"}},
        "lookup": {"tickets": "ticket"},
    }
    texts = {"tickets": HEADER + "1,,,P1,a,\n2,,,,,\n", "surveys": "ticket,mark\n1,3\n9,2\n"}
    result = score(rule_set, texts, "all", None, [["team"]])
    assert [i["value"] for i in result["groups"][0]["indicators"]] == [0.5, 0.5, 5]
    assert [g["by"] for g in result["groups"]] == [{}, {"team": "a"}, {"team": None}]
