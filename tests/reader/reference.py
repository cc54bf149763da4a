"""The figures of the shared rule set, computed again in plain Python from rows that are known.

It shares nothing with the program: no reader, no frame, no expression. A cell is a value, None
(missing) or ``INVALID``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

#: A cell that its column's type cannot read.
INVALID: Final = "(invalid)"

Cell = datetime | int | Fraction | str | None
Row = Mapping[str, Cell]

LIMIT = timedelta(hours=8)


@dataclass(frozen=True)
class Figure:
    """An indicator: its value (None is unknown), the rows counted, and the others by code."""

    value: float | None
    n: int
    excluded: Mapping[str, int] = field(default_factory=dict)


def figures(rows: Sequence[Row]) -> dict[str, Figure]:
    """Return every indicator over the used rows."""
    ends = [row[c] for row in rows for c in ("created_at", "solved_at")]
    as_of = max((end for end in ends if isinstance(end, datetime)), default=None)
    urgent = sum(row["priority"] == "P1" for row in rows)
    return {
        "tickets": Figure(len(rows), len(rows)),
        "urgent": Figure(urgent, urgent),
        "solved_once": _measured(rows, ("reopens", "solved_at"), _unsolved, _once, _mean),
        "time_to_solve": _measured(rows, ("created_at", "solved_at"), _no_span, _span, _median),
        "on_time": _measured(
            rows, ("created_at", "solved_at"), lambda row: _undecided(row, as_of), _in_time, _mean
        ),
        "effort": _measured(rows, ("effort",), _no_effort, _effort, _sum),
    }


def _measured(
    rows: Sequence[Row],
    needed: Sequence[str],
    left_out: Callable[[Row], str | None],
    of: Callable[[Row], Fraction],
    aggregate: Callable[[list[Fraction]], Fraction],
) -> Figure:
    excluded: Counter[str] = Counter()
    values = []
    for row in rows:
        invalid = any(row[name] == INVALID for name in needed)
        code = "invalid-cell" if invalid else left_out(row)
        if code:
            excluded[code] += 1
        else:
            values.append(of(row))
    value = float(aggregate(sorted(values))) if values else None
    return Figure(value, len(values), dict(excluded))


def _times(row: Row) -> tuple[datetime | None, datetime | None]:
    created, solved = row["created_at"], row["solved_at"]
    return (
        created if isinstance(created, datetime) else None,
        solved if isinstance(solved, datetime) else None,
    )


def _unsolved(row: Row) -> str | None:
    return "outside-total" if row["solved_at"] is None else None


def _no_span(row: Row) -> str | None:
    created, solved = _times(row)
    if created is None:
        return "no-start"
    if solved is None:
        return "no-end"
    return "out-of-order" if solved < created else None


def _undecided(row: Row, as_of: datetime | None) -> str | None:
    created, solved = _times(row)
    if created is None:
        return "no-start"
    if solved is None:
        due = created + LIMIT
        return "undecided" if as_of is None or due >= as_of else None
    return "out-of-order" if solved < created else None


def _no_effort(row: Row) -> str | None:
    return "no-value" if row["effort"] is None else None


def _once(row: Row) -> Fraction:
    return Fraction(row["reopens"] == 0)


def _span(row: Row) -> Fraction:
    created, solved = _times(row)
    if created is None or solved is None:
        raise AssertionError(row)
    span = solved - created
    return Fraction(span.days * 86_400 + span.seconds) + Fraction(span.microseconds, 1_000_000)


def _in_time(row: Row) -> Fraction:
    return Fraction(row["solved_at"] is not None and _span(row) <= LIMIT.total_seconds())


def _effort(row: Row) -> Fraction:
    effort = row["effort"]
    return effort if isinstance(effort, Fraction) else Fraction()


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _sum(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction())


def _median(values: list[Fraction]) -> Fraction:
    middle = (len(values) - 1) // 2
    return (values[middle] + values[-1 - middle]) / 2
