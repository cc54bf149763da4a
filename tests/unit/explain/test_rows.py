"""The exclusion codes that are told are those that counting can give, in its order."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from sqeval.compile.readings import CODES, classified
from sqeval.explain.rows import codes_of
from sqeval.explain.topic import Topic
from sqeval.explain.words import words_in
from sqeval.rules.loader import load_rules
from sqeval.rules.shipped import PREFIX, shipped

GOLDEN = Path(__file__).parents[2] / "golden" / "explain" / "rules.yaml"
SETS = {name: load_rules(PREFIX + name) for name in shipped()} | {"golden": load_rules(GOLDEN)}

#: Indicators over rows of which each has a limit, so that none lacks it.
LIMITED = {
    "golden": {"within_limit", "within_by_priority"},
    "service-desk": {"first_response_on_time", "resolved_on_time"},
}


@pytest.mark.parametrize("name", SETS)
def test_codes_are_those_of_counting(name: str) -> None:
    rules = SETS[name]
    for indicator, measure in rules.indicators.items():
        topic = Topic(rules, indicator, measure, words_in("en"))
        reading = topic.reading()
        if reading is None:
            continue
        invalid = [pl.lit(value=False) for _ in topic.columns()]
        counted = classified(reading, topic.trees.get("where"), invalid, {}, "UTC").codes
        idle = {"no-limit"} if indicator in LIMITED.get(name, ()) else set()
        told = tuple(codes_of(topic))
        assert told == tuple(code for code in counted if code not in idle), indicator
        assert all(codes_of(topic).values())


def test_every_code_is_told_somewhere() -> None:
    rules = SETS["golden"]
    topics = (Topic(rules, k, m, words_in("en")) for k, m in rules.indicators.items())
    assert {code for topic in topics for code in codes_of(topic)} == set(CODES)
