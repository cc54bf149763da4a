"""Stages of a real event log, against the figures that another engine computed."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from tests.acceptance.shared.expected import HOUR, median, share
from tests.acceptance.shared.exports import EVENTS, Export, needs_exports
from tests.acceptance.shared.runs import report

pytestmark = needs_exports

STAGES = Export(EVENTS.file, "italian_helpdesk_stages.yaml", table=EVENTS.table)


def flow() -> dict[str, Any]:
    (found,) = report(STAGES)["stages"]
    assert isinstance(found, dict)
    return found


def step(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in flow()["steps"] if one["id"] == name)
    return found


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("taken", "first_event_to_take_in_charge_hours"),
        ("resolved", "first_event_to_last_resolve_hours"),
    ],
)
def test_times_are_those_of_the_reference(name: str, query: str) -> None:
    oracle, time = STAGES.oracle()[query], step(name)["time"]
    assert time["median"]["n"] == time["p90"]["n"] == oracle["n"]
    assert time["median"]["value"] == pytest.approx(oracle["median_h"] * HOUR, rel=1e-6)
    assert time["p90"]["value"] == pytest.approx(oracle["p90_h"] * HOUR, rel=1e-6)


def test_how_many_passed_each() -> None:
    oracle = STAGES.oracle()
    cases = oracle["rows"]["cases"]
    assert flow()["cases"] == cases
    rates = oracle["rates"]
    resolved, closed = rates["pct_with_resolve_event"], rates["pct_with_closed_event"]
    assert step("resolved")["passed"]["value"] == pytest.approx(share(resolved, cases), abs=1e-12)
    assert step("closed")["passed"]["value"] == pytest.approx(share(closed, cases), abs=1e-12)


def test_skips_and_gaps_by_plain_loops() -> None:
    events: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in STAGES.records():
        at = datetime.strptime(row["Complete Timestamp"], "%Y/%m/%d %H:%M:%S.%f")  # noqa: DTZ007
        events[row["Case ID"]].append((at, row["Activity"]))
    now = max(at for case in events.values() for at, _ in case)
    gaps, skipped = [], 0
    for case in events.values():
        done = {what for _, what in case}
        skipped += "Take in charge ticket" not in done and bool(done & {"Resolve ticket", "Closed"})
        times = sorted([*(at for at, _ in case), *([] if "Closed" in done else [now])])
        gaps += [max(b - a for a, b in pairwise(times)).total_seconds()] if times[1:] else []
    assert step("taken")["skipped"] == skipped > 0
    gap = flow()["gap"]
    assert gap["n"] == len(gaps)
    assert gap["median"] == pytest.approx(median(gaps), rel=1e-9)
    assert gap["max"] == pytest.approx(max(gaps), rel=1e-9)
