"""Points of parts, effective weights, grade and gates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.oracle.expressions import Scope, evaluate
from tests.oracle.parsing import parse
from tests.oracle.rows import Spec


@dataclass
class Node:
    """A part, or an indicator (which has no children)."""

    name: str
    weight: float
    missing: str = "renormalise"
    parent: str | None = None
    children: list[Node] = field(default_factory=list)
    points: float | None = None
    void: bool = False
    share: float | None = None


def build(name: str, spec: Spec, inherited: str, parent: str | None) -> Node:
    """Return the tree of a part."""
    missing = spec.get("missing", inherited)
    node = Node(name, spec.get("weight", 1), missing, parent)
    inside = name or None
    for child, child_spec in spec.get("parts", {}).items():
        node.children.append(build(child, child_spec, missing, inside))
    for indicator, weight in spec.get("indicators", {}).items():
        node.children.append(Node(indicator, weight, "indicator", inside))
    return node


def assess(node: Node, indicators: dict[str, Spec]) -> None:
    """Set the points of a part and of all below it."""
    if node.missing == "indicator":
        node.points = indicators[node.name]["points"]
        return
    for child in node.children:
        assess(child, indicators)
    lacking = [child for child in node.children if child.points is None]
    if any(child.void for child in node.children) or (lacking and node.missing == "void"):
        node.void = True
        return
    in_force = children_in_force(node)
    total = sum(child.weight for child in in_force)
    if total > 0:
        node.points = sum(child.weight * (child.points or 0.0) for child in in_force) / total


def children_in_force(node: Node) -> list[Node]:
    """Return the children whose weight counts."""
    if node.missing == "renormalise":
        return [child for child in node.children if child.points is not None]
    return node.children


def share_out(
    node: Node, share: float, indicators: dict[str, Spec], *, void: bool, declared: bool = False
) -> None:
    """Set the effective share of the whole of a node and of all below it.

    Where the whole is void these are the declared shares, and nothing is lost. They are the
    declared ones, too, below a part that is missing but counts as zero.
    """
    node.share = share
    if node.missing == "indicator":
        indicators[node.name]["weight"] = share
        indicators[node.name]["lost"] = None if void else share * (100 - (node.points or 0.0))
        return
    in_force = node.children if void or declared else children_in_force(node)
    total = sum(child.weight for child in in_force)
    for child in node.children:
        counts = any(child is other for other in in_force)
        below = share * child.weight / total if counts else 0.0
        as_zero = counts and child.points is None
        share_out(child, below, indicators, void=void, declared=declared or as_zero)


def listed(node: Node) -> list[Spec]:
    """Return the parts below a node, each before its own parts."""
    found: list[Spec] = []
    for child in node.children:
        if child.missing != "indicator":
            found.append(
                {
                    "id": child.name,
                    "parent": child.parent,
                    "points": child.points,
                    "weight": child.share,
                }
            )
            found += listed(child)
    return found


def close(spec: Spec | None, group: Spec, midnight: Any) -> None:  # noqa: ANN401
    """Set points, grade, outcome, gates and parts of a group whose indicators are known."""
    group |= {"points": None, "grade": None, "outcome": None, "gates": [], "parts": []}
    if spec is None:
        return
    indicators = {one["id"]: one for one in group["indicators"]}
    root = build("", spec, "renormalise", None)
    assess(root, indicators)
    share_out(root, 1.0, indicators, void=root.void)
    group["points"] = root.points
    group["parts"] = listed(root)
    scope = scorecard_scope(group, indicators, midnight)
    group["gates"] = [gate(one, scope) for one in spec.get("gates", [])]
    group["grade"] = grade(spec.get("grades", {}), root.points, group["gates"])
    group["outcome"] = spec.get("outcomes", {}).get(group["grade"])


def scorecard_scope(group: Spec, indicators: dict[str, Spec], midnight: Any) -> Scope:  # noqa: ANN401
    """Return a scope in which a bare name is an indicator's value."""
    parts = {part["id"]: part for part in group["parts"]}

    def call(function: str, name: str) -> float | bool | None:
        if function == "points" and not name:
            points: float | None = group["points"]
            return points
        node = indicators[name] if name in indicators else parts[name]
        if function == "points":
            return node["points"]  # type: ignore[no-any-return]
        return bool(node["status"] == function)

    def value(name: str) -> float | None:
        node = indicators[name] if name in indicators else parts[name]
        found: float | None = node["value" if name in indicators else "points"]
        return found

    return Scope(value, call, midnight)


def gate(spec: Spec, scope: Scope) -> Spec:
    """Return a gate with whether it fired; None where its condition is unknown."""
    return {
        "when": spec["when"],
        "fired": evaluate(parse(spec["when"]), scope),
        "cap": spec["cap"],
        "why": spec.get("why"),
    }


def grade(grades: Spec, points: float | None, gates: list[Spec]) -> str | None:
    """Return the highest grade whose bound is reached, capped by the gates that fired."""
    if points is None:
        return None
    best_first = sorted(grades, key=lambda name: -float(grades[name]))
    reached = [name for name in best_first if points >= grades[name]]
    if not reached:
        return None
    caps = [best_first.index(one["cap"]) for one in gates if one["fired"]]
    return best_first[max([best_first.index(reached[0]), *caps])]


def unused_midnight(_day: date) -> float:
    """Scorecards hold no times."""
    raise ValueError("a date in a scorecard")
