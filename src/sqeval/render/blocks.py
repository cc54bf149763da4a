"""What a manager reads first: the order of a scorecard's indicators, and what cost the points."""

from __future__ import annotations

from dataclasses import dataclass

from sqeval.scoring.scorecard import IndicatorScore, Scorecard

#: How reasons begin that say what the exports lack.
_ABSENT = ("missing-column: ", "no-table: ")

#: Scored indicators in reading order; null is points without a target.
_ORDER = ("missed", "at_risk", "insufficient", "no_data", "met", None)


@dataclass(frozen=True)
class Blocks:
    """A scorecard's indicators by what is to be done about them.

    ``unmeasured`` are monitored ones for which the exports have no column or table: nothing is
    wrong with them, and they need not fill the page.
    """

    attention: tuple[IndicatorScore, ...]
    unjudged: tuple[IndicatorScore, ...]
    met: tuple[IndicatorScore, ...]
    plain: tuple[IndicatorScore, ...]
    monitored: tuple[IndicatorScore, ...]
    unmeasured: tuple[IndicatorScore, ...]


@dataclass(frozen=True)
class Loss:
    """Points of the total that went to one indicator, and their share of all that were lost."""

    id: str
    lost: float
    share: float


def blocks(card: Scorecard) -> Blocks:
    """Split the indicators: missed by points lost, at risk, not judged, met, without target."""
    scored = sorted(
        (i for i in card.indicators if i.weight is not None),
        key=lambda i: (_ORDER.index(i.status), -(i.lost or 0.0)),
    )
    others = [i for i in card.indicators if i.weight is None]
    absent = [i for i in others if (i.reason or "").startswith(_ABSENT)]
    return Blocks(
        attention=tuple(i for i in scored if i.status in {"missed", "at_risk"}),
        unjudged=tuple(i for i in scored if i.status in {"insufficient", "no_data"}),
        met=tuple(i for i in scored if i.status == "met"),
        plain=tuple(i for i in scored if i.status is None),
        monitored=tuple(i for i in others if i not in absent),
        unmeasured=tuple(absent),
    )


def losses(card: Scorecard) -> list[Loss]:
    """Return what each indicator cost, the dearest first, without those that cost nothing."""
    lost = [(i.id, i.lost) for i in card.indicators if i.lost is not None and i.lost > 0]
    whole = sum(points for _, points in lost)
    return sorted((Loss(i, points, points / whole) for i, points in lost), key=lambda x: -x.lost)
