"""The rule set: what a rule file and all it extends say, checked, with every expression typed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqeval.calendars.calendar import Calendar
from sqeval.expr.tree import Node, names_used
from sqeval.expr.types import Type
from sqeval.measures.formula import Formula
from sqeval.measures.measure import Measure, Unit
from sqeval.measures.registry import RowMeasure
from sqeval.periods.period import Year
from sqeval.problems import Problem
from sqeval.rules.files import RuleFile
from sqeval.rules.profiles.model import Profile
from sqeval.rules.scorecard import ScorecardRules
from sqeval.rules.tables import Table


@dataclass(frozen=True)
class RuleSet:
    """A checked rule set.

    ``timezone`` is null where none is declared; ``types`` are the columns each table's rows see
    (its own and looked-up ones); ``trees`` are the checked expressions, keyed by where they stand:
    ``("indicators", id, field)``, ``("tables", table, column, field)``,
    ``("stages", table, index, "where")``, ``("gates", index)``.
    ``profiles`` are those that tables name, already filled in; ``ics`` the iCalendar files that
    calendars name, by the path as it is written. All their files are among ``files``.
    """

    title: str | Mapping[str, str]
    timezone: str | None
    year: Year
    tables: Mapping[str, Table]
    indicators: Mapping[str, RowMeasure | Formula]
    scorecard: ScorecardRules
    files: tuple[RuleFile, ...]
    types: Mapping[str, Mapping[str, Type]]
    trees: Mapping[tuple[str | int, ...], Node]
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    ics: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def sha256(self) -> str:
        """One hash over all files, whatever their paths."""
        return hashlib.sha256("".join(f.sha256 for f in self.files).encode()).hexdigest()

    def zone(self, override: str | None = None) -> str:
        """Return the zone in which the rules speak: the override, their own, or UTC."""
        return override or self.timezone or "UTC"

    def fields(self, indicator: str) -> dict[str, Node]:
        """Return the checked expressions of an indicator by field."""
        return {
            str(key[2]): tree
            for key, tree in self.trees.items()
            if key[:2] == ("indicators", indicator)
        }

    def clock(self, indicator: str) -> str | None:
        """Return the column that places an indicator's rows: its own clock, else its table's."""
        measure = self.indicators[indicator]
        return measure.clock or self.tables[measure.table].clock

    def reads(self, indicator: str) -> set[str]:
        """Return the columns that an indicator's condition, measure and target category read."""
        measure, trees = self.indicators[indicator], self.fields(indicator).values()
        read = {name for tree in trees for name in names_used(tree)} | set(measure.columns())
        clock = self.clock(indicator) if measure.reads_clock else None
        return read if clock is None else read | {clock}

    def unit(self, indicator: str) -> Unit:
        """Return the base unit of an indicator's value."""
        measure: Measure = self.indicators[indicator]
        types = {k: t.type for k, t in self.fields(indicator).items() if t.type is not None}
        return measure.unit(types)
