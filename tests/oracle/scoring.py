"""The whole run: groups, indicators and scorecards of what a run looks at."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from tests.oracle import scorecard, times, units
from tests.oracle.counting import Counted, count
from tests.oracle.expressions import Scope, evaluate
from tests.oracle.groups import compare
from tests.oracle.indicators import judge, observe, reason_of
from tests.oracle.obstacles import obstacle
from tests.oracle.overdue import workloads
from tests.oracle.parsing import names, parse
from tests.oracle.points import target_of
from tests.oracle.rows import Spec
from tests.oracle.run import Grouping, Key, Run
from tests.oracle.showing import blank
from tests.oracle.viewing import scope_of, view_of


def score(
    rules: Spec, tables: dict[str, str], period: str, as_of: str | None, by: list[Grouping]
) -> Spec:
    """Return the parts of a report that the definitions define: tables, groups, as_of, period."""
    run = Run(rules, tables, period, as_of)
    whole = group(run, [], ())
    groups = [whole]
    reported: list[tuple[Grouping, list[Key]]] = [([], [()])]
    for grouping in by:
        keys = run.groups_of(grouping)
        reported.append((grouping, keys))
        found = [group(run, grouping, key) for key in keys]
        compare(run.rules["indicators"], whole, found, grouping)
        groups += found
    return {
        "period": {
            "label": period,
            "start": times.iso(run.start, run.zone),
            "end": times.iso(run.end, run.zone),
            "timezone": run.zone.key,
        },
        "as_of": times.iso(run.as_of, run.zone),
        "tables": [
            {
                "name": name,
                "rows": run.tables[name].ledger,
                "unplaced": run.unplaced[name],
                "invalid_cells": run.invalid_cells[name],
            }
            for name in sorted(run.tables)
        ],
        "groups": [shown(run, one) for one in groups],
        "workload": workloads(run, reported),
    }


def group(run: Run, grouping: Grouping, key: Key) -> Spec:
    """Return one group with all indicators and the rows they count, by name."""
    indicators = run.rules["indicators"]
    counted: dict[str, Counted] = {}
    done: dict[str, Spec] = {}
    for name, indicator in indicators.items():
        if indicator["type"] != "formula":
            done[name] = of_rows(run, name, (grouping, key), counted)
    for name, indicator in indicators.items():
        if indicator["type"] == "formula":
            of_formula(run, name, done)
    return {"by": (grouping, key), "indicators": done, "counted": counted}


def shown(run: Run, one: Spec) -> Spec:
    """Return a group as the report has it, indicators in the order of the rule file."""
    grouping, key = one["by"]
    values = [value.isoformat() if isinstance(value, date) else value for value in key]
    found: Spec = {"by": dict(zip(grouping, values, strict=True))}
    found["indicators"] = [one["indicators"][name] for name in run.rules["indicators"]]
    scorecard.close(run.rules.get("scorecard"), found, scorecard.unused_midnight)
    return found


def of_rows(run: Run, name: str, by: tuple[Grouping, Key], counted: dict[str, Counted]) -> Spec:
    """Return an indicator that counts rows of a table, and note these rows."""
    indicator = run.rules["indicators"][name]
    own = indicator.get("table", "tickets")
    unit = units.of_indicator(indicator, run.columns_seen(own), {})
    grouping, key = by
    reason = obstacle(run, indicator, grouping)
    if reason:
        return blank(name, indicator, unit) | {"reason": reason}
    table = run.tables[own]
    rows = [row for row in run.rows[own] if run.key_of(row, table, grouping) == key]
    scoped = [(row, scope_of(run, row, table)) for row in rows]
    counted[name] = count(indicator, scoped, view_of(run, indicator, run.as_of))
    return observe(name, indicator, unit, counted[name])


def no_function(function: str, name: str) -> Any:  # noqa: ANN401
    """Refuse: formulas read values only."""
    raise ValueError(f"{function}({name}) in a formula")


def of_formula(run: Run, name: str, done: dict[str, Spec]) -> None:
    """Add a formula, after the formulas it reads, to the indicators that are done."""
    if name in done:
        return
    indicators = run.rules["indicators"]
    tree = parse(indicators[name]["value"])
    read = sorted(set(names(tree)), key=list(indicators).index)
    for other in read:
        of_formula(run, other, done)
    scope = Scope(lambda read: done[read]["value"], no_function, scorecard.unused_midnight)
    operands = {other: done[other]["unit"] for other in read}
    unit = units.of_indicator(indicators[name], {}, operands)
    result = blank(name, indicators[name], unit)
    result["value"] = in_range(evaluate(tree, scope))
    result["n"] = result["considered"] = max(done[other]["n"] for other in read)
    judge(indicators[name], target_of(indicators[name].get("target")), result, unit)
    result["reason"] = reason_of_formula(result, indicators[name], [done[one] for one in read])
    done[name] = result


def in_range(value: float | None) -> float | None:
    """A result that leaves the range of numbers is none."""
    return None if value is None or not math.isfinite(value) else value


def reason_of_formula(result: Spec, indicator: Spec, read: list[Spec]) -> str | None:
    """Return why a formula has no value or no points."""
    if result["value"] is None:
        lacking = [one["id"] for one in read if one["value"] is None]
        return f"no-value: {', '.join(lacking)}" if lacking else "division-by-zero"
    return reason_of(result, indicator)
