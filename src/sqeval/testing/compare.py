"""Comparing a scorecard with what a test wants of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqeval.scoring.scorecard import IndicatorScore, Scorecard, StratumScore
from sqeval.targets.target import category_name
from sqeval.testing.expect import Wanted
from sqeval.testing.show import shown
from sqeval.testing.words import Group

#: How many cases there are is no measured figure.
_EXACT = frozenset({"n", "considered"})


@dataclass(frozen=True)
class Mismatch:
    """A wanted figure that is another: both as texts."""

    wanted: Wanted
    got: str


class _Absent(Exception):  # noqa: N818 - it carries the words to show
    """Raised where there is nothing to compare with, in words."""


def mismatches(
    scorecards: Sequence[Scorecard], wanted: Sequence[Wanted], tolerance: float
) -> Iterator[Mismatch]:
    """Yield what is not as wanted.

    Figures agree where they differ by ``tolerance`` times the expected figure, or times 1 where
    that is smaller than 1; counts of cases have to be exactly so.
    """
    for one in wanted:
        try:
            value, unit = _got(scorecards, one)
        except _Absent as absent:
            yield Mismatch(one, str(absent))
            continue
        if not _agree(one.value, value, 0.0 if one.field in _EXACT else tolerance):
            yield Mismatch(one, shown(value, one.field, unit))


def _got(scorecards: Sequence[Scorecard], one: Wanted) -> tuple[object, str]:
    """Return the figure that is wanted, and its unit."""
    card = group_of(scorecards, one.group)
    if card is None:
        groups = ", ".join(_spelt(c) for c in scorecards if c.by)
        raise _Absent(f"no such group{f'; groups: {groups}' if groups else ''}")
    if one.kind == "total":
        return getattr(card, one.field), ""
    if one.kind == "part":
        return getattr(next(p for p in card.parts if p.id == one.id), one.field), ""
    if one.kind == "gate":
        return next(g for g in card.gates if g.when == one.id).fired, ""
    indicator = next(i for i in card.indicators if i.id == one.id)
    holder = indicator if one.stratum is None else _stratum(indicator, one.stratum)
    return getattr(holder, one.field), indicator.unit


def group_of(scorecards: Sequence[Scorecard], group: Group) -> Scorecard | None:
    """Return the scorecard of a group; without columns that of everything."""
    return next((card for card in scorecards if _keys(card.by) == dict(group)), None)


def _keys(by: Mapping[str, object]) -> dict[str, str | None]:
    return {name: category_name(value) for name, value in by.items()}


def _spelt(card: Scorecard) -> str:
    return "{" + ", ".join(f"{k}: {v or 'null'}" for k, v in _keys(card.by).items()) + "}"


def _stratum(indicator: IndicatorScore, category: str) -> StratumScore:
    """Return a category's score; ``null`` is the missing category, unless one is called so."""
    names = {category_name(next(iter(s.by.values()))): s for s in indicator.strata}
    found = names.get(category, names.get(None) if category == "null" else None)
    if found is None:
        raise _Absent("no row of this category" if indicator.strata else "no categories")
    return found


def _agree(wanted: object, got: object, tolerance: float) -> bool:
    if isinstance(wanted, str) and isinstance(got, Mapping):  # an outcome, in any of its languages
        return wanted in got.values()
    if isinstance(wanted, bool) or wanted is None or not isinstance(wanted, int | float):
        return wanted == got
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    return abs(wanted - got) <= tolerance * max(1.0, abs(wanted))
