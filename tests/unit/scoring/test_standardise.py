"""Direct standardisation, by hand: two teams, two priorities, and the paradox between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from sqeval.measures.duration import Duration
from sqeval.measures.intervals import NONE, Interval, wilson
from sqeval.measures.mix import mixed_by
from sqeval.measures.ratio import Ratio
from sqeval.measures.repeat import Repeat
from sqeval.measures.statistic import Statistic
from sqeval.measures.within import Within
from sqeval.observe.observations import Key, Observation
from sqeval.scoring.ranking import ranks
from sqeval.scoring.scorecard import Standardised
from sqeval.scoring.standardise import standardise, weights

BY_PRIORITY = {"by": "priority", "at_least": {"P1": "50%", "P2": "80%"}}
SPAN = {"from": "at", "to": "done"}
REPEAT = {"per": "customer", "within": "7d"}


#: The interval of a stratum where the test is not about intervals.
ANY: Interval = (0.0, 1.0)


def stratum(category: Key, n: int, value: float | None, interval: Interval = ANY) -> Observation:
    return Observation("x", (), value, *interval, n, n, {}, None, (("priority", category),))


def share(category: Key, hits: int, n: int) -> Observation:
    return stratum(category, n, hits / n, wilson(hits, n))


def mixed(whole: Sequence[Observation], group: Sequence[Observation]) -> Standardised:
    return standardise("priority", whole, group)


#: P1: A has 3 of 10, B 36 of 90; P2: A has 85 of 90, B 10 of 10. Half of all 200 rows are P1.
WHOLE = [stratum("P1", 100, 0.39), stratum("P2", 100, 0.95)]
A = [stratum("P1", 10, 3 / 10), stratum("P2", 90, 85 / 90)]
B = [stratum("P1", 90, 36 / 90), stratum("P2", 10, 10 / 10)]


def test_simpsons_paradox_dissolves() -> None:
    # by value A 88/100, B 46/100, although B is better in both priorities
    a, b = mixed(WHOLE, A), mixed(WHOLE, B)
    assert a.value == pytest.approx(0.5 * 0.3 + 0.5 * 85 / 90, abs=1e-15)  # 0.62222
    assert b.value == pytest.approx(0.5 * 0.4 + 0.5 * 1.0, abs=1e-15)  # 0.7
    assert (a.by, a.rank) == ("priority", None)


def test_each_bound_comes_from_the_bounds_of_the_strata_on_its_side() -> None:
    # weights 0.25 and 0.75; 0.25 x 40 + 0.75 x 8 = 16
    whole = [stratum("P1", 5, 30.0), stratum("P2", 15, 9.0)]
    group = [stratum("P1", 4, 40.0, (28.0, 60.0)), stratum("P2", 9, 8.0, (4.0, 24.0))]
    # down 0.25 x 12 = 3 and 0.75 x 4 = 3; up 0.25 x 20 = 5 and 0.75 x 16 = 12, together 13
    one = mixed(whole, group)
    assert (one.value, one.low, one.high) == pytest.approx((16.0, 16 - math.sqrt(18), 29.0))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_half_the_difference_of_two_shares_has_the_interval_of_newcombe(
    one: tuple[int, int], other: tuple[int, int], expected: tuple[float, float]
) -> None:
    """R. G. Newcombe, Interval estimation for the difference, Stat. Med. 17 (1998), method 10.

    With equal weights the value of one share and of what the other lacks of 1 is 0.5 plus half
    their difference.
    """
    whole = [stratum("P1", 1, 0.5), stratum("P2", 1, 0.5)]
    (hits, n), (others, m) = one, other
    found = mixed(whole, [share("P1", hits, n), share("P2", m - others, m)])
    assert found.low is not None
    assert found.high is not None
    assert (2 * found.low - 1, 2 * found.high - 1) == pytest.approx(expected, abs=5e-5)


def test_two_rows_of_none_and_three_of_all_share_a_rank() -> None:
    # the whole weighs P1 with 0.4, P2 with 0.6; Wilson: 0 of 1 up to 0.793451, so A up to
    # sqrt((0.4 x 0.793451)^2 + (0.6 x 0.793451)^2) = 0.793451 x 0.721110 = 0.572166; 1 of 1 from
    # 0.206549, 2 of 2 from 0.342380, so B from 1 - sqrt((0.4 x 0.793451)^2 + (0.6 x 0.657620)^2)
    # = 1 - 0.506376 = 0.493624: they overlap
    whole = [share("P1", 1, 2), share("P2", 2, 3)]
    none = mixed(whole, [share("P1", 0, 1), share("P2", 0, 1)])
    all_of_them = mixed(whole, [share("P1", 1, 1), share("P2", 2, 2)])
    assert (none.value, none.low, none.high) == pytest.approx((0.0, 0.0, 0.572166), abs=1e-6)
    found = (all_of_them.value, all_of_them.low, all_of_them.high)
    assert found == pytest.approx((1.0, 0.493624, 1.0), abs=1e-6)
    assert ranks([none, all_of_them], 1.0) == [1, 1]


def test_many_rows_of_none_and_of_all_are_told_apart() -> None:
    whole = [share("P1", 20, 40), share("P2", 30, 60)]
    none = mixed(whole, [share("P1", 0, 20), share("P2", 0, 30)])
    all_of_them = mixed(whole, [share("P1", 20, 20), share("P2", 30, 30)])
    assert ranks([none, all_of_them], 1.0) == [2, 1]


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [((None, 60.0), (None, 29.0)), ((28.0, None), (13.0, None)), (NONE, NONE)],
)
def test_a_bound_that_a_stratum_lacks_is_null(lacking: Interval, expected: Interval) -> None:
    whole = [stratum("P1", 5, 30.0), stratum("P2", 15, 9.0)]
    group = [stratum("P1", 4, 40.0, lacking), stratum("P2", 9, 8.0, (8.0, 24.0))]
    assert mixed(whole, group) == Standardised("priority", 16.0, *expected, None)


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
