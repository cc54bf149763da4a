"""The oracle on what a run lacks or computes: reasons, months, formats, columns; worked by hand."""

# ruff: noqa: ANN401 - rule files and reports are YAML and JSON, of any type

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.oracle import Refused, score
from tests.oracle.cells import read_cell
from tests.oracle.times import Months, UnreadableError, bounds, grain, instant, midnight

UTC = ZoneInfo("UTC")
BEIRUT = ZoneInfo("Asia/Beirut")

TICKETS: dict[str, Any] = {
    "key": "id",
    "clock": "at",
    "columns": {
        "id": {},
        "at": {"type": "datetime"},
        "done": {"type": "datetime", "required": False},
        "n": {"type": "number"},
        "age": {"value": "done - at"},
        "twice": {"value": "n * 2"},
        "fourfold": {"value": "twice * 2"},
    },
}
SURVEYS: dict[str, Any] = {"lookup": {"tickets": "ticket"}, "columns": {"ticket": {}, "way": {}}}
SUM = {"type": "statistic", "aggregate": "sum"}
TEXT = "id,at,done,n\n1,2026-01-01 00:00,2026-01-01 02:00,3\n2,2026-01-02 00:00,,x\n"


def run(texts: dict[str, str], indicators: Any, period: str = "all", by: Any = ()) -> Any:
    tables = {"tickets": TICKETS, "surveys": SURVEYS}
    return score({"tables": tables, "indicators": indicators}, texts, period, None, list(by))


def reasons(result: Any, group: int = 0) -> dict[str, Any]:
    return {one["id"]: one["reason"] for one in result["groups"][group]["indicators"]}


def test_what_a_run_lacks_is_named_and_a_clock_is_missed_only_in_a_period() -> None:
    without_done = "id,at,n\n1,2026-01-01 00:00,3\n"
    indicators = {
        "age": SUM | {"of": "age"},
        "asked": {"type": "ratio", "good": "exists(surveys)"},
        "ways": {"type": "count", "table": "surveys"},
    }
    result = run({"tickets": without_done}, indicators)
    assert reasons(result) == {
        "age": "missing-column: done",
        "asked": "no-table: surveys",
        "ways": "no-table: surveys",
    }
    both = {"tickets": without_done, "surveys": "ticket,way\n1,web\n"}
    assert reasons(run(both, indicators, "2026-01"))["ways"] == "no-clock"
    assert reasons(run(both, indicators))["ways"] is None
    grouped = run(both, indicators, "2026-01", [["way"], ["month"]])
    assert [group["by"] for group in grouped["groups"]] == [{}, {"month": "2026-01"}]
    with pytest.raises(Refused) as refused:
        run(both, indicators, "all", [["done"]])
    assert refused.value.exit == 2


def test_rows_and_operands_that_lack_are_told_apart() -> None:
    indicators = {
        "none": SUM | {"of": "n", "where": "n > 99"},
        "left_out": SUM | {"of": "n", "where": 'id == "2"'},
        "few": SUM | {"of": "n", "min_n": 5},
        "empty": {"type": "count", "where": 'id == "9"'},
        "lacks": {"type": "formula", "value": "left_out + few + gone"},
        "gone": SUM | {"of": "n", "where": 'id == "9"'},
        "zero": {"type": "formula", "value": "few / empty"},
        "rowless": {"type": "formula", "value": "empty + 1", "target": {"at_least": 1}},
    }
    assert reasons(run({"tickets": TEXT}, indicators)) == {
        "none": "all-excluded",
        "left_out": "all-excluded",
        "few": "min-n: 5",
        "empty": None,
        "lacks": "no-value: left_out, gone",
        "gone": "no-rows",
        "zero": "division-by-zero",
        "rowless": "no-rows",
    }


