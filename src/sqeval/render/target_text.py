"""Targets as people read them (``≥ 95 %``), and as bounds that no figure is rounded across."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.measures.measure import Unit
from sqeval.render.figures import Bound, exact_figure
from sqeval.render.visible import visible
from sqeval.render.words import Words
from sqeval.targets.target import Figures


def target_text(target: Figures | None, unit: Unit, words: Words) -> str:
    """Return ``≥ 95 %``, ``≤ 4 h``, ``3 min – 6 min``, or ``by priority`` for one by category."""
    if target is None:
        return words("unknown")
    if "by" in target:
        return words("target.by", column=visible(str(target["by"])))
    for kind, figures in target.items():
        if kind == "warn":
            continue
        if isinstance(figures, list):
            low, high = (exact_figure(f, unit, words) for f in figures)
            return words("target.between", low=low, high=high)
        if isinstance(figures, float | int):
            return words(f"target.{kind}", value=exact_figure(figures, unit, words))
    return words("unknown")


def target_bounds(target: Figures | None) -> tuple[Bound, ...]:
    """Return what a value with this target is judged by; a target by category has none itself."""
    return tuple(_bounds(target)) if target and "by" not in target else ()


def _bounds(target: Figures) -> Iterator[Bound]:
    """Yield the target's bounds; a warning bound is itself still at risk, so it faces back."""
    falling = "at_most" in target
    for kind, figures in target.items():
        back = kind == "warn"
        if isinstance(figures, list):
            yield Bound(figures[0], "ceiling" if back else "floor")
            yield Bound(figures[1], "floor" if back else "ceiling")
        elif isinstance(figures, float | int):
            yield Bound(figures, "floor" if falling == back else "ceiling")
