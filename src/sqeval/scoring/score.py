"""From observations to scorecards: verdicts, parts, gates, grade and outcome of every group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqeval.expr.evaluate import evaluate
from sqeval.measures.formula import Formula
from sqeval.measures.measure import Unit
from sqeval.measures.mix import mixed_by
from sqeval.measures.registry import RowMeasure
from sqeval.measures.timed import Timed
from sqeval.observe.observations import By, Observation, Observations
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import ScorecardRules
from sqeval.scoring.parts import Totals, add_up
from sqeval.scoring.ranking import ranked
from sqeval.scoring.scorecard import GateScore, IndicatorScore, Scorecard
from sqeval.scoring.standardise import standardise
from sqeval.scoring.verdict import Verdict, judge


def score(rules: RuleSet, observations: Observations) -> tuple[Scorecard, ...]:
    """Score every group, in the order of the observations."""
    units = {name: rules.unit(name) for name in rules.indicators}
    cards = [_scorecard(rules, observations, by, units) for by in observations.groups]
    return ranked(cards, rules.indicators)


def _scorecard(
    rules: RuleSet, observations: Observations, by: By, units: Mapping[str, Unit]
) -> Scorecard:
    cells = {name: observations.cells[by, name] for name in rules.indicators}
    verdicts = {
        name: judge(measure, units[name], cells[name], observations.strata.get((by, name), ()))
        for name, measure in rules.indicators.items()
    }
    totals = add_up(rules.scorecard.root, {k: v.points for k, v in verdicts.items()})
    gates = _gates(rules, verdicts, totals, {k: cell.value for k, cell in cells.items()})
    grade = _grade(rules.scorecard, totals.points, gates)
    return Scorecard(
        by=dict(by),
        points=totals.points,
        grade=grade,
        outcome=None if grade is None else rules.scorecard.outcomes.get(grade),
        gates=gates,
        indicators=tuple(
            _mixed(
                _indicator(measure, units[name], cells[name], verdicts[name], totals),
                measure,
                observations,
                by,
            )
            for name, measure in rules.indicators.items()
        ),
        parts=totals.parts,
    )


def _indicator(
    measure: RowMeasure | Formula, unit: Unit, cell: Observation, verdict: Verdict, totals: Totals
) -> IndicatorScore:
    weight = totals.weights.get(cell.indicator)
    lost = None
    if weight is not None and not totals.void:
        lost = weight * (100 - (verdict.points or 0.0))
    return IndicatorScore(
        id=cell.indicator,
        measure=measure.type,
        unit=unit,
        value=cell.value,
        low=cell.low,
        high=cell.high,
        n=cell.n,
        considered=cell.considered,
        excluded=dict(sorted(cell.excluded.items())),
        reason=verdict.reason or cell.reason,
        target=None if measure.target is None else measure.target.figures(unit),
        status=verdict.status,
        points=verdict.points,
        weight=weight,
        lost=lost,
        approximate=isinstance(measure, Timed) and measure.approximate,
        beyond=cell.beyond,
        strata=verdict.strata,
    )


def _mixed(
    score: IndicatorScore, measure: RowMeasure | Formula, observations: Observations, by: By
) -> IndicatorScore:
    """Add a group's value with the mix of the whole; a group that is one category has none."""
    column = mixed_by(measure)
    if not by or column is None or column in dict(by):
        return score
    whole, group = (observations.mixes.get((of, score.id), ()) for of in ((), by))
    return replace(score, standardised=standardise(column, whole, group))


def _gates(
    rules: RuleSet,
    verdicts: Mapping[str, Verdict],
    totals: Totals,
    values: Mapping[str, float | None],
) -> tuple[GateScore, ...]:
    """Evaluate the gates; one whose condition is unknown has not fired."""
    parts = {part.id: part.points for part in totals.parts}
    points = parts | {name: v.points for name, v in verdicts.items()}
    functions: dict[str, Callable[[str], object]] = {
        "points": points.get,
        "met": lambda name: verdicts[name].status == "met",
        "missed": lambda name: verdicts[name].status == "missed",
        "at_risk": lambda name: verdicts[name].status == "at_risk",
    }
    scored = []
    for i, gate in enumerate(rules.scorecard.gates):
        result = evaluate(rules.trees["gates", i], parts | dict(values), functions)
        fired = result if isinstance(result, bool) else None
        scored.append(GateScore(gate.when, fired, gate.cap, gate.why))
    return tuple(scored)


def _grade(
    scorecard: ScorecardRules, points: float | None, gates: tuple[GateScore, ...]
) -> str | None:
    """Return the highest grade whose bound is reached, capped by the gates that fired."""
    if points is None or not scorecard.grades:
        return None
    bounds = scorecard.grades
    reached = [grade for grade, bound in bounds.items() if points >= bound]
    if not reached:
        return None
    caps = [bounds[gate.cap] for gate in gates if gate.fired and gate.cap is not None]
    allowed = min([bounds[max(reached, key=bounds.__getitem__)], *caps])
    return next(grade for grade, bound in bounds.items() if bound == allowed)
