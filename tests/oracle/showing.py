"""How an indicator of which nothing is known yet looks in a report, and its target."""

from __future__ import annotations

from tests.oracle.clocks import pause_columns
from tests.oracle.points import Target, target_of
from tests.oracle.rows import Spec, Value
from tests.oracle.scalars import in_unit

KINDS = ("at_least", "at_most", "between")


def blank(name: str, indicator: Spec, unit: str) -> Spec:
    """Return an indicator of which nothing is known."""
    return {
        "id": name,
        "measure": indicator["type"],
        "unit": unit,
        "value": None,
        "low": None,
        "high": None,
        "n": 0,
        "considered": 0,
        "excluded": {},
        "reason": None,
        "target": shown_target(indicator, unit),
        "status": "no_data",
        "points": None,
        "weight": None,
        "lost": None,
        "approximate": bool(pause_columns(indicator.get("pause"))),
        "beyond": None,
        "rank": None,
        "standardised": None,
        "strata": [],
    }


def edge(indicator: Spec, target: Target, unit: str) -> float | None:
    """Return ``warn`` in the indicator's unit, None where there is none."""
    warn = indicator["target"].get("warn")
    if warn is None:
        return None
    ((_, bound),) = target.items()
    return in_unit(warn, is_share=unit == "share", target=float(bound))  # type: ignore[arg-type]


def shown_goal(indicator: Spec, target: Target | None, unit: str) -> Spec | None:
    """Return one target with its ``warn``, both in the indicator's unit."""
    warn = edge(indicator, target, unit) if target else None
    return target if target is None or warn is None else target | {"warn": warn}


def shown_target(indicator: Spec, unit: str) -> Spec | None:
    """Return the target in base units, as the report shows it; by category ``warn`` is too."""
    spec = indicator.get("target")
    if spec is None or "by" not in spec:
        return shown_goal(indicator, target_of(spec), unit)
    (kind,) = (name for name in KINDS if name in spec)
    targets = {category: target_of({kind: raw}) or {} for category, raw in spec[kind].items()}
    shown: Spec = {"by": spec["by"], kind: {name: one[kind] for name, one in targets.items()}}
    if "warn" in spec:
        shown["warn"] = {name: edge(indicator, one, unit) for name, one in targets.items()}
    return shown


def null_last(value: Value) -> tuple[bool, Value]:
    """Return the order of categories and keys: by code point or size, the missing one last."""
    return value is None, 0 if value is None else value
