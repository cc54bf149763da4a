"""Working time between instants, and the instant at which some of it has passed.

The reference that what answers for a million rows at once must agree with: one pair at a time,
exact, by bisection. Instants and lengths are microseconds, instants since the Unix epoch.
The spans must cover the instants asked about; nothing is worked outside them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sqeval.calendars.spans import Spans


def _up_to(spans: Spans, instant: int) -> int:
    """Return what is worked from the first span up to an instant."""
    at = bisect_right(spans.begins, instant) - 1
    return spans.totals[at] - max(0, spans.ends[at] - instant) if at >= 0 else 0


def worked(spans: Spans, start: int, end: int) -> int:
    """Return the time worked in ``[start, end)``; 0 where that is empty."""
    return _up_to(spans, end) - _up_to(spans, start) if end > start else 0


def due(spans: Spans, start: int, elapsed: int) -> int | None:
    """Return the earliest instant, from ``start`` on, by which ``elapsed`` has been worked.

    Where that ends at a close, it is the close and not the next opening. None where the spans end
    before.
    """
    if elapsed <= 0:
        return start
    wanted = _up_to(spans, start) + elapsed
    at = bisect_left(spans.totals, wanted)
    return spans.ends[at] - (spans.totals[at] - wanted) if at < len(spans.ends) else None


def working_day_close(spans: Spans, start_day: int, days: int) -> int | None:
    """Return the close of the working day that is number ``days``, from 1, after a local date.

    ``start_day`` is counted from 1970-01-01 and need not be a working day. None where the spans
    end before.
    """
    at = bisect_right(spans.days, start_day) + days - 1
    return spans.closes[at] if at < len(spans.closes) else None
