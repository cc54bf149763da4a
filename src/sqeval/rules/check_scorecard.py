"""What the scorecard must agree on: indicators that exist, gates that can be read, known grades."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.expr.tree import Call, walk
from sqeval.expr.types import NUMBER, Kind, Type
from sqeval.problems import Location
from sqeval.rules import later
from sqeval.rules.checking import Checking
from sqeval.rules.scope import indicator_scope
from sqeval.rules.scorecard import Part, ScorecardRules


def parts_of(scorecard: ScorecardRules) -> Iterator[tuple[str, Part]]:
    """Yield every part with its id, parents before children."""
    waiting = list(scorecard.parts.items())
    while waiting:
        name, part = waiting.pop(0)
        yield name, part
        waiting = list(part.parts.items()) + waiting


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
    _check_grades(checking, scorecard)
    _check_gates(checking, scorecard, dict.fromkeys(parts, NUMBER) | values)


def _check_weights(
    checking: Checking,
    part: Part | ScorecardRules,
    name: str,
    values: dict[str, Type],
    seen: dict[str, str],
) -> None:
    for indicator, weight in part.indicators.items():
        place = part.at("indicators", indicator, key=True)
        if indicator not in values:
            checking.unknown_name(indicator, "indicator", values, place)
        elif indicator in seen:
            message = f"'{indicator}' already counts in {seen[indicator]}"
            checking.report("SQ304", message, place, "an indicator stands in one part")
        seen.setdefault(indicator, name)
        if weight < 0:
            message = "a weight cannot be negative"
            checking.report("SQ304", message, part.at("indicators", indicator))


def _check_grades(checking: Checking, scorecard: ScorecardRules) -> None:
    for grade in scorecard.outcomes:
        if grade not in scorecard.grades:
            place = scorecard.at("outcomes", grade, key=True)
            _unknown_grade(checking, grade, scorecard, place)
    bounds = list(scorecard.grades.values())
    if len(set(bounds)) < len(bounds):
        message = "two grades start at the same points"
        checking.report("SQ305", message, scorecard.at("grades", key=True))


def _unknown_grade(
    checking: Checking, grade: str, scorecard: ScorecardRules, place: Location
) -> None:
    hint = f"grades: {', '.join(scorecard.grades)}" if scorecard.grades else "declare 'grades'"
    checking.report("SQ305", f"'{grade}' is no grade", place, hint)


def _check_gates(checking: Checking, scorecard: ScorecardRules, names: dict[str, Type]) -> None:
    scope = indicator_scope(names)
    for i, gate in enumerate(scorecard.gates):
        key = ("gates", i)
        checking.expression(gate, ("when",), scope, {Kind.BOOLEAN}, key)
        tree = checking.trees.get(key)
        if tree is not None and any(
            isinstance(node, Call) and node.function == "change" for node, _ in walk(tree)
        ):
            checking.report(later.CODE, later.message("change"), gate.at("when"))
        if gate.cap not in scorecard.grades:
            _unknown_grade(checking, gate.cap, scorecard, gate.at("cap"))
