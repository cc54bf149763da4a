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
from sqeval.tracing.values import Place, Row, Trace
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
    """Return the rows and records; where any is of a history, with their times and states."""
    rows = [(row, "used") for row in told.rows]
    rows += [
        (Row(one.place), one.status if one.code == one.status else f"{one.status}: {one.code}")
        for one in told.unused
    ]
    heads = [Column("Table"), Column("Row"), Column("Key", drop=1)]
    has_states = any(row.at or row.status for row in told.rows)
    heads += [Column("At"), Column("Status", wraps=True)] if has_states else []
    cells = [
        (
            Cell(visible(row.place.table)),
            Cell(_where(row.place)),
            Cell(visible(row.place.key or "")),
            *(_state(row) if has_states else ()),
            Cell(use, "" if use == "used" else "dim"),
        )
        for row, use in rows
    ]
    return Grid([*heads, Column("")], cells)


def _where(place: Place) -> str:
    return "derived" if place.line is None else f"{visible(place.file or '')}:{place.line}"


def _state(row: Row) -> tuple[Cell, Cell]:
    return Cell("" if row.at is None else moment(row.at)), Cell(visible(row.status or ""))


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
