"""Quantities in words: ``4 h 30 min``, ``92 %``, with the digits they have and no others."""

from __future__ import annotations

from decimal import Decimal

from sqeval.explain.words import Words
from sqeval.targets.quantity import Amount, speaks

#: The units of time, in seconds, largest first; below two days hours are what people say.
_UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
_SAY_DAYS = 2 * 86400

#: More digits than this are noise of binary fractions.
_DIGITS = 10

_MICRO = 1_000_000


def said(value: float, unit: str, words: Words) -> str:
    """Return a value in its base unit (seconds, a share as 0-1, a number) as people say it."""
    if unit == "s":
        return _duration(value, words)
    if unit == "share":
        return words("unit.share", n=number(value, scale=2))
    return number(value)


def amount_said(amount: Amount, unit: str, words: Words) -> str:
    """Return a quantity of the rules; on what is no share, ``N%`` is that share of the target."""
    if amount.kind == speaks(unit):
        return said(amount.value, unit, words)
    return words("unit.of-target", share=said(amount.value, "share", words))


def step_said(amount: Amount, unit: str, words: Words) -> str:
    """Return a quantity that is a difference: of two shares it is percentage points."""
    if amount.kind != "share" or unit != "share":
        return amount_said(amount, unit, words)
    n = number(amount.value, scale=2)
    return words("unit.one-point") if n == "1" else words("unit.many-points", n=n)


def elapsed(microseconds: int, words: Words) -> str:
    """Return a duration given in microseconds."""
    return _duration(Decimal(microseconds) / _MICRO, words)


def number(value: float | Decimal, scale: int = 0) -> str:
    """Return a number times ten to the ``scale`` with the digits it has."""
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.{_DIGITS}g}")
    text = f"{exact.scaleb(scale):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _duration(seconds: float | Decimal, words: Words) -> str:
    rest = abs(seconds if isinstance(seconds, Decimal) else Decimal(f"{seconds:.{_DIGITS}g}"))
    sign = "-" if seconds < 0 else ""
    said_units: list[str] = []
    for name, size in _UNITS[0 if words.days and rest >= _SAY_DAYS else 1 :]:
        whole, rest = divmod(rest, size) if name != "s" else (rest, Decimal(0))
        if whole or (name == "s" and not said_units):
            said_units.append(words(f"unit.{name}", n=number(whole)))
    return sign + " ".join(said_units)
