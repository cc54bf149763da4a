"""A trace as text: an overview of all indicators, then every time stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.style import Style
from sqeval.render.terminal import printed, table
from sqeval.render.visible import visible
from sqeval.tracing.times import times
from sqeval.tracing.values import Trace
from sqeval.tracing.wording import moment, row_name, verdict

_STYLES = {"counted": "", "excluded": "yellow", "outside": "dim"}


def show(told: Trace, style: Style) -> str:
    """Return the trace as text."""
    return printed(_parts(told, style.width), style)


def _parts(told: Trace, width: int | None) -> Iterator[RenderableType]:
    as_of = "" if told.as_of is None else f", data as of {moment(told.as_of)}, {told.zone}"
    period = f"   period {told.period}{as_of}"
    head = Text(f"{visible(told.table)}: {visible(told.ticket)}", "bold")
    yield head.append(period, "not bold dim")
    yield Text("")
    yield table(_places(told), width, None)
    if told.countings:
        yield Text("")
        yield Text("How it counted", "bold")
        yield table(_overview(told), width, None)
    yield from times(told, width)


def _places(told: Trace) -> Grid:
    rows = [(place, "used") for place in told.rows]
    rows += [
        (one.place, one.status if one.code == one.status else f"{one.status}: {one.code}")
        for one in told.unused
    ]
    cells = [
        (
            Cell(visible(place.table)),
            Cell("derived" if place.line is None else f"{visible(place.file or '')}:{place.line}"),
            Cell(visible(place.key or "")),
            Cell(status, "" if status == "used" else "dim"),
        )
        for place, status in rows
    ]
    return Grid([Column("Table"), Column("Row"), Column("Key", drop=1), Column("")], cells)


def _overview(told: Trace) -> Grid:
    rows = [
        (
            Cell(visible(one.title), _STYLES[one.status]),
            Cell(row_name(one.place), "dim"),
            Cell("yes" if one.status == "counted" else "no", _STYLES[one.status]),
            Cell(verdict(one), _STYLES[one.status]),
        )
        for one in told.countings
    ]
    heads = (Column("Indicator", wraps=True), Column("Row", drop=1), Column("Counted"))
    return Grid([*heads, Column("As", wraps=True)], rows)
