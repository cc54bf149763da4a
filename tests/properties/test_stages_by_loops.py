"""Flows through stages, against plain loops written from docs/definitions.md alone."""

from __future__ import annotations

import math
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st

import sqeval

FRIDAY = datetime(2026, 3, 6, 8, tzinfo=UTC)
COLUMNS = ("b", "c", "d")
WORDS = ("x", "y")
HOUR = timedelta(hours=1)
BAD = "soon"
Z = 1.959964


@dataclass(frozen=True)
class Step:
    """A stage as it is drawn; ``column`` is None for one of events."""

    name: str
    column: str | None
    take: str = "first"
    word: str | None = None
    start: str | None = None
    limit: int | None = None
    office: bool = False

    @property
    def yaml(self) -> str:
        where = "" if self.word is None else f', where: word == "{self.word}"'
        at = self.column or f"{{table: log, take: {self.take}{where}}}"
        said = f"id: {self.name}, at: {at}"
        said += "" if self.start is None else f", from: {self.start}"
        said += "" if self.limit is None else f", limit: {self.limit}h"
        return f"{{{said}, calendar: office}}" if self.office else f"{{{said}}}"


@dataclass(frozen=True)
class Drawn:
    """A table of cases with its events, its stages, and the moment it is looked at from."""

    rows: list[dict[str, Any]]
    events: list[tuple[int, Any, str]]
    stages: list[Step]
    columns: tuple[str, ...]
    as_of: datetime | None


moments = st.integers(0, 150).map(lambda n: FRIDAY + n * HOUR / 2)
cells = st.one_of(moments, moments, st.none(), st.just(BAD))


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    found = [Step("a", "a")]
    for i in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["column", "column", "first", "last", "all"]))
        column = draw(st.sampled_from(COLUMNS)) if kind == "column" else None
        word = None if column else draw(st.sampled_from([None, *WORDS]))
        take = "first" if column else kind
        before = [one.name for one in found if one.take != "all"]
        timed = take != "all"
        found.append(
            Step(
                f"s{i}",
                column,
                take,
                word,
                draw(st.sampled_from([None, None, *before])) if timed else None,
                draw(st.sampled_from([None, 1, 4, 30])) if timed else None,
                timed and draw(st.booleans()),
            )
        )
    return found


@st.composite
def drawings(draw: st.DrawFn) -> Drawn:
    rows = [
        {
            "team": draw(st.sampled_from("PQ")),
            "a": draw(moments),
            **{c: draw(cells) for c in COLUMNS},
        }
        for _ in range(draw(st.integers(1, 8)))
    ]
    events = draw(
        st.lists(st.tuples(st.integers(0, len(rows)), cells, st.sampled_from(WORDS)), max_size=12)
    )
    columns = tuple(c for c in COLUMNS if draw(st.integers(0, 5)))
    as_of = draw(st.one_of(st.none(), moments))
    for column in COLUMNS:
        cured = readable([row[column] for row in rows])
        for row, cell in zip(rows, cured, strict=True):
            row[column] = cell
    times = readable([at for _, at, _ in events])
    log = [(case, at, word) for (case, _, word), at in zip(events, times, strict=True)]
    return Drawn(rows, log, draw(steps()), columns, as_of)


def readable(found: list[Any]) -> list[Any]:
    """A column of which no cell can be read is refused; so it is empty."""
    good = any(isinstance(cell, datetime) for cell in found)
    return found if good else [None] * len(found)


# --- the definitions, as loops --------------------------------------------------------------------


