"""The columns of an export as a grid: what each is, how full it is, what stands in it."""

from __future__ import annotations

from rich.text import Text

from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.render.grid import GAP, Cell, Column, Grid
from sqeval.render.visible import visible

#: Cells that an example, and the whole of what a column holds, are cut to, in a narrow terminal the
#: latter to so many; JSON has all.
_EXAMPLE, _HOLDS, _LEAST = 30, 48, 16

#: The date, and the month, of an ISO text.
_DATE, _MONTH = 10, 7

#: So many values of a category are shown.
_VALUES = 3

_HEADS = (
    Column("#", right=True),
    Column("column", wraps=True),
    Column("kind", wraps=True),
    Column("filled", right=True),
    Column("distinct", drop=2, right=True),
    Column("holds", drop=1, wraps=True),
    Column("standard"),
)


def columns_grid(look: FileLook, width: int | None) -> Grid:
    """Return one row for each column; what it holds is cut to what ``width`` cells leave for it."""
    grid = Grid(_HEADS, [_row(column, look.used, 0) for column in look.columns])
    if width is None:
        return Grid(_HEADS, [_row(column, look.used, _HOLDS) for column in look.columns])
    taken = sum(grid.natural(i) + GAP for i in range(len(_HEADS)) if _HEADS[i].head != "holds")
    room = min(_HOLDS, max(_LEAST, width - taken))
    return Grid(_HEADS, [_row(column, look.used, room) for column in look.columns])


def _row(column: ColumnLook, rows: int, room: int) -> tuple[Cell, ...]:
    return (
        Cell(str(column.position), "dim"),
        Cell(visible(column.header)),
        Cell(_kind(column)),
        Cell(_share(column.filled, rows)),
        Cell(f"{column.distinct:,}"),
        Cell(_cut(_holds(column, room), room), "dim"),
        Cell(column.meant or ""),
    )


def _kind(column: ColumnLook) -> str:
    """Return the kind and how it is declared: ``datetime %d/%m/%Y or %m/%d/%Y``."""
    said = [column.kind, " or ".join(column.formats)]
    said += [f"in {column.unit}"] if column.unit is not None else []
    said += [f"decimal '{column.decimal}'"] if column.decimal == "," else []
    said += [f"thousands '{column.thousands}'"] if column.thousands is not None else []
    return " ".join(filter(None, said))


def _share(filled: int, rows: int) -> str:
    """Return how full a column is; only one without an empty cell is 100 %."""
    if not rows:
        return ""
    share = 100 * filled / rows
    if filled < rows and share > _FULL:
        return f"> {_FULL} %"
    return f"< {100 - _FULL:.1f} %" if 0 < share < 100 - _FULL else f"{share:.3g} %"


#: What is fuller than this, but not full, is not rounded up to it.
_FULL = 99.9


def _holds(column: ColumnLook, room: int) -> str:
    """Return a column's range, its most frequent values or some examples."""
    if column.earliest is not None:
        text = _range(column.earliest, column.latest or "", room)
    elif column.low is not None:
        text = column.low if column.low == column.high else f"{column.low} .. {column.high}"
    elif column.values:
        text = ", ".join(f"{_cut(value, _EXAMPLE)} {n:,}" for value, n in column.values[:_VALUES])
        text += ", …" if len(column.values) > _VALUES else ""
    else:
        text = ", ".join(_cut(example, _EXAMPLE) for example in column.examples)
    return text


def _range(first: str, last: str, room: int) -> str:
    """Return a range of dates, or of months where dates have no room."""
    dates = f"{first[:_DATE]} .. {last[:_DATE]}"
    return dates if len(dates) <= room else f"{first[:_MONTH]}..{last[:_MONTH]}"


def _cut(text: str, cells: int) -> str:
    shown = Text(visible(text))
    shown.truncate(cells, overflow="ellipsis")
    return shown.plain
