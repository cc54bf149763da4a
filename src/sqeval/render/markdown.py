"""The report as GitHub Markdown: the same content in files, so nothing is folded but the parts.

Names come from exports and rules; whatever Markdown or HTML would read in them is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqeval.render.account import about_the_data
from sqeval.render.blocks import blocks
from sqeval.render.by_table import heading_of, wholes
from sqeval.render.compared import compared_grid
from sqeval.render.grid import Grid
from sqeval.render.grids import (
    Frame,
    lines_grid,
    lines_of,
    losses_grid,
    losses_heading,
    parts_grid,
    unmeasured_line,
)
from sqeval.render.groupings import groupings, groups_grid
from sqeval.render.heads import gates, subtitle, tally, total, verdict
from sqeval.render.stages import flow_grid, flow_lines
from sqeval.render.style import Style
from sqeval.render.words import words_in
from sqeval.render.workload import (
    ages_grid,
    workload_groups,
    workload_line,
)
from sqeval.report.report import Report
from sqeval.scoring.scorecard import Scorecard

_BAR = 20

_COLUMNS: Sequence[str] = (
    "indicator",
    "value",
    "interval",
    "target",
    "status",
    "points",
    "n",
    "lost",
)

_MONITORED: Sequence[str] = ("indicator", "value", "interval", "target", "status", "n", "why")

#: What Markdown gives a meaning to within a line.
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")


def render(report: Report, style: Style) -> str:
    """Return the report as Markdown, every indicator and group in full."""
    frame = Frame(report, words_in(style.lang), verbose=True, bar=_BAR)
    return "\n\n".join(_sections(report.whole, frame, style)) + "\n"


def _sections(card: Scorecard, frame: Frame, style: Style) -> Iterator[str]:
    yield from _head(card, frame, style)
    words = frame.words
    for heading, shown in _blocks(card, frame):
        if heading:
            yield f"## {_escaped(heading)}"
        yield _table(shown) if isinstance(shown, Grid) else _escaped(shown)
    about = about_the_data(frame.report, words)
    if about:
        yield f"## {words('block.about')}"
        yield "\n".join(f"- {_escaped(line)}" for line in about)


def _head(card: Scorecard, frame: Frame, style: Style) -> Iterator[str]:
    report, words = frame.report, frame.words
    yield f"# {_escaped(words.title(report.rules.title))}"
    yield _escaped(" · ".join(subtitle(report, words)))
    said = [f"{words('total')} {total(report, card, words)}", *verdict(card, words)]
    yield f"**{_escaped(' · '.join(said))}**"
    counts = tally(card, words)
    if counts:
        yield _escaped(" · ".join(text for _, text in counts))
    found = [f"- {_escaped(text)}" for _, text in gates(card, words, every=style.verbose)]
    if found:
        yield "\n".join(found)


def _blocks(card: Scorecard, frame: Frame) -> Iterator[tuple[str, Grid | str]]:
    """Yield each block's heading with its columns or its line, in the terminal's order."""
    words, parted = frame.words, blocks(card)
    if card.parts:
        yield words("block.parts"), parts_grid(card, frame)
    for one in wholes(frame.report.workload):
        title = heading_of("workload", one, frame.report.workload, words)
        yield title, " · ".join(workload_line(one, words))
        yield words("block.ages"), ages_grid(one, words)
    judged = (
        ("attention", parted.attention, _COLUMNS),
        ("unjudged", parted.unjudged, _MONITORED),
        ("plain", parted.plain, _COLUMNS),
        ("met", parted.met, _COLUMNS),
    )
    for name, scores, columns in judged:
        if scores:
            yield words(f"block.{name}"), lines_grid(columns, lines_of(scores, frame), frame)
    for flow in wholes(frame.report.stages):
        yield heading_of("stages", flow, frame.report.stages, words), flow_grid(flow, words)
        if said := " · ".join(flow_lines(flow, words)):
            yield "", said
    if any(i.lost for i in card.indicators):
        yield losses_heading(card, words), losses_grid(card, frame, most=None)
    if parted.monitored:
        lines = lines_of(parted.monitored, frame)
        yield words("block.monitored"), lines_grid(_MONITORED, lines, frame)
    if parted.unmeasured:
        yield "", unmeasured_line(parted.unmeasured, frame)
    yield from _groups(frame)
    yield from workload_groups(frame.report, words)


def _groups(frame: Frame) -> Iterator[tuple[str, Grid]]:
    """Yield each grouping's groups, and what they are compared by where they can be."""
    words = frame.words
    for keys, cards in groupings(frame.report):
        by = words("list").join(words.key(k) for k in keys)
        yield words("block.groups", columns=by), groups_grid(cards, frame, most=None)
        compared = compared_grid(cards, frame, most=None)
        if compared is not None:
            yield words("block.compared", columns=by), compared


def _table(grid: Grid) -> str:
    heads = [_escaped(c.head) for c in grid.columns]
    rules = ["---:" if c.right else "---" for c in grid.columns]
    rows = [["&emsp;" * (c.indent // 2) + _escaped(c.text) for c in row] for row in grid.rows]
    return "\n".join(_row(cells) for cells in (heads, rules, *rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is; line breaks are signs by now."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", plain)
