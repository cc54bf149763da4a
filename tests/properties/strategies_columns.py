"""The columns that generated tables declare, and how an export of one seed writes them."""

# ruff: noqa: S311 - seeded dice, not cryptography

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

TICKETS: dict[str, dict[str, Any]] = {
    "ticket_id": {"from": ["工单编号", "ticket_id"]},
    "created_at": {"type": "datetime"},
    "replied_at": {"type": "datetime"},
    "resolved_at": {"type": "datetime"},
    "due_at": {"type": "datetime"},
    "extended_at": {"type": "datetime"},
    "updated_at": {"type": "datetime"},
    "opened_on": {"type": "date"},
    "status": {},
    "team": {"from": ["受理组"]},
    "priority": {"type": "category", "values": {"P1": ["Urgent", "紧急"], "P2": ["高"], "P3": []}},
    "urgency": {"type": "category", "values": {"high": ["H"], "low": ["L"]}},
    "reopens": {"type": "integer", "min": 0},
    "effort": {"type": "number", "min": 0, "max": 100},
    "on_hold": {"type": "duration", "unit": "m"},
    "at_vendor": {"type": "duration", "unit": "h"},
    "customer": {},
    "talk": {"type": "duration"},
    "mood": {"type": "scale", "values": {"5": ["Great", "很好"], "3": ["OK"], "1": ["Bad"]}},
    "vip": {"type": "boolean", "values": {"true": ["Y", "是"], "false": ["N", "否"]}},
    "load": {"value": "effort * (reopens + 1)"},
    "half_load": {"value": "load / 2"},
    "age": {"value": "resolved_at - created_at"},
    "answered_at": {"value": "replied_at + talk"},
    "heavy": {"value": "effort >= 7 or on_hold > 10m and not vip"},
    "opened_day": {"value": "weekday(opened_on)"},
}
SURVEYS: dict[str, dict[str, Any]] = {
    "response_id": {},
    "ticket_id": {},
    "submitted_at": {"type": "datetime"},
    "attitude": {"type": "integer", "min": 1, "max": 5},
    "solved": {"type": "boolean", "values": {"true": ["Y"], "false": ["N"]}},
    "recommend": {"type": "integer"},
    "channel": {},
    "delight": {"value": "attitude * 2 - 1"},
}
TIME_FORMATS = ["%d/%m/%Y %H:%M", "iso", "%d.%m.%Y"]
DAY_FORMATS = ["%d/%m/%Y", "iso"]

#: Days on which the clocks change somewhere, ends of months, and their neighbours.
EDGES = (
    "2025-12-31", "2026-02-28", "2026-03-08", "2026-03-25", "2026-03-26", "2026-03-28",
    "2026-03-29", "2026-03-31", "2026-10-25", "2026-11-01",
)  # fmt: skip
#: Six weeks around the changes of clocks in spring and in autumn, the latter with a long holiday.
SPRING, AUTUMN = (
    tuple(str(date.fromisoformat(first) + timedelta(days=n)) for n in range(42))
    for first in ("2026-02-20", "2026-09-22")
)

#: Columns that an export may lack.
OPTIONAL = (
    "replied_at", "resolved_at", "due_at", "opened_on", "team", "urgency", "reopens", "effort",
    "on_hold", "talk", "mood", "vip", "channel", "solved", "attitude", "extended_at", "at_vendor",
    "customer", "state",
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How the exports of one seed write their cells, and which columns they lack."""

    forms: dict[str, str]
    absent: frozenset[str]
    days: tuple[str, ...] = EDGES

    @staticmethod
    def of(seed: int) -> Style:
        """Return the style of a seed."""
        dice = Random(f"{seed}/style")
        forms = {name: dice.choice(("plain", "plain", "formats")) for name in TICKETS}
        forms["due_at"] = dice.choice(("plain", "formats", "days", "mixed"))
        absent = dice.sample(OPTIONAL, dice.choice((0, 0, 0, 1, 2, 4)))
        absent += ["created_at"] if dice.random() < 0.03 else []
        days = dice.choice((EDGES, EDGES, SPRING + EDGES[2:7], AUTUMN + EDGES[-2:] * 2))
        return Style(forms, frozenset(absent), days)


def declared(columns: dict[str, dict[str, Any]], style: Style, dice: Random) -> dict[str, Any]:
    """Return the columns with the formats that the style needs and what may be absent."""
    found = {}
    for name, spec in columns.items():
        own = dict(spec)
        kind = spec.get("type")
        if style.forms.get(name) == "formats" and kind in ("datetime", "date"):
            own["formats"] = TIME_FORMATS if kind == "datetime" else DAY_FORMATS
        if name in style.absent or (name in OPTIONAL and dice.random() < 0.2):
            own["required"] = False
        found[name] = own
    return found
