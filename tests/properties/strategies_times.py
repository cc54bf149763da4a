"""Working calendars, limits, pauses, open cases, repeats and states, all by chance."""

from __future__ import annotations

from random import Random
from typing import Any

Spec = dict[str, Any]

HOURS: tuple[Spec, ...] = (
    {"mon-fri": ["09:00-12:00", "13:30-18:00"], "sat": ["09:00-12:00"]},
    {"mon-fri": ["08:00-17:00"]},
    {"mon,wed,fri": ["07:15-19:45"], "sun": ["00:30-04:00"]},
    {"tue-thu": ["10:00-16:00"]},
)
NIGHTS: tuple[Spec, ...] = (
    {"daily": ["22:00-06:00"]},
    {"mon-fri": ["20:30-02:30"], "sun": ["23:00-00:00"]},
    {"sat": ["18:00-01:30"], "sun": ["18:00-03:00"], "mon-fri": ["22:00-00:30"]},
)
HOLIDAYS: tuple[Any, ...] = ("CN", "US", "US-CA", "US-CA", ["CN", "US"])
CLOSED = ["2026-03-25", "2026-03-30..2026-03-31", "2026-09-30", "2026-10-26"]
OPEN = {"2026-03-29": ["01:00-05:00"], "2026-10-03": ["10:00-16:00"], "2026-02-28": ["08:00-20:00"]}
ZONES = (None, None, "Europe/London", "America/New_York", "Asia/Shanghai", "America/Havana")
CHOICES: tuple[Any, ...] = (
    "office", "office", "nights", "always",
    {"by": "team", "EMEA": "office", "default": "nights"},
    {"by": "priority", "P1": "always", "P2": "office"},
)  # fmt: skip
#: Under a calendar a day is ambiguous, so limits are in hours and working days.
LIMITS: tuple[Any, ...] = (
    "4h", "9h", "1wd", "2wd", "5wd", "due_at", "due_at", "due_at", "on_hold", "age",
    ["due_at", "extended_at"], ["on_hold", "at_vendor"],
    {"by": "priority", "P1": "30m", "P2": "1wd"},
    {"by": "priority", "P1": "1h30m", "P2": "6h", "default": "3wd"},
    {"by": ["urgency", "priority"], "high": {"P1": "2h", "default": "1wd"}, "default": "16h"},
    {"by": ["team", "urgency"], "EMEA": {"high": "1wd", "default": "5h"}, "default": "2wd"},
)  # fmt: skip
ELAPSED: tuple[Any, ...] = ("2h", "due_at", ["due_at", "extended_at"], ["on_hold", "at_vendor"],
                            {"by": "priority", "P1": "30m", "default": "1d"})  # fmt: skip
DUE = ("due_at", ["due_at", "extended_at"])
PAUSES: tuple[Any, ...] = ("on_hold", ["on_hold", "at_vendor"])
HISTORIES: tuple[Any, ...] = (
    {"table": "changes", "status": "state", "in": ["pending"]},
    {"table": "changes", "status": "state", "in": ["hold", "pending"]},
)
AGGREGATES = ("mean", "median", "sum", "p90", "max", "min")
TIMES = (
    ("created_at", "replied_at"),
    ("created_at", "resolved_at"),
    ("created_at", "resolved_at"),
    ("replied_at", "resolved_at"),
)
PER = (["team"], ["team", "priority"], ["urgency"], ["customer"], ["customer"])


def calendars(dice: Random) -> Spec:
    """Return the calendars of a rule set."""
    office: Spec = {"hours": dice.choice(HOURS)}
    if dice.random() < 0.7:
        office["holidays"] = dice.choice(HOLIDAYS)
    if dice.random() < 0.4:
        office["closed"] = sorted(dice.sample(CLOSED, 2))
    if dice.random() < 0.4:
        office["open"] = {day: OPEN[day] for day in sorted(dice.sample(sorted(OPEN), 2))}
    if dice.random() < 0.4:
        office["versions"] = versions(dice)
    nights: Spec = {"hours": dice.choice(NIGHTS)}
    for one in (office, nights):
        zone = dice.choice(ZONES)
        one.update({"timezone": zone} if zone else {})
    return {"office": office, "nights": nights, "always": {"hours": "24x7"}}


