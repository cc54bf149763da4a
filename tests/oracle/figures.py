"""Values and 95 % intervals of counted rows, each formula as its source has it."""

from __future__ import annotations

import functools
import math

Z = 1.959964

#: A value with the ends of its interval.
Figure = tuple[float | None, float | None, float | None]
NOTHING: Figure = (None, None, None)


def measured(kind: str, aggregate: str, numbers: list[float]) -> Figure:
    """Return value, low and high of a measure over the numbers of its counted rows."""
    if kind == "count":
        return float(len(numbers)), None, None
    if not numbers:
        return NOTHING
    if kind in ("ratio", "within", "repeat"):
        return sum(numbers) / len(numbers), *wilson(int(sum(numbers)), len(numbers))
    if kind == "nps":
        return nps(numbers)
    return aggregated(aggregate, numbers)


def aggregated(aggregate: str, numbers: list[float]) -> Figure:
    """Return an aggregate with its interval."""
    if aggregate == "mean":
        return math.fsum(numbers) / len(numbers), *student(numbers)
    if aggregate == "sum":
        return math.fsum(numbers), None, None
    if aggregate == "min":
        return min(numbers), None, None
    if aggregate == "max":
        return max(numbers), None, None
    q = 0.5 if aggregate == "median" else float(aggregate[1:]) / 100
    return percentile(numbers, q), *order_statistics(numbers, q)


def percentile(numbers: list[float], q: float) -> float:
    """Hyndman and Fan's type 7."""
    x = sorted(numbers)
    h = (len(x) - 1) * q
    below = math.floor(h)
    above = min(below + 1, len(x) - 1)
    return x[below] + (h - below) * (x[above] - x[below])


def order_statistics(numbers: list[float], q: float) -> tuple[float | None, float | None]:
    """Campbell and Gardner 1988: the values at two ranks, None for a rank that is none."""
    x = sorted(numbers)
    n = len(x)
    spread = Z * math.sqrt(n * q * (1 - q))
    r = math.floor(n * q - spread + 0.5)
    s = math.floor(1 + n * q + spread + 0.5)
    low = x[r - 1] if 1 <= r <= n else None
    high = x[s - 1] if 1 <= s <= n else None
    return low, high


def wilson(good: int, n: int) -> tuple[float, float]:
    """Wilson 1927: the score interval of a share."""
    p = good / n
    centre = p + Z * Z / (2 * n)
    spread = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return (centre - spread) / scale, (centre + spread) / scale


def student(numbers: list[float]) -> tuple[float | None, float | None]:
    """Student 1908: mean -/+ t s / sqrt(n)."""
    n = len(numbers)
    if n < 2:
        return None, None
    mean = math.fsum(numbers) / n
    s = math.sqrt(math.fsum((x - mean) ** 2 for x in numbers) / (n - 1))
    spread = t_quantile(n - 1) * s / math.sqrt(n)
    return mean - spread, mean + spread


@functools.cache
def t_quantile(df: int) -> float:
    """t(0.975, df) by bisection on theta = atan(t / sqrt(df)).

    P(|T| <= t) is the integral of cos^(df-1) from 0 to theta over the one to pi/2
    (Abramowitz and Stegun 26.7.3 and 26.7.4).
    """
    low, high = 0.0, math.pi / 2
    whole = cosine_integral(df - 1, math.pi / 2)
    for _ in range(100):
        middle = (low + high) / 2
        if cosine_integral(df - 1, middle) / whole < 0.95:
            low = middle
        else:
            high = middle
    return math.sqrt(df) * math.tan(low)


def cosine_integral(power: int, theta: float) -> float:
    """Return the integral of cos^power from 0 to theta, by its reduction formula."""
    total = theta if power % 2 == 0 else math.sin(theta)
    for m in range(2 if power % 2 == 0 else 3, power + 1, 2):
        total = math.cos(theta) ** (m - 1) * math.sin(theta) / m + (m - 1) / m * total
    return total


def nps(answers: list[float]) -> Figure:
    """Promoters less detractors in points, with the adjusted Wald interval."""
    n = len(answers)
    promoters = len([a for a in answers if a >= 9])
    detractors = len([a for a in answers if a <= 6])
    p = (promoters + 3 / 4) / (n + 3)
    d = (detractors + 3 / 4) / (n + 3)
    spread = Z * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    low = max(-100.0, 100 * (p - d - spread))
    high = min(100.0, 100 * (p - d + spread))
    return 100 * (promoters - detractors) / n, low, high