class Loops:
    """One group's figures, each worked out by itself."""

    def __init__(self, drawn: Drawn, team: str | None) -> None:
        self.drawn = drawn
        self.stages = [s for s in drawn.stages if s.column in {None, "a", *drawn.columns}]
        self.now = drawn.as_of or max(self._times())
        self.cases = [
            (i, row)
            for i, row in enumerate(drawn.rows)
            if row["a"] <= self.now and team in (None, row["team"])
        ]
        self.steps = [s for s in self.stages if s.take != "all"]

    def _times(self) -> list[datetime]:
        found = [row["a"] for row in self.drawn.rows]
        found += [at for _, at, _ in self.drawn.events if isinstance(at, datetime)]
        named = {s.column for s in self.stages if s.column}
        found += [r[c] for r in self.drawn.rows for c in named if isinstance(r[c], datetime)]
        return found

    def events(self, case: int, stage: Step) -> tuple[list[datetime], bool]:
        """The times of a case's events that fit, and whether one of them cannot be read."""
        mine = [(at, w) for c, at, w in self.drawn.events if c == case]
        fit = [at for at, word in mine if stage.word in (None, word)]
        there = [at for at in fit if isinstance(at, datetime) and at <= self.now]
        return there, BAD in fit

    def moment(self, case: tuple[int, dict[str, Any]], stage: Step) -> datetime | str | None:
        if stage.column is None:
            times, bad = self.events(case[0], stage)
            if bad:
                return BAD
            return (min(times) if stage.take == "first" else max(times)) if times else None
        cell: datetime | str | None = case[1][stage.column]
        return None if isinstance(cell, datetime) and cell > self.now else cell

    def passed(self, step: Step) -> dict[str, Any]:
        found = [self.moment(case, step) for case in self.cases]
        good = sum(isinstance(one, datetime) for one in found)
        return self.share(good, len(found) - found.count(BAD), {"invalid-cell": found.count(BAD)})

    def skipped(self, step: Step) -> int:
        count = 0
        later = self.steps[self.steps.index(step) + 1 :]
        for case in self.cases:
            after = [self.moment(case, one) for one in later]
            known = BAD not in [*after, self.moment(case, step)]
            passed_later = any(isinstance(one, datetime) for one in after)
            count += known and passed_later and self.moment(case, step) is None
        return count

    def starts(self, step: Step) -> list[Step]:
        """The steps from which a time can run, the latest first; none where there is no time."""
        before = self.steps[: self.steps.index(step)][::-1]
        return [s for s in before if s.name == step.start] if step.start else before

    def spans(self, step: Step) -> list[tuple[str, datetime | None, datetime | None]]:
        """Each case's code, empty where it may count, its start and its end."""
        found = []
        for case in self.cases:
            starts = [self.moment(case, one) for one in self.starts(step)]
            end = self.moment(case, step)
            start = next((s for s in starts if isinstance(s, datetime)), None)
            ended = end if isinstance(end, datetime) else None
            code = "invalid-cell" if BAD in [*starts, end] else "" if start else "no-start"
            found.append((code, start, ended))
        return found

    def time(self, step: Step) -> dict[str, Any] | None:
        if not self.starts(step):
            return None
        excluded: dict[str, int] = {}
        times = []
        for told, start, end in self.spans(step):
            code = told or ("" if end else "no-end")
            if not code and start and end and end < start:
                code = "out-of-order"
            if code:
                excluded[code] = excluded.get(code, 0) + 1
            elif start and end:
                times.append(counted(start, end, office=step.office))
        said = {"n": len(times), "considered": len(self.cases), "excluded": excluded}
        return {
            "median": {"value": percentile(times, 0.5), **said},
            "p90": {"value": percentile(times, 0.9), **said},
            "total": sum(times) if times else None,
        }

    def on_time(self, step: Step) -> dict[str, Any] | None:
        if step.limit is None or not self.starts(step):
            return None
        good, n = 0, 0
        excluded: dict[str, int] = {}
        for told, start, end in self.spans(step):
            code = told
            if not code and start:
                spent = counted(start, end or self.now, office=step.office)
                if end is None and spent <= step.limit * 3600:
                    code = "undecided"
                elif end is not None and end < start:
                    code = "out-of-order"
                else:
                    n += 1
                    good += end is not None and spent <= step.limit * 3600
            if code:
                excluded[code] = excluded.get(code, 0) + 1
        return self.share(good, n, excluded)

    def share(self, good: int, n: int, excluded: dict[str, int]) -> dict[str, Any]:
        low = high = None
        if n:
            centre, width = good + Z * Z / 2, Z * math.sqrt(good * (n - good) / n + Z * Z / 4)
            low, high = (centre - width) / (n + Z * Z), (centre + width) / (n + Z * Z)
            low, high = max(0.0, low), min(1.0, high)
        return {
            "value": good / n if n else None,
            "low": low,
            "high": high,
            "n": n,
            "considered": len(self.cases),
            "excluded": {code: count for code, count in excluded.items() if count},
        }

    def gap(self) -> dict[str, Any] | None:
        found = []
        for case in self.cases:
            times = [self.moment(case, step) for step in self.steps]
            if times[-1] is None:
                times.append(self.now)
            bad = BAD in times
            for stage in self.stages:
                if stage.take == "all":
                    events, unread = self.events(case[0], stage)
                    times += events
                    bad = bad or unread
            ordered = sorted(one for one in times if isinstance(one, datetime))
            if not bad and len(ordered) > 1:
                found.append(max((b - a).total_seconds() for a, b in pairwise(ordered)))
        if not found:
            return None
        middle, high = percentile(found, 0.5), percentile(found, 0.9)
        return {"median": middle, "p90": high, "max": max(found), "n": len(found)}

    def flow(self) -> dict[str, Any]:
        made: list[dict[str, Any]] = []
        for step in self.steps:
            time = self.time(step)
            total = None if time is None else time.pop("total")
            made.append(
                {
                    "id": step.name,
                    "passed": self.passed(step),
                    "skipped": self.skipped(step),
                    "time": time,
                    "total": total,
                    "on_time": self.on_time(step),
                }
            )
        most = max((one["total"] or 0 for one in made), default=0)
        longest = next((one["id"] for one in made if most and one["total"] == most), None)
        cases = len(self.cases)
        return {"cases": cases, "bottleneck": longest, "steps": made, "gap": self.gap()}


