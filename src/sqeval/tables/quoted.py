"""Tell quoted fields with line breaks from runaway quotes; in doubt, refuse.

Lines with an odd number of quotes come in pairs: one opens a field with line breaks, the next
closes it. A pair is accepted as one record only if its lines together are well formed, have
exactly the header's number of fields, and swallowed nothing that looks like a record (see
``swallowed``).

After a line whose quoted field is damaged, lines of the right width may be the rest of its text,
so they are rejected until one looks like a record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from sqeval.tables.body import Body
from sqeval.tables.fields import (
    MAX_FIELD,
    MAX_PATTERN_FIELDS,
    closing,
    fault,
    opening,
    record_pattern,
    split_record,
)
from sqeval.tables.shapes import ALIKE, Shapes
from sqeval.tables.structure import Kind
from sqeval.tables.swallowed import CELLS, LONG, Verdict, begins_a_record, weigh

BROKEN = "broken-quote"
DOUBTFUL = "doubtful-quote"

#: So many lines of the right width, with hardly another one between, are records.
RUN = 3


@dataclass(frozen=True)
class Refused:
    """The lines ``first`` to ``last`` (0-based, both included) are rejected as one record."""

    first: int
    last: int
    code: str


@dataclass(frozen=True)
class Resolved:
    """Accepted records of several lines, as (first, last), and what was refused; in file order."""

    spans: tuple[tuple[int, int], ...]
    refused: tuple[Refused, ...]


def resolve(body: Body) -> Resolved:
    """Resolve all lines set aside that are not blank."""
    return _Resolver(body).resolve()


class _Resolver:
    """Walks over the odd lines once, collecting what is accepted and what is refused."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.spans: list[tuple[int, int]] = []
        self.refused: dict[int, Refused] = {}
        self.doubted = body.start
        self.pending = -1

    def resolve(self) -> Resolved:
        body = self.body
        turn = 0
        if _is_settled(body):
            odd = [body.at[rank] for rank in body.odd]
            self.spans = list(zip(odd[::2], odd[1::2], strict=True))
            turn = len(odd)
        sound = [*_sound_pairs(body, list(pairwise(body.odd))), False] if not turn else []
        while turn < len(body.odd):
            if sound[turn]:
                self.spans.append((body.at[body.odd[turn]], body.at[body.odd[turn + 1]]))
                turn += 2
            else:
                turn += self._judge(body.odd[turn])
        self._refuse_bad_lines()
        return Resolved(tuple(self.spans), tuple(sorted(self.refused.values(), key=_place)))

    def _judge(self, rank: int) -> int:
        """Judge an odd line with care; return how many odd lines are settled by it: 1 or 2."""
        body = self.body
        first, head = body.at[rank], body.text[rank]
        begun = opening(head, body.delimiter)
        if begun is None:
            return self._refuse(first, first, BROKEN)
        stop = body.next_odd(first)
        if stop < len(body.lines) and begun.open:
            settled = self._judge_pair(first, stop)
            if settled:
                return settled
        self._doubt(first + 1, stop)
        return self._refuse(first, first, DOUBTFUL if first == self.pending else BROKEN)

    def _judge_pair(self, first: int, last: int) -> int:
        """Return 2 where the pair is settled as a whole, 1 for a runaway, 0 if it is no record."""
        body = self.body
        tail: str = body.lines[last]
        after = closing(tail) + 1
        if tail[after : after + 1] not in {"", body.delimiter}:
            return 0
        record = "\n".join(body.lines[first : last + 1])
        cells = split_record(record, body.delimiter)
        if cells is None:
            return 0
        verdict = self._weigh(first, last, cells)
        if verdict is Verdict.RUNAWAY:
            return self._refuse(first, first, BROKEN)
        if verdict is Verdict.DOUBT:
            return self._refuse_pair(first, last)
        if verdict is Verdict.RECORD:
            code = fault(record, body.delimiter, body.fields)
            if code:
                self._refuse(first, last, code)
            else:
                self.spans.append((first, last))
        return 2 if verdict else 0

    def _weigh(self, first: int, last: int, cells: Sequence[str]) -> Verdict | None:
        """Weigh a well-formed pair; None where it is of the wrong width, and no record at all."""
        body = self.body
        inside = body.whole_lines(first + 1, last)
        if len(cells) == body.fields:
            return weigh(body, first, last, inside, cells)
        if len(inside):
            # a damaged record may quote other records as well as a sound one may
            return Verdict.DOUBT if len(inside) <= LONG else None
        return None if opening(body.lines[last], body.delimiter) else Verdict.RECORD

    def _refuse_pair(self, first: int, last: int) -> int:
        """Refuse all lines of a doubtful pair; a last line that may open a record is judged next.

        Were it settled here, the text of the record it may open would be taken for rows.
        """
        body = self.body
        begun = opening(body.lines[last], body.delimiter)
        opens = begun is not None and begun.open
        for at in range(first, last if opens else last + 1):
            if body.kind_at(at) != Kind.BLANK:
                self._refuse(at, at, DOUBTFUL)
        self.pending = last
        return 1 if opens else 2

    def _doubt(self, first: int, stop: int) -> None:
        """Refuse whole lines after a damaged quote until one looks like a record."""
        shapes = self.body.shapes(first, stop)
        held: list[int] = []
        run = 0
        for at in range(max(first, self.doubted), stop):
            self.doubted = at + 1
            if self.body.kind_at(at) is not None:
                run = 0
                continue
            run += 1
            held.append(at)
            if _looks_like_a_record(self.body.cells(at), shapes, run):
                held = held[: -run if not shapes.columns else -1]
                break
        for at in held:
            self._refuse(at, at, DOUBTFUL)

    def _refuse_bad_lines(self) -> None:
        """Give every bad line outside the settled ones its code."""
        body = self.body
        if Kind.BAD not in body.kind:
            return
        self.doubted = body.start
        taken = sorted([*self.spans, *((r.first, r.last) for r in self.refused.values())])
        ahead = 0
        for at, text, kind in zip(body.at, body.text, body.kind, strict=True):
            while ahead < len(taken) and taken[ahead][1] < at:
                ahead += 1
            if kind != Kind.BAD or (ahead < len(taken) and taken[ahead][0] <= at):
                continue
            code = fault(text, body.delimiter, body.fields)
            if code is None:
                raise AssertionError(f"line {at + 1} was set aside without a fault")
            self._refuse(at, at, code)
            if code == BROKEN and '\\"' in text:
                self._doubt(at + 1, body.next_odd(at))

    def _refuse(self, first: int, last: int, code: str) -> int:
        self.refused.setdefault(first, Refused(first, last, code))
        return 1


