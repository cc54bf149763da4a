"""From a plan to observations: queries are run, formulas follow, no cell is left out."""

from __future__ import annotations

from collections.abc import Mapping

from sqeval.expr.evaluate import evaluate
from sqeval.expr.tree import names_used
from sqeval.measures.formula import Formula
from sqeval.observe.collect import collect
from sqeval.observe.observations import By, Observation, Observations, empty, sort_key
from sqeval.plan.plan import Plan, Query
from sqeval.plan.stages import STAGE
from sqeval.rules.ruleset import RuleSet


def observe(rules: RuleSet, plan: Plan) -> Observations:
    """Run the plan: one figure per indicator and group, strata where a target goes by category."""
    cells: dict[tuple[By, str], Observation] = {}
    strata: dict[tuple[By, str], list[Observation]] = {}
    seen: dict[By, None] = {(): None}
    for query in plan.queries:
        for by, found in collect(query):
            seen[by] = None
            for one in found:
                if one.stratum:
                    strata.setdefault((by, one.indicator), []).append(one)
                else:
                    cells[by, one.indicator] = one
    groups = _ordered(seen, plan)
    for by in groups:
        _fill(cells, by, plan)
        _formulas(cells, by, rules)
    ordered = {(by, name): cells[by, name] for by in groups for name in rules.indicators}
    stages = {key: one for key, one in cells.items() if key[1].startswith(STAGE)}
    by_stratum = {
        key: tuple(sorted(found, key=lambda one: sort_key(one.stratum)))
        for key, found in strata.items()
    }
    tasks = [task for query in plan.queries for task in query.tasks]
    targeted = {task.indicator for task in tasks if task.stratum is not None}
    mixed = {task.indicator for task in tasks if task.mix is not None}
    return Observations(
        plan.request.period.label,
        groups,
        ordered,
        strata={key: found for key, found in by_stratum.items() if key[1] in targeted},
        mixes={key: found for key, found in by_stratum.items() if key[1] in mixed},
        stages=stages,
    )


def _ordered(seen: Mapping[By, None], plan: Plan) -> tuple[By, ...]:
    """Return everything first, then the groups of each grouping, sorted, a null key last."""
    groups: list[By] = [()]
    for grouping in plan.request.groupings:
        mine = [by for by in seen if by and tuple(name for name, _ in by) == grouping]
        groups += sorted(mine, key=sort_key)
    return tuple(groups)


def _fill(cells: dict[tuple[By, str], Observation], by: By, plan: Plan) -> None:
    """Give every indicator of a group its cell, and a reason where it is empty."""
    for name, reason in plan.unavailable.items():
        cells[by, name] = empty(name, by, reason)
    for query in plan.queries:
        for task in query.tasks:
            if (by, task.indicator) not in cells:
                cells[by, task.indicator] = _no_rows(query, task.indicator, by)


def _no_rows(query: Query, indicator: str, by: By) -> Observation:
    """Return the cell of a group that a query has no rows in, or cannot see."""
    grouping = tuple(name for name, _ in by)
    if by and grouping not in query.groupings:
        return empty(indicator, by, "no-column")
    cell = empty(indicator, by, "no-rows")
    task = next(t for t in query.tasks if t.indicator == indicator)
    figure = task.reduction.finish(0, dict.fromkeys(task.reduction.statistics))
    if figure.value is None:
        return cell
    return Observation(indicator, by, figure.value, None, None, 0, 0, {})


def _formulas(cells: dict[tuple[By, str], Observation], by: By, rules: RuleSet) -> None:
    """Compute the formulas of a group, each after those that it is made of."""
    waiting = [name for name, m in rules.indicators.items() if isinstance(m, Formula)]
    while waiting:
        name = next(n for n in waiting if not _operands(rules, n) & set(waiting))
        waiting.remove(name)
        operands = sorted(_operands(rules, name))
        values = {o: cells[by, o].value for o in operands}
        result = evaluate(rules.trees["indicators", name, "value"], values, {})
        n = max((cells[by, o].n for o in operands), default=0)
        value = float(result) if isinstance(result, int | float) else None
        reason = None if value is not None else _why(operands, values)
        cells[by, name] = Observation(name, by, value, None, None, n, n, {}, reason)


def _operands(rules: RuleSet, formula: str) -> frozenset[str]:
    return names_used(rules.trees["indicators", formula, "value"])


def _why(operands: list[str], values: Mapping[str, float | None]) -> str:
    """Say which indicator a formula lacks, or that it divides by zero."""
    lacking = [name for name in operands if values[name] is None]
    return f"no-value: {', '.join(lacking)}" if lacking else "division-by-zero"
