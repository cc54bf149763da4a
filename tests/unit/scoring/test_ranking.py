"""Ranks: groups whose intervals overlap share one, directly or through others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from sqeval.measures.ratio import Ratio
from sqeval.scoring.ranking import ranked, ranks
from sqeval.scoring.scorecard import IndicatorScore, Scorecard, Standardised

AT_LEAST = {"at_least": "90%"}


def score(
    value: float | None,
    low: float | None,
    high: float | None,
    n: int = 10,
    mixed: Standardised | None = None,
) -> IndicatorScore:
    return IndicatorScore(
        id="kept",
        measure="ratio",
        unit="share",
        value=value,
        low=low,
        high=high,
        n=n,
        considered=n,
        excluded={},
        reason=None,
        target=None,
        status=None,
        points=None,
        weight=None,
        lost=None,
        standardised=mixed,
    )


def mixed(value: float | None, low: float | None, high: float | None) -> Standardised:
    return Standardised("priority", value, low, high, None)


def card(score: IndicatorScore, **by: str | None) -> Scorecard:
    return Scorecard(by, None, None, None, (), (score,), ())


def kept(target: Mapping[str, Any] | None, min_n: int = 1) -> dict[str, Ratio]:
    said = {"type": "ratio", "good": "x", "target": target, "min_n": min_n}
    return {"kept": Ratio.model_validate(said)}


def placed(scores: Sequence[IndicatorScore], measures: Mapping[str, Any]) -> list[int | None]:
    """Rank scores as the teams of one run and return their ranks."""
    cards = [card(one, team=str(i)) for i, one in enumerate(scores)]
    return [one.indicators[0].rank for one in ranked(cards, measures)]


CHAIN = [score(0.9, 0.8, 1.0), score(0.8, 0.7, 0.85), score(0.7, 0.6, 0.75), score(0.2, 0.1, 0.3)]


def test_groups_whose_intervals_overlap_are_not_set_apart() -> None:
    # 0.8..1, 0.7..0.85, 0.6..0.75, 0.1..0.3: the third lies below the first, but not the second
    assert placed(CHAIN, kept(AT_LEAST)) == [1, 1, 1, 4]


def test_lower_is_better_under_at_most() -> None:
    # 0.1..0.3 beats all three, which hang together
    assert placed(CHAIN, kept({"at_most": "50%"})) == [2, 2, 2, 1]


@pytest.mark.parametrize("target", [None, {"between": ["40%", "60%"]}])
def test_without_a_better_side_there_is_no_rank(target: Mapping[str, Any] | None) -> None:
    assert placed(CHAIN, kept(target)) == [None] * 4


def test_a_target_by_category_has_a_better_side_too() -> None:
    by_category = {"by": "priority", "at_least": {"P1": "90%", "default": "80%"}}
    assert placed(CHAIN, kept(by_category)) == [1, 1, 1, 4]


def test_equal_values_share_a_rank() -> None:
    assert placed([score(0.5, 0.4, 0.6)] * 3, kept(AT_LEAST)) == [1, 1, 1]


def test_intervals_that_touch_overlap() -> None:
    assert placed([score(0.9, 0.8, 1.0), score(0.7, 0.6, 0.8)], kept(AT_LEAST)) == [1, 1]


def test_an_interval_without_a_bound_is_open_there() -> None:
    scores = [score(9.0, 8.0, None), score(7.0, None, 7.5), score(1.0, 0.5, 2.0)]
    # 8.. beats ..7.5 and 0.5..2; ..7.5 reaches down without an end, so it beats nobody
    assert placed(scores, kept(AT_LEAST)) == [1, 2, 2]
    # lower is better: 0.5..2 and ..7.5 overlap, and both beat 8..
    assert placed(scores, kept({"at_most": "50%"})) == [3, 1, 1]


def test_what_has_no_value_no_interval_or_too_few_rows_has_no_rank_and_beats_nobody() -> None:
    scores = [
        score(0.5, 0.4, 0.6, n=5),
        score(None, 0.8, 0.9, n=5),
        score(0.95, None, None, n=5),
        score(0.95, 0.9, 1.0, n=4),
    ]
    assert placed(scores, kept(AT_LEAST, min_n=5)) == [1, None, None, None]


def test_the_whole_has_none_and_groupings_are_ranked_apart() -> None:
    cards = [
        card(score(0.99, 0.98, 1.0)),
        card(score(0.9, 0.8, 1.0), team="A"),
        card(score(0.5, 0.4, 0.6), team="B"),
        card(score(0.3, 0.2, 0.35), agent="x"),
        card(score(0.2, 0.1, 0.3), team="A", agent="x"),
    ]
    found = [one.indicators[0].rank for one in ranked(cards, kept(AT_LEAST))]
    assert found == [None, 1, 2, 1, 1]


def test_standardised_values_are_ranked_by_their_own_intervals() -> None:
    scores = [
        score(0.9, 0.8, 1.0, mixed=mixed(0.5, 0.4, 0.6)),
        score(0.5, 0.4, 0.6, mixed=mixed(0.8, 0.7, 0.9)),
        score(0.1, 0.0, 0.2, mixed=mixed(None, None, None)),
        score(0.6, 0.5, 0.7, n=1, mixed=mixed(0.99, 0.98, 1.0)),
    ]
    cards = [card(one, team=str(i)) for i, one in enumerate(scores)]
    found = [one.indicators[0] for one in ranked(cards, kept(AT_LEAST, min_n=2))]
    assert [one.rank for one in found] == [1, 2, 3, None]
    assert [one.standardised and one.standardised.rank for one in found] == [2, 1, None, None]


def test_no_group_is_ranked_among_none() -> None:
    assert ranks([], 1.0) == []
