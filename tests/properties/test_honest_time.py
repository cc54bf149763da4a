"""What must not change a figure of time does not, through the whole line."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.api import Options, evaluate, load_rules, open_sources
from sqeval.rules.ruleset import RuleSet

RULES = """\
version: 1
timezone: America/New_York
calendars:
  office: {hours: {mon-fri: ["08:30-12:00", "13:00-17:30"]}, holidays: US}
  nights: {hours: {daily: ["22:00-06:00"]}, timezone: Europe/London}
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {}
      created: {type: datetime}
      done: {type: datetime}
      site: {}
  changes:
    key: []
    clock: at
    lookup: {tickets: id}
    columns: {id: {}, at: {type: datetime}, state: {}}
indicators:
  worked: {type: duration, from: created, to: done, calendar: office, aggregate: median}
  total:
    {type: duration, from: created, to: done, aggregate: sum, open: age,
     calendar: {by: site, night: nights, default: office},
     pause: {table: changes, status: state, in: [wait, hold]}}
  survival:
    {type: duration, from: created, to: done, calendar: office, aggregate: p75, open: survival}
  in_time: {type: within, from: created, to: done, calendar: office, limit: 3wd}
  in_hours:
    {type: within, from: created, to: done, calendar: office,
     limit: {by: site, night: 2h, default: 9h},
     pause: {table: changes, status: state, in: [wait]}}
"""
AS_OF = datetime(2026, 4, 1, tzinfo=UTC)
#: Days around the change of clocks in New York (March 8) and in London (March 29).
FIRST = datetime(2026, 3, 5, tzinfo=UTC)

moments = st.integers(0, 27 * 86_400).map(lambda s: FIRST + timedelta(seconds=s))
tickets = st.lists(
    st.tuples(moments, st.none() | moments, st.sampled_from(["day", "night", ""])),
    min_size=1,
    max_size=12,
)
changes = st.lists(
    st.tuples(st.integers(0, 11), moments, st.sampled_from(["wait", "hold", "open"])),
    max_size=20,
    unique_by=lambda change: change[:2],
)

Ticket = tuple[datetime, datetime | None, str]
Change = tuple[int, datetime, str]


@cache
def rules() -> RuleSet:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(RULES, "utf-8")
        return load_rules(path)


def written(moment: datetime | None, zone: str) -> str:
    return "" if moment is None else moment.astimezone(ZoneInfo(zone)).isoformat()


def figures(
    cases: list[list[tuple[int, Ticket]]], steps: list[Change], zone: str = "UTC"
) -> list[dict[str, Any]]:
    """Score the cases, one file per list, with times as they are written in ``zone``."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for i, part in enumerate(cases):
            files.append(str(Path(folder) / f"t{i}.csv"))
            rows = [f"{n},{written(a, zone)},{written(b, zone)},{site}" for n, (a, b, site) in part]
            Path(files[-1]).write_text("\n".join(["id,created,done,site", *rows, ""]), "utf-8")
        log = Path(folder) / "c.csv"
        rows = [f"{n},{written(at, zone)},{state}" for n, at, state in steps]
        log.write_text("\n".join(["id,at,state", *rows, ""]), "utf-8")
        sources = open_sources(rules(), {"tickets": files, "changes": [str(log)]})
        options = Options(as_of=AS_OF.isoformat(), by=["site"])
        return list(evaluate(rules(), sources, options).report.to_dict()["groups"])


@given(tickets, changes, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_neither_the_order_of_rows_nor_their_files_nor_their_zone_matter(
    cases: list[Ticket], steps: list[Change], chance: random.Random
) -> None:
    numbered = list(enumerate(cases))
    plain = figures([numbered], steps)
    shuffled, mixed = numbered[:], steps[:]
    chance.shuffle(shuffled)
    chance.shuffle(mixed)
    assert figures([shuffled], mixed) == plain
    cut = chance.randrange(len(shuffled) + 1)
    assert figures([shuffled[:cut], shuffled[cut:]], mixed) == plain
    assert figures([numbered], steps, "Asia/Kathmandu") == plain
    assert figures([numbered], steps, "Europe/London") == plain


def value(groups: list[dict[str, Any]], name: str) -> float:
    found = next(one["value"] for one in groups[0]["indicators"] if one["id"] == name)
    return 0.0 if found is None else float(found)


@given(st.lists(st.tuples(moments, moments), min_size=1, max_size=8), st.integers(0, 500_000))
@settings(max_examples=25, deadline=None)
def test_a_later_end_shortens_nothing(spans: list[tuple[datetime, datetime]], later: int) -> None:
    ordered = [(min(pair), max(pair)) for pair in spans]
    before: list[Ticket] = [(a, b, "night") for a, b in ordered]
    moved = min(ordered[0][1] + timedelta(seconds=later), AS_OF)
    after: list[Ticket] = [(ordered[0][0], moved, "night"), *before[1:]]
    one, other = (figures([list(enumerate(cases))], []) for cases in (before, after))
    for name in ("worked", "total", "survival"):
        assert value(other, name) >= value(one, name)
    for name in ("in_time", "in_hours"):
        assert value(other, name) <= value(one, name)