def counted(start: datetime, end: datetime, *, office: bool) -> float:
    """Seconds between two instants, of Monday to Friday 9 to 17 alone in the office."""
    if not office:
        return (end - start).total_seconds()
    total, day = 0.0, date(2026, 3, 6)
    while day <= end.date():
        if day.weekday() < 5:
            opens, closes = (datetime.combine(day, time(h), UTC) for h in (9, 17))
            total += max(0.0, (min(end, closes) - max(start, opens)).total_seconds())
        day += timedelta(1)
    return total


def percentile(values: list[float], q: float) -> float | None:
    if not values:
        return None
    ordered, h = sorted(values), (len(values) - 1) * q
    low, high = ordered[math.floor(h)], ordered[math.ceil(h)]
    return low + (h - math.floor(h)) * (high - low)


# --- sqeval ---------------------------------------------------------------------------------------

RULES = """\
version: 1
timezone: UTC
calendars: {{office: {{hours: {{mon-fri: ["09:00-17:00"]}}}}}}
tables:
  tickets:
    key: id
    clock: a
    columns:
      id: {{}}
      team: {{}}
      a: {{type: datetime}}
      b: {{type: datetime, required: false}}
      c: {{type: datetime, required: false}}
      d: {{type: datetime, required: false}}
    stages: [{stages}]
  log:
    key: []
    clock: at
    lookup: {{tickets: id}}
    columns: {{id: {{}}, at: {{type: datetime}}, word: {{}}}}
indicators: {{n: {{type: count}}}}
"""


def scored(drawn: Drawn, folder: Path) -> tuple[dict[str, Any], ...]:
    stages = ", ".join(step.yaml for step in drawn.stages)
    (folder / "rules.yaml").write_text(RULES.format(stages=stages), "utf-8")
    names = ("team", "a", *drawn.columns)
    lines = [",".join(("id", *names))]
    lines += [
        ",".join((str(i), *(written(row[c]) for c in names))) for i, row in enumerate(drawn.rows)
    ]
    (folder / "t.csv").write_text("\n".join(lines) + "\n", "utf-8")
    log = [f"{case},{written(at)},{word}" for case, at, word in drawn.events]
    (folder / "log.csv").write_text("\n".join(["id,at,word", *log]) + "\n", "utf-8")
    report = sqeval.score(
        folder / "rules.yaml",
        {"tickets": folder / "t.csv", "log": folder / "log.csv"},
        by=["team"],
        as_of=None if drawn.as_of is None else drawn.as_of.isoformat(),
    )
    return tuple(asdict(one) for one in report.stages)


def written(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return "" if cell is None else str(cell)


def same(expected: object, actual: object, path: str = "") -> list[str]:
    """Where two values differ; percentiles have bounds that are looked at elsewhere."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [d for k, v in expected.items() for d in same(v, actual[k], f"{path}.{k}")]
    if isinstance(expected, list) and isinstance(actual, list | tuple):
        assert len(expected) == len(actual), path
        pairs = enumerate(zip(expected, actual, strict=True))
        return [d for i, (e, a) in pairs for d in same(e, a, f"{path}[{i}]")]
    if isinstance(expected, float) and isinstance(actual, int | float):
        close = math.isclose(expected, actual, rel_tol=1e-6, abs_tol=1e-6)
        return [] if close else [f"{path}: loops {expected}, sqeval {actual}"]
    return [] if expected == actual else [f"{path}: loops {expected!r}, sqeval {actual!r}"]


def groups(drawn: Drawn) -> list[tuple[dict[str, str], Loops]]:
    """The whole and each team with a row in the run, in the order of the report."""
    whole = Loops(drawn, None)
    teams = sorted({row["team"] for _, row in whole.cases})
    return [({}, whole), *(({"team": team}, Loops(drawn, team)) for team in teams)]


@settings(max_examples=120)
@given(drawings())
def test_stages_are_what_the_definitions_say(drawn: Drawn) -> None:
    note(str(drawn))
    with tempfile.TemporaryDirectory() as folder:
        found = scored(drawn, Path(folder))
    expected = groups(drawn)
    if len(expected[0][1].steps) < 2:
        assert found == ()
        return
    # events of unknown cases make a group without a team, which has no cases
    found = tuple(one for one in found if one["cases"] or one["by"] != {"team": None})
    assert [one["by"] for one in found] == [by for by, _ in expected]
    for one, (_, loops) in zip(found, expected, strict=True):
        assert same(loops.flow(), one) == []


def test_what_is_drawn_meets_every_code() -> None:
    """The comparison above would be worth little if nothing were ever left out."""
    seen: set[str] = set()

    @settings(max_examples=100)
    @given(drawings())
    def look(drawn: Drawn) -> None:
        for step in Loops(drawn, None).flow()["steps"]:
            for figure in (step["passed"], step["on_time"], (step["time"] or {}).get("median")):
                seen.update((figure or {}).get("excluded", {}))

    look()
    assert seen == {"invalid-cell", "no-start", "no-end", "out-of-order", "undecided"}
