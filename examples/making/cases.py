"""The cases of a small desk in the first quarter of 2026, before any vendor writes them down.

Tests work the figures out from these, so a case holds what is meant and not how it is spelled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from making.draw import Choice, Draw

FIRST = datetime(2025, 12, 22, 1, tzinfo=UTC)
EXPORTED = datetime(2026, 3, 31, 15, 59, 59, tzinfo=UTC)

_PRIORITIES = Choice(("P1", 15), ("P2", 30), ("P3", 35), ("P4", 15), ("", 5))
_STATUS = Choice(("solved", 84), ("open", 10), ("void", 6))
_KINDS = Choice(("incident", 40), ("request", 35), ("question", 23), ("complaint", 2))
_CATEGORIES = Choice(("network", 40), ("software", 35), ("access", 20), ("", 5))
_TEAMS = Choice(("desk", 60), ("field", 38), ("", 2))
_AGENTS = Choice(("Ines Berg", 40), ("Tom Okafor", 35), ("Lin Yue", 23), ("", 2))
_FEW = Choice((0, 85), (1, 11), (2, 4))
_RATINGS = Choice((0, 25), (5, 42), (4, 18), (3, 6), (2, 4), (1, 5))
_LIMITS = {"P1": (15, 240), "P2": (30, 480), "P3": (240, 1440), "P4": (480, 2400), "": (240, 1440)}


@dataclass(frozen=True)
class Case:
    """One case; moments are in UTC, to the second.

    ``status`` is solved, open or void, ``priority`` P1 to P4 or empty, ``rating`` 1 to 5.
    """

    number: int
    created: datetime
    replied: datetime | None
    solved: datetime | None
    updated: datetime
    status: str
    priority: str
    kind: str
    category: str
    team: str
    agent: str
    reopens: int
    handovers: int
    rating: int | None
    confirmed: bool | None


def make_cases(draw: Draw, count: int) -> list[Case]:
    """Draw cases, oldest first."""
    span = int((EXPORTED - FIRST).total_seconds())
    moments = sorted(FIRST + timedelta(seconds=draw.below(span)) for _ in range(count))
    return [_case(draw, 4001 + n, moment) for n, moment in enumerate(moments)]


def _case(draw: Draw, number: int, created: datetime) -> Case:
    priority = _PRIORITIES.pick(draw)
    reply, solve = _LIMITS[priority]
    replied = created + timedelta(seconds=draw.about(reply * 20))
    solved = replied + timedelta(seconds=draw.about(solve * 24))
    status = _STATUS.pick(draw)
    if status == "solved" and solved > EXPORTED:
        status = "open"
    rating = _RATINGS.pick(draw) if status == "solved" else 0
    return Case(
        number=number,
        created=created,
        replied=replied if replied <= EXPORTED and not draw.chance(500) else None,
        solved=solved if status == "solved" else None,
        updated=min((solved if status == "solved" else replied) + timedelta(hours=5), EXPORTED),
        status=status,
        priority=priority,
        kind=_KINDS.pick(draw),
        category=_CATEGORIES.pick(draw),
        team=_TEAMS.pick(draw),
        agent=_AGENTS.pick(draw),
        reopens=_FEW.pick(draw),
        handovers=_FEW.pick(draw) + _FEW.pick(draw),
        rating=rating or None,
        confirmed=rating > 2 if rating and not draw.chance(1500) else None,  # noqa: PLR2004 - content
    )


def to_the_minute(case: Case) -> Case:
    """Return a case whose moments are cut to minutes; the reply stays as long after creation."""
    cut = {"second": 0}
    created = case.created.replace(**cut)
    replied = case.replied and created + (case.replied - case.created)
    solved = case.solved and case.solved.replace(**cut)
    return replace(
        case, created=created, replied=replied, solved=solved, updated=case.updated.replace(**cut)
    )


def replied_in_minutes(case: Case) -> Case:
    """Return a case whose reply came a whole number of minutes after creation."""
    if case.replied is None:
        return case
    minutes = int((case.replied - case.created).total_seconds()) // 60
    return replace(case, replied=case.created + timedelta(minutes=minutes))


def never_void(case: Case) -> Case:
    """Return a case that is open where it was void: some vendors have no such state."""
    return replace(case, status="open") if case.status == "void" else case


def without_first(case: Case) -> Case:
    """Return a case that is P2 where it was P1: some vendors have three priorities."""
    return replace(case, priority="P2") if case.priority == "P1" else case


def without_last(case: Case) -> Case:
    """Return a case that is P3 where it was P4: some vendors have three priorities."""
    return replace(case, priority="P3") if case.priority == "P4" else case


def without_complaints(case: Case) -> Case:
    """Return a case of no kind where it was a complaint: some vendors have no such kind."""
    return replace(case, kind="") if case.kind == "complaint" else case


def good_or_bad(case: Case) -> Case:
    """Return a case that is rated 5 or 1: some vendors ask for good or bad only."""
    if case.rating is None:
        return case
    return replace(case, rating=5 if case.rating > 3 else 1)  # noqa: PLR2004 - the middle
