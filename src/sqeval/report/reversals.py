"""Groups that change their order with the case mix: who is praised for the cases they are given.

It is Simpson's paradox when it happens between two teams: each figure is right, and a reader who
sees only one of them judges the wrong team.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqeval.measures.formula import Formula
from sqeval.measures.measure import Unit
from sqeval.measures.registry import RowMeasure
from sqeval.observe.observations import Key
from sqeval.problems import Problem
from sqeval.scoring.reversed import Compared, count, widest
from sqeval.scoring.scorecard import IndicatorScore, Scorecard

#: What seconds are said in, each from so many of them.
_TIMES = ((3600.0, " h"), (60.0, " min"), (1.0, " s"))

#: More digits than a report holds, so that two figures that differ are told apart.
_MOST_DIGITS = 15

_HINT = "compare such groups by their standardised values, or category by category"


def reversals(
    cards: Sequence[Scorecard], measures: Mapping[str, RowMeasure | Formula]
) -> Iterator[Problem]:
    """Yield a notice per grouping and indicator in which groups change their order."""
    groupings: dict[tuple[str, ...], list[Scorecard]] = {}
    for card in cards:
        if card.by:
            groupings.setdefault(tuple(card.by), []).append(card)
    for keys, grouped in groupings.items():
        for place, score in enumerate(grouped[0].indicators):
            measure = measures[score.id]
            found = [(card.by, card.indicators[place]) for card in grouped]
            groups = [group for by, one in found if (group := _group(by, one, measure.min_n))]
            pair = widest(groups)
            if pair is not None:
                message = _message(", ".join(keys), score, measure, pair)
                yield Problem("SQ546", message + _others(count(groups) - 1), hint=_HINT)


def _group(by: Mapping[str, Key], score: IndicatorScore, least: int) -> Compared | None:
    mixed = None if score.standardised is None else score.standardised.value
    if score.value is None or mixed is None or score.n < least:
        return None
    return Compared(_said(score.value), _said(mixed), by)


def _said(figure: float) -> float:
    """Return a figure as a report holds it: what differs beyond its digits is no difference."""
    return float(f"{figure:.12g}")


def _message(
    keys: str,
    score: IndicatorScore,
    measure: RowMeasure | Formula,
    pair: tuple[Compared, Compared],
) -> str:
    """Say which group is ahead, or merely above where the target knows no better side."""
    direction = None if measure.target is None else measure.target.direction
    first, second = pair if direction != "at_most" else (pair[1], pair[0])
    judged = direction in ("at_least", "at_most")
    before, after = ("ahead of", "behind") if judged else ("above", "below")
    plain = _against(first.value, second.value, score.unit)
    mixed = _against(first.mixed, second.mixed, score.unit)
    return (
        f"by {keys}: {_name(first)} is {before} {_name(second)} in {score.id} ({plain}), "
        f"but {after} it with the case mix of the whole ({mixed})"
    )


def _others(more: int) -> str:
    """Say how many pairs beside the one named are reversed."""
    if not more:
        return ""
    return (
        "; 1 other pair changes its order too"
        if more == 1
        else f"; {more:,} other pairs change their order too"
    )


def _name(group: Compared) -> str:
    return f"'{', '.join(map(_text, group.by.values()))}'"


def _text(key: Key) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    return "(empty)" if key is None else str(key)


def _against(one: float, other: float, unit: Unit) -> str:
    """Return two figures with as many digits as tell them apart."""
    scale, sign = _said_in(max(abs(one), abs(other)), unit)
    for digits in range(1, _MOST_DIGITS):
        left, right = (f"{figure / scale:,.{digits}f}" for figure in (one, other))
        if left != right:
            break
    return f"{left}{sign} against {right}{sign}"


def _said_in(size: float, unit: Unit) -> tuple[float, str]:
    """Return the size of what a unit is said in, and its sign."""
    if unit == "share":
        return 0.01, " %"
    if unit == "s":
        return next((time for time in _TIMES if size >= time[0]), _TIMES[-1])
    return 1.0, ""
