"""Find what stands between the records and is none: the header once more, and totals.

Both are lines of the right width, so they would be tickets. One pass over all lines finds the few
that could be one; only these are split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from sqeval.rules.headers import normal
from sqeval.tables.body import Body
from sqeval.tables.dialect import Layout
from sqeval.tables.ends import TOTAL_ROW, TOTALS, TOTALS_ZH, is_total_row
from sqeval.tables.fields import split_record
from sqeval.tables.quoted import Refused, Resolved
from sqeval.tables.structure import collected, numbered

_WORD = re.compile(r"[^\W_]+")


def repeated_headers(body: Body, layout: Layout, resolved: Resolved) -> list[Refused]:
    """Return the records that are the header again, as in exports pasted together.

    Like the header itself they may be spelled otherwise: by case, spaces, quotes. Where one has
    other columns, or the same in another order, all records below it are refused, too: each of
    their cells would be taken for another column's.
    """
    header = [normal(cell) for cell in layout.header]
    spans = [(at, at) for at in _single(body, _telling(header), resolved)]
    if any('"' in line for line in body.lines[layout.first : layout.last + 1]):
        height = layout.last - layout.first
        spans += [span for span in resolved.spans if span[1] - span[0] == height > 0]
    refused = []
    other = -1
    for first, last in sorted(spans):
        cells = [normal(cell) for cell in _cells(body, first, last)]
        if cells == header:
            refused += _below(body, resolved, other, first) if other >= 0 else []
            refused.append(Refused(first, last, "repeated-header"))
            other = -1
        elif 2 * len(set(cells) & set(header)) > len(header) and other < 0:
            other = first
    return [*refused, *(_below(body, resolved, other, len(body.lines)) if other >= 0 else [])]


def _below(body: Body, resolved: Resolved, first: int, stop: int) -> list[Refused]:
    """Refuse all good records from ``first``, another header, to before ``stop``."""
    spans = [span for span in resolved.spans if first <= span[0] < stop]
    inside = {at for a, b in spans for at in range(a, b + 1)}
    single = ((at, at) for at in body.whole_lines(first, stop) if at not in inside)
    gone = {at for r in resolved.refused for at in range(r.first, r.last + 1)}
    return [Refused(a, b, "other-header") for a, b in (*spans, *single) if a not in gone]


def totals(body: Body, resolved: Resolved) -> list[Refused]:
    """Return the total rows of full width, wherever they stand."""
    words = "|".join((*TOTALS, *TOTALS_ZH))
    pattern = rf'(?i)^[\s"{re.escape(body.delimiter)}]*(?:{words})'
    return [
        Refused(at, at, TOTAL_ROW)
        for at in _single(body, pattern, resolved)
        if is_total_row(body, _cells(body, at, at))
    ]


def _telling(header: Sequence[str]) -> str:
    """Return a pattern (for polars) that any spelling of the header has: its longest cell."""
    words = _WORD.findall(max(header, key=len))
    return "(?i)" + r"[^\pL\pN]+".join(map(re.escape, words))


def _single(body: Body, pattern: str, resolved: Resolved) -> list[int]:
    """Return the whole lines with this pattern that are no part of a longer record."""
    frame = numbered(body.lines, body.start)
    found = frame.lazy().filter(pl.col("line").str.contains(pattern)).select("at")
    at = collected(found, frame.height)["at"]
    spans = iter(resolved.spans)
    span = next(spans, None)
    single = []
    for place in at:
        while span is not None and span[1] < place:
            span = next(spans, None)
        inside = span is not None and span[0] <= place
        if not inside and body.kind_at(place) is None:
            single.append(place)
    return single


def _cells(body: Body, first: int, last: int) -> list[str]:
    return split_record("\n".join(body.lines[first : last + 1]), body.delimiter) or []
