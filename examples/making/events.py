"""An event log: one row per step of a case, from which a case's times must be derived."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from making.days import arrivals, naive
from making.draw import NARROW, WIDE, Choice, Draw
from making.sheets import Sheet

_TEAMS = Choice(("运维一组", 40), ("运维二组", 35), ("Vendor", 25))
_HOURS_TO_RESOLVE = {"运维一组": 14, "运维二组": 18, "Vendor": 40}


def events_sheet(draw: Draw, count: int, first: date, days: int) -> Sheet:
    """Draw `count` cases and lay their steps out in the order of the log."""
    steps: list[tuple[datetime, int, list[str]]] = []
    for number, opened in enumerate(arrivals(draw, count, first, days), start=1):
        team = _TEAMS.pick(draw)
        for activity, at in _steps(draw, team, opened):
            steps.append((at, number, [f"Case {number:03}", activity, naive(at), team]))
    rows = [row for _, _, row in sorted(steps, key=lambda step: step[:2])]
    return [["Case ID", "Activity", "Timestamp", "Team"], *rows]


def _steps(draw: Draw, team: str, opened: datetime) -> list[tuple[str, datetime]]:
    taken = opened + timedelta(seconds=draw.about(2400, NARROW))
    steps = [("Opened", opened), ("Taken in charge", taken)]
    if draw.chance(1800):
        taken += timedelta(seconds=draw.about(14_400, NARROW))
        steps.append(("Waiting for customer", taken))
    resolved = taken + timedelta(seconds=draw.about(_HOURS_TO_RESOLVE[team] * 3600, WIDE))
    if draw.chance(250):
        return steps
    steps.append(("Resolved", resolved))
    if draw.chance(800):
        resolved += timedelta(seconds=draw.about(86_400, NARROW))
        steps.append(("Reopened", resolved))
        resolved += timedelta(seconds=draw.about(28_800, WIDE))
        steps.append(("Resolved", resolved))
    return [*steps, ("Closed", resolved + timedelta(days=3))]
