"""The calls of a call centre over a quarter, their reviews, and the work orders they led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from making.days import arrivals, with_offset
from making.draw import NARROW, WIDE, Choice, Draw
from making.sheets import Sheet, yes_no

_GROUPS = {
    "Billing": ("Ann Fox", "Bo Zhang", "Cai Min", "Dora Lee", "Eric Holm"),
    "技术支持": ("方圆", "高飞", "何静", "江涛", "孔宁", "罗丹"),
    "Complaints": ("Mia Stone", "Noah Wu", "Olga Sidorova"),
}
_GROUP = Choice(("Billing", 48), ("技术支持", 40), ("Complaints", 12))
_PEAK = range(9, 12)
_LAST_DAY = date(2025, 3, 31)


@dataclass(frozen=True)
class Call:
    """One call that queued for an agent; times in seconds, None where nobody answered."""

    number: int
    started: datetime
    group: str
    agent: str
    answered: bool
    wait: int
    talk: int
    hold: int
    wrap: int
    transferred: bool
    resolved: bool
    satisfied: bool | None
    complaint: bool

    @property
    def name(self) -> str:
        """The call's id in every export."""
        return f"CALL{self.number}"


def make_calls(draw: Draw, count: int, first: date, days: int) -> list[Call]:
    """Draw the calls of `days` days from `first`, oldest first."""
    moments = arrivals(draw, count, first, days)
    return [_call(draw, 50_001 + n, moment) for n, moment in enumerate(moments)]


def _call(draw: Draw, number: int, started: datetime) -> Call:
    group = _GROUP.pick(draw)
    busy = started.hour in _PEAK
    answered = not draw.chance(1250 if busy else 620)
    transferred = answered and draw.chance(1100)
    resolved = answered and draw.chance(6200 if transferred else 8700)
    satisfied = draw.chance(9200 if resolved else 6600)
    return Call(
        number=number,
        started=started,
        group=group,
        agent=_GROUPS[group][draw.below(len(_GROUPS[group]))] if answered else "",
        answered=answered,
        wait=draw.about((11 if busy else 8) if answered else 34, WIDE),
        talk=draw.about(195, NARROW),
        hold=draw.about(25, WIDE) if draw.chance(3000) else 0,
        wrap=draw.about(45, NARROW),
        transferred=transferred,
        resolved=resolved,
        satisfied=satisfied if answered and draw.chance(3400) else None,
        complaint=answered and draw.chance(7),
    )


def calls_sheet(calls: list[Call]) -> Sheet:
    """Lay the calls out; what an unanswered call has not stays empty."""
    header = (
        "Call ID,Started at,Skill group,Agent,Answered,Wait seconds,Talk seconds,Hold seconds,"
        "Wrap seconds,Transferred,Resolved,Satisfied,Complaint"
    )
    return [header.split(","), *map(_call_row, calls)]


def _call_row(call: Call) -> list[str]:
    inside = [call.talk, call.hold, call.wrap]
    return [
        *(call.name, with_offset(call.started), call.group, call.agent),
        *(yes_no(call.answered), str(call.wait)),
        *(map(str, inside) if call.answered else [""] * len(inside)),
        *(yes_no(call.transferred), yes_no(call.resolved)),
        *(yes_no(call.satisfied), yes_no(call.complaint)),
    ]


def reviews_sheet(draw: Draw, calls: list[Call]) -> Sheet:
    """Draw a review for one answered call in twelve: a mark out of 100 and no fatal error."""
    header = "review_id,call_id,reviewed_at,reviewer,mark,fatal"
    rows: Sheet = [header.split(",")]
    reviewers = ("Grace Tan", "宋佳", "Peter Voss")
    for call in calls:
        if not call.answered or not draw.chance(830):
            continue
        reviewed = call.started + timedelta(hours=20 + draw.below(30))
        if reviewed.date() > _LAST_DAY:
            continue
        mark = 86 + draw.below(15) if draw.chance(9150) else 70 + draw.below(15)
        reviewer = reviewers[draw.below(len(reviewers))]
        cells = [f"Q{len(rows):04}", call.name, with_offset(reviewed), reviewer, str(mark), "N"]
        rows.append(cells)
    return rows


def orders_sheet(draw: Draw, calls: list[Call]) -> Sheet:
    """Draw a work order for one call in nine, due after one to five days."""
    rows: Sheet = [["order_id", "call_id", "opened_at", "due_at", "closed_at"]]
    for call in calls:
        if not call.answered or not draw.chance(1100):
            continue
        opened = call.started + timedelta(seconds=call.wait + call.talk)
        allowed = timedelta(days=1 + draw.below(5))
        closed = opened + timedelta(minutes=draw.about(360 * allowed.days, WIDE))
        times = (opened, opened + allowed, closed if closed.date() <= _LAST_DAY else None)
        rows.append([f"W{len(rows):05}", call.name, *map(with_offset, times)])
    return rows
