"""What came in, what became of it, and what is open, at the end of a period."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tests.oracle.rows import Row, Spec, Table
from tests.oracle.run import Grouping, Key, Run
from tests.oracle.scalars import duration
from tests.oracle.showing import null_last
from tests.oracle.tables import join

COUNTS = ("opening", "received", "resolved", "in_progress", "waiting", "void", "unknown")
AGES = ("1d", "3d", "7d", "30d")

#: Tells whether an open row is overdue at a moment.
Overdue = Callable[[Row, float], bool]


@dataclass(frozen=True)
class Looked:
    """A table with ``states``, when it is looked at, and how it is told what is overdue."""

    run: Run
    table: Table
    at: float
    overdue: Overdue | None

    @property
    def states(self) -> Spec:
        """Return the states of the table."""
        found: Spec = self.table.spec["states"]
        return found

    def has_happened(self, moment: float) -> bool:
        """Tell whether a moment is before the end of the period, and not after ``as_of``."""
        ended = self.run.end is not None and moment >= self.run.end
        return not ended and (self.run.as_of is None or moment <= self.run.as_of)

    def is_old(self, moment: float) -> bool:
        """Tell whether a moment is before the period."""
        return self.run.start is not None and moment < self.run.start

    def state(self, row: Row) -> str:
        """Return the state that a row's status is of; whatever is in none is in progress."""
        for name in ("resolved", "waiting", "void"):
            listed = self.states.get(name, [])
            if row.cells[self.states.get("by", "status")] in (
                [listed] if isinstance(listed, str) else listed
            ):
                return name
        return "in_progress"

    def counts(self, row: Row) -> Iterator[str]:
        """Yield what a row counts as."""
        moment, to = self.run.moment_of(row, self.table), self.states.get("to", "resolved_at")
        if moment is None:
            yield "unknown"
            return
        if not self.has_happened(moment):
            return
        if row.cells[self.states.get("by", "status")] is None or to in row.invalid:
            yield "unknown"
            return
        yield from self.became(row, moment, row.future.get(to, row.cells[to]))  # type: ignore[arg-type]

    def became(self, row: Row, moment: float, to: float | None) -> Iterator[str]:
        """Yield what became of a row that came in at a moment."""
        old, state = self.is_old(moment), self.state(row)
        if state == "void":
            yield from [] if old else ["received", "void"]
            return
        if state == "resolved":
            ended = moment if to is None or to < moment else to
            if self.has_happened(ended):
                if not self.is_old(ended):
                    yield from ("opening" if old else "received", "resolved")
                return
            state = "in_progress"
        yield from ("opening" if old else "received", state)
        yield f"age {max(age for age in self.bands() if age <= self.at - moment)}"
        if self.overdue is not None and self.overdue(row, self.at):
            yield "overdue"

    def bands(self) -> list[float]:
        """Return where the bands of age begin."""
        return [0.0, *(duration(age) for age in self.states.get("ages", AGES))]


def entries(looked: Looked, grouping: Grouping, reported: list[Key]) -> list[Spec]:
    """Return the workload of each group of one grouping."""
    counters: dict[Key, Counter[str]] = {key: Counter() for key in reported}
    for row in join(looked.table, looked.run.tables):
        told = list(looked.counts(row))
        if told:
            key = looked.run.key_of(row, looked.table, grouping)
            counters.setdefault(key, Counter()).update(told)
    ordered = sorted(counters, key=lambda key: [null_last(value) for value in key])
    return [entry(looked, dict(zip(grouping, key, strict=True)), counters[key]) for key in ordered]


def entry(looked: Looked, by: Spec, told: Counter[str]) -> Spec:
    """Return the workload of one group as the report has it."""
    edges = [*looked.bands(), None]
    return (
        {"by": {n: v.isoformat() if isinstance(v, date) else v for n, v in by.items()}}
        | {"table": looked.table.name}
        | {name: told[name] for name in COUNTS}
        | {"overdue": None if looked.overdue is None else told["overdue"]}
        | {
            "ages": [
                {"from": low, "to": high, "count": told[f"age {low}"]}
                for low, high in itertools.pairwise(edges)
            ]
        }
    )
