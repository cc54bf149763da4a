"""Adding up: points of parts bottom up, effective weights top down.

What has no points is left out and its weight shared (``renormalise``), counts as zero (``zero``), or
makes everything above it null (``void``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqeval.rules.scorecard import Missing, Part
from sqeval.scoring.scorecard import PartScore


@dataclass(frozen=True)
class Node:
    """A part with its points: null where it is missing or void."""

    id: str
    part: Part
    missing: Missing
    points: float | None
    void: bool
    children: tuple[Node, ...]


@dataclass(frozen=True)
class Totals:
    """The whole: its points, the parts, and each scored indicator's effective weight."""

    points: float | None
    parts: tuple[PartScore, ...]
    weights: Mapping[str, float]
    void: bool


def add_up(root: Part, points: Mapping[str, float | None]) -> Totals:
    """Add up the whole from the points of the indicators."""
    whole = _node("", root, "renormalise", points)
    weights: dict[str, float] = {}
    parts: list[PartScore] = []
    _weigh(whole, 1.0, None, points, weights, parts, void=whole.void)
    return Totals(whole.points, tuple(parts[1:]), weights, whole.void)


def _node(name: str, part: Part, inherited: Missing, points: Mapping[str, float | None]) -> Node:
    missing = part.missing or inherited
    children = tuple(_node(k, child, missing, points) for k, child in part.parts.items())
    members = [(c.part.weight, c.points) for c in children]
    members += [(weight, points[k]) for k, weight in part.indicators.items()]
    void = any(c.void for c in children) or (
        missing == "void" and any(p is None and w > 0 for w, p in members)
    )
    if void:
        return Node(name, part, missing, None, void, children)
    if missing == "zero":
        members = [(w, 0.0 if p is None else p) for w, p in members]
    there = [(w, p) for w, p in members if p is not None]
    weight = sum(w for w, _ in there)
    mean = sum(w * p for w, p in there) / weight if weight > 0 else None
    return Node(name, part, missing, mean, void, children)


def _weigh(  # noqa: PLR0913 - what goes down with the walk
    node: Node,
    weight: float,
    parent: str | None,
    points: Mapping[str, float | None],
    weights: dict[str, float],
    parts: list[PartScore],
    *,
    void: bool,
) -> None:
    """Hand a node's effective weight down to what is in force below it.

    Where the whole is void, nothing has been left out: the weights are the declared ones.
    """
    parts.append(PartScore(node.id, parent, node.points, weight))
    everything = void or node.missing == "zero"
    shares = {c.id: c.part.weight * (everything or c.points is not None) for c in node.children}
    own = {k: w * (everything or points[k] is not None) for k, w in node.part.indicators.items()}
    total = sum(shares.values()) + sum(own.values())
    for name, share in own.items():
        weights[name] = weight * share / total if total > 0 else 0.0
    for child in node.children:
        below = weight * shares[child.id] / total if total > 0 else 0.0
        _weigh(child, below, node.id or None, points, weights, parts, void=void)
