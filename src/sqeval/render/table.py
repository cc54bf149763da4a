"""The report for a terminal: what a manager reads first stands first.

The verdict, the parts, what was missed and what it cost, then the groups, and last where every row
of the exports went. What is met folds to a line; ``verbose`` unfolds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from sqeval.render.account import about_the_data
from sqeval.render.blocks import Blocks, blocks
from sqeval.render.by_table import heading_of, wholes
from sqeval.render.compared import compared_grid
from sqeval.render.grid import Grid, gutter
from sqeval.render.grids import (
    COLORS,
    Frame,
    lines_grid,
    lines_of,
    losses_grid,
    losses_heading,
    parts_grid,
    unmeasured_line,
)
from sqeval.render.groupings import groupings, groups_grid, groups_notes
from sqeval.render.heads import gates, subtitle, tally, total, verdict
from sqeval.render.lines import SIGNS
from sqeval.render.stages import flow_grid, flow_lines
from sqeval.render.style import Style
from sqeval.render.terminal import flowed, printed, table
from sqeval.render.words import words_in
from sqeval.render.workload import (
    ages_grid,
    workload_groups,
    workload_line,
)
from sqeval.report.report import Report
from sqeval.scoring.scorecard import IndicatorScore, Scorecard

#: Rows that a terminal shows of a grouping, and indicators it names as losses.
_GROUPS, _LOSSES = 15, 5


@dataclass(frozen=True)
class Block:
    """A heading, what stands under it in columns, and plain lines after that."""

    heading: str
    grid: Grid | None = None
    notes: Sequence[Text] = ()


def render(report: Report, style: Style) -> str:
    """Return the report as text for a terminal of ``style.width`` cells, or for a pipe."""
    frame = _frame(report, style)
    card = report.whole
    found = list(_blocks(card, frame, style))
    first = gutter([b.grid for b in found if b.grid], style.width)
    body = [part for b in found for part in _set(b, frame, style, first)]
    grouped = [part for b in _groupings(frame, style) for part in _set(b, frame, style, None)]
    return printed([*_head(card, frame, style.width), *body, *grouped, *_about(frame)], style)


def _frame(report: Report, style: Style) -> Frame:
    cells = 20 if style.width is None else min(max(style.width // 4, 10), 30)
    return Frame(report, words_in(style.lang), style.verbose, cells)


def _head(card: Scorecard, frame: Frame, width: int | None) -> Iterator[RenderableType]:
    report, words = frame.report, frame.words
    title = Text(words.title(report.rules.title), "bold")
    yield from flowed([title, *(Text(s) for s in subtitle(report, words))], width)
    yield Text()
    verdicts = [f"{words('total')} {total(report, card, words)}", *verdict(card, words)]
    yield from flowed([Text(v, "bold") for v in verdicts], width)
    yield from flowed([Text(text, COLORS[s]) for s, text in tally(card, words)], width)
    for gate, text in gates(card, words, every=frame.verbose):
        yield Text(text, "red" if gate.fired else "yellow" if gate.fired is None else "dim")


def _blocks(card: Scorecard, frame: Frame, style: Style) -> Iterator[Block]:
    words = frame.words
    parted = blocks(card)
    if card.parts:
        yield Block(words("block.parts"), parts_grid(card, frame))
    yield from _workload(frame, style)
    yield from _judged(parted, frame)
    yield from _stages(frame)
    if any(i.lost for i in card.indicators):
        most = None if style.verbose or style.width is None else _LOSSES
        yield Block(losses_heading(card, words), losses_grid(card, frame, most))
    monitored = parted.monitored + (parted.unmeasured if frame.verbose else ())
    if monitored:
        yield Block(words("block.monitored"), _unscored(monitored, frame))
    if parted.unmeasured and not frame.verbose:
        yield Block("", None, [Text(unmeasured_line(parted.unmeasured, frame), "dim")])
    if frame.verbose and card.indicators:
        names = ["indicator", "n", "considered", "excluded"]
        lines = [x for x in lines_of(card.indicators, frame) if not x.depth]
        yield Block(words("block.counted"), lines_grid(names, lines, frame))


def _workload(frame: Frame, style: Style) -> Iterator[Block]:
    """Yield what came in and what became of it on one line; ``-v`` adds how old open ones are."""
    words = frame.words
    for one in wholes(frame.report.workload):
        texts = [Text(text) for text in workload_line(one, words)]
        yield Block(
            heading_of("workload", one, frame.report.workload, words),
            None,
            flowed(texts, style.width),
        )
        if frame.verbose:
            yield Block(words("block.ages"), ages_grid(one, words))


def _stages(frame: Frame) -> Iterator[Block]:
    """Yield the step that takes the most time on one line; ``-v`` adds the steps."""
    words = frame.words
    for one in wholes(frame.report.stages):
        lines = [Text(line) for line in flow_lines(one, words)]
        if frame.verbose:
            title = heading_of("stages", one, frame.report.stages, words)
            yield Block(title, flow_grid(one, words), lines)
        elif one.bottleneck is not None:
            yield Block("", None, lines[:1])


def _judged(parted: Blocks, frame: Frame) -> Iterator[Block]:
    """Yield what was missed or is at risk, what could not be judged, what is met."""
    words = frame.words
    if parted.attention:
        yield Block(words("block.attention"), _scored(parted.attention, frame))
    if parted.unjudged:
        yield Block(words("block.unjudged"), _unscored(parted.unjudged, frame))
    if parted.plain:
        yield Block(words("block.plain"), _scored(parted.plain, frame))
    if parted.met and frame.verbose:
        yield Block(words("block.met"), _scored(parted.met, frame))
    elif parted.met:
        titles = words("list").join(x.title for x in lines_of(parted.met, frame) if not x.depth)
        yield Block("", None, [Text(f"{SIGNS['met']} {words('met', titles=titles)}", "green")])


def _scored(scores: Sequence[IndicatorScore], frame: Frame) -> Grid:
    interval = ["interval"] if frame.verbose else []
    names = ["indicator", "value", *interval, "target", "status", "points", "n", "lost"]
    return lines_grid(names, lines_of(scores, frame), frame)


def _unscored(scores: Sequence[IndicatorScore], frame: Frame) -> Grid:
    """Return indicators without points; what none of them has takes no column."""
    names = ["indicator", "value"]
    names += ["interval"] if frame.verbose else []
    names += ["target"] if any(i.target for i in scores) else []
    names += ["status"] if any(i.status for i in scores) else []
    names += ["n"]
    names += ["why"] if any(i.reason for i in scores) else []
    return lines_grid(names, lines_of(scores, frame), frame)


def _groupings(frame: Frame, style: Style) -> Iterator[Block]:
    words = frame.words
    for keys, cards in groupings(frame.report):
        most = None if style.width is None else _GROUPS
        columns = words("list").join(words.key(k) for k in keys)
        notes = [Text(note, "dim") for note in groups_notes(cards, words, most)]
        yield Block(words("block.groups", columns=columns), groups_grid(cards, frame, most), notes)
        compared = compared_grid(cards, frame, most) if frame.verbose else None
        if compared is not None:
            yield Block(words("block.compared", columns=columns), compared)
    for heading, grid in workload_groups(frame.report, words) if frame.verbose else ():
        yield Block(heading, grid)


def _set(block: Block, frame: Frame, style: Style, first: int | None) -> Iterator[RenderableType]:
    """Yield a block for print: a blank line, its heading, its columns, its notes."""
    yield Text()
    if block.heading:
        yield Text(block.heading, style="bold")
    if block.grid is not None:
        yield table(block.grid, style.width, first)
        dropped = block.grid.dropped(style.width)
        if dropped:
            columns = frame.words("list").join(dropped)
            yield Text(frame.words("columns.dropped", columns=columns), "dim")
    yield from block.notes


def _about(frame: Frame) -> Iterator[RenderableType]:
    lines = about_the_data(frame.report, frame.words)
    if lines:
        yield Text()
        yield Text(frame.words("block.about"), style="bold")
        yield from (Text(line) for line in lines)
