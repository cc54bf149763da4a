"""The worked examples are right, by the second implementation that reckons from the rule text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sqeval.explain.indicator import explain_indicator
from sqeval.rules.loader import load_rules
from tests.oracle.points import points_of

RULES = """\
version: 1
tables:
  tickets:
    columns: {{id: {{}}, good: {{type: boolean}}, effort: {{type: number}}, p: {{}}}}
indicators:
  x: {{{measure}, {wanted}}}
"""
SHARE = "type: ratio, good: good"
NUMBER = "type: statistic, of: effort, aggregate: mean"

#: Targets and points as the file writes them and as the other implementation takes them, with the
#: value that the example has to be about.
Case = tuple[str, str, dict[str, Any], dict[str, Any] | None, str]
CASES: list[Case] = [
    (SHARE, "target: {at_least: 95%}", {"at_least": 0.95}, None, "85.5 %"),
    (SHARE, "target: {at_most: 5%}", {"at_most": 0.05}, None, "6.25 %"),
    (NUMBER, "target: {at_most: 20}", {"at_most": 20.0}, None, "25"),
    (NUMBER, "target: {between: [4, 8]}", {"between": [4.0, 8.0]}, None, "10"),
    (
        SHARE,
        "target: {at_least: 99%}, points: {deduct: 2, per: 1%}",
        {"at_least": 0.99},
        {"deduct": 2, "per": "1%"},
        "96.5 %",
    ),
    (
        SHARE,
        "target: {at_least: 99%}, points: {deduct: 2, per: 1%, steps: begun}",
        {"at_least": 0.99},
        {"deduct": 2, "per": "1%", "steps": "begun"},
        "96.5 %",
    ),
    (
        SHARE,
        "target: {at_least: 99%}, points: {deduct: 2, per: 1%, steps: full}",
        {"at_least": 0.99},
        {"deduct": 2, "per": "1%", "steps": "full"},
        "96.5 %",
    ),
    (
        SHARE,
        "target: {at_least: 50%}, points: {deduct: 10, per: 40%}",
        {"at_least": 0.5},
        {"deduct": 10, "per": "40%"},
        "30 %",
    ),
    (
        NUMBER,
        "target: {between: [4, 8]}, points: {deduct: 5, per: 2}",
        {"between": [4.0, 8.0]},
        {"deduct": 5, "per": 2.0},
        "13",
    ),
    (
        NUMBER,
        "target: {at_most: 20}, points: {curve: {100%: 100, 150%: 60, 300%: 0}}",
        {"at_most": 20.0},
        {"curve": {"100%": 100, "150%": 60, "300%": 0}},
        "25",
    ),
    (
        SHARE,
        "target: {at_least: 90%}, points: {steps: {80%: 60, 95%: 100, 90%: 90}}",
        {"at_least": 0.9},
        {"steps": {"80%": 60, "95%": 100, "90%": 90}},
        "92.5 %",
    ),
    (
        NUMBER,
        "target: {at_most: 20}, points: {steps: {10: 100, 20: 80}}",
        {"at_most": 20.0},
        {"steps": {10: 100, 20: 80}},
        "15",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case[1] for case in CASES])
def test_example_is_right(case: Case, tmp_path: Path) -> None:
    measure, wanted, target, spec, value = case
    path = tmp_path / "r.yaml"
    path.write_text(RULES.format(measure=measure, wanted=wanted), "utf-8")
    page = explain_indicator(load_rules(path), "x", "en")
    found = re.search(r"Example: (.*) earns (.*) points\.", page)
    assert found is not None
    assert found[1] == value
    share = value.endswith("%")
    figure = float(value.removesuffix(" %")) / (100 if share else 1)
    expected = points_of(target, spec, figure, is_share=share)
    assert float(found[2]) == pytest.approx(expected)


def test_a_target_of_nought_has_no_example(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    wanted = "target: {at_most: 0}"
    path.write_text(RULES.format(measure=NUMBER, wanted=wanted), "utf-8")
    page = explain_indicator(load_rules(path), "x", "en")
    assert "Where the bound in question is 0 or less: 100 if met, else 0." in page
    assert "Example" not in page


def test_points_beyond_the_range_are_told_as_they_count(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    wanted = "target: {at_least: 5}, points: {curve: {5: 120, 0: -10}}"
    path.write_text(RULES.format(measure=NUMBER, wanted=wanted), "utf-8")
    page = explain_indicator(load_rules(path), "x", "en")
    assert "  5: 100 points\n  0: 0 points\n" in page
