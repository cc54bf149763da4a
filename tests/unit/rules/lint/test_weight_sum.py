"""Weights that look like per cent and do not sum to 100."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import problems, told

INDICATORS = "".join(f"  {name}: {{type: count}}\n" for name in "abcd")


def whole(scorecard: str) -> str:
    return (
        f"version: 1\ntables: {{tickets: {{}}}}\nindicators:\n{INDICATORS}scorecard:\n{scorecard}"
    )


def said(tmp_path: Path, scorecard: str) -> list[str]:
    return told(tmp_path, "SQ309", whole(scorecard))


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ("{a: 60, b: 30}", "90"),
        ("{a: 60, b: 50}", "110"),
        ("{a: 33, b: 33, c: 32}", "98"),
        ("{a: 33.33, b: 33.33, c: 33.333}", "99.993"),
        ("{a: 60, b: 30, c: 0}", "90"),
        ("{a: 30, b: 20}", "50"),
        ("{a: 120, b: 80}", "200"),
        ("{a: 50, b: 50.000000002}", "100.000000002"),
    ],
)
def test_weights_of_another_sum_are_reported(tmp_path: Path, weights: str, total: str) -> None:
    message = f"the weights of the scorecard sum to {total}, not to 100"
    assert said(tmp_path, f"  indicators: {weights}\n") == [f"8:1 {message}"]


@pytest.mark.parametrize(
    ("weights", "total", "hint"),
    [
        ("{a: 0.6, b: 0.3}", "0.9", "add 0.1 to them"),
        ("{a: 0.3, b: 0.3, c: 0.2, d: 0}", "0.8", "add 0.2 to them"),
        ("{a: 0.9, b: 0.5}", "1.4", "take 0.4 from them"),
        ("{a: 0.2, b: 0.3}", "0.5", "add 0.5 to them"),
    ],
)
def test_weights_below_one_are_shares_of_one(
    tmp_path: Path, weights: str, total: str, hint: str
) -> None:
    found = problems(tmp_path, whole(f"  indicators: {weights}\n"))
    message = f"the weights of the scorecard sum to {total}, not to 1"
    assert [(p.message, p.hint) for p in found if p.code == "SQ309"] == [(message, hint)]


@pytest.mark.parametrize(
    "weights",
    [
        "{a: 60, b: 40}",
        "{a: 33.33, b: 33.33, c: 33.34}",
        "{a: 33.3333333333, b: 33.3333333333, c: 33.3333333333}",
        "{a: 100, b: 0}",
        "{a: 70}",
        "{a: 70, b: 0}",
        "{a: 3, b: 1}",
        "{a: 10, b: 10, c: 1}",
        "{a: 1, b: 1, c: 1, d: 1}",
        "{a: 0.6, b: 0.4}",
        "{a: 0.1, b: 0.2, c: 0.7}",
        "{a: 0, b: 0}",
        "{a: 1.5, b: 1, c: 2}",
        "{a: 12, b: 6, c: 6}",
        "{a: 33, b: 33, c: 33}",
        "{a: 33.3, b: 33.3, c: 33.3, d: 0}",
        "{a: 25, b: 24}",
        "{a: 150, b: 51}",
        "{a: 0.3, b: 0.3, c: 0.3}",
        "{a: 0.2, b: 0.25}",
        "{a: 1, b: 0.5}",
    ],
)
def test_per_cent_ratios_and_single_weights_are_fine(tmp_path: Path, weights: str) -> None:
    assert said(tmp_path, f"  indicators: {weights}\n") == []


def test_each_level_is_summed_by_itself(tmp_path: Path) -> None:
    scorecard = """\
  parts:
    one:
      weight: 60
      parts: {low: {weight: 50, indicators: {a: 1}}, high: {weight: 40, indicators: {b: 1}}}
    two: {weight: 40, indicators: {c: 20, d: 70}}
"""
    assert said(tmp_path, scorecard) == [
        "10:5 the weights of one sum to 90, not to 100",
        "13:5 the weights of two sum to 90, not to 100",
    ]


def test_indicators_and_parts_of_a_level_are_summed_together(tmp_path: Path) -> None:
    fine = "  indicators: {a: 40}\n  parts: {one: {weight: 60, indicators: {b: 1}}}\n"
    assert said(tmp_path, fine) == []
    assert said(tmp_path, fine.replace("60", "50")) == [
        "8:1 the weights of the scorecard sum to 90, not to 100"
    ]


def test_a_part_without_a_weight_counts_one(tmp_path: Path) -> None:
    parts = (
        "  parts: {{one: {{indicators: {{a: 1}}{}}}, two: {{weight: 50, indicators: {{b: 1}}}}}}\n"
    )
    assert said(tmp_path, parts.format("")) == [
        "8:1 'one' says no weight, so it counts 1 beside 50"
    ]
    assert said(tmp_path, parts.format(", weight: 50")) == []
    hints = [p.hint for p in problems(tmp_path, whole(parts.format(""))) if p.code == "SQ309"]
    assert hints == ["give 'one' a weight"]


@pytest.mark.parametrize(("beside", "count"), [("1.5", 1), ("7", 1), ("1", 0), ("0.4", 0)])
def test_a_part_without_a_weight_is_told_beside_any_above_one(
    tmp_path: Path, beside: str, count: int
) -> None:
    scorecard = f"  indicators: {{a: {beside}}}\n  parts: {{one: {{indicators: {{b: 1}}}}}}\n"
    assert len(said(tmp_path, scorecard)) == count


def test_parts_that_say_no_weight_are_alike(tmp_path: Path) -> None:
    parts = "  parts: {one: {indicators: {a: 1}}, two: {indicators: {b: 1}}}\n"
    assert said(tmp_path, parts) == []


@pytest.mark.parametrize(
    ("weights", "hint"),
    [("{a: 60, b: 30}", "add 10 to them"), ("{a: 60, b: 42.5}", "take 2.5 from them")],
)
def test_the_hint_tells_the_gap(tmp_path: Path, weights: str, hint: str) -> None:
    found = problems(tmp_path, whole(f"  indicators: {weights}\n"))
    assert [p.hint for p in found if p.code == "SQ309"] == [hint]


def test_nothing_is_said_of_a_level_that_cannot_be_read(tmp_path: Path) -> None:
    scorecard = """\
  parts:
    one: {weight: 60, indicators: {a: 20, b: 70}}
    two: {weight: heavy, indicators: {c: 100}}
    three: {weight: 30, indicators: {d: 100}}
"""
    assert said(tmp_path, scorecard) == ["10:5 the weights of one sum to 90, not to 100"]


def test_a_comment_on_the_line_of_the_part_silences_it(tmp_path: Path) -> None:
    scorecard = """\
  parts:
    one: {weight: 60, indicators: {a: 20, b: 70}}  # sqeval: ignore[SQ309]
    two: {weight: 40, indicators: {c: 20, d: 70}}
"""
    assert said(tmp_path, scorecard) == ["11:5 the weights of two sum to 90, not to 100"]