def _place(refused: Refused) -> int:
    return refused.first


def _looks_like_a_record(cells: Sequence[str], shapes: Shapes, run: int) -> bool:
    """Judge by the shapes; without any, by ``run``, the whole lines in a row up to this one."""
    if shapes.columns:
        share = shapes.share(cells)
        return share is not None and share >= ALIKE
    return run >= RUN and len(cells) > 1


def _is_settled(body: Body) -> bool:
    """Whether all odd lines, two by two, are one record beyond doubt, as in any sound file."""
    pairs = list(zip(body.odd[::2], body.odd[1::2], strict=False))
    return len(body.odd) == 2 * len(pairs) and all(_sound_pairs(body, pairs))


def _sound_pairs(body: Body, pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """Check, for all pairs of neighbouring odd lines at once, which are one record beyond doubt."""
    if not pairs or body.fields > MAX_PATTERN_FIELDS:
        return [False] * len(pairs)
    texts = _two_lines(body, pairs)
    if texts.null_count():
        joined = texts.to_list()
        for i in texts.is_null().arg_true():
            a, b = pairs[i]
            joined[i] = "\n".join(body.text[a : b + 1]) if _free(body, a, b) else None
        texts = pl.Series(joined, dtype=pl.String)
    record = pl.col("record")
    right = (
        record.str.contains(record_pattern(body.delimiter, body.fields))
        & ~record.str.contains("\0", literal=True)
        & (record.str.len_bytes() <= MAX_FIELD)
    )
    return texts.to_frame("record").select(right.fill_null(value=False)).to_series().to_list()


def _two_lines(body: Body, pairs: Sequence[tuple[int, int]]) -> pl.Series:
    """Join the pairs of two lines that are ``_free``; null for all others, most of them longer."""
    begins, ends = (pl.Series(ranks) for ranks in zip(*pairs, strict=True))
    at, line = body.aside["at"], body.aside["line"]
    frame = pl.DataFrame({"head": line.gather(begins), "tail": line.gather(ends)})
    before = pl.col("tail").str.extract('^[^"]*', 0)
    in_head, in_tail, in_before = (
        text.str.count_matches(body.delimiter, literal=True)
        for text in (pl.col("head"), pl.col("tail"), before)
    )
    wide = body.fields - 1
    free = (
        pl.when(in_head < wide)
        .then(~in_before.is_between(CELLS, in_head))
        .otherwise((in_tail < wide) & (in_before == 0))
    )
    both = pl.concat_str("head", "tail", separator="\n")
    next_to = at.gather(ends) - at.gather(begins) == 1
    return frame.select(pl.when(free & next_to).then(both))["head"]


def _free(body: Body, a: int, b: int) -> bool:
    """Whether neither the lines between two odd ones nor the pair itself could be suspects."""
    head, tail = body.text[a], body.text[b]
    wide = body.fields - 1
    if body.at[b] - body.at[a] != b - a or any(map(_lone_quote, body.text[a + 1 : b])):
        return False
    before = tail[: tail.index('"')]
    if (fields := head.count(body.delimiter)) < wide:
        possible = CELLS <= before.count(body.delimiter) <= fields
        return not (possible and begins_a_record(body, before.split(body.delimiter)))
    return tail.count(body.delimiter) < wide and body.delimiter not in before


def _lone_quote(line: str) -> bool:
    """Whether a line within a pair may end one field and begin another."""
    return '"' in line.replace('""', "")
