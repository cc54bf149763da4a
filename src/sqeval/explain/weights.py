"""The weights of a scorecard as they are when every indicator that can earn points has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqeval.rules.ruleset import RuleSet
from sqeval.rules.scorecard import Missing, Part
from sqeval.targets.points import Steps

#: Shares are told to this many decimals: hundredths of a per cent.
_DECIMALS = 4


@dataclass(frozen=True)
class Member:
    """A part or an indicator in its place.

    ``above`` are the ids of the parts that hold it, the outermost first; ``weight`` is its own
    among ``sum``, the weights in its part; ``share`` (0-1, rounded) is its share of the whole;
    ``missing`` says what happens in its part, or in the part itself, to what has no points.
    """

    id: str
    part: Part | None
    above: tuple[str, ...]
    weight: float
    sum: float
    share: float
    missing: Missing


def members(rules: RuleSet) -> Iterator[Member]:
    """Yield the parts and indicators of the scorecard, each part before what is in it."""
    card = rules.scorecard
    yield from _below(rules, card.root, (), 1.0, card.missing, declared=total_is_void(rules))


def total_is_void(rules: RuleSet) -> bool:
    """Tell whether the total never has points, because something that counts never has them."""
    return _is_void(rules, rules.scorecard.root, rules.scorecard.missing)


def can_score(rules: RuleSet, indicator: str) -> bool:
    """Tell whether an indicator can ever have points."""
    measure = rules.indicators[indicator]
    return measure.target is not None or isinstance(measure.points, Steps)


def _below(  # noqa: PLR0913 - where it is and what holds there
    rules: RuleSet,
    part: Part,
    above: tuple[str, ...],
    share: float,
    missing: Missing,
    *,
    declared: bool,
) -> Iterator[Member]:
    """Hand the share of a part down to what can score in it; to all of it as ``declared``."""
    own, parts = part.indicators, part.parts
    everything = declared or missing == "zero"
    force = {k: w * (everything or can_score(rules, k)) for k, w in own.items()}
    force |= {k: p.weight * (everything or _scores(rules, p, missing)) for k, p in parts.items()}
    total = sum(own.values()) + sum(p.weight for p in parts.values())
    unit = share / sum(force.values()) if sum(force.values()) > 0 else 0.0
    for name, weight in own.items():
        told = round(force[name] * unit, _DECIMALS)
        yield Member(name, None, above, weight, total, told, missing)
    for name, below in parts.items():
        inner, part_share = below.missing or missing, force[name] * unit
        told = round(part_share, _DECIMALS)
        yield Member(name, below, above, below.weight, total, told, inner)
        as_zero = declared or (force[name] > 0 and not _scores(rules, below, missing))
        yield from _below(rules, below, (*above, name), part_share, inner, declared=as_zero)


def _scores(rules: RuleSet, part: Part, inherited: Missing) -> bool:
    """Tell whether a part can ever have points: where missing ones count as 0, it always has."""
    missing = part.missing or inherited
    parts = [p for p in part.parts.values() if p.weight > 0]
    own = [name for name, weight in part.indicators.items() if weight > 0]
    if missing == "zero":
        return bool(parts or own)
    return any(can_score(rules, name) for name in own) or any(
        _scores(rules, p, missing) for p in parts
    )


def _is_void(rules: RuleSet, part: Part, inherited: Missing) -> bool:
    """Tell whether something that never has points takes those of the whole away."""
    missing = part.missing or inherited
    own = [can_score(rules, k) for k, weight in part.indicators.items() if weight > 0]
    own += [_scores(rules, p, missing) for p in part.parts.values() if p.weight > 0]
    below = (_is_void(rules, p, missing) for p in part.parts.values())
    return (missing == "void" and not all(own)) or any(below)
