"""95 % intervals: how far a figure could be from what more cases of the same kind would show.

All are closed formulas over sufficient statistics, so that a report needs no random numbers.
"""

from __future__ import annotations

import math
from functools import lru_cache

#: The 0.975 quantile of the normal distribution, to the digits the definitions give.
Z = 1.959964

#: From this many degrees of freedom the expansion below is exact to twelve digits.
_EXPAND_FROM = 300

Interval = tuple[float | None, float | None]
NONE: Interval = (None, None)


def wilson(hits: int, n: int) -> Interval:
    """Return Wilson's score interval of a share, bounds as 0-1; null at n = 0.

    Source: E. B. Wilson, Probable inference, J. Am. Stat. Assoc. 22 (1927).
    """
    if n == 0:
        return NONE
    p = hits / n
    middle = p + Z * Z / (2 * n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    low = 0.0 if hits == 0 else (middle - half) / whole
    high = 1.0 if hits == n else (middle + half) / whole
    return low, high


def student(mean: float, deviation: float | None, n: int) -> Interval:
    """Return Student's t interval of a mean, from the n-1 standard deviation; null below n = 2.

    mean -/+ t(0.975, n-1) s / sqrt(n). Source: Student, The probable error of a mean, Biometrika 6
    (1908).
    """
    if deviation is None or n < 2:  # noqa: PLR2004 - one value has no spread
        return NONE
    half = t_quantile(n - 1) * deviation / math.sqrt(n)
    return mean - half, mean + half


def rank_bounds(n: int, q: float) -> tuple[int | None, int | None]:
    """Return the 1-based ranks of the order statistics that bound a percentile; null outside 1..n.

    r = nq - z sqrt(nq(1-q)) and s = 1 + nq + z sqrt(nq(1-q)), rounded half up. Source: M. J.
    Campbell and M. J. Gardner, Calculating confidence intervals for some non-parametric analyses,
    BMJ 296 (1988).
    """
    spread = Z * math.sqrt(n * q * (1 - q))
    low, high = (math.floor(rank + 0.5) for rank in (n * q - spread, 1 + n * q + spread))
    return low if 1 <= low <= n else None, high if 1 <= high <= n else None


def nps(promoters: int, detractors: int, n: int) -> Interval:
    """Return the adjusted Wald interval of a net promoter score, within -100..100.

    Three quarters of an answer are added to promoters and to detractors, three to n. Source: B.
    Rocks, Interval estimation for the net promoter score, Am. Stat. 70 (2016).
    """
    if n == 0:
        return NONE
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    half = Z * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    return max(-100.0, 100 * (p - d - half)), min(100.0, 100 * (p - d + half))


@lru_cache(maxsize=4096)
def t_quantile(df: int) -> float:
    """Return the 0.975 quantile of Student's t distribution with ``df`` degrees of freedom.

    Bisection on the exact distribution function for whole degrees of freedom (Abramowitz and
    Stegun 26.7.3 and 26.7.4), for many of them the expansion 26.7.5.
    """
    if df >= _EXPAND_FROM:
        return _t_expanded(df)
    low, high = 0.0, 13.0
    for _ in range(80):
        middle = (low + high) / 2
        if _t_central(middle, df) < 0.95:  # noqa: PLR2004 - 95 % lie between -t and t
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_central(t: float, df: int) -> float:
    """Return P(-t < T < t) for whole degrees of freedom."""
    theta = math.atan(t / math.sqrt(df))
    cosine = math.cos(theta)
    term = cosine if df % 2 else 1.0
    total = term if df > 1 or df % 2 == 0 else 0.0
    for k in range(2 if df % 2 else 1, df - 2, 2):
        term *= cosine * cosine * k / (k + 1)
        total += term
    if df % 2 == 0:
        return math.sin(theta) * total
    return 2 / math.pi * (theta + math.sin(theta) * total)


def _t_expanded(df: int) -> float:
    x = 1.959963984540054
    g1 = (x**3 + x) / 4
    g2 = (5 * x**5 + 16 * x**3 + 3 * x) / 96
    g3 = (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384
    g4 = (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160
    return float(x + g1 / df + g2 / df**2 + g3 / df**3 + g4 / df**4)
