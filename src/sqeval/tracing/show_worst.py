"""The worst cases as text: one line each, with what is needed to find the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.style import Style
from sqeval.render.terminal import printed, table
from sqeval.render.visible import visible
from sqeval.tracing.values import Worst, WorstList
from sqeval.tracing.wording import length, moment, plain


def show_worst(told: WorstList, style: Style) -> str:
    """Return the list as text; under a width, columns that do not fit go and are named."""
    return printed(_parts(told, style.width), style)


def _parts(told: WorstList, width: int | None) -> Iterator[RenderableType]:
    head = Text(visible(told.title), "bold")
    as_of = "" if told.as_of is None else f", data as of {moment(told.as_of)}, {told.zone}"
    yield head.append(f"   period {told.period}{as_of}", "not bold dim")
    if not told.cases:
        yield Text("no counted case costs it anything")
        return
    yield Text(f"{_among(told)}: {visible(told.table)}", "dim")
    yield Text("")
    grid = Grid(_columns(told), [_cells(told, case) for case in told.cases])
    yield table(grid, width, None)
    if dropped := grid.dropped(width):
        yield Text(f"Not shown at this width: {', '.join(dropped)}", "dim")


def _among(told: WorstList) -> str:
    """Return how many are listed of how many; each counted case has a time or a mark."""
    if told.side is None:
        return f"{len(told.cases):,} of {told.among:,} cases that cost it"
    times = {"highest": "longest", "lowest": "shortest"}
    side = times[told.side] if told.unit == "s" else told.side
    return f"the {len(told.cases):,} {side} of {told.among:,} counted"


def _columns(told: WorstList) -> Sequence[Column]:
    heads = [Column("Key"), Column("Late by" if _late(told) else "Value", right=True)]
    heads += [Column("Due", drop=2)] if _late(told) else []
    heads += [Column(visible(name), drop=1) for name in told.cases[0].by]
    return [*heads, Column("Row", drop=3)]


def _cells(told: WorstList, case: Worst) -> tuple[Cell, ...]:
    working = case.calendar is not None
    value = plain(case.value, is_time=told.unit == "s", working=working)
    if _late(told):
        value = _lateness(case, working=working)
    cells = [Cell(visible(case.place.key or "")), Cell(f"{value}, open" if case.open else value)]
    if _late(told):
        cells.append(Cell("" if case.due is None else moment(case.due)))
    cells += [Cell("" if by is None else visible(str(by))) for by in case.by.values()]
    line = "" if case.place.line is None else f"{visible(case.place.file or '')}:{case.place.line}"
    return (*cells, Cell(line, "dim"))


def _lateness(case: Worst, *, working: bool) -> str:
    if case.late_by is None:
        return ""
    if case.late_by or case.past_due is None:
        return length(case.late_by, working=working)
    return f"after the close, {length(case.past_due, working=working)} past due"


def _late(told: WorstList) -> bool:
    return any(case.due is not None for case in told.cases)
