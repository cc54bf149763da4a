"""The scorecard of one group of one period, as frozen values.

The field names are those of the JSON result (format 1), so that a report is these values written
out and read back, and every renderer speaks the same words as the archive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqeval.measures.measure import Unit
from sqeval.observe.observations import Key
from sqeval.targets.target import Figures

#: Whether an indicator reached its target; null where it has none.
Status = Literal["met", "at_risk", "missed", "insufficient", "no_data"]


@dataclass(frozen=True)
class StratumScore:
    """One category of an indicator with a target by category."""

    by: Mapping[str, Key]
    value: float | None
    low: float | None
    high: float | None
    n: int
    target: Figures | None
    status: Status | None
    points: float | None


@dataclass(frozen=True)
class Standardised:
    """A group's value with the case mix of the whole (direct standardisation) over ``by``.

    ``value`` is null where the group has no case in one of the strata of the whole.
    """

    by: str
    value: float | None
    low: float | None
    high: float | None
    rank: int | None


@dataclass(frozen=True)
class IndicatorScore:
    """One indicator in one group.

    ``value``, ``low`` and ``high`` (the 95 % interval) are in ``unit``; ``points`` are 0-100;
    ``weight`` is the effective share of the whole scorecard and ``lost`` the points of the total
    that the indicator costs. ``considered = n + sum(excluded.values())``. ``approximate`` says that
    paused time was taken off of which the export does not tell when it was; ``beyond`` is what a
    value that is not reached lies beyond; ``rank`` is the group's place among those of its
    grouping, ties included; ``standardised`` what the group's value were with the case mix of the
    whole.
    """

    id: str
    measure: str
    unit: Unit
    value: float | None
    low: float | None
    high: float | None
    n: int
    considered: int
    excluded: Mapping[str, int]
    reason: str | None
    target: Figures | None
    status: Status | None
    points: float | None
    weight: float | None
    lost: float | None
    approximate: bool = False
    beyond: float | None = None
    rank: int | None = None
    standardised: Standardised | None = None
    strata: tuple[StratumScore, ...] = ()


@dataclass(frozen=True)
class PartScore:
    """One part of the scorecard: its points and its effective share of the whole."""

    id: str
    parent: str | None
    points: float | None
    weight: float | None


@dataclass(frozen=True)
class GateScore:
    """A gate and whether it fired; ``fired`` is null where its condition is unknown."""

    when: str
    fired: bool | None
    cap: str | None
    why: str | Mapping[str, str] | None


@dataclass(frozen=True)
class Scorecard:
    """Everything about one group; ``by`` is empty for the whole."""

    by: Mapping[str, Key]
    points: float | None
    grade: str | None
    outcome: str | Mapping[str, str] | None
    gates: tuple[GateScore, ...]
    indicators: tuple[IndicatorScore, ...]
    parts: tuple[PartScore, ...]
