"""What customers answered when asked about their tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from making.days import EXPORTED
from making.draw import Choice, Draw
from making.tickets import Ticket

_CONTENT = Choice((5, 56), (4, 33), (3, 7), (2, 3), (1, 1))
_WAITED = Choice((5, 22), (4, 33), (3, 23), (2, 13), (1, 9))
_BACK_AGAIN = Choice((5, 12), (4, 28), (3, 26), (2, 19), (1, 15))
_RECOMMEND = {
    5: Choice((10, 52), (9, 30), (8, 14), (7, 4)),
    4: Choice((10, 14), (9, 28), (8, 36), (7, 18), (6, 4)),
    3: Choice((8, 20), (7, 32), (6, 26), (5, 22)),
    2: Choice((6, 30), (5, 30), (4, 20), (3, 20)),
    1: Choice((4, 20), (2, 30), (1, 20), (0, 30)),
}


@dataclass(frozen=True)
class Answer:
    """One answered survey; None is a question left out."""

    number: int
    ticket: int
    submitted: datetime
    attitude: int | None
    satisfaction: int | None
    solved: bool | None
    recommend: int | None


def make_surveys(draw: Draw, tickets: list[Ticket], share: int) -> list[Answer]:
    """Draw answers for `share` of ten thousand solved tickets, in the order they came in."""
    answers: list[Answer] = []
    for ticket in tickets:
        if ticket.solved is None or not draw.chance(share):
            continue
        submitted = ticket.solved + timedelta(minutes=3 + draw.about(240))
        if submitted <= EXPORTED:
            answers.append(_answer(draw, 7_000_001 + len(answers), ticket, submitted))
    return sorted(answers, key=lambda answer: (answer.submitted, answer.number))


def _answer(draw: Draw, number: int, ticket: Ticket, submitted: datetime) -> Answer:
    mood = _BACK_AGAIN if ticket.reopens else _WAITED if ticket.late else _CONTENT
    satisfaction = mood.pick(draw)
    kind = max(satisfaction, _CONTENT.pick(draw))
    solved = draw.chance(9700 if satisfaction > 3 else 6500)  # noqa: PLR2004 - 4 and 5 are content
    return Answer(
        number=number,
        ticket=ticket.number,
        submitted=submitted,
        attitude=None if draw.chance(300) else kind,
        satisfaction=None if draw.chance(150) else satisfaction,
        solved=None if draw.chance(800) else solved,
        recommend=None if draw.chance(1200) else _RECOMMEND[satisfaction].pick(draw),
    )
