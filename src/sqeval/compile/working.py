"""Working calendars as polars expressions: working time, due times, closes of working days.

Time is cut into slots of equal length, the greatest common divisor of the distances between the
instants of opening and closing, so that a slot is worked wholly or not at all. One table says per
slot how much was worked before it and whether it is worked; the working time between two instants
is then two look-ups, whatever the zone, lunch breaks, nights and versions. Where the instants share
no slot of a useful length, the place among them is searched instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise

import polars as pl

from sqeval.calendars.spans import Spans, days_since
from sqeval.compile.instants import day_start
from sqeval.expr.tree import WorkingQuestion

#: A table with more slots costs more than it saves.
_MOST_SLOTS = 8_000_000
_DAY = 86_400_000_000


@dataclass(frozen=True)
class WorkingClock:
    """A calendar over the days that a run can ask about, with some to spare on both sides.

    ``spans`` cover the local days ``first`` to ``last`` of ``zone``; instants further out have no
    answer (null), and neither have those on the last day at each end.
    """

    spans: Spans
    zone: str
    first: date
    last: date

    def ask(self, question: WorkingQuestion, left: pl.Expr, right: pl.Expr) -> pl.Expr:
        """Return the answer to a question of `sqeval.expr.tree.Working`."""
        if question == "time":
            worked = self._worked(_us(right)) - self._worked(_us(left))
            return worked.cast(pl.Duration("us"))
        if question == "due":
            return self._due(left, right)
        return self._close(left, right)

    def _worked(self, us: pl.Expr) -> pl.Expr:
        """Return the time worked before an instant, from the first one on."""
        if self._slot is None:
            return self._searched(us)
        since = pl.when(self._inside(us)).then(us - self._edges[0])
        packed = pl.lit(self._packed).gather(since // self._slot)
        return packed // 2 + (packed % 2) * (since % self._slot)

    def _searched(self, us: pl.Expr) -> pl.Expr:
        at = pl.when(self._inside(us)).then(us)
        begun = pl.lit(self._begins).search_sorted(at, side="right").cast(pl.Int64)
        last_end = pl.lit(pl.Series([self._edges[0], *self.spans.ends])).gather(begun)
        rest = pl.max_horizontal(last_end - at, pl.lit(0))
        return pl.when(at.is_not_null()).then(pl.lit(self._before).gather(begun) - rest)

    def _due(self, start: pl.Expr, time: pl.Expr) -> pl.Expr:
        """Return the earliest instant, from ``start`` on, by which ``time`` was worked."""
        length = time.cast(pl.Int64)
        wanted = self._worked(_us(start)) + length
        place = pl.lit(self._before.slice(1)).search_sorted(wanted, side="left").cast(pl.Int64)
        there = pl.when(wanted.is_not_null() & (place < len(self.spans.ends))).then(place)
        end = pl.lit(self._ends).gather(there)
        due = end - (pl.lit(self._before.slice(1)).gather(there) - wanted)
        later = pl.when(length > 0).then(due).otherwise(_us(start))
        return later.cast(pl.Datetime("us", "UTC"))

    def _close(self, start: pl.Expr, days: pl.Expr) -> pl.Expr:
        """Return the close of the n-th working day after the local day of ``start``."""
        place = self._days_passed(_us(start)) + days - 1
        there = pl.when((place >= 0) & (place < len(self.spans.closes))).then(place)
        closes = pl.Series(self.spans.closes, dtype=pl.Int64)
        return pl.lit(closes).gather(there).cast(pl.Datetime("us", "UTC"))

    def _inside(self, us: pl.Expr) -> pl.Expr:
        first, last = self._reach
        return (us >= first) & (us <= last)

    @cached_property
    def _reach(self) -> tuple[int, int]:
        """The instants between which the spans are complete, whatever the zone."""
        return (days_since(self.first) + 1) * _DAY, days_since(self.last) * _DAY

    @cached_property
    def _begins(self) -> pl.Series:
        return pl.Series(self.spans.begins, dtype=pl.Int64)

    @cached_property
    def _ends(self) -> pl.Series:
        return pl.Series(self.spans.ends, dtype=pl.Int64)

    @cached_property
    def _before(self) -> pl.Series:
        """Working time before each span, and after the last."""
        return pl.Series([0, *self.spans.totals], dtype=pl.Int64)

    @cached_property
    def _slot(self) -> int | None:
        return _slot_of(self._edges)

    @cached_property
    def _edges(self) -> Sequence[int]:
        """The instants between which nothing changes, the first and the last among them."""
        inner = (at for pair in zip(self.spans.begins, self.spans.ends, strict=True) for at in pair)
        return sorted({*self._reach, *inner})

    @cached_property
    def _packed(self) -> pl.Series:
        """Per slot twice the time worked before it, and 1 more where it is worked."""
        slot = self._slot or 1
        turns = dict.fromkeys(self.spans.begins, 1) | dict.fromkeys(self.spans.ends, -1)
        runs = pl.DataFrame(
            {
                "open": list(accumulate(turns.get(edge, 0) for edge in self._edges[:-1])),
                "slots": [(b - a) // slot for a, b in pairwise(self._edges)],
            }
        )
        opened = runs.select(pl.col("open").repeat_by("slots").explode()).to_series()
        before = (opened.cum_sum() - opened) * slot
        packed = before * 2 + opened
        end = pl.Series([(int(before[-1]) + int(opened[-1]) * slot) * 2])
        return pl.concat([packed.cast(pl.Int64), end.cast(pl.Int64)])

    def _days_passed(self, us: pl.Expr) -> pl.Expr:
        """Return the number of working days up to and with the local day of an instant."""
        at = pl.when(self._inside(us)).then(us)
        if self._night is None:
            begun = pl.lit(pl.Series(self._midnights)).search_sorted(at, side="right")
            day = begun.cast(pl.Int64) - 1
            return pl.when(at.is_not_null()).then(pl.lit(self._by_day).gather(day))
        return pl.lit(self._passed).gather((at - self._midnights[0]) // self._night)

    @cached_property
    def _midnights(self) -> list[int]:
        """The first instant of each local day, and of the day after the last.

        A day that the zone skips whole begins where the next one does.
        """
        days = pl.date_range(self.first, self.last + timedelta(1), eager=True)
        frame = pl.DataFrame({"t": days.cast(pl.Datetime("us"))})
        begins = frame.select(day_start(pl.col("t"), self.zone).cast(pl.Int64)).to_series()
        return begins.fill_null(strategy="backward").to_list()

    @cached_property
    def _night(self) -> int | None:
        """The length of the slots of `_passed`: all local days begin at their edges."""
        return _slot_of(self._midnights)

    @cached_property
    def _by_day(self) -> pl.Series:
        """Per local day the number of working days up to and with it."""
        days = pl.int_range(days_since(self.first), days_since(self.last) + 1, eager=True)
        working = pl.Series(self.spans.days, dtype=pl.Int64)
        return working.search_sorted(days, side="right").cast(pl.Int64)

    @cached_property
    def _passed(self) -> pl.Series:
        """Per slot the number of working days up to and with its local day."""
        night = self._night or 1
        slots = [(b - a) // night for a, b in pairwise(self._midnights)]
        passed = pl.DataFrame({"n": self._by_day, "slots": slots})
        return passed.select(pl.col("n").repeat_by("slots").explode()).to_series()


def _us(instant: pl.Expr) -> pl.Expr:
    return instant.cast(pl.Int64)


def _slot_of(edges: Sequence[int]) -> int | None:
    """Return the longest slot at whose edges all of these lie, None where there were too many."""
    slot = math.gcd(*(b - a for a, b in pairwise(edges)))
    return slot if (edges[-1] - edges[0]) // slot < _MOST_SLOTS else None
