"""Targets set at today's value, rounded to a figure that people would write, and never beyond it.

So a starter rule file scores full points on the export that it was made from: whoever wants more
says so.
"""

from __future__ import annotations

import math
from dataclasses import replace

from sqeval.scoring.scorecard import IndicatorScore
from sqeval.starting.spelling import mapped
from sqeval.starting.table import Indicator
from sqeval.starting.texts import Lang, text

#: Seconds of the units that durations are written in, each used below the next one's figure.
_UNITS = (("s", 1, 600), ("m", 60, 36_000), ("h", 3_600, 864_000), ("d", 86_400, math.inf))

#: Figures above this are rounded to tens.
_TENS = 100

#: What a figure is multiplied by to be written, and the steps that it is rounded to, by unit.
_SCALES = {"share": (100.0, 1.0), "nps": (1.0, 1.0), "number": (1.0, 0.1), "count": (1.0, 1.0)}

#: Shares this close to none or all are rounded to finer steps.
_FINE, _FINER = 0.01, 0.1

#: The fewest cases that earn points, where the export has as many.
_FEW = 20


def aimed(indicator: Indicator, score: IndicatorScore, lang: Lang) -> Indicator:
    """Return an indicator with a target at its value, where one follows."""
    value = score.value
    if value is None or indicator.better is None:
        return indicator
    goal = _goal(value, score.unit, indicator)
    note = text("no-target" if goal is None else "target", lang, value=_shown(value, score.unit))
    if goal is None:
        return replace(indicator, note=note)
    key = "at_least" if indicator.better == "more" else "at_most"
    few = min(_FEW, score.n)
    return replace(indicator, target=mapped(((key, goal),)), note=note, min_n=few)


def _goal(value: float, unit: str, indicator: Indicator) -> str | None:
    """Return the figure of a target; None where every value would meet it."""
    if unit == "s":
        return _duration(value) if value > 0 else None
    scale, step = _SCALES[unit]
    if unit == "share" and not _FINE < value < 1 - _FINE:
        step = _FINER
    up = indicator.better == "less"
    steps = round(value * scale / step, 6)
    figure = round((math.ceil(steps) if up else math.floor(steps)) * step, 6)
    worst = indicator.worst
    if worst is not None and (figure >= worst if up else figure <= worst):
        return None
    return f"{figure:g}" + ("%" if unit == "share" else "")


def _duration(seconds: float) -> str:
    _, size, _ = next(u for u in _UNITS if seconds < u[2])
    figure = math.ceil(round(seconds / size, 6))
    figure = math.ceil(figure / 10) * 10 if figure > _TENS else figure
    whole = next(u for u in reversed(_UNITS) if figure * size % u[1] == 0)
    return f"{figure * size // whole[1]}{whole[0]}"


def _shown(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:.4g} %"
    if unit == "s":
        name, size, _ = next(u for u in _UNITS if abs(value) < u[2])
        return f"{value / size:.4g} {name}"
    return f"{value:.4g}"
