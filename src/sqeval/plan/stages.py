"""What the stages of a table are counted by: indicators that a run adds to those of the rules.

A share of cases, a time, a limit: each figure of a stage is one that some measure already makes, so
it is read, excluded, observed and given its interval like any other. Only what stands in the report
is different.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqeval.expr.tree import Logic, Name, Node, names_used
from sqeval.expr.types import BOOLEAN, DATETIME, DURATION, Type
from sqeval.measures.count import Count
from sqeval.measures.ratio import Ratio
from sqeval.measures.reading import missing, present
from sqeval.measures.registry import RowMeasure
from sqeval.measures.statistic import Statistic
from sqeval.plan.available import sees
from sqeval.plan.request import Run
from sqeval.rules.scope import history_link
from sqeval.rules.stages import Stage, StageEvents

#: Prefix of the indicators that a run adds for stages, and of the columns that these read.
STAGE = "#stage:"

#: A flow of fewer steps has no time in it.
_FEWEST = 2

#: The figures of a step's time, each with its aggregate; and those of a case's longest gap.
TIMES = {"median": "median", "p90": "p90", "total": "sum"}
GAPS = {"median": "median", "p90": "p90", "max": "max"}


@dataclass(frozen=True)
class Placed:
    """A stage with its place among the declared ones."""

    place: int
    stage: Stage


@dataclass(frozen=True)
class Flow:
    """The stages of a table that the exports have."""

    table: str
    stages: tuple[Placed, ...]

    @property
    def steps(self) -> tuple[Placed, ...]:
        """Those that a case passes once, in order."""
        return tuple(p for p in self.stages if p.stage.is_step)

    @property
    def follow_ups(self) -> tuple[Placed, ...]:
        """Those that show that somebody cared."""
        return tuple(p for p in self.stages if not p.stage.is_step)

    def moment(self, one: Placed) -> str:
        """Return the column with the time of a step, or the times of follow-ups."""
        return f"{STAGE}{self.table}:{one.place}"

    def start(self, one: Placed) -> str | None:
        """Return the column from which a step's time runs, None where there is none."""
        before = [p for p in self.steps if p.place < one.place]
        if one.stage.from_ is not None:
            named = [p for p in before if p.stage.name == one.stage.from_]
            return self.moment(named[0]) if named else None
        return f"{self.moment(one)}:start" if before else None

    @property
    def alive(self) -> str:
        """The column that says whether a case counts: it is not void."""
        return f"{STAGE}{self.table}:alive"

    @property
    def gap(self) -> str:
        """The column with a case's longest time without a moment."""
        return f"{STAGE}{self.table}:gap"

    def figure(self, one: Placed | None, what: str) -> str:
        """Return the id of a figure of a step, or of the gap."""
        return f"{self.gap if one is None else self.moment(one)}:{what}"


def flows(run: Run) -> dict[str, Flow]:
    """Return the stages of each table of a run that has at least two steps in these exports."""
    found = {}
    for name in sorted(run.tables.tables):
        declared = enumerate(run.rules.tables[name].stages)
        there = (Placed(i, s) for i, s in declared if _has(run, name, i, s))
        flow = Flow(name, tuple(there))
        if len(flow.steps) >= _FEWEST:
            found[name] = flow
    return found


def _has(run: Run, table: str, place: int, stage: Stage) -> bool:
    """Tell whether the exports have what a stage is told by."""
    at = stage.at_
    if not isinstance(at, StageEvents):
        return sees(run, table, at)
    theirs, own = history_link(table, at.table, run.rules.tables) or ([], [])
    where = run.rules.trees.get(("stages", table, place, "where"))
    read = {*theirs, *(names_used(where) if where is not None else ())}
    clock = run.rules.tables[at.table].clock
    needed = read if clock is None else read | {clock}
    return all(sees(run, at.table, c) for c in needed) and all(sees(run, table, c) for c in own)


def with_figures(run: Run) -> Run:
    """Return the run with the figures of its stages among its indicators."""
    indicators: dict[str, RowMeasure] = {}
    trees: dict[tuple[str | int, ...], Node] = {}
    types = dict(run.rules.types)
    for name, flow in flows(run).items():
        types[name] = {**types[name], **_columns(flow)}
        alive = Name(flow.alive, type=BOOLEAN)
        for figure, (measure, fields) in _figures(flow):
            indicators[figure] = measure
            own = [fields["where"]] if "where" in fields else []
            made = {**fields, "where": Logic("and", (alive, *own), type=BOOLEAN)}
            trees |= {("indicators", figure, field): tree for field, tree in made.items()}
    rules = replace(
        run.rules,
        indicators={**run.rules.indicators, **indicators},
        trees={**run.rules.trees, **trees},
        types=types,
    )
    return replace(run, rules=rules)


def _columns(flow: Flow) -> dict[str, Type]:
    """Return the columns that the figures of stages read."""
    starts = [start for one in flow.steps if (start := flow.start(one)) is not None]
    moments = [flow.moment(one) for one in flow.steps]
    times = dict.fromkeys([*moments, *starts], DATETIME)
    return {**times, flow.gap: DURATION, flow.alive: BOOLEAN}


#: A figure's id, its measure, and the expressions of the measure by field.
_Made = tuple[str, tuple[RowMeasure, Mapping[str, Node]]]


def _figures(flow: Flow) -> Iterator[_Made]:
    for one in flow.steps:
        yield from _shares(flow, one)
        yield from _times(flow, one)
    of = Name(flow.gap, type=DURATION)
    for what, aggregate in GAPS.items():
        said = {"type": "statistic", "table": flow.table, "of": "gap", "aggregate": aggregate}
        yield flow.figure(None, what), (Statistic.model_validate(said), {"of": of})


def _shares(flow: Flow, one: Placed) -> Iterator[_Made]:
    """Yield which cases passed a step, and which skipped it."""
    time, table = _moment(flow, one), flow.table
    passed = Ratio.model_validate({"type": "ratio", "table": table, "good": "passed"})
    yield flow.figure(one, "passed"), (passed, {"good": present(time)})
    later = [present(_moment(flow, p)) for p in flow.steps if p.place > one.place]
    if later:
        skipped = Logic("and", (missing(time), _any(later)), type=BOOLEAN)
        count = Count.model_validate({"type": "count", "table": table, "where": "skipped"})
        yield flow.figure(one, "skipped"), (count, {"where": skipped})


def _times(flow: Flow, one: Placed) -> Iterator[_Made]:
    """Yield the time of a step, and whether it was on time."""
    start, end = flow.start(one), flow.moment(one)
    if start is None:
        return
    for what, aggregate in TIMES.items():
        measure = one.stage.duration(flow.table, start, end, aggregate)
        yield flow.figure(one, what), (measure, {})
    limited = one.stage.within(flow.table, start, end)
    if limited is not None:
        yield flow.figure(one, "on_time"), (limited, {})


def _moment(flow: Flow, one: Placed) -> Node:
    return Name(flow.moment(one), type=DATETIME)


def _any(conditions: list[Node]) -> Node:
    first, *others = conditions
    return Logic("or", (first, *others), type=BOOLEAN) if others else first
