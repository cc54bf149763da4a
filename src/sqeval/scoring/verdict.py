"""Status and points of one figure against its target, on unrounded values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqeval.measures.measure import Measure
from sqeval.observe.observations import Observation
from sqeval.scoring.scorecard import Status, StratumScore
from sqeval.targets.points import achievement
from sqeval.targets.target import Figure, Figures, Goal, Target

#: Statuses from worst to best, for what sums up several.
_WORST_FIRST: tuple[Status, ...] = ("missed", "at_risk", "met")


#: The reason of a percentile that a survival curve does not come down to.
NOT_REACHED = "not-reached"


@dataclass(frozen=True)
class Verdict:
    """What a figure is worth: null points where there is no saying, with the reason."""

    status: Status | None
    points: float | None
    reason: str | None = None
    strata: tuple[StratumScore, ...] = ()


def judge(measure: Measure, unit: str, cell: Observation, strata: Sequence[Observation]) -> Verdict:
    """Return the verdict on an indicator in a group."""
    sure = _sure(measure, cell)
    if measure.target is None or measure.target.by is None:
        goal = measure.target.goal(None, unit) if measure.target else None
        if sure is not None and not _surely_missed(measure, cell, goal):
            return sure
        status, points = _weigh(measure, unit, _known(cell), goal)
        return Verdict(status, points)
    scored = tuple(_stratum(measure, unit, one) for one in strata)
    summed = _summed_up(measure, scored, strata)
    if sure is None or (cell.reason == NOT_REACHED and summed.points is not None):
        return summed
    return Verdict(sure.status, None, sure.reason, scored)


def _sure(measure: Measure, cell: Observation) -> Verdict | None:
    """Return the verdict where there is too little to weigh."""
    if cell.value is None or (cell.n == 0 and not measure.counts_nothing):
        return Verdict("no_data", None, cell.reason or "no-rows")
    if cell.n < measure.min_n and not measure.counts_nothing:
        return Verdict("insufficient", None, f"min-n: {measure.min_n}")
    return None


def _surely_missed(measure: Measure, cell: Observation, goal: Goal | None) -> bool:
    """Tell whether a value that is not reached must lie above what is wanted at most."""
    if cell.reason != NOT_REACHED or goal is None or cell.n < measure.min_n:
        return False
    return goal.direction == "at_most" and cell.beyond is not None and cell.beyond > goal.level


def _undecided(measure: Measure, one: Observation, goal: Goal) -> bool:
    """Tell whether a value is not reached, and could still be what is wanted."""
    return one.reason == NOT_REACHED and not _surely_missed(measure, one, goal)


def _known(cell: Observation) -> float | None:
    """Return the value, or what it is known to lie beyond."""
    return cell.beyond if cell.value is None else cell.value


def _weigh(
    measure: Measure, unit: str, value: float | None, goal: Goal | None
) -> tuple[Status | None, float | None]:
    """Return status and points of a value against one target."""
    if value is None:
        return "no_data", None
    status = None if goal is None else goal.status(value)
    if measure.points is not None:
        return status, measure.points.points(value, goal, unit)
    return status, None if goal is None else achievement(value, goal)


def _stratum(measure: Measure, unit: str, one: Observation) -> StratumScore:
    (_, category), *_ = one.stratum
    target: Target | None = measure.target
    goal = target.goal(category, unit) if target else None
    status: Status | None = None
    points: float | None = None
    if goal is None:
        pass  # a category without a target is shown, not judged
    elif (one.n == 0 and not measure.counts_nothing) or _undecided(measure, one, goal):
        status = "no_data"
    elif one.n < measure.min_n and not measure.counts_nothing:
        status = "insufficient"
    else:
        status, points = _weigh(measure, unit, _known(one), goal)
    figures = None if goal is None else _figures(goal)
    return StratumScore(
        dict(one.stratum), one.value, one.low, one.high, one.n, figures, status, points
    )


def _figures(goal: Goal) -> Figures:
    level = goal.level if goal.high is None else [goal.level, goal.high]
    shown: dict[str, Figure] = {goal.direction: level}
    if goal.warn is not None:
        shown["warn"] = goal.warn
    return shown


def _summed_up(
    measure: Measure, strata: Sequence[StratumScore], cells: Sequence[Observation]
) -> Verdict:
    """Weigh the strata by their cases; the status is the worst of theirs."""
    weighed = [s for s in strata if s.status in _WORST_FIRST]
    judged = [(s, c) for s, c in zip(strata, cells, strict=True) if s.status is not None]
    if judged and not weighed and all(c.reason == NOT_REACHED for _, c in judged):
        return Verdict("no_data", None, NOT_REACHED, tuple(strata))
    if not weighed:
        return Verdict("insufficient", None, f"min-n: {measure.min_n}", tuple(strata))
    status = min((s.status for s in weighed if s.status), key=_WORST_FIRST.index)
    weights = [s.n for s in weighed] if any(s.n for s in weighed) else [1] * len(weighed)
    products = (w * (s.points or 0.0) for w, s in zip(weights, weighed, strict=True))
    points = sum(products) / sum(weights)
    return Verdict(status, points, None, tuple(strata))
