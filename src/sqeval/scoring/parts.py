"""Adding up: points of parts bottom up, effective weights top down.

What has no points is left out and its weight shared (``renormalise``), counts as zero
(``zero``), or makes everything above it null (``void``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    top = PartScore("", None, whole.points, 1.0)
    shares = list(_shares(whole, top, points, declared=whole.void))
    parts = tuple(share for share in shares if isinstance(share, PartScore))
    weights = dict(share for share in shares if not isinstance(share, PartScore))
    return Totals(whole.points, parts, weights, whole.void)


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


def _shares(
    node: Node,
    part: PartScore,
    points: Mapping[str, float | None],
    *,
    declared: bool,
) -> Iterator[PartScore | tuple[str, float]]:
    """Hand the effective weight of ``part`` down to what is in force below it.

    The weights are the ``declared`` ones where the whole is void, and below a part that is missing
    but counts as zero: what it loses is lost by all of it.
    """
    everything = declared or node.missing == "zero"
    below = {c.id: c.part.weight * (everything or c.points is not None) for c in node.children}
    own = {k: w * (everything or points[k] is not None) for k, w in node.part.indicators.items()}
    total = sum(below.values()) + sum(own.values())
    unit = (part.weight or 0.0) / total if total > 0 else 0.0
    yield from ((name, share * unit) for name, share in own.items())
    for child in node.children:
        inner = PartScore(child.id, part.id or None, child.points, below[child.id] * unit)
        yield inner
        as_zero = child.points is None and below[child.id] > 0
        yield from _shares(child, inner, points, declared=declared or as_zero)
