"""The report, format 1: what scripts build on, archives keep, and every format is rendered from.

It is deterministic: no wall clock, sorted where order carries no meaning, floats rounded to twelve
significant digits on the way in, so that a report read back from its JSON equals the one written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any

import polars as pl
from pydantic import TypeAdapter

from sqeval.observe.workload import Workload
from sqeval.report.frame import figures_frame
from sqeval.report.stages import StageFlow
from sqeval.scoring.scorecard import Scorecard

#: The version of the JSON contract.
FORMAT = 1

#: A text for people: one string, or one per language (``{"en": ..., "zh": ...}``).
Text = str | Mapping[str, str]


@dataclass(frozen=True)
class FileEntry:
    """An input file as it was read; ``rows`` are the records below the header."""

    path: str
    sha256: str
    bytes: int
    rows: int
    encoding: str
    delimiter: str


@dataclass(frozen=True)
class RowCounts:
    """Where each record ended: ``read = blank + rejected + duplicate + used``."""

    read: int
    blank: int
    rejected: int
    duplicate: int
    used: int


@dataclass(frozen=True)
class TableEntry:
    """The ledger of one table: its files, rows, rejections by code, invalid cells by column."""

    name: str
    files: tuple[FileEntry, ...]
    rows: RowCounts
    unplaced: int
    rejected: Mapping[str, int]
    invalid_cells: Mapping[str, Mapping[str, int]]
    lookup: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class RuleFile:
    """A rule file of the set and the hash of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Definition:
    """What a renderer says of an indicator beyond its figures.

    ``calendars`` are those its time is counted by; without one it is elapsed time.
    """

    title: Text
    about: Text | None = None
    owner: str | None = None
    calendars: tuple[str, ...] = ()


@dataclass(frozen=True)
class RulesEntry:
    """The rule set that scored: title, files, one hash over all, titles of what it defines.

    ``definitions`` is by indicator id, ``parts`` has the titles of the scorecard's parts, and
    ``grades`` the lower bound of each grade, best first.
    """

    title: Text
    files: tuple[RuleFile, ...]
    sha256: str
    definitions: Mapping[str, Definition]
    parts: Mapping[str, Text]
    grades: Mapping[str, float]


@dataclass(frozen=True)
class PeriodEntry:
    """The period, half open, as ISO texts in its time zone; null bounds for ``all``."""

    label: str
    start: str | None
    end: str | None
    timezone: str


@dataclass(frozen=True)
class ProblemEntry:
    """A notice or warning that the reader of the figures must know."""

    code: str
    name: str
    severity: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""


@dataclass(frozen=True)
class Report:
    """One run's result; see the README for the JSON it becomes.

    ``workload`` is empty where no table has states that the export tells; ``diagnoses`` and
    ``actions`` are empty until rules can declare diagnoses and improvement actions.
    """

    sqeval: str
    format: int
    versions: Mapping[str, str]
    rules: RulesEntry
    period: PeriodEntry
    as_of: str | None
    options: Mapping[str, Any]
    tables: tuple[TableEntry, ...]
    groups: tuple[Scorecard, ...]
    workload: tuple[Workload, ...] = ()
    stages: tuple[StageFlow, ...] = ()
    diagnoses: tuple[Mapping[str, Any], ...] = ()
    actions: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[ProblemEntry, ...] = ()

    @property
    def whole(self) -> Scorecard:
        """The scorecard of everything (``by: {}``), which stands first."""
        return self.groups[0]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON's content as plain Python objects, floats rounded."""
        plain: dict[str, Any] = _plain(self)
        return plain

    def to_frame(self) -> pl.DataFrame:
        """Return the figures as a tidy frame, one row per group and indicator.

        The columns are the fields of `IndicatorScore`; ``by``, ``excluded``, ``target`` and
        ``strata`` are JSON texts, so that every row has the same columns.
        """
        return figures_frame(self.groups)

    def to_json(self) -> str:
        """Return the JSON text, ending in a line feed; the same bytes on every run and machine."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def from_json(text: str | bytes) -> Report:
    """Read a report back.

    Raises pydantic.ValidationError where the text is not a report of format 1.
    """
    return _adapter().validate_json(text)


def settled(report: Report) -> Report:
    """Return the report as it will be read back, its floats rounded to twelve digits."""
    return _adapter().validate_python(report.to_dict())


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Round floats to twelve significant digits; dataclasses, mappings, sequences turn plain."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return float(f"{value:.12g}") + 0.0  # + 0.0 turns -0.0 into 0.0
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if is_dataclass(value):  # a name that is a word of Python ends in an underscore there
        return {name.removesuffix("_"): _plain(v) for name, v in vars(value).items()}
    return {name: _plain(v) for name, v in value.items()}
