"""Ways to damage the cells of a record that keeps its form: it must be read, and read as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from tests.reader.export import Export
from tests.reader.meaning import explained, row_of
from tests.reader.ways_rows import Way


def cell(column: str, *texts: str) -> Way:
    """Return a way that puts another text into a cell; ``{}`` is the text as it was."""

    def way(export: Export, at: int, rng: Random) -> None:
        value = export.get(at, column)
        if value.strip():
            export.set(at, **{column: rng.choice(texts).replace("{}", value)})

    return way


def changed(column: str, change: Callable[[str], str]) -> Way:
    """Return a way that changes the text of a cell."""

    def way(export: Export, at: int, _rng: Random) -> None:
        value = export.get(at, column)
        if value.strip():
            export.set(at, **{column: change(value)})

    return way


def day_first(export: Export, at: int, _rng: Random) -> None:
    """Write a time with an unmistakable day first."""
    _year_last(export, at, "{2}.{1}.{0} {3}")


def month_first(export: Export, at: int, _rng: Random) -> None:
    """Write a time with an unmistakable month first."""
    _year_last(export, at, "{1}/{2}/{0} {3}")


def _year_last(export: Export, at: int, form: str) -> None:
    value = export.get(at, "created_at")
    if int(value[8:10]) > 12:
        parts = (value[:4], value[5:7], value[8:10], value[11:])
        export.set(at, created_at=form.format(*parts))
        export.orders.add(form)
        # a column with both orders is refused
        if len(export.orders) > 1:
            export.refusals.add("SQ525")


def midnight(export: Export, at: int, _rng: Random) -> None:
    """Write a midnight as the end of the day before."""
    solved = export.get(at, "solved_at")
    if solved.endswith(" 00:00:00") and solved[8:10] > "01":
        day = f"{solved[:8]}{int(solved[8:10]) - 1:02d}"
        export.set(at, solved_at=f"{day} 24:00:00")


def swapped(*pairs: tuple[str, str]) -> Way:
    """Return a way that swaps two cells, where that is bound to show."""

    def way(export: Export, at: int, rng: Random) -> None:
        a, b = rng.choice(pairs)
        _where_it_shows(export, at, **{a: export.get(at, b), b: export.get(at, a)})

    return way


def _where_it_shows(export: Export, at: int, **new: str) -> None:
    before = row_of(export.columns, export.cells(at))
    if explained(before, {**before, **row_of(tuple(new), tuple(new.values()))}):
        export.set(at, **new)


def shifted(by: int) -> Way:
    """Return a way that moves all cells to one side, where that is bound to show."""

    def way(export: Export, at: int, _rng: Random) -> None:
        cells = export.cells(at)
        moved = (*cells[1:], "") if by < 0 else ("", *cells[:-1])
        _where_it_shows(export, at, **dict(zip(export.columns, moved, strict=True)))

    return way


def requoted(export: Export, at: int, _rng: Random) -> None:
    """Quote every cell, or the fewest."""
    cells = export.cells(at)
    quoted = export.delimiter.join('"' + c.replace('"', '""') + '"' for c in cells)
    export.put(at, quoted, cells)


CELLS: Mapping[str, Way] = {
    "other quoting": requoted,
    "lines within quotes": cell("subject", "{}\nmore\n", "\n{}", "\n\n{}\n\n", "a\n,\n{}"),
    "prose with delimiters": cell(
        "notes",
        "Hello,\none, two, three, four, five, six, seven, eight, nine\nbye",
        "a;b;c;d;e;f;g;h;i;j\nx;y",
    ),
    "carriage returns within quotes": cell("subject", "a\r{}", "\r"),
    "control characters": cell("subject", "a\x07{}", "\x1b[31m{}", "\x0b\x0c{}", "\u2028{}\u0085"),
    "backslash at the end": cell("subject", "C:\\dir\\", '"C:\\dir\\"'),
    "spaces around": cell("created_at", " {}", "{} ", "\t{}", "{}\u00a0", "\u3000{}"),
    "spaces around a number": cell("effort", " {}", "{}  ", "\u00a0{}"),
    "zero-width in a time": cell("created_at", "\u200b{}", "{}\ufeff", "{}\u200e"),
    "zero-width in a category": cell("priority", "{}\u200b", "\ufeff{}"),
    "zero-width in a key": cell("ticket_id", "{}\u200b", "\u2060{}"),
    "thousands": cell("reopens", "1,234", "1.234", "1 234", "1'234"),
    "decimal comma": cell("effort", "3,5", "1.234,5", "1,234.5"),
    "percentage": cell("effort", "85%", "€ 3", "3h", "~3"),
    "not a number": cell("effort", "nan", "NaN", "inf", "-Infinity", "1e400", "NULL"),
    "number out of range": cell("reopens", "99999999999999999999", "1e3", "3.5", "0x10"),
    "full-width digits": cell("reopens", "３", "１２", "٣"),
    "word for missing": cell("effort", "N/A", "?", "-", "n/a", "无", "None", "#REF!"),
    "time with a word": cell("created_at", "{} EST", "{} CET", "~{}", "'{}", "{}h"),
    "time that is none": cell("created_at", "2026-02-30 10:00", "2026-01-05 25:00", "0000-00-00"),
    "second sixty": changed("created_at", lambda time: time[:-2] + "60"),
    "implausible time": cell("solved_at", "1900-01-01 00:00:00", "9999-12-31 23:59:59"),
    "epoch and serial": cell("created_at", "1767600000", "1767600000000", "46027.375"),
    "date only": changed("created_at", lambda time: time[:10]),
    "hour only": changed("solved_at", lambda time: time[11:]),
    "full-width colon": changed("created_at", lambda time: time.replace(":", "：")),
    "two-digit year": changed("created_at", lambda time: time[2:]),
    "slashes and T": changed("created_at", lambda time: time.replace("-", "/").replace(" ", "T")),
    "offset of nothing": cell("solved_at", "{}Z", "{}+00:00", "{} +0000"),
    "day first": day_first,
    "month first": month_first,
    "24:00": midnight,
    "category of another kind": cell("priority", "urgent", "P9", "0", "Urgent!", "紧急?"),
    "encoded twice": changed("priority", lambda word: f"{word}急".encode().decode("latin-1")),
    "subject encoded twice": changed("subject", lambda text: text.encode().decode("latin-1")),
    "replacement character": cell("subject", "caf\ufffd {}"),
    "cells swapped": swapped(
        ("created_at", "priority"),
        ("priority", "team"),
        ("reopens", "subject"),
        ("effort", "created_at"),
        ("ticket_id", "created_at"),
        ("created_at", "solved_at"),
    ),
    "shifted to the left": shifted(-1),
    "shifted to the right": shifted(1),
    "key lost": cell("ticket_id", "", "  ", "\u00a0"),
}
