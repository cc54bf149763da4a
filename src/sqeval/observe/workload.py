"""The workload as figures: rows counted by what became of them, in one pass per grouping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import polars as pl
from pydantic import Field

from sqeval.observe.observations import By, Key, sort_key
from sqeval.plan.plan import KEY
from sqeval.plan.request import Grouping, Run
from sqeval.plan.workload import AGE, COUNT, COUNTS, OPEN, OVERDUE, WorkloadQuery, workloads

_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class AgeBand:
    """How many open rows are ``from_`` to below ``to`` seconds old; null where it has no end."""

    from_: Annotated[float, Field(alias="from")]
    to: float | None
    count: int


@dataclass(frozen=True)
class Workload:
    """What became of the rows of a table in a period, for one group; all are counts of rows.

    ``opening + received = resolved + in_progress + waiting + void``. ``opening`` were open when
    the period began, ``received`` came in it; of these ``resolved`` ended in it, and
    ``in_progress`` and ``waiting`` are open at its end (or at ``as_of``, if that is earlier).
    ``overdue`` of the open ones are past their limit (null where nothing tells it), and ``ages``
    say how old they are. ``unknown`` are rows whose clock, status or end cannot be read; they are
    in none of the other counts.
    """

    by: Mapping[str, Key]
    table: str
    opening: int
    received: int
    resolved: int
    in_progress: int
    waiting: int
    void: int
    unknown: int
    overdue: int | None
    ages: tuple[AgeBand, ...]


def workload(run: Run, groups: Iterable[By]) -> tuple[Workload, ...]:
    """Return the workload of each table with states: of everything, then of each group.

    ``groups`` are those of the report; a group that is in none of its figures, since its rows are
    all from before the period, is added in its place.
    """
    known = list(groups)
    return tuple(
        _entry(query, by, row) for query in workloads(run) for by, row in _rows(query, known)
    )


def _rows(query: WorkloadQuery, groups: list[By]) -> Iterator[tuple[By, Mapping[str, Any]]]:
    """Yield the counts of everything, then of each group of each grouping in order."""
    rows = query.rows.collect().lazy()
    figures = list(_figures(query))
    wanted: list[Grouping] = [(), *query.groupings]
    frames = pl.collect_all(
        rows.group_by(KEY + name for name in grouping).agg(figures)
        if grouping
        else rows.select(figures)
        for grouping in wanted
    )
    for grouping, frame in zip(wanted, frames, strict=True):
        found = {
            tuple((name, row[KEY + name]) for name in grouping): row
            for row in frame.iter_rows(named=True)
        }
        listed = [by for by in groups if by and tuple(name for name, _ in by) == grouping]
        for by in sorted({**found, **dict.fromkeys(listed)}, key=sort_key):
            row = found.get(by, {})
            if by in listed or not by or any(row[COUNT + name] for name in COUNTS):
                yield by, row


def _figures(query: WorkloadQuery) -> Iterator[pl.Expr]:
    yield from (pl.col(COUNT + name).sum().cast(pl.Int64) for name in COUNTS)
    yield pl.col(OVERDUE).sum().cast(pl.Int64)
    age = pl.col(AGE)
    for i, (low, high) in enumerate(_bands(query)):
        inside = age >= low if high is None else (age >= low) & (age < high)
        yield (pl.col(OPEN) & inside).sum().cast(pl.Int64).alias(f"#age:{i}")


def _bands(query: WorkloadQuery) -> list[tuple[int, int | None]]:
    """Return the bands of age in microseconds: from nothing, up to no end."""
    return list(zip([0, *query.ages], [*query.ages, None], strict=True))


def _entry(query: WorkloadQuery, by: By, row: Mapping[str, Any]) -> Workload:
    """Return the entry of a group; an AssertionError is a bug of ours, not of the export."""
    n = {name: int(row.get(COUNT + name, 0)) for name in COUNTS}
    came = n["opening"] + n["received"]
    became = n["resolved"] + n["in_progress"] + n["waiting"] + n["void"]
    if came != became:
        raise AssertionError(f"{came} rows were open or came in, {became} have a state: {n}")
    ages = tuple(
        AgeBand(
            low / _MICROSECONDS,
            None if high is None else high / _MICROSECONDS,
            int(row.get(f"#age:{i}", 0)),
        )
        for i, (low, high) in enumerate(_bands(query))
    )
    overdue = int(row.get(OVERDUE, 0)) if query.overdue else None
    return Workload(by=dict(by), table=query.table, **n, overdue=overdue, ages=ages)
