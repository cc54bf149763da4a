"""The groups of a report by what they are grouped by: ``--by team --by agent`` makes two."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.render.blocks import losses
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.grids import Frame
from sqeval.render.heads import total_points
from sqeval.render.lines import indicator_line, indicator_title
from sqeval.report.report import Report
from sqeval.scoring.scorecard import Scorecard


def groupings(report: Report) -> list[tuple[tuple[str, ...], list[Scorecard]]]:
    """Return the groups of each grouping under its columns, in the report's order."""
    found: dict[tuple[str, ...], list[Scorecard]] = {}
    for card in report.groups:
        if card.by:
            found.setdefault(tuple(card.by), []).append(card)
    return list(found.items())


def groups_grid(cards: Sequence[Scorecard], frame: Frame) -> Grid:
    """Return groups of one grouping: its keys, points, grade and what costs them most.

    Where nothing is scored, the values of the indicators stand there instead.
    """
    words = frame.words
    keys = [Column(words.key(k), wraps=True) for k in cards[0].by]
    if all(i.weight is None for i in cards[0].indicators):
        return Grid([*keys, *_value_columns(cards[0], frame)], [_values(c, frame) for c in cards])
    columns = [
        *keys,
        Column(words("column.points"), right=True),
        Column(words("column.grade"), drop=1),
        Column(words("column.worst"), drop=2, wraps=True),
    ]
    return Grid(columns, [_group_row(card, frame) for card in cards])


def _value_columns(card: Scorecard, frame: Frame) -> list[Column]:
    """Return a column per indicator; on a narrow terminal the last go first."""
    return [
        Column(indicator_title(frame.report.rules, one.id, frame.words), drop=place, right=True)
        for place, one in enumerate(card.indicators)
    ]


def _values(card: Scorecard, frame: Frame) -> list[Cell]:
    lines = [indicator_line(one, frame.report.rules, frame.words) for one in card.indicators]
    return [*_keys(card, frame), *(Cell(line.value) for line in lines)]


def _keys(card: Scorecard, frame: Frame) -> list[Cell]:
    words = frame.words
    return [Cell(words.key(v), "" if v is not None else "dim") for v in card.by.values()]


def _group_row(card: Scorecard, frame: Frame) -> list[Cell]:
    words = frame.words
    return [
        *_keys(card, frame),
        Cell(total_points(frame.report, card, words)),
        Cell(words.grade(card.grade)),
        _worst(card, frame),
    ]


def _worst(card: Scorecard, frame: Frame) -> Cell:
    """Return the indicator that costs a group most, with its value and status."""
    dearest = losses(card)
    if not dearest:
        return Cell("")
    score = next(i for i in card.indicators if i.id == dearest[0].id)
    line = indicator_line(score, frame.report.rules, frame.words)
    return Cell(f"{line.title} {line.value} {line.status}")
