"""The stretches of a trace account for the figure: they add up to what was counted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sqeval.tracing.trace import trace
from sqeval.tracing.values import Counting, Timed
from tests.unit.tracing.paused_desk import made, run_of

COUNT = 25


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> list[Counting]:
    run = made(tmp_path_factory.mktemp("desk"), COUNT, seed=7)
    traces = (trace(run, f"T{i}", "tickets") for i in range(COUNT))
    return [one for told in traces for one in told.countings if one.status == "counted"]


def timed(counted: list[Counting], *indicators: str) -> Iterator[tuple[Counting, Timed]]:
    for one in counted:
        if one.indicator in indicators:
            assert one.timed is not None
            yield one, one.timed


def total(time: Timed, kind: str) -> float:
    return sum(one.seconds for one in time.intervals if one.kind == kind)


def test_working_stretches_add_up_to_the_value_exactly(counted: list[Counting]) -> None:
    seen = list(timed(counted, "worked", "passed", "by_zone"))
    assert len(seen) > 2 * COUNT
    for one, time in seen:
        assert total(time, "working") == one.value, one


def test_working_stretches_add_up_to_the_time_used_of_a_limit_as_well(
    counted: list[Counting],
) -> None:
    seen = [time for _, time in timed(counted, "worked", "passed", "by_zone", "on_time")]
    for time in seen:
        assert total(time, "working") == time.time
    limits = {"4h": 4 * 3600, "16h": 16 * 3600}
    met = [(one.value, time) for one, time in timed(counted, "on_time")]
    assert {value for value, _ in met} == {True, False}
    for value, time in met:
        assert time.time is not None
        assert value is (time.time <= limits[str(time.limit)])


def test_paused_stretches_add_up_to_the_paused_time_exactly(counted: list[Counting]) -> None:
    seen = [time for _, time in timed(counted, "worked", "passed", "on_time")]
    assert sum(bool(time.paused) for time in seen) > COUNT / 2
    for time in seen:
        assert total(time, "paused") == time.paused


def test_pauses_of_a_column_are_taken_off_and_never_below_nothing(counted: list[Counting]) -> None:
    seen = list(timed(counted, "roughly"))
    assert any(one.value == 0 and total(time, "working") > 0 for one, time in seen)
    for one, time in seen:
        assert time.approximate
        assert time.paused is not None
        assert one.value == max(0, total(time, "working") - time.paused)


def test_stretches_follow_one_another_from_start_to_end(counted: list[Counting]) -> None:
    for _, time in timed(counted, "worked", "passed", "by_zone", "roughly", "on_time"):
        if time.intervals:
            assert (time.intervals[0].begin, time.intervals[-1].end) == (time.start, time.end)
        for one, other in pairwise(time.intervals):
            assert one.end == other.begin
        for one in time.intervals:
            assert one.seconds == (one.end - one.begin).total_seconds() > 0


def test_a_late_row_is_late_by_what_is_beyond_its_limit(counted: list[Counting]) -> None:
    late = [(one, time) for one, time in timed(counted, "on_time") if time.late]
    worked = {one.place: one.value for one, _ in timed(counted, "worked")}
    assert len(late) > COUNT / 4
    for one, time in late:
        assert one.value is False
        assert time.late_by is not None
        # the limits of the rules, 4 and 16 hours of work
        assert float(worked[one.place] or 0) - time.late_by in {4 * 3600, 16 * 3600}


def test_holidays_have_their_names(counted: list[Counting]) -> None:
    names = {i.name for _, time in timed(counted, "worked") for i in time.intervals}
    assert any("Spring Festival" in name for name in names)


def test_a_category_without_a_calendar_is_unknown_and_has_no_stretches(tmp_path: Path) -> None:
    run = made(tmp_path, 20, seed=3)
    told = [one for i in range(20) for one in trace(run, f"T{i}", "tickets", ["by_zone"]).countings]
    unknown = [one for one in told if one.status == "excluded"]
    assert {one.code for one in unknown} == {"unknown"}
    assert {one.timed.intervals for one in unknown if one.timed} == {()}


def test_a_case_with_a_change_that_cannot_be_read_has_no_stretches(tmp_path: Path) -> None:
    lines = "id,created,solved,waited,priority\nT1,2026-03-02 09:00,2026-03-02 12:00,,P1\n"
    (tmp_path / "tickets.csv").write_text(lines)
    changes = "ticket,at,status\nT1,2026-03-02 10:00,Waiting\nT1,,Open\n"
    (tmp_path / "changes.csv").write_text(changes)
    told = trace(run_of(tmp_path), "T1", "tickets", ["worked"])
    (one,) = told.countings
    assert (one.status, one.code) == ("excluded", "unknown")
    assert one.timed is not None
    assert (one.timed.paused, one.timed.intervals) == (None, ())


def test_a_day_of_25_hours_is_told_with_its_offsets(tmp_path: Path) -> None:
    lines = "id,created,solved,waited,priority\nT1,2026-10-25 06:30,2026-10-27 00:00,,P1\n"
    (tmp_path / "tickets.csv").write_text(lines)
    (tmp_path / "changes.csv").write_text("ticket,at,status\n")
    (one,) = trace(run_of(tmp_path), "T1", "tickets", ["by_zone"]).countings
    assert one.timed is not None
    first, *_ = one.timed.intervals
    assert first.kind == "closed"
    # from Sunday 00:30 summer time to Monday 08:30 winter time
    assert (first.begin.isoformat(), first.end.isoformat(), first.seconds) == (
        "2026-10-25T00:30:00+02:00",
        "2026-10-26T08:30:00+01:00",
        33 * 3600,
    )
