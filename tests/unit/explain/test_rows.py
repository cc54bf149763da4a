"""The exclusion codes that are told are those that counting can give, in its order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from sqeval.calendars.spans import Spans
from sqeval.compile.readings import CODES, Spoken, classified
from sqeval.compile.working import WorkingClock
from sqeval.explain.rows import codes_of
from sqeval.explain.topic import Topic
from sqeval.explain.words import words_in
from sqeval.rules.loader import load_rules
from sqeval.rules.shipped import PREFIX, shipped

GOLDEN = Path(__file__).parents[2] / "golden" / "explain"
SETS = {name: load_rules(PREFIX + name) for name in shipped()}
SETS |= {"golden": load_rules(GOLDEN / "rules.yaml"), "times": load_rules(GOLDEN / "times.yaml")}

#: Indicators over rows of which each has a limit, so that none lacks it.
LIMITED = {
    "golden": {"within_limit", "within_by_priority"},
    "service-desk": {"first_response_on_time", "resolved_on_time", "accepted_on_time"},
    "times": {"hours"},
}

#: A calendar by which nobody ever works: expressions are looked at, and not run.
NEVER = WorkingClock(Spans((), (), (), ()), "UTC", date(2026, 1, 1), date(2026, 1, 31))

#: Indicators by whose calendars and pauses the time of every row can be told.
TOLD = {"worked", "worked_by_team", "hours", "days", "days_by_two", "latest_paused"}


@pytest.mark.parametrize("name", SETS)
def test_codes_are_those_of_counting(name: str) -> None:
    rules = SETS[name]
    for indicator, measure in rules.indicators.items():
        topic = Topic(rules, indicator, measure, words_in("en"))
        reading = topic.reading()
        if reading is None:
            continue
        invalid = [pl.lit(value=False) for _ in topic.columns()]
        clocks = dict.fromkeys(rules.calendars, NEVER)
        spoken = Spoken("UTC", clocks)
        counted = classified(reading, topic.trees.get("where"), invalid, {}, spoken).codes
        idle = {"no-limit"} if indicator in LIMITED.get(name, ()) else set()
        idle |= {"unknown"} if indicator in TOLD else set()
        told = tuple(codes_of(topic))
        assert told == tuple(code for code in counted if code not in idle), indicator
        assert all(codes_of(topic).values())


def test_every_code_is_told_somewhere() -> None:
    rules = SETS["golden"]
    topics = (Topic(rules, k, m, words_in("en")) for k, m in rules.indicators.items())
    assert {code for topic in topics for code in codes_of(topic)} == set(CODES)