def test_a_computed_cell_is_invalid_where_a_cell_it_reads_is() -> None:
    result = run({"tickets": TEXT}, {"four": SUM | {"of": "fourfold"}, "age": SUM | {"of": "age"}})
    four, age = result["groups"][0]["indicators"]
    assert (four["value"], four["excluded"]) == (12, {"invalid-cell": 1})
    assert (age["value"], age["unit"], age["excluded"]) == (7200, "s", {"no-value": 1})
    made = {"made-of-invalid": 1}
    invalid = {"n": {"unparsable-number": 1}, "twice": made, "fourfold": made}
    assert result["tables"][0]["invalid_cells"] == invalid


def test_a_formula_under_a_target_in_percent_is_a_share() -> None:
    aim = {"type": "formula", "value": "x / 1", "target": {"at_least": "400%", "warn": "500%"}}
    result = run({"tickets": TEXT}, {"x": SUM | {"of": "n"}, "y": aim})
    one = result["groups"][0]["indicators"][1]
    assert (one["unit"], one["target"], one["points"]) == ("share", {"at_least": 4, "warn": 5}, 75)


def test_months_of_the_26th_and_fiscal_years() -> None:
    own = Months(day=26, first=4)
    march = midnight(date(2026, 2, 26), UTC), midnight(date(2026, 3, 26), UTC)
    assert bounds("2026-03", UTC, own) == march
    assert bounds("2026", UTC, own)[0] == march[1]
    assert bounds("2026-H2", UTC, own)[1] == midnight(date(2027, 3, 26), UTC)
    assert bounds("2026-Q4", UTC, Months(first=10))[0] == midnight(date(2027, 7, 1), UTC)
    assert bounds("sale", UTC, Months(names={"sale": "2026-W02"})) == bounds("2026-W02", UTC)
    names = ("day", "month", "quarter", "year")
    before = [grain(instant("2026-03-25 23:59", UTC), g, UTC, own) for g in names]
    assert before == ["2026-03-25", "2026-03", "2025-Q4", "2025"]
    after = [grain(date(2026, 3, 26), g, UTC, own) for g in names]
    assert after == ["2026-03-26", "2026-04", "2026-Q1", "2026"]


def test_formats_are_tried_in_order_and_dates_among_times_are_invalid() -> None:
    column = {"type": "datetime", "formats": ["%d/%m/%Y %H:%M", "iso", "%d.%m.%Y"]}
    for text in ("03/01/2026 00:00", "2026-01-03", "03.01.2026", "2026-01-03T02:00+02:00"):
        assert read_cell(text, column, [""], UTC, timed=True) == instant("2026-01-03 00:00", UTC)
    with pytest.raises(UnreadableError, match="unparsable-time"):
        read_cell("01/03/26", column, [""], UTC)
    plain = {"type": "datetime"}
    assert read_cell("2026-01-03", plain, [""], UTC) == instant("2026-01-03 00:00", UTC)
    with pytest.raises(UnreadableError, match="no-time-of-day"):
        read_cell("2026-01-03", plain, [""], UTC, timed=True)
    begins = instant("2026-03-29 01:00", BEIRUT)
    assert read_cell("2026-03-29", plain, [""], BEIRUT) == begins
    with pytest.raises(UnreadableError, match="dst-gap"):
        read_cell("2026-03-29 00:00", plain, [""], BEIRUT)


def test_a_day_whose_midnight_is_skipped_begins_with_its_first_instant() -> None:
    assert midnight(date(2026, 3, 29), BEIRUT) == instant("2026-03-29 01:00", BEIRUT)
    tickets = {"key": "id", "clock": "on", "columns": {"id": {}, "on": {"type": "date"}}}
    rules = {
        "timezone": "Asia/Beirut",
        "tables": {"tickets": tickets},
        "indicators": {"n": {"type": "count"}},
    }
    texts = {"tickets": "id,on\n1,2026-03-28\n2,2026-03-29\n"}
    result = score(rules, texts, "2026-03-29", None, [["day"]])
    assert [group["by"] for group in result["groups"]] == [{}, {"day": "2026-03-29"}]
    assert result["as_of"] == "2026-03-29T01:00:00+03:00"
