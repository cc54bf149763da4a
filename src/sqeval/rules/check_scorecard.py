"""What the scorecard must agree on: indicators that exist, gates that can be read, known grades."""

from __future__ import annotations

from sqeval.expr.tree import Name
from sqeval.expr.types import NUMBER, Kind, Type
from sqeval.problems import Location
from sqeval.rules.checking import Checking
from sqeval.rules.scope import indicator_scope
from sqeval.rules.scorecard import Part, ScorecardRules, parts_of


def check_scorecard(checking: Checking, values: dict[str, Type]) -> None:
    """Check the scorecard against the indicators; ``values`` are the types of their values."""
    scorecard = checking.draft.scorecard
    seen: dict[str, str] = {}
    parts: set[str] = set()
    _check_weights(checking, scorecard, "the scorecard", values, seen)
    for name, part in parts_of(scorecard):
        if name in parts:
            checking.report("SQ304", f"part '{name}' stands twice", part.at())
        parts.add(name)
        _check_weights(checking, part, name, values, seen)
    if checking.draft.graded:
        _check_grades(checking, scorecard)
    _check_gates(checking, scorecard, parts | checking.draft.broken_parts, values)


def _check_weights(
    checking: Checking,
    part: Part | ScorecardRules,
    name: str,
    values: dict[str, Type],
    seen: dict[str, str],
) -> None:
    for indicator in part.indicators:
        place = part.at("indicators", indicator, key=True)
        if indicator not in values:
            checking.unknown_name(indicator, "indicator", values, place)
        elif indicator in seen:
            message = f"'{indicator}' already counts in {seen[indicator]}"
            checking.report("SQ304", message, place, "an indicator stands in one part")
        seen.setdefault(indicator, name)
    weights = [*part.indicators.values(), *(other.weight for other in part.parts.values())]
    if weights and not any(weights):
        message = f"all weights in {name} are 0"
        first = next(iter(part.indicators), None)
        below = next(iter(part.parts.values()), None)
        place = below.at("weight") if below is not None else part.at("indicators", str(first))
        checking.report("SQ306", message, place, "give at least one a weight")


def _check_grades(checking: Checking, scorecard: ScorecardRules) -> None:
    for grade in scorecard.outcomes:
        if grade not in scorecard.grades:
            place = scorecard.at("outcomes", grade, key=True)
            _unknown_grade(checking, grade, scorecard, place)
    first: dict[float, str] = {}
    for grade, bound in scorecard.grades.items():
        if first.setdefault(bound, grade) != grade:
            message = f"'{grade}' starts at the same points as '{first[bound]}'"
            checking.report("SQ307", message, scorecard.at("grades", grade))


def _unknown_grade(
    checking: Checking, grade: str, scorecard: ScorecardRules, place: Location
) -> None:
    hint = f"grades: {', '.join(scorecard.grades)}" if scorecard.grades else "declare 'grades'"
    checking.report("SQ305", f"'{grade}' is no grade", place, hint)


def _check_gates(
    checking: Checking, scorecard: ScorecardRules, parts: set[str], indicators: dict[str, Type]
) -> None:
    scope = indicator_scope(dict.fromkeys(parts, NUMBER) | indicators, "indicator or part")
    for i, gate in enumerate(scorecard.gates):
        key = ("gates", i)
        checking.expression(gate, ("when",), scope, {Kind.BOOLEAN}, key)
        for call in checking.calls(key, "met", "missed", "at_risk"):
            argument = call.arguments[0]
            if isinstance(argument, Name) and argument.name in parts - indicators.keys():
                message = f"'{argument.name}' is a part, and parts have no status"
                place = checking.place_of(argument, gate, "when")
                hint = f"parts have points: points({argument.name}) < 60"
                checking.report("SQ203", message, place, hint)
        if checking.draft.graded and gate.cap not in scorecard.grades:
            _unknown_grade(checking, gate.cap, scorecard, gate.at("cap"))
