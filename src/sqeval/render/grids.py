"""The blocks of the first screen, each as columns and rows: parts, indicators, losses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqeval.render.bars import bar
from sqeval.render.blocks import losses
from sqeval.render.figures import figure, weight_figure
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.lines import (
    Line,
    indicator_line,
    indicator_title,
    part_title,
    stratum_lines,
    words_for,
)
from sqeval.render.words import Words
from sqeval.report.report import Report
from sqeval.scoring.scorecard import IndicatorScore, PartScore, Scorecard, Status

#: Colours only repeat what sign and word already say.
COLORS: Mapping[Status | None, str] = {
    "missed": "red",
    "at_risk": "yellow",
    "met": "green",
    "insufficient": "dim",
    "no_data": "dim",
    None: "",
}

#: How columns of lines are set: the highest ``drop`` goes first on a narrow terminal.
_SHAPES: Mapping[str, Column] = {
    "indicator": Column("", wraps=True),
    "value": Column("", right=True),
    "interval": Column("", drop=3, right=True),
    "target": Column("", drop=1),
    "status": Column(""),
    "points": Column("", drop=4, right=True),
    "n": Column("", drop=2, right=True),
    "lost": Column("", right=True),
    "why": Column("", wraps=True),
    "considered": Column("", right=True),
    "excluded": Column("", wraps=True),
}


@dataclass(frozen=True)
class Frame:
    """What every block needs: the report, its words, whether to say all, the cells of a bar."""

    report: Report
    words: Words
    verbose: bool
    bar: int

    def column(self, name: str) -> Column:
        """Return a column of lines under its head."""
        shape = _SHAPES[name]
        return Column(self.words(f"column.{name}"), shape.drop, shape.right, shape.wraps)


def parts_grid(card: Scorecard, frame: Frame) -> Grid:
    """Return the parts, nested ones indented, with weight, points and a bar."""
    words = frame.words
    columns = [
        Column(words("column.part"), wraps=True),
        Column(words("column.weight"), drop=2, right=True),
        Column(words("column.points"), right=True),
        Column("", drop=1),
    ]
    rows = [
        (
            Cell(
                part_title(frame.report.rules, part.id, words), "" if depth else "bold", 2 * depth
            ),
            Cell(weight_figure(part.weight, words), "dim"),
            Cell(figure(part.points, "points", words)),
            Cell(_part_bar(part, frame), "cyan"),
        )
        for part, depth in nested(card.parts, None, 0)
    ]
    return Grid(columns, rows)


def _part_bar(part: PartScore, frame: Frame) -> str:
    return "" if part.points is None else bar(part.points / 100, frame.bar, "░")


def nested(
    parts: Sequence[PartScore], parent: str | None, depth: int
) -> Iterator[tuple[PartScore, int]]:
    """Yield each part and its depth, every part right before its own parts."""
    for part in parts:
        if part.parent == parent:
            yield part, depth
            yield from nested(parts, part.id, depth + 1)


def lines_grid(names: Sequence[str], lines: Sequence[Line], frame: Frame) -> Grid:
    """Return lines under the named columns."""
    return Grid(
        [frame.column(n) for n in names], [[_cell(line, n) for n in names] for line in lines]
    )


def _cell(line: Line, column: str) -> Cell:
    if column == "status":
        return Cell(line.status, COLORS[line.kind])
    indent = 2 * line.depth if column == "indicator" else 0
    return Cell(line.cell(column), "dim" if line.depth or column == "interval" else "", indent)


def lines_of(scores: Sequence[IndicatorScore], frame: Frame) -> list[Line]:
    """Return the lines of indicators, categories under those that are missed (or all)."""
    found: list[Line] = []
    for score in scores:
        found.append(indicator_line(score, frame.report.rules, frame.words))
        if frame.verbose or score.status == "missed":
            words = words_for(frame.report.rules, score.id, frame.words)
            found += stratum_lines(score, words)
    return found


def unmeasured_line(scores: Sequence[IndicatorScore], frame: Frame) -> str:
    """Return on one line what is not measured, each with what the exports lack for it."""
    words = frame.words
    found = [
        words(
            "unmeasured.one",
            title=indicator_title(frame.report.rules, one.id, words),
            lacking=words.key((one.reason or "").partition(": ")[2]),
        )
        for one in scores
    ]
    return words("unmeasured", titles=words("list").join(found))


def losses_heading(card: Scorecard, words: Words) -> str:
    """Return the heading over the losses, with their sum."""
    lost = sum(loss.lost for loss in losses(card))
    return words("block.losses", lost=figure(lost, "points", words))


def losses_grid(card: Scorecard, frame: Frame, most: int | None) -> Grid:
    """Return what cost the points, at most ``most`` by name and the others as one row."""
    words = frame.words
    columns = [
        Column(words("column.indicator"), wraps=True),
        Column(words("column.lost"), right=True),
        Column(words("column.share"), right=True),
        Column("", drop=1),
    ]
    found = losses(card)
    named = found if most is None or len(found) <= most + 1 else found[:most]
    rows = [
        (indicator_title(frame.report.rules, loss.id, words), loss.lost, loss.share)
        for loss in named
    ]
    others = found[len(named) :]
    if others:
        title = words("losses.others", count=str(len(others)))
        rows.append((title, sum(o.lost for o in others), sum(o.share for o in others)))
    return Grid(columns, [_loss_row(*row, frame) for row in rows])


def _loss_row(title: str, lost: float, share: float, frame: Frame) -> list[Cell]:
    return [
        Cell(title),
        Cell(figure(lost, "points", frame.words)),
        Cell(figure(share, "share", frame.words)),
        Cell(bar(share, frame.bar), "red"),
    ]
