"""The look of an export for a terminal: the file, its columns, its periods, its pitfalls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sqeval.inspection.columns_grid import columns_grid
from sqeval.inspection.values import ColumnLook, FileLook
from sqeval.render.findings.findings import block
from sqeval.render.grid import Cell, Column, Grid
from sqeval.render.style import Style
from sqeval.render.terminal import flowed, printed, table
from sqeval.render.visible import visible
from sqeval.rules.profiles.model import in_language
from sqeval.rules.profiles.shipped import profiles

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

#: So many months are shown one by one, beyond that quarters, and years beyond so many of these.
_MOST_MONTHS, _MOST_QUARTERS = 6, 8

#: What keeps an indicator from being computed, by the code of the reason.
_REASONS = {
    "missing-column": "there is no column for {}",
    "no-table": "needs an export of the table {}",
    "required-column": "the set reads nothing without {}",
    "not-a-time": "'{}' cannot be read as a time",
    "not-a-date": "'{}' cannot be read as a day",
    "not-a-length": "'{}' cannot be read as a length of time",
    "not-a-number": "'{}' cannot be read as a number",
    "not-a-boolean": "'{}' cannot be read as yes or no",
    "not-a-mark": "'{}' cannot be read as a mark",
    "unreadable": "'{}' cannot be read",
}


def show(looks: Sequence[FileLook], style: Style) -> str:
    """Return what exports hold, one after another."""
    parts: list[RenderableType] = []
    for i, look in enumerate(looks):
        parts += [Text("")] * bool(i)
        parts += _file(look, style.width)
    return printed(parts, style)


def _file(look: FileLook, width: int | None) -> Iterator[RenderableType]:
    yield Text(visible(look.path), "bold")
    yield from _head(look)
    yield from _under("Columns", [table(columns_grid(look, width), width, None)])
    yield from _under("Periods", list(_periods(look, width)))
    yield from _under("Easily misread", _traps(look))
    yield from _under("Noticed", _noticed(look))
    yield from _under(*_possible(look, width))


def _under(heading: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    """Yield a block, if there is anything in it."""
    if parts:
        yield Text("")
        yield Text(heading, "bold")
        yield from parts


def _head(look: FileLook) -> Iterator[Text]:
    marked = _DELIMITERS.get(look.delimiter, f"'{look.delimiter}'")
    written = f", separated by {marked}" if look.delimiter else ""
    yield Text(f"{look.encoding}{written}, {len(look.header)} columns")
    if look.vendor is not None:
        told = " and ".join(f"'{visible(header)}'" for header in look.told_by)
        yield Text(f"export of {profiles()[look.vendor].name()}, told by {told}")
    else:
        yield Text("no vendor that is known")
    yield Text(_ledger(look))
    if look.missing:
        texts = ", ".join(f"'{visible(text)}'" for text in look.missing)
        yield Text(f"cells with {texts} count as empty")


def _ledger(look: FileLook) -> str:
    rejected = sum(look.rejected.values())
    codes = ", ".join(f"{code} {n:,}" for code, n in look.rejected.items())
    places = [
        f"used {look.used:,}",
        f"duplicate {look.duplicate:,}",
        f"rejected {rejected:,}" + (f" ({codes})" if codes else ""),
        f"blank {look.blank:,}",
    ]
    return f"rows {look.read:,} = {' + '.join(places)}"


def _periods(look: FileLook, width: int | None) -> Iterator[RenderableType]:
    """Yield the range of each time column, and how many rows its periods hold."""
    timed = [column for column in look.columns if column.months]
    for column in timed:
        span = f"{column.earliest} .. {column.latest}"
        yield Text(f"{visible(column.header)}: {span}")
        counts = [Text(f"{label} {n:,}", "dim") for label, n in _counts(column)]
        room = None if width is None else width - 2
        yield from (Text("  ").append_text(line) for line in flowed(counts, room))
    if any(column.earliest and column.earliest.endswith("+00:00") for column in timed):
        yield Text("times with an offset are shown in UTC; --timezone names another zone", "dim")


def _counts(column: ColumnLook) -> list[tuple[str, int]]:
    """Return the rows by month, or by quarter or year where these are many."""
    if len(column.months) <= _MOST_MONTHS:
        return list(column.months)
    quarters: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for month, n in column.months:
        quarters[f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"] += n
        years[month[:4]] += n
    return list((quarters if len(quarters) <= _MOST_QUARTERS else years).items())


def _traps(look: FileLook) -> list[Text]:
    if look.vendor is None:
        return []
    traps = profiles()[look.vendor].traps
    said = [trap if isinstance(trap, str) else in_language(trap, "en") for trap in traps]
    return [Text(f"- {text}") for text in said]


def _noticed(look: FileLook) -> list[Text]:
    problems = [*look.problems, *(p for column in look.columns for p in column.problems)]
    return [Text(block(problem)) for problem in problems]


def _possible(look: FileLook, width: int | None) -> tuple[str, list[RenderableType]]:
    """Return which indicators of the standard rule set the export gives, and why not the others."""
    given = [one for one in look.possible if one.reason is None]
    heading = f"builtin:service-desk could compute {len(given)} of {len(look.possible)} indicators"
    ordered = [*given, *(one for one in look.possible if one.reason is not None)]
    rows = [
        (
            Cell("yes" if one.reason is None else "no", "" if one.reason is None else "dim"),
            Cell(one.indicator),
            Cell(one.title),
            Cell("" if one.reason is None else _reason(one.reason)),
        )
        for one in ordered
    ]
    heads = [Column(""), Column("indicator"), Column("title", drop=1)]
    grid = Grid([*heads, Column("why not", wraps=True)], rows)
    return heading, [table(grid, width, None)] if rows else []


def _reason(reason: str) -> str:
    code, _, name = reason.partition(": ")
    return _REASONS[code].format(visible(name))
