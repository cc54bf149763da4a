"""Exports that hold every nuisance the definitions speak of, each row from its own seed.

A row depends on its number alone, so that hypothesis can drop rows without changing the others.
"""

# ruff: noqa: S311 - seeded dice, not cryptography

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from random import Random

from tests.properties.strategies_columns import Style

FORMS = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
OFFSETS = ("", "", "", "Z", "+08:00", "-05:00")
STEPS = (0, 15, 30, 60, 120, 240, 481, 1440, 4320, 8640, 17280)  # minutes

TEAMS = ("EMEA", "华东组", "客服二组", "a, b", "")
PRIORITIES = ("P1", "Urgent", "紧急", "高", "P2", "P3", "P3", "VIP", "")
STATUSES = ("solved", "closed", "open", "spam", "已解决", "new", "pending", "odd", "")
STATES = ("pending", "pending", "hold", "open", "open")


def written(dice: Random, moment: datetime, form: str = "plain") -> str:
    """Return a time as text, in one of the ways that the form of its column allows."""
    if form == "days" or (form == "mixed" and dice.random() < 0.3):
        return moment.strftime(dice.choice(("%Y-%m-%d", "%Y/%m/%d")))
    if form == "formats" and dice.random() < 0.6:
        return moment.strftime(dice.choice(("%d/%m/%Y %H:%M", "%d.%m.%Y", "%Y-%m-%d")))
    return moment.strftime(dice.choice(FORMS)) + dice.choice(OFFSETS)


def written_day(dice: Random, moment: datetime, form: str) -> str:
    """Return a day as text."""
    short = form == "formats" and dice.random() < 0.5
    return moment.strftime("%d/%m/%Y" if short else "%Y-%m-%d")


def spoilt(dice: Random, text: str, missing: float = 0.1, invalid: float = 0.04) -> str:
    """Return the text, or now and then a missing or an invalid cell, or one with white space."""
    luck = dice.random()
    if luck < missing:
        return dice.choice(("", "", "N/A"))
    if luck < missing + invalid:
        return "soon"
    return f" {text} " if luck > 0.97 else text


def some_moment(dice: Random, days: tuple[str, ...]) -> datetime:
    """Return a quarter of an hour on one of the days."""
    return datetime.fromisoformat(dice.choice(days)) + timedelta(minutes=15 * dice.randrange(96))


def ticket(dice: Random, number: int, style: Style) -> dict[str, str]:
    """Return the cells of one ticket."""
    created, forms = some_moment(dice, style.days), style.forms
    later = [created + timedelta(minutes=dice.choice(STEPS)) for _ in range(5)]
    early = created - timedelta(minutes=dice.choice(STEPS))
    replied = early if dice.random() < 0.1 else later[0]
    name = dice.choice((number, number, number, number // 2))
    return {
        "工单编号": "" if dice.random() < 0.04 else f"T{name}",
        "created_at": spoilt(dice, written(dice, created, forms["created_at"]), 0.05, 0.03),
        "replied_at": spoilt(dice, written(dice, replied, forms["replied_at"]), 0.2),
        "resolved_at": spoilt(dice, written(dice, later[1], forms["resolved_at"]), 0.3),
        "due_at": spoilt(dice, written(dice, later[2], forms["due_at"])),
        "updated_at": spoilt(dice, written(dice, later[3], forms["updated_at"])),
        "extended_at": spoilt(dice, written(dice, later[4], forms["extended_at"]), 0.4),
        "opened_on": spoilt(dice, written_day(dice, created, forms["opened_on"])),
        "status": dice.choice(STATUSES),
        "受理组": dice.choice(TEAMS),
        "priority": dice.choice(PRIORITIES),
        "urgency": dice.choice(("high", "H", "L", "low", "odd", "")),
        "reopens": spoilt(dice, dice.choice(("0", "0", "1", "2", "-1"))),
        "effort": spoilt(dice, dice.choice(("0", "2.5", "7", "7.25", "40", "100.5"))),
        "on_hold": spoilt(dice, dice.choice(("0", "5", "12.5", "240"))),
        "at_vendor": spoilt(dice, dice.choice(("0", "1", "2.5", "20")), 0.4, 0.01),
        "customer": dice.choice(("ann", "bob", "卡尔", "")),
        "talk": spoilt(dice, dice.choice(("0:00:20", "0:01:30", "1:30", "2:00:00"))),
        "mood": spoilt(dice, dice.choice(("Great", "很好", "OK", "Bad"))),
        "vip": spoilt(dice, dice.choice(("Y", "是", "N", "否", "true"))),
    }


def change(dice: Random, seed: int, style: Style) -> dict[str, str]:
    """Return one change of the status of a ticket, mostly soon after it was created."""
    number = dice.randrange(24)
    created = some_moment(Random(f"{seed}/ticket/{number}"), style.days)
    at = created + timedelta(minutes=dice.choice((-30, *STEPS)))
    return {
        "ticket_id": f"T{number}" if dice.random() < 0.95 else "",
        "changed_at": spoilt(dice, written(dice, at), 0.02, 0.02),
        "state": spoilt(dice, dice.choice(STATES), 0.02, 0),
    }


def survey(dice: Random, number: int, style: Style) -> dict[str, str]:
    """Return the cells of one survey answer."""
    at = some_moment(dice, style.days)
    return {
        "response_id": f"R{dice.choice((number, number, number, number // 2))}",
        "ticket_id": dice.choice(("", "T99", *[f"T{n}" for n in range(12)])),
        "submitted_at": spoilt(dice, written(dice, at), 0.05, 0.03),
        "attitude": spoilt(dice, str(dice.randrange(7))),
        "solved": spoilt(dice, dice.choice(("Y", "Y", "N"))),
        "recommend": spoilt(dice, str(dice.choice((0, 3, 6, 7, 8, 9, 9, 10, 10, 11)))),
        "channel": dice.choice(("web", "电话", "")),
    }


def export(rows: list[dict[str, str]], header: list[str], dice: Random) -> str:
    """Return the text of an export: some records twice, some lines empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
        if dice.random() < 0.05:
            writer.writerow(row)
        if dice.random() < 0.01 and "priority" in row:
            writer.writerow(row | {"priority": "Urgent"})  # another spelling of P1
        if dice.random() < 0.03:
            text.write("\n")
    return text.getvalue()


def tickets_text(seed: int, numbers: list[int]) -> str:
    """Return the tickets export with the rows of these numbers."""
    style = Style.of(seed)
    rows = [ticket(Random(f"{seed}/ticket/{n}"), n, style) for n in numbers]
    absent = {"受理组" if name == "team" else name for name in style.absent}
    header = [name for name in ticket(Random(0), 0, style) if name not in absent]
    return export(rows, header, Random(f"{seed}/tickets"))


def surveys_text(seed: int, numbers: list[int]) -> str:
    """Return the surveys export with the rows of these numbers."""
    style = Style.of(seed)
    rows = [survey(Random(f"{seed}/survey/{n}"), n, style) for n in numbers]
    header = [name for name in survey(Random(0), 0, style) if name not in style.absent]
    return export(rows, header, Random(f"{seed}/surveys"))


def changes_text(seed: int, numbers: list[int]) -> str:
    """Return the export of changes with the rows of these numbers."""
    style = Style.of(seed)
    rows = [change(Random(f"{seed}/change/{n}"), seed, style) for n in numbers]
    header = [name for name in change(Random(0), 0, style) if name not in style.absent]
    return export(rows, header, Random(f"{seed}/changes"))
