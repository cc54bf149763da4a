"""Indicators of every measure, with every aggregate, limit and way to count open cases."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.properties.strategies_targets import points, target

AGGREGATES = ("mean", "median", "min", "max", "sum", "p90", "p10")
TICKET_WHERES = (
    'priority == "P1"',
    'status not in ["spam", "已解决"]',
    "vip",
    "reopens >= 1 or effort < 5",
    "created_at >= @2026-03-01",
    "opened_on < @2026-03-29",
    'team != "EMEA" and not vip',
    "resolved_at - created_at > 2h",
    'contains(team, "组")',
    'matches(lower(team), "^e")',
    "missing(resolved_at)",
)
SURVEY_WHERES = ("solved", "attitude >= 3", 'channel == "web"', "present(recommend)")
GOODS = (
    'status in ["solved", "closed"] and reopens == 0',
    "effort * 2 <= 15",
    "effort / reopens > 3",
    "present(resolved_at) and on_hold < 10m",
    "exists(surveys)",
    "talk <= 90s or vip",
)
SURVEY_GOODS = ("solved", "attitude >= 4", "recommend - attitude > 90%")
TIMES = (("created_at", "replied_at"), ("created_at", "resolved_at"), ("replied_at", "resolved_at"))
LIMITS: tuple[Any, ...] = (
    "2h",
    "due_at",
    {"by": "priority", "P1": "30m", "P2": "4h"},
    {"by": "priority", "P1": "30m", "P2": "4h", "default": "1d"},
    {
        "by": ["urgency", "priority"],
        "high": {"P1": "15m", "default": "2h"},
        "low": {"P2": "4h", "default": "1d"},
    },
)


def ratio(dice: Random) -> dict[str, Any]:
    """Return a share of tickets."""
    found: dict[str, Any] = {"type": "ratio", "good": dice.choice(GOODS)}
    if dice.random() < 0.5:
        found["total"] = dice.choice(TICKET_WHERES)
    return found


def survey_ratio(dice: Random) -> dict[str, Any]:
    """Return a share of survey answers."""
    found = {"type": "ratio", "table": "surveys", "good": dice.choice(SURVEY_GOODS)}
    if dice.random() < 0.5:
        found["total"] = "present(solved)"
    return found


def duration(dice: Random) -> dict[str, Any]:
    """Return a duration between two events."""
    start, end = dice.choice(TIMES)
    found = {"type": "duration", "from": start, "to": end, "aggregate": dice.choice(AGGREGATES)}
    return found | dice.choice(({}, {"open": "exclude"}, {"open": "age"}))


def within(dice: Random) -> dict[str, Any]:
    """Return a share of cases in time."""
    start, end = dice.choice(TIMES)
    found = {"type": "within", "from": start, "to": end, "limit": dice.choice(LIMITS)}
    return found | dice.choice(({}, {"open": "late"}, {"open": "exclude"}))


def statistic(dice: Random) -> dict[str, Any]:
    """Return an aggregate of a column."""
    column = dice.choice(("effort", "reopens", "on_hold", "talk", "mood"))
    return {"type": "statistic", "of": column, "aggregate": dice.choice(AGGREGATES)}


def attitude(dice: Random) -> dict[str, Any]:
    """Return an aggregate of survey answers."""
    aggregate = dice.choice(AGGREGATES)
    return {"type": "statistic", "table": "surveys", "of": "attitude", "aggregate": aggregate}


def nps(_dice: Random) -> dict[str, Any]:
    """Return the net promoter score."""
    return {"type": "nps", "table": "surveys", "of": "recommend"}


def count(dice: Random) -> dict[str, Any]:
    """Return a number of rows."""
    return {"type": "count"} | dice.choice(({}, {"table": "surveys"}))


MENU = (ratio, survey_ratio, duration, within, within, statistic, attitude, nps, count)


def unit_of(spec: dict[str, Any]) -> str:
    """Return the unit in which the indicator's target speaks."""
    if spec["type"] == "statistic":
        return "s" if spec["of"] in ("on_hold", "talk") else "number"
    units = {"ratio": "share", "within": "share", "duration": "s", "formula": "number"}
    return units.get(spec["type"], str(spec["type"]))


def indicator(dice: Random, *, lookup: bool) -> dict[str, Any]:
    """Return any indicator that counts rows."""
    spec = dice.choice(MENU)(dice)
    if not lookup and "exists" in spec.get("good", ""):
        spec["good"] = "vip"
    on_surveys = spec.get("table") == "surveys"
    if dice.random() < 0.4:
        wheres = SURVEY_WHERES if on_surveys else TICKET_WHERES
        spec["where"] = dice.choice((*wheres, 'priority == "P2"') if lookup else wheres)
    by_category = dice.random() < 0.4 and (lookup or not on_surveys)
    return spec | judgement(dice, unit_of(spec), by_category=by_category)


def judgement(dice: Random, unit: str, *, by_category: bool) -> dict[str, Any]:
    """Return target, points and min_n, each of which may be left out."""
    found: dict[str, Any] = {}
    if dice.random() < 0.85:
        found["target"] = target(dice, unit, by_category=by_category)
    form = points(dice, unit, found.get("target"))
    if form:
        found["points"] = form
    if dice.random() < 0.6:
        found["min_n"] = dice.choice((2, 5, 9))
    return found


def formula(dice: Random, others: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a figure made of other indicators; durations only go with durations."""
    seconds = [name for name, spec in others.items() if unit_of(spec) == "s"]
    numbers = [name for name in others if name not in seconds]
    names = numbers or seconds
    one, other = dice.sample(names, 2) if len(names) > 1 else names * 2
    text = f"{one} / {other} * 10"
    if numbers:
        text = dice.choice((text, f"{one} - {other}", f"({one} + 1) / {other}"))
    return {"type": "formula", "value": text} | judgement(dice, "number", by_category=False)
