"""The tickets of a service desk over one year, and how they went.

Two faults are built in for a report to find: the network team answers slowly at night until its
roster changes in July, and one agent closes tickets that come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from making.days import EXPORTED, arrivals, at_night
from making.draw import NARROW, WIDE, Choice, Draw

NETWORK = "网络组"
HASTY = "Kevin Zhou"
ROSTERS = {
    "Service Desk": (
        *("Amy Lin", "Ben Carter", "Chloe Xu", "David Ng", "Ella Park", "Fiona Gu"),
        *("George Hall", "Hannah Li", "Ivan Petrov", "Julia Shen"),
    ),
    "Desktop Support": ("Ken Ito", "Laura Mei", "Mark Evans", "Nina Rao", "Oscar Tan", "Paula Qin"),
    NETWORK: ("王磊", "李娜", "张伟", "刘洋", "陈静", "杨帆"),
    "业务系统组": ("赵敏", "黄强", "周婷", "吴昊", "徐慧", "孙鹏", "马丽", "朱峰"),
    "Account & Access": (HASTY, "Rita Gomez", "Sam Wong", "Tina Feng", "Uma Nair"),
    "Server Operations": ("Victor Luo", "Wendy He", "Xavier Roy", "Yolanda Bi", "Zack Moore"),
}
CATEGORIES = {
    "Service Desk": Choice(("Software", 50), ("Email", 25), ("Printing", 25)),
    "Desktop Support": Choice(("Hardware", 60), ("Printing", 20), ("Software", 20)),
    NETWORK: Choice(("Network", 85), ("Email", 15)),
    "业务系统组": Choice(("Business system", 90), ("Access", 10)),
    "Account & Access": Choice(("Access", 90), ("Email", 10)),
    "Server Operations": Choice(("Server", 80), ("Network", 20)),
}
# Minutes to the first reply and to the solution, as the standard rules allow.
LIMITS = {
    "Urgent": (15, 240),
    "High": (30, 480),
    "Normal": (240, 1440),
    "Low": (480, 2400),
    "": (240, 1440),
}
_BY_DAY = Choice(*zip(ROSTERS, (30, 18, 14, 20, 11, 7), strict=True))
_BY_NIGHT = Choice(*zip(ROSTERS, (28, 6, 34, 10, 6, 16), strict=True))
_PRIORITIES = Choice(("Urgent", 3), ("High", 13), ("Normal", 60), ("Low", 24))
_KINDS = Choice(("Incident", 561), ("Request", 310), ("Question", 125), ("Complaint", 4))
_HANDOVERS = Choice((0, 75), (1, 16), (2, 6), (3, 3))
_ENDED = Choice(("Spam", 3), ("Merged", 5))
_SETTLED = timedelta(days=5)
_ROSTER_CHANGE = date(2025, 7, 1)


@dataclass(frozen=True)
class Ticket:
    """One ticket; None and the empty text stand for cells that the export leaves empty."""

    number: int
    created: datetime
    replied: datetime | None
    solved: datetime | None
    updated: datetime
    status: str
    priority: str
    kind: str
    category: str
    final_category: str
    team: str
    agent: str
    requester: int
    reopens: int
    handovers: int

    @property
    def late(self) -> bool:
        """Whether it was solved after its limit."""
        limit = timedelta(minutes=LIMITS[self.priority][1])
        return self.solved is not None and self.solved - self.created > limit


def make_tickets(draw: Draw, count: int, first: date, days: int) -> list[Ticket]:
    """Draw the tickets of `days` days from `first`, oldest first."""
    moments = arrivals(draw, count, first, days)
    return [_ticket(draw, 100_001 + n, moment) for n, moment in enumerate(moments)]


def _ticket(draw: Draw, number: int, created: datetime) -> Ticket:
    team = (_BY_NIGHT if at_night(created) else _BY_DAY).pick(draw)
    agent = ROSTERS[team][draw.below(len(ROSTERS[team]))]
    priority = "" if draw.chance(80) else _PRIORITIES.pick(draw)
    handovers = _HANDOVERS.pick(draw)
    reopens = _reopens(draw, agent)
    replied = created + _wait(draw, team, created, LIMITS[priority][0])
    solved = replied + _work(draw, team, LIMITS[priority][1], handovers + reopens)
    category = "" if draw.chance(70) else CATEGORIES[team].pick(draw)
    moved = draw.chance(700)
    status = _status(draw, replied, solved)
    done = status in {"Solved", "Closed"}
    touched = [at for at in (created, replied, solved) if at <= EXPORTED]
    return Ticket(
        number=number,
        created=created,
        replied=replied if replied <= EXPORTED and status not in {"Spam", "Merged"} else None,
        solved=solved if done else None,
        updated=min(touched[-1] + timedelta(seconds=draw.below(90_000)), EXPORTED),
        status=status,
        priority=priority,
        kind=_KINDS.pick(draw),
        category=category,
        final_category="" if not done else CATEGORIES[team].pick(draw) if moved else category,
        team="" if draw.chance(20) else team,
        agent="" if status == "New" or draw.chance(50) else agent,
        requester=draw.below(2600),
        reopens=reopens if done else 0,
        handovers=handovers,
    )


def _reopens(draw: Draw, agent: str) -> int:
    if not draw.chance(2600 if agent == HASTY else 620):
        return 0
    return 2 if draw.chance(1500) else 1


def _wait(draw: Draw, team: str, created: datetime, limit: int) -> timedelta:
    """Draw the time to the first reply: about a quarter of the limit, longer at night."""
    percent = 27
    if at_night(created):
        percent = 32
        if team == NETWORK:
            percent = 130 if created.date() < _ROSTER_CHANGE else 60
    return timedelta(seconds=draw.about(limit * 60 * percent // 100, NARROW))


def _work(draw: Draw, team: str, limit: int, detours: int) -> timedelta:
    """Draw the time from reply to solution; some tickets are parked for weeks, a few forgotten."""
    if draw.chance(40):
        return timedelta(days=400)
    if draw.chance(140):
        return timedelta(days=10 + draw.below(80), seconds=draw.below(86_400))
    percent = (25 if team != NETWORK else 38) + 8 * detours
    return timedelta(seconds=draw.about(limit * 60 * percent // 100, WIDE))


def _status(draw: Draw, replied: datetime, solved: datetime) -> str:
    if draw.chance(80):
        return _ENDED.pick(draw)
    if solved <= EXPORTED:
        return "Closed" if solved + _SETTLED <= EXPORTED else "Solved"
    if replied > EXPORTED:
        return "New"
    return "Pending" if draw.chance(3500) else "Open"
