"""Which rows an indicator counts, and what it measures of each: the table of exclusion codes."""

# ruff: noqa: PLR0911 - one return for each line of the definitions

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle.expressions import Scope, evaluate
from tests.oracle.parsing import Tree, names, parse
from tests.oracle.rows import Row, Spec, Value
from tests.oracle.scalars import duration, is_duration


@dataclass(frozen=True)
class View:
    """What all rows of a count share: when it is looked from, and the units of the columns."""

    as_of: float | None
    units: dict[str, str]


@dataclass
class Counted:
    """The rows of one group: those counted with what they measure, the others by code."""

    considered: list[Row] = field(default_factory=list)
    numbers: list[tuple[Row, float]] = field(default_factory=list)
    excluded: dict[str, int] = field(default_factory=dict)


def count(indicator: Spec, rows: list[tuple[Row, Scope]], view: View) -> Counted:
    """Count the rows (each with its scope) of one group for one indicator."""
    counted = Counted()
    for row, scope in rows:
        where = condition(indicator, "where", scope)
        if where is False:
            continue
        counted.considered.append(row)
        code, number = measure(indicator, row, scope, view)
        if code is None:
            counted.numbers.append((row, number))
        else:
            counted.excluded[code] = counted.excluded.get(code, 0) + 1
    return counted


def condition(indicator: Spec, name: str, scope: Scope) -> bool | None:
    """Return what a condition says of a row; one that is not given holds."""
    if name not in indicator:
        return True
    answer: bool | None = evaluate(parse(indicator[name]), scope)
    return answer


def measure(indicator: Spec, row: Row, scope: Scope, view: View) -> tuple[str | None, float]:
    """Return why a considered row is excluded, or None and its number."""
    if row.invalid.keys() & set(columns_read(indicator)) or bad_answer(indicator, scope):
        return "invalid-cell", 0.0
    if condition(indicator, "where", scope) is None:
        return "unknown", 0.0
    kind = indicator["type"]
    if kind == "ratio":
        return of_ratio(indicator, scope)
    if kind == "duration":
        return of_duration(indicator, row, view.as_of)
    if kind == "within":
        return of_within(indicator, row, view)
    if kind in ("statistic", "nps"):
        value = evaluate(parse(indicator["of"]), scope)
        return ("no-value", 0.0) if value is None else (None, float(value))
    return None, 1.0


def expressions(indicator: Spec) -> list[Tree]:
    """Return the expressions of ``where`` and of the measure."""
    return [parse(indicator[k]) for k in ("where", "good", "total", "of") if k in indicator]


def columns_read(indicator: Spec) -> list[str]:
    """Return the columns that ``where``, the measure and the target's category read."""
    found = [name for tree in expressions(indicator) for name in names(tree)]
    found += [indicator[name] for name in ("from", "to") if name in indicator]
    limit = indicator.get("limit")
    if isinstance(limit, dict):
        found += [limit["by"]] if isinstance(limit["by"], str) else limit["by"]
    elif limit is not None and not is_duration(limit):
        found.append(limit)
    target = indicator.get("target") or {}
    return [*found, target["by"]] if "by" in target else found


def bad_answer(indicator: Spec, scope: Scope) -> bool:
    """An answer outside 0 to 10 is as good as an invalid cell."""
    if indicator["type"] != "nps":
        return False
    value = evaluate(parse(indicator["of"]), scope)
    return value is not None and not 0 <= value <= 10


def of_ratio(indicator: Spec, scope: Scope) -> tuple[str | None, float]:
    """Return 1 for a good row, else 0."""
    total = condition(indicator, "total", scope)
    if total is None:
        return "unknown", 0.0
    if not total:
        return "outside-total", 0.0
    good = condition(indicator, "good", scope)
    return None, 1.0 if good is True else 0.0


def time(row: Row, column: str) -> float | None:
    """Return an instant of the row."""
    value: float | None = row.cells[column]  # type: ignore[assignment]
    return value


def of_duration(indicator: Spec, row: Row, as_of: float | None) -> tuple[str | None, float]:
    """Return the seconds from ``from`` to ``to``, or to ``as_of`` where open cases have an age."""
    start, end = time(row, indicator["from"]), time(row, indicator["to"])
    if start is None:
        return "no-start", 0.0
    if end is None:
        if indicator.get("open", "exclude") == "exclude" or as_of is None:
            return "no-end", 0.0
        end = as_of
    if end < start:
        return "out-of-order", 0.0
    return None, end - start


def of_within(indicator: Spec, row: Row, view: View) -> tuple[str | None, float]:
    """Return 1 for a row in time, else 0."""
    start, end = time(row, indicator["from"]), time(row, indicator["to"])
    if start is None:
        return "no-start", 0.0
    due = due_time(indicator["limit"], row, start, view.units)
    if due is None:
        return "no-limit", 0.0
    if end is None:
        if indicator.get("open", "late") == "exclude":
            return "no-end", 0.0
        if view.as_of is None or due >= view.as_of:
            return "undecided", 0.0
        return None, 0.0
    if end < start:
        return "out-of-order", 0.0
    return None, 1.0 if end <= due else 0.0


def due_time(limit: str | Spec, row: Row, start: float, units: dict[str, str]) -> float | None:
    """Return the instant up to which a row is in time; None where no limit applies."""
    if isinstance(limit, str) and not is_duration(limit):
        given = time(row, limit)
        return given if given is None or units[limit] == "time" else start + given
    found: str | Spec | None = limit
    if isinstance(limit, dict):
        by = [limit["by"]] if isinstance(limit["by"], str) else limit["by"]
        for column in by:
            if isinstance(found, dict):
                found = choose(found, row.cells[column])
    return None if found is None else start + duration(str(found))


def choose(limits: Spec, value: Value) -> str | Spec | None:
    """Return the entry of a category; ``default`` covers every other value, a missing one too."""
    entry: str | Spec | None = limits.get("default")
    if value is not None and value not in ("by", "default") and value in limits:
        entry = limits[str(value)]
    return entry
