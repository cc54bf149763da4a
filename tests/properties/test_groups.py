"""What must hold of groups whatever the rows: ranks, standardised values, reversed orders.

Standardised figures are held against a plain computation over the rows, written here from
docs/definitions.md ("Groups").
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sqeval
from sqeval.measures.intervals import t_quantile
from sqeval.observe.observations import Observation
from sqeval.scoring.ranking import ranks
from sqeval.scoring.reversed import Compared, count, widest
from sqeval.scoring.scorecard import Standardised
from sqeval.scoring.standardise import standardise, weights

Z = 1.959964

#: Reading an export takes milliseconds, on a busy machine many; what is proved is not its speed.
SCORES = settings(deadline=None, max_examples=40)

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    columns:
      id: {}
      team: {}
      priority: {}
      start: {type: datetime}
      end: {type: datetime}
      mark: {type: integer}
indicators:
  in_time: {type: within, from: start, to: end, limit: {by: priority, P1: 2h, default: 4h}}
  good: {type: ratio, good: mark >= 5, target: {by: priority, at_least: {P1: 50%}}}
  mark: {type: statistic, of: mark, aggregate: mean, target: {by: priority, at_most: {P1: 5}}}
"""
HOURS = {"P1": 2, "P2": 4, "": 4}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("groups")
    (made / "rules.yaml").write_text(RULES)
    return made


#: A row: its team, its priority, the hours it took, its mark.
Row = tuple[str, str, int, int]

ROW = st.tuples(
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from([*HOURS]),
    st.integers(0, 6),
    st.integers(0, 10),
)


# --- standardised -----------------------------------------------------------------------------


def scored(folder: Path, rows: list[Row]) -> dict[str, Any]:
    """Score rows (team, priority, hours, mark) by team; indicators by team and name."""
    lines = [
        f"{i},{team},{priority},2026-01-05 08:00,2026-01-05 {8 + hours:02d}:00,{mark}"
        for i, (team, priority, hours, mark) in enumerate(rows)
    ]
    export = folder / "tickets.csv"
    export.write_text("\n".join(["id,team,priority,start,end,mark", *lines]) + "\n")
    report = sqeval.score(folder / "rules.yaml", {"tickets": export}, by=["team"])
    return {
        str(card.by["team"]): {one.id: one for one in card.indicators} for card in report.groups[1:]
    }


def plainly(
    rows: list[tuple[str, float]], mix: list[str], *, shares: bool
) -> tuple[float | None, ...]:
    """Standardise the (category, value) rows of a group to the categories of all rows."""
    mine = defaultdict(list)
    for category, value in rows:
        mine[category].append(value)
    if set(mix) - set(mine):
        return None, None, None
    total, below, above = 0.0, 0.0, 0.0
    for category in set(mix):
        weight, values = mix.count(category) / len(mix), mine[category]
        mean = sum(values) / len(values)
        low, high = wilson(mean, len(values)) if shares else student(values)
        total += weight * mean
        below += (weight * (mean - low)) ** 2
        above += (weight * (high - mean)) ** 2
    if math.isnan(below):
        return total, None, None
    return total, total - math.sqrt(below), total + math.sqrt(above)


