"""Give every physical line of an export its one place before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from sqeval.tables.between import repeated_headers, totals
from sqeval.tables.body import Body
from sqeval.tables.dialect import Layout
from sqeval.tables.encoding import Text
from sqeval.tables.ends import TRUNCATED, WIDE, name_the_end
from sqeval.tables.fields import split_record
from sqeval.tables.quoted import Refused, Resolved, resolve
from sqeval.tables.structure import Kind, numbered, quoted_lines, set_aside


@dataclass(frozen=True)
class Account:
    """Where the lines (0-based) of a file go; what is in none of these begins a good record.

    ``blank`` counts blank lines, ``refused`` are the rejected records in file order, ``removed``
    are all ``lines`` after the header that must not be parsed, ``continued`` the lines that go on
    with an accepted record, ``rejected_lines`` counts the lines of all rejected records.
    ``lengths`` are the bytes of all lines without their ends, ``texts`` what was refused: so the
    lines themselves need not be kept. ``quoted`` says which lines hold a quote, where the width of
    all others is yet to be proven (see ``widths``).
    """

    lengths: pl.Series
    blank: int
    refused: tuple[Refused, ...]
    texts: tuple[str, ...]
    removed: pl.Series
    continued: pl.Series
    rejected_lines: int
    quoted: pl.Series | None = None


def account_for(lines: pl.Series, text: Text, layout: Layout) -> Account:
    """Judge all ``lines`` of a text."""
    quoted = quoted_lines(lines, text.data)
    body, aside = _body(lines, quoted, text, layout, counted=True)
    resolved = _resolved(body, layout)
    resolved = _with_named_end(body, resolved, ended=text.data.endswith(b"\n"))
    if text.cut and resolved.refused:
        resolved = _with(resolved, [replace(resolved.refused[-1], code=TRUNCATED)])
    return _account(body, aside, layout, resolved)


def account_on_trust(lines: pl.Series, text: Text, layout: Layout) -> Account | None:
    """Judge all ``lines`` but for the width of those without quotes, which is yet to be proven.

    None where a line is to be refused, or one of those looked at has another width: what else is
    to be refused depends on the width of all. If these prove right, ``account_for`` says the same.
    """
    quoted = quoted_lines(lines, text.data)
    body, aside = _body(lines, quoted, text, layout, counted=False)
    if not body.even():
        return None
    resolved = _resolved(body, layout)
    if resolved.refused:
        return None
    return replace(_account(body, aside, layout, resolved), quoted=quoted)


def _body(
    lines: pl.Series, quoted: pl.Series, text: Text, layout: Layout, *, counted: bool
) -> tuple[Body, pl.DataFrame]:
    """Return the lines below the header, and those of them that are no records by themselves."""
    start, delimiter, fields = layout.last + 1, layout.delimiter, layout.fields
    frame = numbered(lines, start).with_columns(quoted.slice(start))
    aside = set_aside(frame, text.data, delimiter, fields, counted=counted)
    return Body(lines, start, aside, delimiter, fields), aside


def _resolved(body: Body, layout: Layout) -> Resolved:
    resolved = resolve(body)
    return _with(resolved, [*repeated_headers(body, layout, resolved), *totals(body, resolved)])


def _account(body: Body, aside: pl.DataFrame, layout: Layout, resolved: Resolved) -> Account:
    lines = body.lines
    continued = _lines_of((first + 1, last) for first, last in resolved.spans)
    rejected = _lines_of((r.first, r.last) for r in resolved.refused)
    settled = pl.concat([continued, rejected])
    blanks = aside.filter(pl.col("kind") == int(Kind.BLANK))["at"].cast(pl.Int64)
    if len(blanks):
        blanks = blanks.filter(~blanks.is_in(settled.implode()))
    before = (lines.head(layout.first).str.strip_chars() != "").arg_true() if layout.first else ()
    preamble = [_before(lines[at], at, layout) for at in before]
    refused = (*preamble, *resolved.refused)
    return Account(
        lines.str.len_bytes(),
        len(blanks) + layout.first - len(preamble),
        refused,
        tuple("\n".join(lines[r.first : r.last + 1]) for r in refused),
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


def _with_named_end(body: Body, resolved: Resolved, *, ended: bool) -> Resolved:
    """Tell footers and a row that was cut off from other rejects, if there are good records."""
    if len(body.lines) - body.start == len(body.at) and not resolved.spans:
        return resolved
    taken = [body.start - 1, *(last for _, last in resolved.spans[-1:])]
    taken += [r.last for r in resolved.refused if r.last > r.first][-1:]
    return _with(resolved, name_the_end(body, resolved.refused, max(taken), ended=ended))


def _with(resolved: Resolved, new: Sequence[Refused]) -> Resolved:
    """Refuse more records; what was refused before is refused for the new reason."""
    if not new:
        return resolved
    places = {r.first: r for r in (*resolved.refused, *new)}
    spans = tuple(span for span in resolved.spans if span[0] not in places)
    return Resolved(spans, tuple(places[first] for first in sorted(places)))


def _lines_of(spans: Iterable[tuple[int, int]]) -> pl.Series:
    """List all lines of the given spans (first, last), both included."""
    listed = list(spans)
    if not listed:  # as in nearly every export, and three times over
        return pl.Series("at", [], pl.Int64)
    begins, ends = zip(*listed, strict=True)
    frame = pl.DataFrame({"a": begins, "b": ends}, schema={"a": pl.Int64, "b": pl.Int64})
    ranges = frame.select(at=pl.int_ranges(pl.col("a"), pl.col("b") + 1))
    return ranges.explode("at", empty_as_null=False).to_series()
