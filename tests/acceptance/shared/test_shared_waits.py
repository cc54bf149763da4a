"""Pauses of a real event log: `Wait` is a paused status, against plain Python written apart."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import holidays
import pytest

from tests.acceptance.shared.exports import EVENTS, Export, needs_exports
from tests.acceptance.shared.runs import whole

pytestmark = needs_exports

WAITS = Export(EVENTS.file, "italian_helpdesk_waits.yaml", table=EVENTS.table)
ROME = ZoneInfo("Europe/Rome")
HOURS = ((time(8, 30), time(13)), (time(14), time(18)))

Span = tuple[datetime, datetime]


@cache
def cases() -> dict[str, list[tuple[datetime, str]]]:
    """Return the events of each case in order, events of one instant as they stand in the file."""
    found: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in WAITS.records():
        local = datetime.strptime(row["Complete Timestamp"], "%Y/%m/%d %H:%M:%S.%f")  # noqa: DTZ007
        at = local.replace(tzinfo=ROME).astimezone(UTC)
        found[row["Case ID"]].append((at, row["Activity"]))
    return {case: sorted(events, key=lambda event: event[0]) for case, events in found.items()}


def resolved() -> list[tuple[Span, list[Span]]]:
    """Return each resolved case's span and the waits that lie in it."""
    found = []
    for events in cases().values():
        ends = [at for at, what in events if what == "Resolve ticket"]
        if not ends:
            continue
        start, end = events[0][0], max(ends)
        following = [*events[1:], (end, "")]
        waits = [
            (max(at, start), min(after, end))
            for (at, what), (after, _) in zip(events, following, strict=True)
            if what == "Wait"
        ]
        found.append(((start, end), [(a, b) for a, b in waits if a < b]))
    return found


@cache
def italy(year: int) -> frozenset[object]:
    return frozenset(holidays.country_holidays("IT", years=year))


def worked(span: Span) -> float:
    """Return the seconds of office hours in a span, day by day."""
    start, end = span
    total, day = 0.0, start.astimezone(ROME).date()
    while day <= end.astimezone(ROME).date():
        if day.weekday() < 5 and day not in italy(day.year):
            for begin, stop in HOURS:
                opens, closes = (
                    datetime.combine(day, at, ROME).astimezone(UTC) for at in (begin, stop)
                )
                total += max(0.0, (min(end, closes) - max(start, opens)).total_seconds())
        day += timedelta(1)
    return total


def elapsed(span: Span) -> float:
    return (span[1] - span[0]).total_seconds()


def test_waits_are_taken_off_elapsed_time() -> None:
    times = [elapsed(span) - sum(map(elapsed, waits)) for span, waits in resolved()]
    got = whole(WAITS)["elapsed"]
    assert got["n"] == len(times) == 4569
    assert got["value"] == pytest.approx(median(times), abs=1e-6)


def test_waits_are_taken_off_working_time() -> None:
    gross = [worked(span) for span, _ in resolved()]
    net = [
        time - sum(map(worked, waits)) for time, (_, waits) in zip(gross, resolved(), strict=True)
    ]
    got = whole(WAITS)
    assert got["worked"]["value"] == pytest.approx(sum(gross), abs=1e-3)
    assert got["worked_without_waits"]["value"] == pytest.approx(sum(net), abs=1e-3)
    assert sum(net) < 0.9 * sum(gross)
    good = sum(time <= 40 * 3600 for time in net)
    assert got["on_time"]["value"] == pytest.approx(good / len(net), abs=1e-12)


def test_the_waits_of_the_log_follow_one_another() -> None:
    """The references above stand on this: a case has no two waits at one time."""
    for _, waits in resolved():
        assert all(one[1] <= other[0] for one, other in pairwise(waits))
