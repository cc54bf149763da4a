"""The oracle on strata, parts, gates and formulas, worked by hand."""

# ruff: noqa: ANN401 - rule files and reports are YAML and JSON, of any type

from __future__ import annotations

from typing import Any

import pytest

from tests.oracle import score

COLUMNS: dict[str, Any] = {
    "ticket_id": {},
    "created_at": {"type": "datetime"},
    "resolved_at": {"type": "datetime"},
    "priority": {"type": "category", "values": {"P1": ["Urgent"], "P2": []}},
    "team": {},
    "mark": {"type": "number", "min": 0, "max": 100},
}
HEADER = "ticket_id,created_at,resolved_at,priority,team,mark\n"


def rules(scorecard: Any = None, **indicators: Any) -> dict[str, Any]:
    tickets = {"key": "ticket_id", "clock": "created_at", "columns": COLUMNS}
    found: dict[str, Any] = {"tables": {"tickets": tickets}, "indicators": indicators}
    return found | ({"scorecard": scorecard} if scorecard else {})


def report(rule_set: Any, *lines: str, period: str = "all", as_of: str | None = None) -> Any:
    return score(rule_set, {"tickets": HEADER + "\n".join(lines) + "\n"}, period, as_of, [["team"]])


def first(result: Any, group: int = 0) -> Any:
    return result["groups"][group]["indicators"][0]


def ledger(result: Any) -> Any:
    return result["tables"][0]


def test_strata_have_their_own_targets_and_are_weighted_by_n() -> None:
    lines = ["1,,,P1,a,40", "2,,,P1,a,40", "3,,,P2,a,20", "4,,,,a,90", "5,,,P2,a,60"]
    target = {"by": "priority", "at_least": {"P1": 50, "P2": 40}, "warn": "150%"}
    mean = {"type": "statistic", "of": "mark", "aggregate": "mean", "min_n": 2, "target": target}
    result = first(report(rules(x=mean), *lines))
    assert result["value"] == 50
    assert [s["by"]["priority"] for s in result["strata"]] == ["P1", "P2", None]
    assert [s["points"] for s in result["strata"]] == [80, 100, None]
    assert [s["status"] for s in result["strata"]] == ["missed", "at_risk", None]
    assert (result["status"], result["points"]) == ("missed", 90)
    thin = first(report(rules(x=mean | {"min_n": 3}), *lines))
    assert (thin["status"], thin["points"]) == ("insufficient", None)


def test_warn_by_category_is_shown_in_base_units_and_of_a_stratum_is_a_number() -> None:
    target = {"by": "priority", "at_most": {"P1": 40, "default": 80}, "warn": "50%"}
    mean = {"type": "statistic", "of": "mark", "aggregate": "mean", "target": target}
    one = first(report(rules(x=mean), "1,,,P1,a,40", "2,,,,a,20"))
    limits = {"P1": 40, "default": 80}
    assert one["target"] == {"by": "priority", "at_most": limits, "warn": {"P1": 20, "default": 40}}
    assert one["strata"][0]["target"] == {"at_most": 40, "warn": 20}
    assert [s["status"] for s in one["strata"]] == ["at_risk", "met"]


def test_strata_of_a_count_without_rows_weigh_the_same() -> None:
    target = {"by": "priority", "at_least": {"P1": 0, "P2": 1}}
    count = {"type": "count", "target": target, "where": "mark > 50"}
    one = first(report(rules(x=count), "1,,,P1,a,", "2,,,P2,a,"))
    assert [s["points"] for s in one["strata"]] == [100, 0]
    assert (one["value"], one["points"], one["status"]) == (0, 50, "missed")
    thin = {"type": "ratio", "good": "mark > 50", "where": 'priority == "P2"', "min_n": 5}
    only = first(
        report(rules(x=thin | {"target": target | {"at_least": {"P1": "9%"}}}), "2,,,P2,a,9")
    )
    assert [(s["status"], s["points"]) for s in only["strata"]] == [(None, None)]


# --- scorecard -------------------------------------------------------------------------------

PARTS: dict[str, Any] = {
    "p": {"weight": 60, "indicators": {"x": 1, "y": 3}},
    "q": {"weight": 40, "indicators": {"z": 1}},
}
X = {"type": "count", "target": {"at_least": 4}}
Y = {"type": "statistic", "of": "mark", "aggregate": "mean", "target": {"at_least": 1}}
LINES = ["1,,,,a,", "2,,,,b,"]


def carded(missing: str, **more: Any) -> Any:
    card = {"missing": missing, "parts": PARTS, "grades": {"A": 75, "B": 50, "C": 0}} | more
    return report(rules(scorecard=card, x=X, y=Y, z=Y), *LINES)["groups"][0]


def shares(group: Any) -> list[Any]:
    return [(i["weight"], i["lost"]) for i in group["indicators"]]


def test_renormalise_shares_the_weight_of_what_has_no_points() -> None:
    group = carded("renormalise")
    assert (group["points"], group["grade"]) == (50, "B")
    assert shares(group) == [(1, 50), (0, 0), (0, 0)]
    parts = [(p["id"], p["parent"], p["points"], p["weight"]) for p in group["parts"]]
    assert parts == [("p", None, 50, 1), ("q", None, None, 0)]


def test_zero_counts_it_and_void_makes_all_above_null() -> None:
    zero = carded("zero")
    assert zero["points"] == pytest.approx(7.5)
    assert [w for w, _ in shares(zero)] == pytest.approx([0.15, 0.45, 0.4])
    assert [lost for _, lost in shares(zero)] == pytest.approx([7.5, 45, 40])
    void = carded("renormalise", parts=PARTS | {"q": PARTS["q"] | {"missing": "void"}})
    assert [p["points"] for p in void["parts"]] == [50, None]
    assert void["points"] is None
    void = carded("void")
    assert (void["points"], void["grade"]) == (None, None)
    assert {p["points"] for p in void["parts"]} == {None}
    assert [(p["weight"], p["points"]) for p in void["parts"]] == [(0.6, None), (0.4, None)]
    assert [w for w, _ in shares(void)] == pytest.approx([0.15, 0.45, 0.4])
    assert {lost for _, lost in shares(void)} == {None}


def test_gates_cap_the_grade_and_unknown_ones_do_not() -> None:
    gates = [
        {"when": "points(x) < 60", "cap": "C", "why": "x"},
        {"when": "points(y) < 60", "cap": "C"},
    ]
    group = carded("renormalise", gates=gates, outcomes={"C": "train"})
    assert [g["fired"] for g in group["gates"]] == [True, None]
    assert (group["points"], group["grade"], group["outcome"]) == (50, "C", "train")


def test_formulas_are_null_where_an_operand_is_and_take_the_largest_n() -> None:
    formula = {"type": "formula", "value": "hits / x * 100"}
    hits = {"type": "count", "where": 'team == "a"'}
    result = report(rules(x=X, hits=hits, f=formula, g=formula | {"value": "f + y"}, y=Y), *LINES)
    found = {one["id"]: one for one in result["groups"][0]["indicators"]}
    assert (found["f"]["value"], found["f"]["n"], found["f"]["considered"]) == (50, 2, 2)
    assert (found["g"]["value"], found["g"]["status"]) == (None, "no_data")
