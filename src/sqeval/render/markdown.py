"""The report as GitHub Markdown: the same content in files, so nothing is folded but the parts.

Names come from exports and rules; whatever Markdown or HTML would read in them is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqeval.render.account import about_the_data
from sqeval.render.blocks import blocks
from sqeval.render.grid import Grid
from sqeval.render.grids import (
    Frame,
    lines_grid,
    lines_of,
    losses_grid,
    losses_heading,
    parts_grid,
)
from sqeval.render.groupings import groupings, groups_grid
from sqeval.render.heads import gates, subtitle, tally, total, verdict
from sqeval.render.style import Style
from sqeval.render.words import words_in
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
    for heading, grid in _grids(card, frame):
        yield f"## {_escaped(heading)}"
        yield _table(grid)
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


def _grids(card: Scorecard, frame: Frame) -> Iterator[tuple[str, Grid]]:
    """Yield each block's heading and columns, in the terminal's order."""
    words, parted = frame.words, blocks(card)
    if card.parts:
        yield words("block.parts"), parts_grid(card, frame)
    judged = (
        ("attention", parted.attention, _COLUMNS),
        ("unjudged", parted.unjudged, _MONITORED),
        ("plain", parted.plain, _COLUMNS),
        ("met", parted.met, _COLUMNS),
    )
    for name, scores, columns in judged:
        if scores:
            yield words(f"block.{name}"), lines_grid(columns, lines_of(scores, frame), frame)
    if any(i.lost for i in card.indicators):
        yield losses_heading(card, words), losses_grid(card, frame, most=None)
    if parted.monitored:
        lines = lines_of(parted.monitored, frame)
        yield words("block.monitored"), lines_grid(_MONITORED, lines, frame)
    for keys, cards in groupings(frame.report):
        by = words("list").join(words.key(k) for k in keys)
        yield words("block.groups", columns=by), groups_grid(cards, frame)


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
