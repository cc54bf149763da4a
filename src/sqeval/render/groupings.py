"""The groups of a report by what they are grouped by: ``--by team --by agent`` makes two."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.render.blocks import losses
from sqeval.render.compared import Standings, standings
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.grids import Frame
from sqeval.render.heads import total_points
from sqeval.render.lines import indicator_line, indicator_title
from sqeval.render.words import Words
from sqeval.report.report import Report
from sqeval.scoring.scorecard import IndicatorScore, Scorecard


def groupings(report: Report) -> list[tuple[tuple[str, ...], list[Scorecard]]]:
    """Return the groups of each grouping under its columns, in the report's order."""
    found: dict[tuple[str, ...], list[Scorecard]] = {}
    for card in report.groups:
        if card.by:
            found.setdefault(tuple(card.by), []).append(card)
    return list(found.items())


def groups_grid(cards: Sequence[Scorecard], frame: Frame, most: int | None) -> Grid:
    """Return the first groups of one grouping: keys, points, grade and what costs them most.

    Where nothing is scored, the values of the indicators stand there instead. Groups are ranked in
    an indicator alone: points have no interval that would tell chance from a difference.
    """
    words, places = frame.words, standings(cards)
    keys = [Column(words.key(k), wraps=True) for k in cards[0].by]
    if all(i.weight is None for i in cards[0].indicators):
        return Grid(
            [*keys, *_value_columns(cards[0], frame)],
            [_values(c, frame, places) for c in cards[:most]],
        )
    columns = [
        *keys,
        Column(words("column.points"), right=True),
        Column(words("column.grade"), drop=1),
        Column(words("column.worst"), drop=2, wraps=True),
    ]
    return Grid(columns, [_group_row(card, frame, places) for card in cards[:most]])


def _value_columns(card: Scorecard, frame: Frame) -> list[Column]:
    """Return a column per indicator; on a narrow terminal the last go first."""
    return [
        Column(indicator_title(frame.report.rules, one.id, frame.words), drop=place, right=True)
        for place, one in enumerate(card.indicators)
    ]


def _values(card: Scorecard, frame: Frame, places: Standings) -> list[Cell]:
    values = (_value(one, frame, places) for one in card.indicators)
    return [*_keys(card, frame), *(Cell(value) for value in values)]


def _value(score: IndicatorScore, frame: Frame, places: Standings) -> str:
    """Return an indicator's value, with the group's rank where it has one."""
    value = indicator_line(score, frame.report.rules, frame.words).value
    rank = places.by_value(score, frame.words)
    return frame.words("ranked", value=value, rank=rank) if rank else value


def _keys(card: Scorecard, frame: Frame) -> list[Cell]:
    words = frame.words
    return [Cell(words.key(v), "" if v is not None else "dim") for v in card.by.values()]


def _group_row(card: Scorecard, frame: Frame, places: Standings) -> list[Cell]:
    words = frame.words
    return [
        *_keys(card, frame),
        Cell(total_points(frame.report, card, words)),
        Cell(words.grade(card.grade)),
        _worst(card, frame, places),
    ]


def _worst(card: Scorecard, frame: Frame, places: Standings) -> Cell:
    """Return the indicator that costs a group most, with its value and status."""
    dearest = losses(card)
    if not dearest:
        return Cell("")
    score = next(i for i in card.indicators if i.id == dearest[0].id)
    line = indicator_line(score, frame.report.rules, frame.words)
    return Cell(f"{line.title} {_value(score, frame, places)} {line.status}")


def groups_notes(cards: Sequence[Scorecard], words: Words, most: int | None) -> list[str]:
    """Return what must be said under a grid of groups: what a rank is, how many are left out."""
    shown = cards[:most]
    ranked = any(score.rank for card in shown for score in card.indicators)
    notes = [words("groups.ranked")] if ranked else []
    more = len(cards) - len(shown)
    return [*notes, words("groups.more", count=f"{more:,}")] if more else notes
