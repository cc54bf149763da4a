"""Ways to damage one record by its delimiters or its line breaks, or to put others between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.reader.export import Export, Record

Way = Callable[[Export, int, Random], None]


def _boundary(export: Export, at: int, rng: Random, between: str) -> str:
    """Write a record with something else in the place of one delimiter."""
    cells = list(map(export.cell, export.cells(at)))
    cut = rng.randint(1, len(cells) - 1)
    return between.join(map(export.delimiter.join, (cells[:cut], cells[cut:])))


def extra_delimiter(export: Export, at: int, rng: Random) -> None:
    """Write one delimiter twice."""
    export.put(at, _boundary(export, at, rng, export.delimiter * 2))


def lost_delimiter(export: Export, at: int, rng: Random) -> None:
    """Leave one delimiter out, next to no quote."""
    cells = list(export.cells(at))
    cut = rng.randint(1, len(cells) - 1)
    cells[cut - 1 : cut + 1] = [cells[cut - 1] + cells[cut]]
    export.put(at, export.written(cells))


def other_delimiter(export: Export, at: int, rng: Random) -> None:
    """Replace one delimiter."""
    others = [d for d in ";|\t，、 " if d != export.delimiter]
    export.put(at, _boundary(export, at, rng, rng.choice(others)))


def other_delimiters(export: Export, at: int, rng: Random) -> None:
    """Write a whole record with another delimiter."""
    others = [d for d in (";", "|", "\t", ",") if d != export.delimiter]
    export.put(at, rng.choice(others).join(map(export.cell, export.cells(at))))


def wide_commas(export: Export, at: int, _rng: Random) -> None:
    """Write a whole record with full-width commas."""
    export.put(at, "，".join(map(export.cell, export.cells(at))))


def trailing_delimiter(export: Export, at: int, rng: Random) -> None:
    """End a record with one to three delimiters."""
    text = export.written(export.cells(at)) + export.delimiter * rng.randint(1, 3)
    export.put(at, text)


def leading_delimiter(export: Export, at: int, _rng: Random) -> None:
    """Begin a record with a delimiter."""
    export.put(at, export.delimiter + export.written(export.cells(at)))


def field_lost(export: Export, at: int, rng: Random) -> None:
    """Leave one to three fields out."""
    cells = list(export.cells(at))
    for _ in range(rng.randint(1, 3)):
        cells.pop(rng.randrange(len(cells)))
    export.put(at, export.written(cells))


def unquoted_delimiter(export: Export, at: int, _rng: Random) -> None:
    """Write a text with a delimiter and without quotes."""
    export.put(at, export.raw(at, "subject", f"a{export.delimiter} b"))


def broken_line(export: Export, at: int, rng: Random) -> None:
    """Break a record between two fields."""
    cells = list(map(export.cell, export.cells(at)))
    # were only the first or the last cell apart, the rest could be a record of full width
    cut = rng.randint(2, len(cells) - 2)
    before, after = (export.delimiter.join(part) for part in (cells[:cut], cells[cut:]))
    between = rng.choice((f"{export.delimiter}\n", f"\n{export.delimiter}", "\n", "\n\n"))
    export.put(at, before + between + after)


def cut_off(export: Export, at: int, rng: Random) -> None:
    """End a record anywhere before its last delimiter."""
    export.put(at, cut(export, at, rng))


def cut(export: Export, at: int, rng: Random) -> str:
    """Return the beginning of a record, without its last field or more."""
    *cells, _last = map(export.cell, export.cells(at))
    text = export.delimiter.join(cells)
    return text[: rng.randint(1, len(text))]


def merged(export: Export, at: int, rng: Random) -> None:
    """Lose the line break between this record and the next clean one."""
    following = at + 1
    if following not in export.whole():
        return
    text = rng.choice(("", export.delimiter, " ")).join(
        (export.records[at].text, export.records[following].text)
    )
    export.put(following, text)
    # the first of the two is gone, so its clean row is no undamaged one
    del export.records[at]


def typed_over(export: Export, at: int, rng: Random) -> None:
    """Lose the beginning of the record."""
    text = export.written(export.cells(at))
    export.put(at, text[text.index(export.delimiter, rng.randint(1, 10)) + 1 :])


def twice(export: Export, at: int, rng: Random) -> None:
    """Write a record twice."""
    record = export.records[at]
    export.records.insert(rng.randint(at + 1, len(export.records)), record)


def twice_changed(export: Export, at: int, rng: Random) -> None:
    """Write a record again with another subject and effort, last changed before or after."""
    changed = {"subject": "changed", "effort": "7.5"}
    stamp = rng.choice(("", "2026-01-01 00:00:00", "2026-09-01 00:00:00"))
    new = [
        {**changed, "updated_at": stamp}.get(c, x)
        for c, x in zip(export.columns, export.cells(at), strict=True)
    ]
    # the second record is no damage of the first: it is a clean row of its own
    export.clean = (*export.clean, tuple(new))
    origin = len(export.clean) - 1
    export.records.insert(at + 1, Record(export.written(new), tuple(new), origin, damaged=True))
    export.refusals.add("SQ530")


def header_again(export: Export, at: int, _rng: Random) -> None:
    """Repeat the header before a record."""
    export.insert(at, export.written(export.header))


def header_again_otherwise(export: Export, at: int, rng: Random) -> None:
    """Repeat the header in another spelling."""
    quoted = export.delimiter.join(f'"{name}"' for name in export.header)
    plain = export.delimiter.join(export.header)
    spelled = (quoted, plain, plain.upper(), plain.lower(), f"\ufeff{plain}", f" {plain} ")
    export.insert(at, rng.choice(spelled))


def header_again_with_mark(export: Export, at: int, _rng: Random) -> None:
    """Repeat the header with its byte order mark, as in files joined to one."""
    export.insert(at, "\ufeff" + export.written(export.header))


def other_order(export: Export, at: int, _rng: Random) -> None:
    """Put a header of another order before a record: what is below cannot be read any more."""
    if 2 * at < len(export.records):
        return
    export.insert(at, export.written(export.header[::-1]))
    names = export.delimiter.join(export.header).casefold()
    for i in range(at + 1, len(export.records)):
        record = export.records[i]
        if record.text.replace('"', "").strip("\ufeff ").casefold() == names:
            return
        if record.origin is not None:
            export.records[i] = replace(record, cells=None, damaged=True)


def blank(*texts: str) -> Way:
    """Return a way that inserts a line without content."""

    def way(export: Export, at: int, rng: Random) -> None:
        export.insert(at, rng.choice(texts).replace(",", export.delimiter))

    return way


def subtotal(export: Export, at: int, rng: Random) -> None:
    """Insert a total of full width between the records."""
    word = rng.choice(("Total", "Subtotal", "小计", "合计"))
    cells = ["" for _ in export.columns]
    cells[0], cells[-2] = word, "27"
    export.insert(at, export.written(cells))


def raw(*texts: str) -> Way:
    """Return a way that writes a subject as it should not be written; a comma is the delimiter."""

    def way(export: Export, at: int, rng: Random) -> None:
        text = rng.choice(texts).replace(",", export.delimiter)
        export.put(at, export.raw(at, "subject", text))

    return way


def lone_return(export: Export, at: int, rng: Random) -> None:
    """Put a carriage return into a record, but not before the line end, where it belongs."""
    last = export.columns[-1] == "subject"
    text = "a\rb" if last else rng.choice(("a\rb", "\r", "a\r", '"a"\r'))
    export.put(at, export.raw(at, "subject", text))


def too_long(export: Export, at: int, rng: Random) -> None:
    """Write a field of more than a megabyte."""
    text = rng.choice(("x", "急", "two\nlines ")) * 1_000_001
    export.put(at, export.raw(at, "subject", export.cell(text)))


ROWS: Mapping[str, Way] = {
    "extra delimiter": extra_delimiter,
    "lost delimiter": lost_delimiter,
    "other delimiter": other_delimiter,
    "other delimiters": other_delimiters,
    "full-width commas": wide_commas,
    "trailing delimiter": trailing_delimiter,
    "leading delimiter": leading_delimiter,
    "field lost": field_lost,
    "unquoted delimiter": unquoted_delimiter,
    "line break without quotes": raw("two\nlines", "\ntwo", "two\n", "two\n\nlines"),
    "line broken": broken_line,
    "lines merged": merged,
    "record cut off": cut_off,
    "record begins late": typed_over,
    "lone carriage return": lone_return,
    "very long field": too_long,
    "NUL": raw("a\0b", '"a\0b"', "\0\0\0"),
    "written twice": twice,
    "written twice, changed": twice_changed,
    "header again": header_again,
    "header again, otherwise": header_again_otherwise,
    "header again, with mark": header_again_with_mark,
    "header of another order": other_order,
    "blank line": blank("", "   ", "\t", "　", "\u00a0"),
    "empty cells": blank(",,,,,,,,,", '"","",""', ",,", " , ,\t, "),
    "total between": subtotal,
}
