"""Ways to damage, or only to change, a file as a whole. Of each group at most one is taken."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import replace
from random import Random

from tests.reader.export import FOREIGN, Export
from tests.reader.ways_rows import Way, cut


def put_before(*lines: str) -> Way:
    """Return a way that puts lines before the header; a comma is the delimiter."""

    def way(export: Export, _at: int, _rng: Random) -> None:
        for line in reversed(lines):
            export.insert(0, line.replace(",", export.delimiter))

    return way


def put_behind(*lines: str) -> Way:
    """Return a way that puts lines behind the last record; a comma is the delimiter."""

    def way(export: Export, _at: int, _rng: Random) -> None:
        for line in lines:
            export.insert(len(export.records), line.replace(",", export.delimiter))

    return way


def total_row(export: Export, _at: int, rng: Random) -> None:
    """End the file with a total of full width."""
    cells = [rng.choice(("Total", "合计", "Grand total"))] + [""] * (len(export.columns) - 2)
    export.insert(len(export.records), export.written([*cells, "27"]))


def row_before(export: Export, _at: int, _rng: Random) -> None:
    """Put the last record before the header."""
    export.records.insert(0, replace(export.records.pop(), cells=None, damaged=True))


def separator_line(export: Export, _at: int, _rng: Random) -> None:
    """Say the delimiter in the first line."""
    export.insert(0, f"sep={export.delimiter}")


def line_ends(end: str) -> Way:
    """Return a way that ends lines otherwise."""

    def way(export: Export, _at: int, _rng: Random) -> None:
        if end == "\n" or not any("\r" in record.text for record in export.records):
            export.end = end

    return way


def mixed_line_ends(export: Export, _at: int, _rng: Random) -> None:
    """End each line by chance."""
    export.mixed = True


def no_last_line_end(export: Export, _at: int, _rng: Random) -> None:
    """Leave out the last line end."""
    export.ended = False


def encoded(encoding: str, mark: bytes = b"", *, declared: bool = True) -> Way:
    """Return a way that encodes the file otherwise."""

    def way(export: Export, _at: int, _rng: Random) -> None:
        export.encoding, export.mark = encoding, mark
        export.declared = encoding if declared and not mark else None
        if not declared:
            export.refusals.add("SQ504")

    return way


def one_row_otherwise(export: Export, at: int, _rng: Random) -> None:
    """Encode one record as GB18030: the file as a whole is no UTF-8 any more."""
    if export.encoding == "utf-8":
        export.put(at, export.raw(at, "subject", FOREIGN))
        export.refusals.add("SQ504")


def cut_file(export: Export, at: int, rng: Random) -> None:
    """End the file within its last record."""
    whole = export.whole()
    if whole:
        at = whole[-1]
        del export.records[at + 1 :]
        export.put(at, cut(export, at, rng))
        export.ended = False


def cut_character(export: Export, at: int, rng: Random) -> None:
    """End the file within a Chinese letter of its last record."""
    cut_file(export, at, rng)
    if export.encoding == "utf-8" and export.end != "\r":
        export.broken = "急".encode()[: rng.randint(1, 2)]


def trailing_delimiters(*, header: bool) -> Way:
    """Return a way that ends every record with a delimiter, and the header, too, or not."""

    def way(export: Export, _at: int, _rng: Random) -> None:
        for i, record in enumerate(export.records):
            ticket = record.origin is not None and (header or record.cells is not None)
            wide = record.text.count(export.delimiter) == len(export.columns) - 1
            if ticket or (header and record.origin is None and wide):
                kept = record.cells if header else None
                text = record.text + export.delimiter
                damaged = record.damaged or not header
                export.records[i] = replace(record, text=text, cells=kept, damaged=damaged)

    return way


def spelled(change: Mapping[str, str] | str) -> Way:
    """Return a way that spells the headers otherwise: with a character around or within."""

    def way(export: Export, _at: int, _rng: Random) -> None:
        names = [name.replace(" ", str(change)) + str(change) for name in export.header]
        _header(export, names)

    return way


def shouted(export: Export, _at: int, _rng: Random) -> None:
    """Write the headers in capitals, all of them quoted."""
    place = export.header_at
    text = export.delimiter.join(f'"{name.upper()}"' for name in export.header)
    export.records[place] = replace(export.records[place], text=text)


def _header(export: Export, names: list[str]) -> None:
    place = export.header_at
    text = export.written(names)
    export.records[place] = replace(export.records[place], text=text)


def doubled_header(export: Export, _at: int, _rng: Random) -> None:
    """Call a column that nobody needs as one that is needed: the file must be refused."""
    other = export.columns.index("notes")
    names = list(export.header)
    names[other] = names[export.columns.index("created_at")]
    _header(export, names)
    export.refusals.add("SQ507")


def lost_header(export: Export, _at: int, rng: Random) -> None:
    """Misspell a header that is needed: the file must be refused, unless another one follows."""
    if any(way.startswith("header") for way in export.ways):
        return
    names = list(export.header)
    names[export.columns.index(rng.choice(("created_at", "effort", "ticket_id")))] += "x"
    _header(export, names)
    export.refusals.add("SQ506")


FILES: Mapping[str, Mapping[str, Way]] = {
    "encoding": {
        "byte order mark": encoded("utf-8", codecs.BOM_UTF8),
        "two byte order marks": encoded("utf-8", codecs.BOM_UTF8 * 2),
        "UTF-16, little end first": encoded("utf-16-le", codecs.BOM_UTF16_LE),
        "UTF-16, big end first": encoded("utf-16-be", codecs.BOM_UTF16_BE),
        "GB18030, declared": encoded("gb18030"),
        "GB18030, not declared": encoded("gb18030", declared=False),
        "UTF-16, not declared": encoded("utf-16-le", declared=False),
        "one record in GB18030": one_row_otherwise,
    },
    "line ends": {
        "CRLF": line_ends("\r\n"),
        "lone carriage returns": line_ends("\r"),
        "mixed line ends": mixed_line_ends,
    },
    "begin": {
        "title": put_before("Tickets of January"),
        "padded title": put_before("Tickets,,,,,,,,,"),
        "several lines": put_before(
            "Report of tickets", "", "Generated,2026-01-31 10:00", "By,Ann"
        ),
        "many lines": put_before(*(f"Filter {i}: on" for i in range(20))),
        "title with a quote": put_before('Report "Q1'),
        "title of two lines": put_before('"Report\nof tickets"'),
        "blank lines first": put_before("", "  ", ",,,"),
        "separator line": separator_line,
        "row before the header": row_before,
        "headers with no-break spaces": spelled("\u00a0"),
        "headers with zero-width spaces": spelled(" \u200b"),
        "headers in capitals": shouted,
        "header twice": doubled_header,
        "header lost": lost_header,
    },
    "end": {
        "footer": put_behind("Exported by Desk on 2026-02-01 08:00"),
        "total": put_behind("Total: 120"),
        "total row": total_row,
        "remarks": put_behind("", "Total,120", "Page 1 of 1", "机密"),
        "blank lines last": put_behind("", "", ",,,,"),
        "no last line end": no_last_line_end,
        "file cut off": cut_file,
        "file cut within a letter": cut_character,
    },
    "delimiters": {
        "delimiter behind every row": trailing_delimiters(header=True),
        "delimiter behind every row but the header": trailing_delimiters(header=False),
    },
}
