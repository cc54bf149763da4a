"""The workload against one loop per figure, written from the definitions.

The loop knows no columns and no queries: it asks of one row after the other what it counts as.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import event, given, settings
from hypothesis import strategies as st

import sqeval
from sqeval.observe.workload import Workload

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: at
    columns:
      id: {}
      at: {type: datetime, formats: ["%Y-%m-%d %H:%M"]}
      done: {type: datetime, formats: ["%Y-%m-%d %H:%M"]}
      status:
        type: category
        values: {solved: [], closed: [], open: [], new: [], held: [], spam: []}
      team: {}
    states:
      to: done
      resolved: [solved, closed]
      in_progress: open
      waiting: [new, held]
      void: spam
      overdue: on_time
      ages: [12h, 3d]
indicators:
  on_time: {type: within, from: at, to: done, limit: 2d, open: OPEN}
"""

RESOLVED, WAITING, VOID = {"solved", "closed"}, {"new", "held"}, {"spam"}
STATUSES = (*sorted(RESOLVED | WAITING | VOID), "open", "odd", "")
LIMIT = timedelta(days=2)
AGES = (timedelta(0), timedelta(hours=12), timedelta(days=3), timedelta.max)

#: Days around March 2026; hours are few, so that moments often meet.
MOMENTS = st.builds(
    lambda day, half: datetime(2026, 2, 25, tzinfo=UTC) + timedelta(days=day, hours=12 * half),
    st.integers(0, 45),
    st.integers(0, 1),
)
#: A cell of a time: a moment, nothing, or what cannot be read.
TIMES = st.one_of(MOMENTS, MOMENTS, MOMENTS, st.just(None), st.just("soon"))

PERIODS = {
    "2026-03": (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)),
    "2026-W10": (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)),
    "2026-02": (datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)),
    "all": None,
}


@dataclass(frozen=True)
class Row:
    at: datetime | str | None
    done: datetime | str | None
    status: str
    team: str

    def cells(self, number: int) -> str:
        times = (self.at, self.done)
        shown = (
            t.strftime("%Y-%m-%d %H:%M") if isinstance(t, datetime) else t or "" for t in times
        )
        return ",".join((str(number), *shown, self.status, self.team))


#: A column without one readable cell is refused, so one row always has two of them.
LONG_AGO = Row(datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC), "spam", "A")

ROWS = st.lists(
    st.builds(Row, TIMES, TIMES, st.sampled_from(STATUSES), st.sampled_from("AB")), max_size=12
).map(lambda rows: [*rows, LONG_AGO])


@dataclass(frozen=True)
class View:
    """What is looked at: the bounds of the period, and ``as_of``."""

    bounds: tuple[datetime, datetime] | None
    as_of: datetime

    @property
    def now(self) -> datetime:
        return self.as_of if self.bounds is None else min(self.bounds[1], self.as_of)

    def has_happened(self, moment: datetime) -> bool:
        return moment <= self.as_of and (self.bounds is None or moment < self.bounds[1])

    def is_before(self, moment: datetime) -> bool:
        return self.bounds is not None and moment < self.bounds[0]


def counted(row: Row, view: View) -> Iterator[str]:
    """Yield what a row counts as."""
    if not isinstance(row.at, datetime):
        yield "unknown"
    elif view.has_happened(row.at):
        if row.status == "" or isinstance(row.done, str):
            yield "unknown"
            return
        old, state = view.is_before(row.at), became(row, row.at, view)
        if state != "forgotten" and not (old and state == "void"):
            yield from ("opening" if old else "received", state)
        if state in {"waiting", "in_progress"}:
            yield from open_as(view.now - row.at)


def became(row: Row, at: datetime, view: View) -> str:
    """Return the state of a row; forgotten where it was resolved before the period."""
    done = row.done if isinstance(row.done, datetime) else None
    if row.status in VOID:
        return "void"
    if row.status in RESOLVED and (done is None or view.has_happened(done)):
        return "forgotten" if view.is_before(max(at, done or at)) else "resolved"
    return "waiting" if row.status in WAITING else "in_progress"


def open_as(age: timedelta) -> Iterator[str]:
    """Yield what an open row counts as beside its state."""
    yield "open"
    yield f"age {next(i for i in range(3) if AGES[i] <= age < AGES[i + 1])}"
    if age > LIMIT:
        yield "overdue"


def expected(rows: list[Row], view: View) -> Counter[str]:
    return Counter(name for row in rows for name in counted(row, view))


def told(one: Workload) -> Counter[str]:
    """Return an entry as the loop counts: what is nothing is not there."""
    names = ("opening", "received", "resolved", "in_progress", "waiting", "void", "unknown")
    found = Counter({name: getattr(one, name) for name in names})
    found["overdue"] = one.overdue or 0
    found["open"] = one.in_progress + one.waiting
    found.update({f"age {i}": band.count for i, band in enumerate(one.ages)})
    return +found


@settings(max_examples=150, deadline=None)
@given(
    rows=ROWS,
    period=st.sampled_from(list(PERIODS)),
    as_of=MOMENTS,
    way=st.sampled_from(["late", "exclude"]),
)
def test_every_figure_is_that_of_the_loop_and_they_add_up(
    rows: list[Row], period: str, as_of: datetime, way: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rules, export = Path(folder) / "rules.yaml", Path(folder) / "tickets.csv"
        rules.write_text(RULES.replace("OPEN", way), "utf-8")
        lines = ["id,at,done,status,team", *(row.cells(i) for i, row in enumerate(rows))]
        export.write_text("\n".join(lines) + "\n", "utf-8")
        report = sqeval.score(
            rules, {"tickets": export}, period=period, as_of=as_of.isoformat(), by=["team"]
        )
    view = View(PERIODS[period], as_of)
    assert told(report.workload[0]) == expected(rows, view)
    for team in "AB":
        mine = [one for one in report.workload if one.by.get("team") == team]
        wanted = expected([row for row in rows if row.team == team], view)
        assert [told(one) for one in mine] == [wanted] or (not mine and not wanted)
    for one in report.workload:
        became = one.resolved + one.in_progress + one.waiting + one.void
        assert one.opening + one.received == became
    event(f"{report.workload[0].in_progress > 0=}")
