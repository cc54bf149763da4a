"""The Kaplan-Meier curve, its percentiles and their bounds."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tests.oracle.figures import NOTHING, Figure, Z

NEAR = 1e-12


def survived(aggregate: str, times: list[float], ended: list[bool]) -> Figure:
    """Return a percentile of the curve with its bounds, None for each that is not reached."""
    if not times:
        return NOTHING
    q = 0.5 if aggregate == "median" else float(aggregate[1:]) / 100
    steps = list(curve(times, ended))
    return tuple(  # type: ignore[return-value]
        next((step[0] for step in steps if step[place] <= 1 - q + NEAR), None)
        for place in (1, 2, 3)
    )


def curve(times: list[float], ended: list[bool]) -> Iterator[tuple[float, float, float, float]]:
    """Yield each time of an end with S after it and the low and the high bound of S.

    Kaplan and Meier 1958; Greenwood's variance, bounds on log(-log S).
    """
    s, variance, low, high = 1.0, 0.0, 1.0, 1.0
    for t in sorted({t for t, end in zip(times, ended, strict=True) if end}):
        at_risk = len([other for other in times if other >= t])
        deaths = len([1 for other, end in zip(times, ended, strict=True) if end and other == t])
        s *= 1 - deaths / at_risk
        if deaths == at_risk:
            low = 0.0
        else:
            variance += deaths / (at_risk * (at_risk - deaths))
            spread = Z * math.sqrt(variance) / abs(math.log(s))
            low, high = s ** math.exp(spread), s ** math.exp(-spread)
        yield t, s, low, high
