"""Grids on a terminal, set by rich.

Texts reach rich as Text values, never as markup, so that a team called ``[/red]`` is just that.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sqeval.render.grid import GAP, Cell, Grid
from sqeval.render.style import Style

#: What stands between items of one line.
_APART = "   "

#: Cells for natural width: wider than any line, and rich pays only for what it prints.
_UNBOUNDED = 1_000_000


def table(grid: Grid, width: int | None, first: int | None) -> Table:
    """Set a grid within ``width`` cells, its first column ``first`` cells wide if that is given."""
    made = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim")
    kept = grid.kept(width)
    for i in kept:
        column = grid.columns[i]
        made.add_column(
            Text(column.head),
            justify="right" if column.right else "left",
            no_wrap=not column.wraps,
            overflow="fold",
            width=first if i == 0 else None,
        )
    for row in grid.rows:
        made.add_row(*(_renderable(row[i]) for i in kept))
    return made


def flowed(items: Sequence[Text], width: int | None) -> list[Text]:
    """Set items side by side, and where they do not fit, whole ones on the next line."""
    lines: list[Text] = []
    for item in items:
        if lines and (width is None or lines[-1].cell_len + len(_APART) + item.cell_len <= width):
            lines[-1] = Text(_APART).join([lines[-1], item])
        else:
            lines.append(item)
    return lines


def _renderable(cell: Cell) -> RenderableType:
    text = Text(cell.text, style=cell.style)
    return Padding(text, (0, 0, 0, cell.indent)) if cell.indent else text


def printed(renderables: Iterable[RenderableType], style: Style) -> str:
    """Return what rich prints, without the blanks that pad its lines."""
    console = Console(
        file=io.StringIO(),
        width=style.width or _UNBOUNDED,
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        no_color=not style.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for renderable in renderables:
            console.print(renderable)
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))
