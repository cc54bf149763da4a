"""Direct standardisation, by hand: two teams, two priorities, and the paradox between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from sqeval.measures.duration import Duration
from sqeval.measures.measure import Unit
from sqeval.measures.mix import mixed_by
from sqeval.measures.ratio import Ratio
from sqeval.measures.repeat import Repeat
from sqeval.measures.statistic import Statistic
from sqeval.measures.within import Within
from sqeval.observe.observations import Key, Observation
from sqeval.scoring.scorecard import Standardised
from sqeval.scoring.standardise import standardise, weights

BY_PRIORITY = {"by": "priority", "at_least": {"P1": "50%", "P2": "80%"}}
SPAN = {"from": "at", "to": "done"}
REPEAT = {"per": "customer", "within": "7d"}


def stratum(
    category: Key, n: int, value: float | None, deviation: float | None = None
) -> Observation:
    by = (("priority", category),)
    return Observation("x", (), value, None, None, n, n, {}, None, by, deviation=deviation)


def mixed(
    whole: Sequence[Observation], group: Sequence[Observation], unit: Unit = "share"
) -> Standardised:
    return standardise("priority", unit, whole, group)


#: P1: A has 3 of 10, B 36 of 90; P2: A has 85 of 90, B 10 of 10. Half of all 200 rows are P1.
WHOLE = [stratum("P1", 100, 0.39), stratum("P2", 100, 0.95)]
A = [stratum("P1", 10, 3 / 10), stratum("P2", 90, 85 / 90)]
B = [stratum("P1", 90, 36 / 90), stratum("P2", 10, 10 / 10)]


def test_simpsons_paradox_dissolves() -> None:
    # by value A 88/100, B 46/100, although B is better in both priorities
    a, b = mixed(WHOLE, A), mixed(WHOLE, B)
    assert a.value == pytest.approx(0.5 * 0.3 + 0.5 * 85 / 90, abs=1e-15)  # 0.62222
    assert b.value == pytest.approx(0.5 * 0.4 + 0.5 * 1.0, abs=1e-15)  # 0.7
    # A: 0.25 x 0.3 x 0.7 / 10 + 0.25 x (85/90)(5/90) / 90 = 0.00525 + 0.000145748 = 0.005395748
    # its root 0.073455752, times 1.959964 is 0.14397063
    assert (a.low, a.high) == pytest.approx((0.62222222 - 0.14397063, 0.62222222 + 0.14397063))
    # B: 0.25 x 0.4 x 0.6 / 90 + 0 = 0.000666667, root 0.0258198890, times 1.959964 is 0.05060605
    assert (b.low, b.high) == pytest.approx((0.7 - 0.05060605, 0.7 + 0.05060605))
    assert (a.by, a.rank) == ("priority", None)


def test_the_interval_of_a_share_stays_within_0_and_1() -> None:
    whole = [stratum("P1", 2, 0.5), stratum("P2", 2, 0.75)]
    one = mixed(whole, [stratum("P1", 2, 0.5), stratum("P2", 2, 0.5)])
    # 0.5 x 0.5 / 2 in each, weighed 0.25: 0.0625, its root 0.25; 0.5 -/+ 0.489991
    assert (one.value, one.low, one.high) == pytest.approx((0.5, 0.010009, 0.989991))
    wide = mixed(whole[:1], [stratum("P1", 1, 0.5)])
    assert (wide.low, wide.high) == (0.0, 1.0)


def test_means_take_the_squared_standard_error() -> None:
    # weights 0.25 and 0.75; 0.25 x 40 + 0.75 x 8 = 16
    whole = [stratum("P1", 5, 30.0), stratum("P2", 15, 9.0)]
    group = [stratum("P1", 4, 40.0, deviation=6.0), stratum("P2", 9, 8.0, deviation=2.0)]
    # 0.0625 x 36/4 + 0.5625 x 4/9 = 0.5625 + 0.25 = 0.8125
    half = 1.959964 * math.sqrt(0.8125)
    one = mixed(whole, group, "s")
    assert (one.value, one.low, one.high) == pytest.approx((16.0, 16 - half, 16 + half))


def test_a_mean_of_one_row_has_no_interval() -> None:
    whole = [stratum("P1", 5, 30.0), stratum("P2", 15, 9.0)]
    group = [stratum("P1", 1, 40.0), stratum("P2", 9, 8.0, deviation=2.0)]
    assert mixed(whole, group, "s") == Standardised("priority", 16.0, None, None, None)


def test_a_group_without_a_row_in_a_stratum_has_none() -> None:
    nothing = Standardised("priority", None, None, None, None)
    assert mixed(WHOLE, A[:1]) == nothing
    assert mixed(WHOLE, [A[0], stratum("P2", 0, None)]) == nothing
    assert mixed(WHOLE, [A[0], stratum("P2", 4, None)]) == nothing  # out of the range of numbers
    assert mixed([], []) == nothing


def test_a_stratum_in_which_the_whole_counts_no_row_weighs_nothing() -> None:
    whole = [*WHOLE, stratum("P3", 0, None)]
    assert mixed(whole, A) == mixed(WHOLE, A)


def test_a_missing_category_is_a_stratum_like_others() -> None:
    whole = [stratum("P1", 1, 1.0), stratum(None, 3, 0.0)]
    assert weights(whole) == {"P1": 0.25, None: 0.75}
    assert mixed(whole, [stratum("P1", 1, 1.0)]).value is None
    assert mixed(whole, [stratum("P1", 1, 1.0), stratum(None, 1, 1.0)]).value == 1.0


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        (Ratio.model_validate({"type": "ratio", "good": "x", "target": BY_PRIORITY}), "priority"),
        (Ratio.model_validate({"type": "ratio", "good": "x"}), None),
        (Repeat.model_validate({"type": "repeat", **REPEAT, "target": BY_PRIORITY}), "priority"),
        (
            Within.model_validate(
                {"type": "within", **SPAN, "limit": {"by": "kind", "limits": {"a": "1h"}}}
            ),
            "kind",
        ),
        (
            Within.model_validate(
                {
                    "type": "within",
                    **SPAN,
                    "limit": {"by": "kind", "limits": {"a": "1h"}},
                    "target": BY_PRIORITY,
                }
            ),
            "priority",
        ),
        (
            Within.model_validate(
                {
                    "type": "within",
                    **SPAN,
                    "limit": {"by": ["kind", "level"], "limits": {"a": {"b": "1h"}}},
                }
            ),
            None,
        ),
        (Within.model_validate({"type": "within", **SPAN, "limit": "1h"}), None),
        (Within.model_validate({"type": "within", **SPAN, "limit": ["due"]}), None),
        *(
            (
                kind.model_validate({"type": name, **said, "aggregate": how, "target": target}),
                column,
            )
            for kind, name, said, target in (
                (Duration, "duration", SPAN, {"by": "p", "at_most": {"P1": "1h"}}),
                (Statistic, "statistic", {"of": "x"}, {"by": "p", "at_most": {"P1": 3}}),
            )
            for how, column in (("mean", "p"), ("median", None), ("p90", None))
        ),
    ],
)
def test_what_goes_by_one_category_is_standardised(
    measure: Ratio | Within | Repeat | Duration | Statistic, column: str | None
) -> None:
    assert mixed_by(measure) == column
