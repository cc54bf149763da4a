"""One column under the eye: its cells, and whether the casts of a score read them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from sqeval.inspection.values import Kind, Unit
from sqeval.problems import InputError, Problem
from sqeval.rules.columns import COLUMNS, Column, DecimalMark, ThousandsMark
from sqeval.tables.cell import Cells
from sqeval.tables.columns import read_column
from sqeval.tables.moments import Place

#: Times are told apart from the zone that they are in: in this one no local time is skipped.
_ZONE = "UTC"

#: A reading is tried on so many cells before it is tried on all.
_SAMPLE = 20


@dataclass(frozen=True)
class Subject:
    """A column's trimmed cells (null where there is none), their kinds and their place.

    ``header`` is normalised; ``model`` is the column of the standard rule set that it is meant for;
    ``distinct`` counts the different cells, ``whole`` tells that none is empty.
    """

    text: pl.Series
    kinds: pl.Series | None
    place: Place
    header: str
    model: Column | None
    distinct: int

    @property
    def whole(self) -> bool:
        """Whether every row has a cell."""
        return not self.text.null_count()

    @property
    def filled(self) -> int:
        """How many rows have a cell."""
        return len(self.text) - self.text.null_count()

    @cached_property
    def sample(self) -> Subject:
        """The first filled cells."""
        at = self.text.head(1_000).is_not_null().arg_true()
        if len(at) < _SAMPLE:
            at = self.text.is_not_null().arg_true()
        at = at.head(_SAMPLE)
        kinds = None if self.kinds is None else self.kinds.gather(at)
        place = replace(self.place, lines=self.place.lines.gather(at))
        return replace(self, text=self.text.gather(at), kinds=kinds, place=place)

    def cells(self, model: Column, zone: str = _ZONE) -> Cells:
        """Read the cells, naive times as local to ``zone``.

        Raises InputError where dates cannot be read one way.
        """
        return read_column(self.text, model, zone, self.place, self.kinds)

    def read_by(self, model: Column) -> Cells | None:
        """Return the cells where every filled one reads, else None; the sample is tried first."""
        if self.sample.reasons(model) is not None:
            return None
        try:
            cells = self.cells(model)
        except InputError:
            return None
        return cells if cells.reasons is None else None

    def reasons(self, model: Column) -> pl.Series | None:
        """Return why cells do not read, None where all do or no one can tell."""
        try:
            return self.cells(model).reasons
        except InputError:
            return None


def declared(kind: str, **says: object) -> Column:
    """Return a column as a rule file would declare it."""
    return COLUMNS[kind].model_validate({"type": kind, **says})


@dataclass(frozen=True)
class Told:
    """What a column is told as: how a rule file would declare it, and its values so read."""

    kind: Kind
    values: pl.Series | None = None
    formats: tuple[str, ...] = ()
    unit: Unit | None = None
    decimal: DecimalMark | None = None
    thousands: ThousandsMark | None = None
    naive: bool = False
    problems: tuple[Problem, ...] = field(default=())
