"""What each measure leaves out, in the order that the definitions give, and how it is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sqeval.measures.formula import Formula
from sqeval.measures.reading import Context, Reading
from sqeval.measures.reductions import (
    AGGREGATES,
    Figure,
    Largest,
    Mean,
    Percentile,
    Promoters,
    Rows,
    Share,
    Smallest,
    Total,
    aggregate,
)
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet

OK = Path(__file__).parents[2] / "acceptance" / "rules" / "ok"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(str(OK / "measures.yaml"))


def reading(rules: RuleSet, name: str) -> Reading:
    measure = rules.indicators[name]
    assert not isinstance(measure, Formula)
    as_of = datetime(2026, 4, 1, tzinfo=UTC)
    return measure.reading(Context(rules.fields(name), rules.types[measure.table], as_of))


CODES = {
    "every": ["unknown", "outside-total"],
    "duration": ["no-start", "no-end", "out-of-order"],
    "age": ["no-start", "out-of-order"],
    "within": ["no-start", "no-limit", "undecided", "out-of-order"],
    "within_due": ["no-start", "no-limit", "no-end", "out-of-order"],
    "mean": ["no-value"],
    "nps": ["invalid-cell", "no-value"],
    "count": [],
}


@pytest.mark.parametrize("name", CODES)
def test_rows_are_left_out_in_the_order_of_the_definitions(rules: RuleSet, name: str) -> None:
    assert [code for code, _ in reading(rules, name).excluded] == CODES[name]


REDUCTIONS = {
    "every": Share(),
    "duration": Percentile(0.9990000000000001),
    "age": Percentile(0.5),
    "within": Share(),
    "mean": Mean(),
    "smallest": Smallest(),
    "largest": Largest(),
    "total": Total(),
    "p5": Percentile(0.05),
    "nps": Promoters(),
    "count": Rows(),
}


@pytest.mark.parametrize("name", REDUCTIONS)
def test_measure_sums_up_as_asked(rules: RuleSet, name: str) -> None:
    assert reading(rules, name).reduction == REDUCTIONS[name]


UNITS = {
    "every": "share",
    "duration": "s",
    "within": "share",
    "mean": "s",
    "smallest": "number",
    "nps": "nps",
    "count": "count",
    "formula": "number",
}


@pytest.mark.parametrize("name", UNITS)
def test_measure_has_its_unit(rules: RuleSet, name: str) -> None:
    assert rules.unit(name) == UNITS[name]


def test_times_that_take_part_in_as_of(rules: RuleSet) -> None:
    assert rules.indicators["within_due"].time_columns() == ("created_at", "replied_at")
    assert rules.indicators["nps"].time_columns() == ()


def test_columns_that_an_indicator_names(rules: RuleSet) -> None:
    assert rules.indicators["within_two"].columns() == {
        "created_at": ("from",),
        "replied_at": ("to",),
        "urgency": ("limit", "by", 0),
        "priority": ("limit", "by", 1),
    }


NOTHING = {"hits": None, "sum": None, "deviation": None, "value": None, "low": None, "high": None}


@pytest.mark.parametrize("name", [*AGGREGATES, "p90"])
def test_nothing_has_no_value(name: str) -> None:
    assert aggregate(name).finish(0, NOTHING) == Figure(None)


def test_no_rows_are_no_share_and_no_score_but_a_count() -> None:
    assert Share().finish(0, {"hits": None}) == Figure(None)
    assert Promoters().finish(0, {"promoters": None, "detractors": None}) == Figure(None)
    assert Rows().finish(0, {}) == Figure(0.0)


@pytest.mark.parametrize("name", ["p0", "p0.0", "p00", "p100", "p", "P90", "p-5", "p９０", "avg"])
def test_what_is_no_aggregate(name: str) -> None:
    with pytest.raises(ValueError, match="is no aggregate"):
        aggregate(name)


def test_figures_by_hand() -> None:
    assert Share().finish(4, {"hits": 3}).value == 0.75
    assert Mean().finish(4, {"sum": 10, "deviation": None}) == Figure(2.5)
    assert Promoters().finish(10, {"promoters": 6, "detractors": 2}).value == 40.0
    assert Percentile(0.9).finish(3, {"value": 2, "low": 1, "high": None}) == Figure(2.0, 1.0)
