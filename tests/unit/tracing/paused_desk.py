"""A desk with lunch breaks, holidays, a second zone and pauses, and exports made for it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from sqeval.api import Options, open_sources, prepared
from sqeval.plan.request import Run
from sqeval.rules.loader import load_rules

RULES = """\
version: 1
title: The paused desk
timezone: Asia/Shanghai
calendars:
  desk:
    hours: {mon-fri: ["09:00-12:00", "13:00-18:00"], sat: ["22:00-06:00"]}
    holidays: CN
  berlin: {timezone: Europe/Berlin, hours: {mon-fri: ["08:30-17:00"]}}
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {}
      created: {type: datetime}
      solved: {type: datetime}
      waited: {type: duration, unit: s}
      priority: {type: category, values: {P1: [], P2: [], P3: []}}
  changes:
    clock: at
    lookup: {tickets: ticket}
    columns: {ticket: {}, at: {type: datetime}, status: {}}
indicators:
  worked:
    type: duration
    from: created
    to: solved
    calendar: desk
    pause: {table: changes, status: status, in: [Waiting, Held]}
    aggregate: mean
    open: age
  passed:
    type: duration
    from: created
    to: solved
    pause: {table: changes, status: status, in: [Waiting]}
    aggregate: mean
    open: age
  by_zone:
    type: duration
    from: created
    to: solved
    calendar: {by: priority, P1: berlin, P2: desk}
    aggregate: mean
    open: age
  roughly:
    type: duration
    from: created
    to: solved
    calendar: desk
    pause: waited
    aggregate: mean
    open: age
  on_time:
    type: within
    from: created
    to: solved
    limit: {by: priority, P1: 4h, default: 16h}
    calendar: desk
    pause: {table: changes, status: status, in: [Waiting, Held]}
scorecard: {indicators: {on_time: 100}}
"""

_START = datetime.fromisoformat("2026-01-28 08:00")
_STATES = ("Open", "Waiting", "Held", "Open")


def made(folder: Path, count: int, seed: int) -> Run:
    """Return a run over ``count`` tickets drawn at random around the Spring Festival."""
    draw = random.Random(seed)  # noqa: S311 - a seeded generator, not cryptography
    tickets, changes = ["id,created,solved,waited,priority"], ["ticket,at,status"]
    for i in range(count):
        created = _START + timedelta(seconds=draw.randrange(40 * 86400))
        solved = created + timedelta(seconds=draw.randrange(12 * 86400))
        end = "" if draw.random() < 0.2 else solved.isoformat()
        waited = draw.choice(["", "0", "600", "86400"])
        tickets.append(f"T{i},{created.isoformat()},{end},{waited},P{draw.randint(1, 3)}")
        moments = sorted(draw.randrange(-3600, 13 * 86400) for _ in range(draw.randrange(5)))
        for second in moments:
            at = created + timedelta(seconds=second)
            changes.append(f"T{i},{at.isoformat()},{draw.choice(_STATES)}")
    files = {"tickets": tickets, "changes": changes}
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return run_of(folder)


def run_of(folder: Path, **options: str) -> Run:
    """Return a run over the exports of a folder."""
    (folder / "desk.yaml").write_text(RULES)
    rules = load_rules(str(folder / "desk.yaml"))
    paths = {name: [str(folder / f"{name}.csv")] for name in ("tickets", "changes")}
    return prepared(rules, open_sources(rules, paths), Options(**options))  # type: ignore[arg-type]
