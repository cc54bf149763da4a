"""The groups of a report by what they are grouped by: ``--by team --by agent`` makes two."""

from __future__ import annotations

from collections.abc import Sequence

from sqeval.render.blocks import losses
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.grids import Frame
from sqeval.render.heads import total_points
from sqeval.render.lines import indicator_line
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
    """Return groups of one grouping: its keys, points, grade and what costs them most."""
    words = frame.words
    columns = [
        *(Column(words.key(k), wraps=True) for k in cards[0].by),
        Column(words("column.points"), right=True),
        Column(words("column.grade"), drop=1),
        Column(words("column.worst"), drop=2, wraps=True),
    ]
    return Grid(columns, [_group_row(card, frame) for card in cards])


def _group_row(card: Scorecard, frame: Frame) -> list[Cell]:
    words = frame.words
    return [
        *(Cell(words.key(v), "" if v is not None else "dim") for v in card.by.values()),
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
