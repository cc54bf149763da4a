"""What an indicator measures of one row: the table of exclusion codes, from the top."""

# ruff: noqa: PLR0911 - one return for each line of the definitions

from __future__ import annotations

from tests.oracle.clocks import View, clock_for, has_calendar
from tests.oracle.expressions import Scope, evaluate
from tests.oracle.limits import is_in_time, limit_of
from tests.oracle.parsing import parse
from tests.oracle.repeat import of_repeat
from tests.oracle.rows import Row, Spec

#: Why a considered row is excluded, or None and its number.
Measured = tuple[str | None, float]


def condition(indicator: Spec, name: str, scope: Scope) -> bool | None:
    """Return what a condition says of a row; one that is not given holds."""
    if name not in indicator:
        return True
    answer: bool | None = evaluate(parse(indicator[name]), scope)
    return answer


def measure(indicator: Spec, told: tuple[Row, Scope], read: set[str], view: View) -> Measured:
    """Return why a considered row is excluded, or None and its number.

    ``read`` are the columns that the indicator reads.
    """
    row, scope = told
    if row.invalid.keys() & read or bad_answer(indicator, scope):
        return "invalid-cell", 0.0
    if condition(indicator, "where", scope) is None:
        return "unknown", 0.0
    kind = indicator["type"]
    if kind == "ratio":
        return of_ratio(indicator, scope)
    if kind in ("duration", "within"):
        return of_span(indicator, row, view)
    if kind == "repeat":
        return of_repeat(indicator, row, view)
    if kind in ("statistic", "nps"):
        value = evaluate(parse(indicator["of"]), scope)
        return ("no-value", 0.0) if value is None else (None, float(value))
    return None, 1.0


def bad_answer(indicator: Spec, scope: Scope) -> bool:
    """An answer outside 0 to 10 is as good as an invalid cell."""
    if indicator["type"] != "nps":
        return False
    value = evaluate(parse(indicator["of"]), scope)
    return value is not None and not 0 <= value <= 10


def of_ratio(indicator: Spec, scope: Scope) -> Measured:
    """Return 1 for a good row, else 0."""
    total = condition(indicator, "total", scope)
    if total is None:
        return "unknown", 0.0
    if not total:
        return "outside-total", 0.0
    good = condition(indicator, "good", scope)
    return None, 1.0 if good is True else 0.0


def of_span(indicator: Spec, row: Row, view: View) -> Measured:
    """Return what is measured from one instant to another, or to ``as_of``."""
    start, end = time(row, indicator["from"]), time(row, indicator["to"])
    within = indicator["type"] == "within"
    way = indicator.get("open", "late" if within else "exclude")
    last = view.as_of if end is None and way != "exclude" else end
    clock = clock_for(indicator, row, view)
    if start is None:
        return "no-start", 0.0
    if not has_calendar(indicator, row) or (clock is None and last is not None):
        return "unknown", 0.0
    if within and limit_of(indicator["limit"], row) is None:
        return "no-limit", 0.0
    if last is None or clock is None:
        return "no-end", 0.0
    if not within:
        return ("out-of-order", 0.0) if last < start else (None, clock.time(start, last))
    in_time = is_in_time(indicator["limit"], row, (start, last), clock, view)
    if end is None and in_time:
        return "undecided", 0.0
    if last < start:
        return "out-of-order", 0.0
    return None, 1.0 if in_time else 0.0


def time(row: Row, column: str) -> float | None:
    """Return an instant of the row."""
    value: float | None = row.cells[column]  # type: ignore[assignment]
    return value
