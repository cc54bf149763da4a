"""The weights that are told are those that scoring uses when all that can earn points has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqeval.explain.weights import can_score, members
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import Missing, Part, ScorecardRules
from sqeval.scoring.parts import add_up

RULES = """\
version: 1
indicators:
  a: {type: count, target: {at_most: 5}}
  b: {type: count, points: {steps: {5: 100}}}
  c: {type: count, target: {at_most: 5}}
  d: {type: count}
tables:
  tickets: {columns: {id: {}}}
"""
WEIGHT = st.sampled_from([0.0, 1.0, 2.0, 30.0])
WAYS = st.sampled_from(get_args(Missing))


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    path: Path = tmp_path_factory.mktemp("rules") / "r.yaml"
    path.write_text(RULES, "utf-8")
    return load_rules(path)


@st.composite
def cards(draw: st.DrawFn) -> ScorecardRules:
    """Return a scorecard of two parts, one in the other; each indicator stands anywhere or not."""
    homes = {name: draw(st.sampled_from(["", "outer", "inner", None])) for name in "abcd"}
    own = {
        home: {name: draw(WEIGHT) for name, place in homes.items() if place == home}
        for home in ("", "outer", "inner")
    }
    inner = Part(weight=draw(WEIGHT), missing=draw(st.none() | WAYS), indicators=own["inner"])
    outer = Part(
        weight=draw(WEIGHT),
        missing=draw(st.none() | WAYS),
        indicators=own["outer"],
        parts={"inner": inner},
    )
    return ScorecardRules(missing=draw(WAYS), indicators=own[""], parts={"outer": outer})


@given(card=cards())
def test_shares_are_those_of_scoring(card: ScorecardRules, rules: RuleSet) -> None:
    rules = replace(rules, scorecard=card)
    points = {name: 50.0 if can_score(rules, name) else None for name in rules.indicators}
    scored = add_up(card.root, points)
    told = {member.id: member.share for member in members(rules)}
    expected = {**scored.weights} | {part.id: part.weight or 0.0 for part in scored.parts}
    assert told == pytest.approx(expected, abs=6e-5)


def test_only_what_has_a_target_or_steps_can_earn_points(rules: RuleSet) -> None:
    assert [name for name in rules.indicators if can_score(rules, name)] == ["a", "b", "c"]
