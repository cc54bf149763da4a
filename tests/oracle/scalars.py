"""The scalars of rule files: durations, shares and numbers, always in base units."""

from __future__ import annotations

import re

from tests.oracle.rows import Spec, Value

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
DURATION = re.compile(r"(\d+(\.\d+)?[smhdw])+")


def is_duration(text: str) -> bool:
    """Tell ``1h30m`` from the name of a column."""
    return DURATION.fullmatch(text) is not None


def working_days(text: str) -> int | None:
    """Return 5 for ``5wd``, None for any other text."""
    return int(text[:-2]) if re.fullmatch(r"\d+wd", text) else None


def duration(text: str) -> float:
    """Seconds of ``90s``, ``4h``, ``1h30m``; a day is 24 hours of elapsed time."""
    total = 0.0
    for number, _, unit in re.findall(r"(\d+(\.\d+)?)([smhdw])", text):
        total += float(number) * SECONDS[unit]
    return total


def figure(raw: str | float) -> float:
    """Return a number, a duration in seconds, or a share (``95%`` is 0.95)."""
    text = str(raw).strip()
    if text.endswith("%"):
        return float(text[:-1]) / 100
    if is_duration(text):
        return duration(text)
    return float(text)


def in_unit(raw: str | float, *, is_share: bool, target: float | None) -> float:
    """Return a figure of ``warn``, ``curve``, ``steps`` or ``per`` in the indicator's own unit.

    On an indicator that is not a share, ``N%`` is that share of the target.
    """
    if str(raw).strip().endswith("%") and not is_share:
        if target is None:
            raise ValueError("a share of the target needs a target")
        return figure(raw) * target
    return figure(raw)


def choose(entries: Spec, value: Value) -> str | Spec | None:
    """Return the entry of a category; ``default`` covers every other value, a missing one too."""
    entry: str | Spec | None = entries.get("default")
    if value is not None and value not in ("by", "default") and value in entries:
        entry = entries[str(value)]
    return entry
