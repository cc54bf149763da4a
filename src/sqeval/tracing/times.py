"""The times of a trace: each stretch with its local times, and sums that can be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.terminal import flowed, table
from sqeval.render.visible import visible
from sqeval.tracing.values import Counting, Interval, Timed, Trace
from sqeval.tracing.wording import clock, in_time, length, moment, row_name

_STYLES = {"working": "", "paused": "yellow", "closed": "dim", "holiday": "dim"}


def times(told: Trace, width: int | None) -> Iterator[RenderableType]:
    """Yield the stretches of every time; those of two indicators that are the same, once."""
    shown: dict[tuple[object, ...], str] = {}
    for one in told.countings:
        time = one.timed
        if time is None or time.start is None:
            continue
        yield Text("")
        yield _head(one, time)
        same = (one.place, time.calendar, time.intervals)
        if time.end is None:
            yield Text(f"from {moment(time.start)} to an end that cannot be read")
        elif same in shown:
            yield Text(f"the same stretches as {shown[same]}", "dim")
        elif time.intervals:
            shown[same] = visible(one.title)
            yield table(_stretches(time), width, None)
        else:
            yield Text(f"from {moment(time.start)} to {moment(time.end)}")
        yield from flowed(_sums(one, time), width)


def _head(one: Counting, time: Timed) -> Text:
    by = "elapsed time" if time.calendar is None else f"calendar {visible(time.calendar)}"
    zone = "" if time.start is None else f", {time.start.tzinfo}"
    head = Text(visible(one.title), "bold")
    return head.append(f"   {row_name(one.place)}   {by}{zone}", "not bold dim")


def _stretches(time: Timed) -> Grid:
    offset = len({at.utcoffset() for one in time.intervals for at in (one.begin, one.end)}) > 1
    names = {"working": "elapsed"} if time.calendar is None else {}
    working = time.calendar is not None
    rows = [_stretch(one, names, working=working, offset=offset) for one in time.intervals]
    heads = (Column(""), Column("From"), Column("To"), Column("Length", right=True))
    return Grid([*heads, Column("", wraps=True)], rows)


def _stretch(
    one: Interval, names: Mapping[str, str], *, working: bool, offset: bool
) -> tuple[Cell, ...]:
    one_day = one.begin.date() == one.end.date()
    end = clock(one.end, offset=offset) if one_day else moment(one.end, offset=offset)
    texts = (
        names.get(one.kind, one.kind),
        moment(one.begin, offset=offset),
        end,
        length(one.seconds, working=working),
        visible(one.name),
    )
    return tuple(Cell(text, _STYLES[one.kind]) for text in texts)


def _sums(one: Counting, time: Timed) -> list[Text]:
    """Return the sums by kind, the pauses of which nobody knows when they were, the due time."""
    totals: dict[str, float] = {}
    for stretch in time.intervals:
        totals[stretch.kind] = totals.get(stretch.kind, 0.0) + stretch.seconds
    working = time.calendar is not None
    name = "working" if working else "elapsed"
    total = length(totals.get("working", 0.0), working=working)
    said = [f"{name} {total}"] if time.intervals else []
    paused = "" if time.paused is None else length(time.paused, working=working)
    if paused and time.approximate:
        said.append(f"less {paused} paused at times unknown (approximate)")
    elif paused:
        said.append(f"paused {paused}")
    if time.open and time.end is not None:
        counted = "counted " if one.status == "counted" else ""
        said.append(f"open, {counted}up to {moment(time.end)}")
    if time.limit is not None:
        level = "" if time.level is None else f" ({visible(time.level)})"
        said.append(f"limit {visible(time.limit)}{level}")
    if time.due is not None:
        said.append(f"due {moment(time.due)}")
    if time.late is not None:
        said.append(in_time(time))
    return [Text(text) for text in said]