def wilson(p: float, n: int) -> tuple[float, float]:
    """The shares that lie just z of their own standard errors from p: roots of a quadratic."""
    a, b, c = 1 + Z**2 / n, -2 * p - Z**2 / n, p**2
    root = math.sqrt(b**2 - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def student(values: list[float]) -> tuple[float, float]:
    """Student's t interval of a mean; not a number for one value."""
    n = len(values)
    if n == 1:
        return math.nan, math.nan
    mean, half = statistics.mean(values), t_quantile(n - 1) * statistics.stdev(values) / n**0.5
    return mean - half, mean + half


@SCORES
@given(rows=st.lists(ROW, min_size=1, max_size=30))
def test_standardised_figures_are_those_of_a_plain_computation(
    folder: Path, rows: list[Row]
) -> None:
    counted: dict[str, Callable[[Row], float]] = {
        "in_time": lambda row: float(row[2] <= HOURS[row[1]]),
        "good": lambda row: float(row[3] >= 5),
        "mark": lambda row: float(row[3]),
    }
    mix = [row[1] for row in rows]
    for team, indicators in scored(folder, rows).items():
        for name, of in counted.items():
            group = [(row[1], of(row)) for row in rows if row[0] == team]
            one = indicators[name].standardised
            expected = plainly(group, mix, shares=name != "mark")
            for got, wanted in zip((one.value, one.low, one.high), expected, strict=True):
                assert (got is None) == (wanted is None)
                assert got is None or math.isclose(got, wanted or 0.0, rel_tol=1e-9, abs_tol=1e-9)


STRATA = st.dictionaries(
    st.sampled_from("pqrs"), st.tuples(st.integers(1, 50), st.floats(0, 1)), min_size=1
)


def strata(found: dict[str, tuple[int, float]], times: int = 1) -> list[Observation]:
    return [
        Observation("x", (), v, None, None, n * times, n * times, {}, None, (("k", name),))
        for name, (n, v) in found.items()
    ]


@given(whole=STRATA)
def test_weights_sum_to_one(whole: dict[str, tuple[int, float]]) -> None:
    assert math.isclose(sum(weights(strata(whole)).values()), 1.0, rel_tol=1e-12)


@given(group=STRATA, times=st.integers(1, 9))
def test_with_the_mix_of_the_whole_a_group_keeps_its_value(
    group: dict[str, tuple[int, float]], times: int
) -> None:
    value = math.fsum(n * v for n, v in group.values()) / sum(n for n, _ in group.values())
    one = standardise("k", strata(group, times), strata(group))
    assert one.value == pytest.approx(value, rel=1e-12, abs=1e-12)


# --- ranks ------------------------------------------------------------------------------------

BOUND = st.none() | st.integers(0, 9).map(float)


def entry(bounds: tuple[float | None, float | None]) -> Standardised:
    low, high = bounds
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Standardised("k", 5.0, low, high, None)


ENTRIES = st.lists(st.tuples(BOUND, BOUND).map(entry), max_size=9)
SIGN = st.sampled_from([1.0, -1.0])


def beats(one: Standardised, other: Standardised, sign: float) -> bool:
    """Whether one lies wholly on the better side of the other."""
    if sign > 0:
        return one.low is not None and other.high is not None and one.low > other.high
    return one.high is not None and other.low is not None and one.high < other.low


def together(one: int, entries: list[Standardised], sign: float) -> set[int]:
    """The entries that hang together with one through overlapping intervals."""
    known = {i for i, e in enumerate(entries) if e.low is not None or e.high is not None}
    found = {one}
    while True:
        more = {
            i
            for i in known - found
            for j in found
            if not beats(entries[i], entries[j], sign) and not beats(entries[j], entries[i], sign)
        }
        if not more:
            return found
        found |= more


@given(entries=ENTRIES, sign=SIGN)
def test_a_rank_is_one_more_than_those_better_than_all_beside_it(
    entries: list[Standardised], sign: float
) -> None:
    expected: list[int | None] = []
    for i, one in enumerate(entries):
        if one.low is None and one.high is None:
            expected.append(None)
            continue
        beside = [entries[j] for j in together(i, entries, sign)]
        better = [o for o in entries if all(beats(o, b, sign) for b in beside)]
        expected.append(1 + len(better))
    assert ranks(entries, sign) == expected


@given(entries=ENTRIES, sign=SIGN, data=st.data())
def test_ranks_do_not_depend_on_the_order_of_groups(
    entries: list[Standardised], sign: float, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(entries))))
    got = ranks([entries[i] for i in order], sign)
    assert got == [ranks(entries, sign)[i] for i in order]


@given(entries=ENTRIES, sign=SIGN)
def test_ranks_never_order_two_groups_that_chance_could_turn_round(
    entries: list[Standardised], sign: float
) -> None:
    placed = ranks(entries, sign)
    for (one, first), (other, second) in itertools.permutations(
        zip(entries, placed, strict=True), 2
    ):
        if first is not None and second is not None and first < second:
            assert beats(one, other, sign)


# --- reversed orders --------------------------------------------------------------------------

FIGURE = st.integers(0, 6).map(float)
GROUPS = st.lists(st.builds(Compared, FIGURE, FIGURE, st.just({})), max_size=9)


@given(groups=GROUPS)
def test_reversed_pairs_are_those_of_all_pairs(groups: list[Compared]) -> None:
    pairs = [
        (one, other)
        for one, other in itertools.permutations(groups, 2)
        if one.value > other.value and one.mixed < other.mixed
    ]
    assert count(groups) == len(pairs)
    found = widest(groups)
    assert (found is None) == (not pairs)
    if found is not None:
        assert found in pairs
        assert found[0].value - found[1].value == max(a.value - b.value for a, b in pairs)
