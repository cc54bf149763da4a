"""Give every physical line of an export its one place before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from sqeval.tables.body import Body
from sqeval.tables.dialect import Layout
from sqeval.tables.ends import WIDE, name_the_end
from sqeval.tables.fields import split_record
from sqeval.tables.quoted import Refused, Resolved, resolve
from sqeval.tables.structure import Kind, set_aside


@dataclass(frozen=True)
class Account:
    """Where the lines (0-based) of a file go; what is in none of these begins a good record.

    ``blank`` counts blank lines, ``refused`` are the rejected records in file order, ``removed``
    are all ``lines`` after the header that must not be parsed, ``continued`` the lines that go on
    with an accepted record, ``rejected_lines`` counts the lines of all rejected records.
    """

    lines: pl.Series
    blank: int
    refused: tuple[Refused, ...]
    removed: pl.Series
    continued: pl.Series
    rejected_lines: int


def account_for(lines: pl.Series, data: bytes, layout: Layout) -> Account:
    """Judge all lines of a file with the bytes ``data``."""
    start = layout.last + 1
    aside = set_aside(lines, start, data, layout.delimiter, layout.fields)
    body = Body(lines, start, aside, layout.delimiter, layout.fields)
    resolved = _without_repeated_header(lines, layout, resolve(body))
    resolved = _with_named_end(body, resolved, ended=data.endswith(b"\n"))
    continued = _lines_of((first + 1, last) for first, last in resolved.spans)
    rejected = _lines_of((r.first, r.last) for r in resolved.refused)
    settled = pl.concat([continued, rejected])
    blanks = aside.filter(pl.col("kind") == int(Kind.BLANK))["at"].cast(pl.Int64)
    blanks = blanks.filter(~blanks.is_in(settled.implode()))
    before = lines.head(layout.first).str.strip_chars() != ""
    preamble = [_before(lines[at], at, layout) for at in before.arg_true()]
    return Account(
        lines,
        len(blanks) + layout.first - len(preamble),
        (*preamble, *resolved.refused),
        pl.concat([blanks, rejected]).sort(),
        continued,
        len(rejected) + len(preamble),
    )


def _before(line: str, at: int, layout: Layout) -> Refused:
    """Tell a title, though a spreadsheet may have padded it, from a row that lost its place."""
    cells = split_record(line, layout.delimiter) or []
    filled = sum(bool(cell.strip()) for cell in cells)
    row = len(cells) == layout.fields >= WIDE and filled > 1
    return Refused(at, at, "before-header" if row else "preamble")


def _without_repeated_header(lines: pl.Series, layout: Layout, resolved: Resolved) -> Resolved:
    """Refuse records that are the header once more, as in exports pasted together."""
    header = "\n".join(lines[layout.first : layout.last + 1]).lstrip("\ufeff")
    height = layout.last - layout.first
    if height:
        again = {
            first: last
            for first, last in resolved.spans
            if last - first == height and "\n".join(lines[first : last + 1]) == header
        }
    else:
        same = lines.is_in([header, "\ufeff" + header]).arg_true()
        inside = _lines_of(resolved.spans)
        later = same.filter((same > layout.last) & ~same.is_in(inside.cast(same.dtype).implode()))
        again = {at: at for at in later}
    new = [Refused(first, last, "repeated-header") for first, last in again.items()]
    spans = tuple(span for span in resolved.spans if span[0] not in again)
    return Resolved(spans, _merged(resolved.refused, new)) if new else resolved


def _with_named_end(body: Body, resolved: Resolved, *, ended: bool) -> Resolved:
    """Tell footers and a row that was cut off from other rejects, if there are good records."""
    if len(body.lines) - body.start == len(body.at) and not resolved.spans:
        return resolved
    taken = [body.start - 1, *(last for _, last in resolved.spans[-1:])]
    taken += [r.last for r in resolved.refused if r.last > r.first][-1:]
    named = name_the_end(body, resolved.refused, max(taken), ended=ended)
    return Resolved(resolved.spans, _merged(resolved.refused, named))


def _merged(refused: Sequence[Refused], new: Sequence[Refused]) -> tuple[Refused, ...]:
    places = {r.first: r for r in (*refused, *new)}
    return tuple(places[first] for first in sorted(places))


def _lines_of(spans: Iterable[tuple[int, int]]) -> pl.Series:
    """List all lines of the given spans (first, last), both included."""
    frame = pl.DataFrame(list(spans), schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    ranges = frame.select(at=pl.int_ranges(pl.col("a"), pl.col("b") + 1))
    return ranges.explode("at", empty_as_null=False).to_series()
