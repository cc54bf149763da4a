"""Figures as a test file writes them, such that reading them back gives the same figure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqeval.expr.scalars import MICROSECONDS
from sqeval.nodes import core_reading

#: A text that YAML takes for itself without quotes, in a flow mapping too.
_PLAIN = re.compile(r"[^\W\d_][\w-]*")

#: Fields of a score that are in the indicator's unit.
IN_UNIT = frozenset({"value", "low", "high"})


def figure(value: float, unit: str) -> str:
    """Return a figure in a unit: ``1h30m``, ``95%``, ``3.5``."""
    if unit == "s" and value > 0 and value == int(value):
        return duration(int(value))
    if unit == "share":
        return f"{_number(value * 100)}%"
    return _number(value)


def duration(seconds: int) -> str:
    """Return whole seconds in hours, minutes and seconds: ``49h``, ``20m``, ``1m5s``."""
    parts = []
    for unit in ("h", "m", "s"):
        count, seconds = divmod(seconds, MICROSECONDS[unit] // 1_000_000)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts)


def shown(value: object, field: str, unit: str) -> str:
    """Return the value of a field, as a test file writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return figure(value, unit if field in IN_UNIT else "")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(str(k))}: {v}" for k, v in sorted(value.items())) + "}"
    return str(value)


def text(value: str) -> str:
    """Return a text as YAML writes it, in single quotes where it would be read as another thing."""
    plain = _PLAIN.fullmatch(value) is not None and isinstance(core_reading(value), str)
    return value if plain else "'" + value.replace("'", "''") + "'"


def _number(value: float) -> str:
    return f"{value + 0.0:.12g}"
