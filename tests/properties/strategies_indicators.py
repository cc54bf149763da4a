"""Indicators of every measure, with every aggregate, limit and way to count open cases."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.properties import strategies_times as times
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
    "heavy",
    "weekday(created_at) in [6, 7] or hour(replied_at) >= 18",
    "resolved_at <= @2026-03-29T03:30",
    "half_load > 3.5 and not missing(age)",
    "opened_day == 7",
)
SURVEY_WHERES = ("solved", "attitude >= 3", 'channel == "web"', "present(recommend)")
GOODS = (
    'status in ["solved", "closed"] and reopens == 0',
    "effort * 2 <= 15",
    "effort / reopens > 3",
    "present(resolved_at) and on_hold < 10m",
    "exists(surveys)",
    "talk <= 90s or vip",
    "heavy and answered_at < due_at",
    "age <= 2h",
    "vip == true or load != 0",
)
SURVEY_GOODS = ("solved", "attitude >= 4", "recommend - attitude > 90%")
TIMES = (
    ("created_at", "replied_at"),
    ("created_at", "resolved_at"),
    ("replied_at", "resolved_at"),
    ("created_at", "answered_at"),
)
OF_EXPRESSIONS = ("effort * 2 - reopens", "talk + on_hold", "talk / on_hold", "talk * 1.5")
SECONDS = ("on_hold", "talk", "age", "talk + on_hold", "talk * 1.5")
LIMITS: tuple[Any, ...] = (
    "2h",
    "due_at",
    "on_hold",
    "age",
    {"by": "priority", "P1": "30m", "P2": "4h"},
    {"by": "team", "EMEA": "1h30m", "default": "3h"},
    {"by": ["priority", "team"], "P1": {"EMEA": "15m", "华东组": "1h"}, "P2": "4h"},
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
    column = dice.choice(
        ("effort", "reopens", "on_hold", "talk", "mood", "age", "half_load", *OF_EXPRESSIONS)
    )
    return {"type": "statistic", "of": column, "aggregate": dice.choice(AGGREGATES)}


def attitude(dice: Random) -> dict[str, Any]:
    """Return an aggregate of survey answers."""
    column, aggregate = dice.choice(("attitude", "delight")), dice.choice(AGGREGATES)
    return {"type": "statistic", "table": "surveys", "of": column, "aggregate": aggregate}


def nps(dice: Random) -> dict[str, Any]:
    """Return the net promoter score."""
    of = dice.choice(("recommend", "recommend", "recommend * 2 - attitude"))
    return {"type": "nps", "table": "surveys", "of": of}


def count(dice: Random) -> dict[str, Any]:
    """Return a number of rows."""
    return {"type": "count"} | dice.choice(({}, {"table": "surveys"}))


MENU = (ratio, survey_ratio, duration, within, within, statistic, attitude, nps, count)


def unit_of(spec: dict[str, Any]) -> str:
    """Return the unit in which the indicator's target speaks."""
    if spec["type"] == "statistic":
        return "s" if spec["of"] in SECONDS else "number"
    if spec["type"] == "formula":
        return str(spec["unit"])
    units = {"ratio": "share", "within": "share", "repeat": "share", "duration": "s"}
    return units.get(spec["type"], str(spec["type"]))


def indicator(dice: Random, *, lookup: bool, histories: bool) -> dict[str, Any]:
    """Return any indicator that counts rows; most speak of working time or repeats."""
    if dice.random() < 0.6:
        spec = dice.choice(times.MENU)(dice, histories=histories)
    else:
        spec = dice.choice(MENU)(dice)
    if not lookup and "exists" in spec.get("good", ""):
        spec["good"] = "vip"
    if "target" in spec:
        return spec
    on_surveys = spec.get("table") == "surveys"
    if dice.random() < 0.4:
        wheres = SURVEY_WHERES if on_surveys else TICKET_WHERES
        spec["where"] = dice.choice((*wheres, 'priority == "P2"') if lookup else wheres)
    by_category = dice.random() < 0.4 and (lookup or not on_surveys)
    return spec | judgement(dice, unit_of(spec), by_category=by_category)


def judgement(
    dice: Random, unit: str, *, by_category: bool, formula: bool = False
) -> dict[str, Any]:
    """Return target, points and min_n, each of which may be left out."""
    found: dict[str, Any] = {}
    if formula and unit == "number" and dice.random() < 0.15:
        unit = "share"  # a formula under a target in %
    if dice.random() < 0.85:
        found["target"] = target(dice, unit, by_category=by_category)
    elif unit == "share":
        return found
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
    names = seconds if len(seconds) > 1 and dice.random() < 0.4 else numbers or seconds
    one, other = dice.sample(names, 2) if len(names) > 1 else names * 2
    texts = [f"{one} / {other} * 10", f"{one} - {other}"]
    texts += [f"({one} + 1) / {other}", f"{one} * {one} * {one}"] if names is numbers else []
    text = dice.choice(texts)
    unit = "s" if names is seconds and "-" in text else "number"
    found = {"type": "formula", "value": text}
    return found | judgement(dice, unit, by_category=False, formula=True) | {"unit": unit}
