"""The flow of cases through their stages: how many passed each, and where they waited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqeval.measures.timed import calendars_of
from sqeval.observe.observations import By, Key, Observation, Observations
from sqeval.plan.request import Run
from sqeval.plan.stages import GAPS, Flow, Placed, flows

#: Why a table has no figures in a group, however many rows it has.
_NOT_SEEN = frozenset({"no-clock", "no-column"})


@dataclass(frozen=True)
class StageFigure:
    """A figure of a stage, a share (0-1) or seconds, with its 95 % interval and its rows.

    ``considered = n + sum(excluded.values())``.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    considered: int
    excluded: Mapping[str, int]


@dataclass(frozen=True)
class StageTime:
    """The time from the stage before to a step, in seconds that count."""

    median: StageFigure
    p90: StageFigure


@dataclass(frozen=True)
class StageStep:
    """One step of a flow.

    ``passed`` is the share of the cases; ``skipped`` counts those that passed a later step and not
    this one; ``total`` is the time of all counted cases, in seconds; ``on_time`` the share within
    the limit. ``time`` and ``total`` are null for the first step, ``on_time`` without a limit, and
    each of them where the exports lack what it needs. ``calendars`` are those its time is counted
    by; without one it is elapsed time.
    """

    id: str
    title: str | Mapping[str, str]
    passed: StageFigure
    skipped: int
    time: StageTime | None
    total: float | None
    on_time: StageFigure | None
    calendars: tuple[str, ...] = ()


@dataclass(frozen=True)
class StageGap:
    """The longest time of a case without a moment, over ``n`` cases, in seconds."""

    median: float
    p90: float
    max: float
    n: int


@dataclass(frozen=True)
class StageFlow:
    """The flow of one group's cases of one table through its stages.

    ``bottleneck`` is the id of the step that took the most time in all, null where none took any.
    """

    by: Mapping[str, Key]
    table: str
    cases: int
    bottleneck: str | None
    steps: tuple[StageStep, ...]
    gap: StageGap | None


def stage_flows(run: Run, observations: Observations) -> tuple[StageFlow, ...]:
    """Return the flows of all groups, in the order of the groups, by table."""
    found = flows(run).values()
    made = (_flow(f, by, observations.stages) for by in observations.groups for f in found)
    return tuple(flow for flow in made if flow is not None)


#: The figures of stages by group and id.
_Cells = Mapping[tuple[By, str], Observation]


def _flow(flow: Flow, by: By, cells: _Cells) -> StageFlow | None:
    """Return the flow of a group, None where the table cannot tell who belongs to it."""
    whole = cells[by, flow.figure(flow.steps[0], "passed")]
    if whole.reason in _NOT_SEEN:
        return None
    steps = tuple(_step(flow, one, by, cells) for one in flow.steps)
    return StageFlow(
        dict(by), flow.table, whole.considered, _bottleneck(steps), steps, _gap(flow, by, cells)
    )


def _step(flow: Flow, one: Placed, by: By, cells: _Cells) -> StageStep:
    def cell(what: str) -> Observation | None:
        """Return a figure of the step, None where the exports lack what it needs."""
        found = cells.get((by, flow.figure(one, what)))
        lacks = found is None or (found.reason or "").startswith(("missing-column", "no-table"))
        return None if lacks else found

    passed, skipped, total = cell("passed"), cell("skipped"), cell("total")
    median, p90, on_time = cell("median"), cell("p90"), cell("on_time")
    assert passed is not None  # noqa: S101 - a stage that the exports lack is no step
    return StageStep(
        id=one.stage.name,
        title=one.stage.title or one.stage.name,
        passed=_figure(passed),
        skipped=0 if skipped is None else skipped.n,
        time=StageTime(_figure(median), _figure(p90)) if median and p90 else None,
        total=None if total is None else total.value,
        on_time=None if on_time is None else _figure(on_time),
        calendars=calendars_of(one.stage.calendar),
    )


def _figure(one: Observation) -> StageFigure:
    return StageFigure(one.value, one.low, one.high, one.n, one.considered, one.excluded)


def _bottleneck(steps: tuple[StageStep, ...]) -> str | None:
    longest = max(_totals(steps), key=lambda total: total[0], default=None)
    return None if longest is None else longest[1]


def _totals(steps: tuple[StageStep, ...]) -> Iterator[tuple[float, str]]:
    """Yield the time of each step that took any; of equal ones max takes the first."""
    for step in steps:
        if step.total:
            yield step.total, step.id


def _gap(flow: Flow, by: By, cells: _Cells) -> StageGap | None:
    found = {what: cells[by, flow.figure(None, what)] for what in GAPS}
    values = {what: one.value for what, one in found.items() if one.value is not None}
    if len(values) < len(GAPS):
        return None
    return StageGap(values["median"], values["p90"], values["max"], found["median"].n)
