"""Figures as people read them: ``1 h 12 min``, ``93.4 %``, ``+45``.

A rounded figure must never tell another story than the status beside it: 0.9496 against a target
of 95 % is missed, so it may not be shown as 95.0 %. Every figure is therefore shown together with
the bounds it is judged by, and gets more digits until it stands on the same side of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Literal

from sqeval.measures.measure import Unit
from sqeval.render.words import Words

#: Room for every digit of every float, so that no step below is itself a rounding.
_WIDE = Context(prec=800, rounding=ROUND_HALF_UP)

_MINUTE, _HOUR, _DAY = Decimal(60), Decimal(3600), Decimal(86400)

#: From here seconds are noise; below, ``6 min 42 s`` is what handling times are told in.
_SKIP_SECONDS = 10 * _MINUTE

#: From here days are said; below, hours are what rules and people say (``40 h``).
_SAY_DAYS = 2 * _DAY


@dataclass(frozen=True)
class Bound:
    """A value whose side matters: a floor is reached at or above it, a ceiling at or below."""

    at: float
    side: Literal["floor", "ceiling"]

    def reached(self, value: Decimal) -> bool:
        """Whether ``value`` is on the bound's own side."""
        at = _decimal(self.at)
        return value >= at if self.side == "floor" else value <= at


#: All is not nearly all, and none is not few: bounds that hold without any target.
_NATURAL: dict[Unit, tuple[Bound, ...]] = {
    "share": (Bound(1, "floor"), Bound(0, "ceiling")),
    "points": (Bound(100, "floor"), Bound(0, "ceiling")),
    "s": (Bound(0, "ceiling"),),
    "number": (),
    "count": (),
    "nps": (),
}


def figure(value: float | None, unit: Unit, words: Words, bounds: Sequence[Bound] = ()) -> str:
    """Return a value (in its base unit) for people, never rounded across a bound."""
    if value is None:
        return words("unknown")
    with localcontext(_WIDE):
        exact = _decimal(value)
        guards = (*_NATURAL[unit], *bounds)
        sides = [b.reached(exact) for b in guards]
        for step in _steps(exact, unit):
            rounded = (exact / step).quantize(Decimal(1)) * step + 0
            if rounded == exact or [b.reached(rounded) for b in guards] == sides:
                return _say(rounded, unit, words, trim=unit == "number")
    raise AssertionError  # the steps do not end before the exact value is reached


def exact_figure(value: float, unit: Unit, words: Words) -> str:
    """Return a value of the rules (a target, a weight) with the digits it has and no others."""
    with localcontext(_WIDE):
        return _say(_decimal(value), unit, words, trim=True)


def weight_figure(share: float | None, words: Words) -> str:
    """Return a weight (a share, 0-1) as ``50 %`` or ``33.3 %``."""
    if share is None:
        return words("unknown")
    return exact_figure(round(share, 3), "share", words)


def _decimal(value: float) -> Decimal:
    """Return the decimal that the float's shortest text says."""
    return Decimal(repr(float(value)))


def _steps(exact: Decimal, unit: Unit) -> Iterator[Decimal]:
    """Yield what to round to, from the usual precision to ever finer."""
    step = _usual_step(exact, unit)
    yield from (s for s in (_HOUR, _MINUTE) if unit == "s" and s <= step)
    step = min(step, Decimal(1))
    while True:
        yield step
        step = step.scaleb(-1)


def _usual_step(exact: Decimal, unit: Unit) -> Decimal:
    """Return the precision at which a figure of this unit and size is read."""
    if unit == "s":
        size = abs(exact)
        steps = ((_SAY_DAYS, _HOUR), (_SKIP_SECONDS, _MINUTE), (_MINUTE, Decimal(1)))
        return next((step for floor, step in steps if size >= floor), Decimal("0.1"))
    if unit == "number":
        return Decimal(1).scaleb(min(exact.adjusted() - 2, 0)) if exact else Decimal(1)
    return {"share": Decimal("0.001"), "points": Decimal("0.1")}.get(unit, Decimal(1))


def _say(value: Decimal, unit: Unit, words: Words, *, trim: bool) -> str:
    if unit == "s":
        return _duration(value, words)
    if unit == "share":
        return words("unit.share", n=_digits(value.scaleb(2), trim=trim))
    sign = "+" if unit == "nps" and value > 0 else ""
    return sign + _digits(value, trim=trim)


def _digits(value: Decimal, *, trim: bool) -> str:
    return f"{value.normalize() if trim else value:,f}"


def _duration(seconds: Decimal, words: Words) -> str:
    """Return ``2 d 3 h``, ``1 h 12 min``, ``45 s``: the units that are not nought."""
    rest = abs(seconds)
    units = [("h", _HOUR), ("min", _MINUTE)]
    if rest >= _SAY_DAYS and words.days:
        units.insert(0, ("d", _DAY))
    said = []
    for name, size in units:
        whole, rest = divmod(rest, size)
        if whole:
            said.append(words(f"unit.{name}", n=_digits(whole, trim=True)))
    if rest or not said:
        said.append(words("unit.s", n=_digits(rest, trim=True)))
    return ("-" if seconds < 0 else "") + words("unit.join").join(said)