def versions(dice: Random) -> list[Spec]:
    """Return what changes of a calendar, once or twice."""
    found: list[Spec] = [{"from": "2026-03-16", "hours": dice.choice(HOURS)}]
    if dice.random() < 0.5:
        found.append({"from": dice.choice(("2026-03-30", "2026-10-09")), "closed": CLOSED[1:3]})
    return found


def timed(dice: Random, *, histories: bool) -> Spec:
    """Return by what the time of an indicator is told: calendar, pauses, neither."""
    found: Spec = {}
    if dice.random() < 0.75:
        found["calendar"] = dice.choice(CHOICES)
    luck = dice.random()
    if luck < 0.3:
        found["pause"] = dice.choice(PAUSES)
    elif luck < 0.65 and histories:
        found["pause"] = dice.choice(HISTORIES)
    return found


def duration(dice: Random, *, histories: bool) -> Spec:
    """Return a duration in the time that counts, often a survival percentile."""
    start, end = dice.choice(TIMES)
    found: Spec = {"type": "duration", "from": start, "to": end}
    if dice.random() < 0.6:
        aggregate = dice.choice(("median", "p90", "p90", "p10", "p10"))
        found |= {"aggregate": aggregate, "open": "survival"}
        if dice.random() < 0.2:
            found["target"] = {"at_most": dice.choice(("10m", "4h"))}
    else:
        found["aggregate"] = dice.choice(("mean",) * 8 + AGGREGATES)
        found |= dice.choice(({}, {"open": "age"}))
    return found | timed(dice, histories=histories)


def within(dice: Random, *, histories: bool) -> Spec:
    """Return a share of cases in time, in the time that counts."""
    start, end = dice.choice(TIMES)
    found = {"type": "within", "from": start, "to": end} | timed(dice, histories=histories)
    found["limit"] = dice.choice(LIMITS if "calendar" in found else ELAPSED)
    if found["limit"] in DUE and "pause" not in found:
        found.pop("calendar", None)  # a calendar says nothing of a due time that nothing moves
    return found | dice.choice(({}, {}, {"open": "exclude"}))


def repeat(dice: Random, *, histories: bool) -> Spec:  # noqa: ARG001 - one signature for all
    """Return a share of cases that do not come back."""
    return {"type": "repeat", "per": dice.choice(PER), "within": dice.choice(("4h", "2d", "7d"))}


def apart(dice: Random, *, histories: bool) -> Spec:  # noqa: ARG001 - one signature for all
    """Return a share that sets the groups of some groupings wholly apart, with its target."""
    good = dice.choice(('team in ["EMEA", "华东组"]', 'urgency == "high"'))
    return {"type": "ratio", "good": good, "target": {dice.choice(("at_least", "at_most")): "50%"}}


MENU = (duration, duration, duration, within, within, within, within, repeat, apart, apart)


def states(dice: Random, found: Spec) -> Spec:
    """Return what each status says, and what is overdue."""
    told: Spec = {"resolved": ["solved", "closed", "已解决"], "in_progress": "open"}
    told |= {"waiting": ["new", "pending"], "void": "spam"}
    names = [n for n, one in found.items() if one["type"] == "within" and "table" not in one]
    luck = dice.random()
    if names and luck < 0.7:
        told["overdue"] = dice.choice(names)
    elif luck < 0.85:
        told["overdue"] = "due_at"
    if dice.random() < 0.4:
        told["ages"] = ["6h", "2d", "10d"]
    return told


def changes_table() -> Spec:
    """Return the history of the status of tickets."""
    columns = {"ticket_id": {}, "changed_at": {"type": "datetime"}, "state": {"required": False}}
    return {"clock": "changed_at", "lookup": {"tickets": "ticket_id"}, "columns": columns}
