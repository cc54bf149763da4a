"""What of a rule set no test looks at: indicators, categories, sides of targets, gates.

Looked at is what a test expects something of, not what happens to be computed beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqeval.measures.limits import LimitTable
from sqeval.measures.timed import CalendarTable, Timed
from sqeval.measures.within import Within
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scope import owner
from sqeval.scoring.scorecard import IndicatorScore, Scorecard
from sqeval.targets.target import category_name
from sqeval.testing.compare import group_of
from sqeval.testing.run import Outcome

#: The sides of a target, by the statuses that show each.
_SIDES = {"met": {"met", "at_risk"}, "missed": {"missed"}}

#: The category that stands for all that are not named.
_DEFAULT = "default"


@dataclass(frozen=True)
class Gap:
    """Something that no test exercises: what it is, and what is not seen of it."""

    subject: str
    lacking: str


def gaps_of(rules: RuleSet, outcomes: Sequence[Outcome]) -> list[Gap]:
    """Return what the tests of a rule set leave out, in the order of its rules."""
    found: list[Gap] = []
    for name in rules.indicators:
        scores = list(_scores(name, outcomes))
        if scores:
            found += _sides(rules, name, scores)
            found += _strata(rules, name, scores)
            found += _limits(rules, name, outcomes)
            found += _calendars(rules, name, outcomes)
        else:
            found.append(Gap(name, "no test expects it"))
    return [*found, *_gates(rules, outcomes)]


def _expecting(name: str, outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        if any(one.kind == "indicator" and one.id == name for one in outcome.case.wanted):
            yield outcome


def _scores(name: str, outcomes: Sequence[Outcome]) -> Iterator[IndicatorScore]:
    """Yield an indicator's scores in the tests, and the groups, that expect something of it."""
    for outcome in outcomes:
        for card in _looked_at(outcome, ("indicator",), name):
            yield from (one for one in card.indicators if one.id == name)


def _looked_at(outcome: Outcome, kinds: Sequence[str], name: str = "") -> Iterator[Scorecard]:
    """Yield the scorecards of the groups of which a test expects something of a kind."""
    wanted = [w for w in outcome.case.wanted if w.kind in kinds and name in ("", w.id)]
    for group in dict.fromkeys(one.group for one in wanted):
        card = group_of(outcome.scorecards, group)
        if card is not None:
            yield card


def _sides(rules: RuleSet, name: str, scores: Sequence[IndicatorScore]) -> Iterator[Gap]:
    if rules.indicators[name].target is None:
        return
    seen = {score.status for score in scores}
    seen |= {stratum.status for score in scores for stratum in score.strata}
    for side, statuses in _SIDES.items():
        if not seen & statuses:
            yield Gap(name, f"no test sees its target {side}")


def _strata(rules: RuleSet, name: str, scores: Sequence[IndicatorScore]) -> Iterator[Gap]:
    target = rules.indicators[name].target
    levels = None if target is None else getattr(target, target.direction)
    if not isinstance(levels, dict) or target is None:
        return
    seen = {
        category_name(next(iter(stratum.by.values())))
        for score in scores
        for stratum in score.strata
        if stratum.n
    }
    yield from _missing(name, f"target.{target.by}", list(levels), seen)


def _limits(rules: RuleSet, name: str, outcomes: Sequence[Outcome]) -> Iterator[Gap]:
    """Yield the categories of a limit that no row of a test has; by two columns, the pairs."""
    measure = rules.indicators[name]
    limit = measure.limit if isinstance(measure, Within) else None
    if not isinstance(limit, LimitTable):
        return
    rows = {row for o in _expecting(name, outcomes) for row in _rows(o, measure.table, limit.by)}
    firsts = {row[0] for row in rows}
    yield from _missing(name, f"limit.{limit.by[0]}", list(limit.limits), firsts)
    for category, level in limit.limits.items():
        if isinstance(level, dict):
            known = limit.limits.keys() - {_DEFAULT}
            of = {r[1] for r in rows if (r[0] if r[0] in known else _DEFAULT) == category}
            yield from _missing(name, f"limit.{category}.{limit.by[1]}", list(level), of)


def _calendars(rules: RuleSet, name: str, outcomes: Sequence[Outcome]) -> Iterator[Gap]:
    """Yield the categories with a calendar that no row of a test has."""
    measure = rules.indicators[name]
    calendar = measure.calendar if isinstance(measure, Timed) else None
    if isinstance(calendar, CalendarTable):
        by = calendar.by
        expecting = _expecting(name, outcomes)
        seen = {row[0] for o in expecting for row in _rows(o, measure.table, [by])}
        yield from _missing(name, f"calendar.{by}", list(calendar.calendars), seen)


def _missing(name: str, what: str, known: list[str], seen: set[str | None]) -> Iterator[Gap]:
    named = [category for category in known if category != _DEFAULT]
    yield from (Gap(name, f"no row is of {what} {c}") for c in named if c not in seen)
    if _DEFAULT in known and not seen - set(named):
        yield Gap(name, f"no row is of {what} {_DEFAULT}")


def _rows(outcome: Outcome, table: str, columns: list[str]) -> Iterator[tuple[str | None, ...]]:
    """Yield the categories of a test's rows, wherever the columns stand."""
    if outcome.scored is None:
        return
    run = outcome.scored.run
    holders = {column: owner(table, column, run.rules.tables) for column in columns}
    if len(set(holders.values())) > 1:
        return
    holder = holders[columns[0]]
    if holder in run.tables:
        for row in run.tables[str(holder)].frame.select(columns).iter_rows():
            yield tuple(category_name(value) for value in row)


def _gates(rules: RuleSet, outcomes: Sequence[Outcome]) -> Iterator[Gap]:
    cards = [card for outcome in outcomes for card in _looked_at(outcome, ("total", "gate"))]
    for gate in rules.scorecard.gates:
        seen = {g.fired for card in cards for g in card.gates if g.when == gate.when}
        for fired, what in ((True, "no test sees it fire"), (False, "no test sees it pass")):
            if fired not in seen:
                yield Gap(f"gate {gate.when}", what)
