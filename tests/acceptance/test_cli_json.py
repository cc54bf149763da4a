"""The JSON result, format 1, field by field: what scripts build on."""

from __future__ import annotations

import hashlib
import json
import math
import re
from typing import Any

import pytest

from sqeval.report.report import from_json
from tests.acceptance.desk import SURVEYS, TICKETS, Desk
from tests.acceptance.shape import REPORT, STATUSES, TARGET, misfits


def strict(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Read JSON, refusing NaN and Infinity, which are no JSON."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


ALL = ["tickets.csv", "--survey", "surveys.csv", "--reviews", "reviews.csv", "--table"]
BY = ["--by", "team", "--by", "team,month", "--by", "agent"]
DAMAGED = TICKETS.replace("2026-01-05 11:00", "soon") + "\nT1\nT5,2026-04-01 00:00,2026-04-01 00:05"
DAMAGED += ",2026-04-01 04:00,P2,EMEA,ann,Mrs-Private-Matter\n"

RUNS: dict[str, list[str]] = {
    "all": [*ALL, "calls=calls.csv", *BY],
    "quarter": [*ALL, "calls=calls.csv", *BY, "--period", "2026-Q1"],
    "tickets": ["tickets.csv", *BY, "--period", "2026-H2"],
    "as_of": ["tickets.csv", *BY, "--as-of", "2026-01-20T12:00", "--timezone", "Asia/Tokyo"],
    "damaged": ["damaged.csv", *BY, "--max-rejected", "100%"],
    "header": ["header.csv"],
}


@pytest.fixture(params=RUNS)
def report(request: pytest.FixtureRequest, desk: Desk) -> dict[str, Any]:
    desk.write("damaged.csv", DAMAGED)
    desk.write("header.csv", TICKETS.splitlines()[0] + "\n")
    desk.write("surveys.csv", SURVEYS + "5,T99,2026-01-09 10:00,1\n")
    found: dict[str, Any] = strict(desk.score(*RUNS[request.param], "-q", "-f", "json").out)
    return found


def indicators(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [i for group in report["groups"] for i in group["indicators"]]


def test_every_field_and_no_other(report: dict[str, Any]) -> None:
    assert misfits(report, REPORT) == []
    assert (report["sqeval"], report["format"]) == (report["versions"]["sqeval"], 1)
    assert {"sqeval", "polars", "tzdata"} <= report["versions"].keys()


def test_the_shape_is_strict(report: dict[str, Any]) -> None:
    report["groups"][0]["indicators"][0]["n"] = 1.0
    report["tables"][0]["more"] = 1
    del report["period"]["end"]
    assert [place.partition(":")[0] for place in misfits(report, REPORT)] == [
        "report.groups[0].indicators[0].n", "report.period", "report.tables[0]",
    ]  # fmt: skip


def test_words_are_those_of_the_contract(report: dict[str, Any]) -> None:
    for figure in indicators(report):
        assert figure["unit"] in {"s", "share", "number", "count", "nps", "points"}
        assert figure["status"] in STATUSES
        assert all(stratum["status"] in STATUSES for stratum in figure["strata"])
        targets = [figure["target"], *(stratum["target"] for stratum in figure["strata"])]
        assert all(target.keys() <= TARGET.keys() for target in targets if target)


def test_rows_tie_out(report: dict[str, Any]) -> None:
    for table in report["tables"]:
        rows = table["rows"]
        assert rows["read"] == rows["blank"] + rows["rejected"] + rows["duplicate"] + rows["used"]
        assert rows["rejected"] == sum(table["rejected"].values())
        assert rows["read"] == sum(file["rows"] for file in table["files"])


def test_every_considered_row_is_counted_or_excluded(report: dict[str, Any]) -> None:
    for figure in indicators(report):
        assert figure["considered"] == figure["n"] + sum(figure["excluded"].values())
        assert all(n > 0 for n in figure["excluded"].values())
        if figure["strata"]:
            assert sum(stratum["n"] for stratum in figure["strata"]) == figure["n"]


def test_weights_in_force_sum_to_1_and_lost_points_to_what_is_missing(
    report: dict[str, Any],
) -> None:
    for group in report["groups"]:
        scored = [i for i in group["indicators"] if i["weight"] is not None]
        assert [i["id"] for i in scored] == [
            "reply_time",
            "solve_time",
            "solved_share",
            "satisfied",
        ]
        if group["points"] is None:
            assert all(i["points"] is None for i in scored)
            continue
        assert math.fsum(i["weight"] for i in scored) == pytest.approx(1, abs=1e-9)
        assert math.fsum(i["lost"] for i in scored) == pytest.approx(
            100 - group["points"], abs=1e-9
        )
        assert 0 <= group["points"] <= 100
        for one in scored:
            # Without points and with 'renormalise', an indicator weighs and loses nothing.
            lost = 0.0 if one["points"] is None else one["weight"] * (100 - one["points"])
            assert one["lost"] == pytest.approx(lost, abs=1e-9)
            assert one["points"] is not None or one["weight"] == 0


def test_unknown_is_null_with_its_reason(report: dict[str, Any]) -> None:
    for figure in indicators(report):
        if figure["status"] == "no_data":
            assert (figure["value"], figure["points"]) == (None, None)
            assert figure["reason"]
        if figure["n"] == 0 and figure["measure"] != "count":
            assert figure["value"] is None
        if figure["low"] is not None and figure["high"] is not None:
            assert figure["low"] <= figure["high"]


def test_every_group_has_every_indicator_in_the_order_of_the_rules(report: dict[str, Any]) -> None:
    order = list(report["rules"]["definitions"])
    for group in report["groups"]:
        assert [i["id"] for i in group["indicators"]] == order


def test_the_whole_comes_first_then_each_grouping_sorted_nulls_last(report: dict[str, Any]) -> None:
    first, *others = (group["by"] for group in report["groups"])
    assert first == {}
    expected = []
    for names in report["options"]["by"]:
        found = [tuple(by.values()) for by in others if list(by) == names]
        assert len(found) == len(set(found))
        found.sort(key=lambda key: [(value is None, value or "") for value in key])
        expected += [dict(zip(names, key, strict=True)) for key in found]
    assert others == expected


def test_floats_have_twelve_digits_at_most(report: dict[str, Any]) -> None:
    text = json.dumps(report)
    digits = re.findall(r"(?<![\w.-])-?(\d+)\.(\d+)(?=[,}\]])", text)
    assert digits
    assert max(len((whole + part).strip("0")) for whole, part in digits) <= 12


def test_it_is_read_back_as_it_was_written(report: dict[str, Any]) -> None:
    assert from_json(json.dumps(report)).to_dict() == report


# --- what does not go by runs ---------------------------------------------------------------------


def test_times_are_local_with_their_offset(desk: Desk) -> None:
    report = desk.json("tickets.csv", "--period", "2026-03")
    assert report["period"] == {
        "label": "2026-03", "start": "2026-03-01T00:00:00+08:00",
        "end": "2026-04-01T00:00:00+08:00", "timezone": "Asia/Shanghai",
    }  # fmt: skip
    assert report["as_of"] == "2026-05-02T12:00:00+08:00"
    report = desk.json("tickets.csv", "--period", "2026-03", "--timezone", "America/New_York")
    assert report["period"]["start"] == "2026-03-01T00:00:00-05:00"
    assert report["period"]["end"] == "2026-04-01T00:00:00-04:00"


def test_hashes_are_those_of_the_files(desk: Desk) -> None:
    report = desk.json("tickets.csv")
    for entry in (*report["rules"]["files"], *report["tables"][0]["files"]):
        content = (desk.folder / entry["path"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    assert report["tables"][0]["files"][0]["bytes"] == len(content)


def test_the_rules_hash_is_another_for_other_rules(desk: Desk) -> None:
    before = desk.json("tickets.csv")["rules"]["sha256"]
    rules = desk.folder / "sqeval.yaml"
    rules.write_text(rules.read_text().replace("3h", "4h"))
    assert desk.json("tickets.csv")["rules"]["sha256"] != before


def test_a_target_by_category_has_its_strata(desk: Desk) -> None:
    figure = desk.json("tickets.csv", "--period", "2026-Q1")["groups"][0]["indicators"][1]
    assert figure["target"] == {"by": "priority", "at_most": {"P1": 1800.0, "default": 3600.0}}
    assert [(s["by"], s["value"], s["target"]) for s in figure["strata"]] == [
        ({"priority": "P1"}, 600.0, {"at_most": 1800.0}),
        ({"priority": "P2"}, 2700.0, {"at_most": 3600.0}),
    ]


def test_the_ledger_counts_damage(desk: Desk) -> None:
    desk.write("damaged.csv", DAMAGED)
    (table,) = desk.json("damaged.csv", "--max-rejected", "100%")["tables"]
    assert table["rows"] == {"read": 10, "blank": 1, "rejected": 1, "duplicate": 1, "used": 7}
    assert table["rejected"] == {"too-few-fields": 1}
    assert table["invalid_cells"] == {"solved": {"unparsable-time": 1}}


def test_missing_parents_of_a_lookup_are_counted(desk: Desk) -> None:
    desk.write("surveys.csv", SURVEYS + "5,T99,2026-01-09 10:00,1\n")
    tables = {t["name"]: t for t in desk.json("tickets.csv", "--survey", "surveys.csv")["tables"]}
    assert tables["surveys"]["lookup"] == {"tickets": {"missing": 1}}


@pytest.mark.parametrize(
    ("missing", "points"), [("renormalise", 97.5), ("zero", 77.5), ("void", None)]
)
def test_a_part_without_data(desk: Desk, missing: str, points: float | None) -> None:
    rules = desk.folder / "sqeval.yaml"
    text = rules.read_text().replace("3h", "165m")
    rules.write_text(text.replace("scorecard:\n", f"scorecard:\n  missing: {missing}\n"))
    group = desk.json("tickets.csv", "--period", "2026-Q1")["groups"][0]
    assert group["points"] == pytest.approx(points)
    figures = {i["id"]: i for i in group["indicators"]}
    assert figures["solve_time"]["points"] == pytest.approx(100 * 165 / 180)
    weights = {i: figures[i]["weight"] for i in ("reply_time", "solved_share", "satisfied")}
    assert weights == pytest.approx(
        {"reply_time": 0.3, "solved_share": 0.4, "satisfied": 0.0}
        if missing == "renormalise"
        else {"reply_time": 0.3, "solved_share": 0.2, "satisfied": 0.2}
    )
    losses = [i["lost"] for i in figures.values() if i["weight"] is not None]
    if points is None:
        assert losses == [None] * 4
        assert group["grade"] is None
    else:
        assert math.fsum(losses) == pytest.approx(100 - points)
