"""The plan as values: queries over tables, and why some indicators have no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from sqeval.measures.reductions import Reduction
from sqeval.plan.request import Grouping, Request

#: Prefixes of the columns that hold an indicator's exclusion code and counted value, and of the
#: columns that hold a grouping's keys.
CODE, VALUE, KEY = "#code:", "#value:", "#by:"

#: Prefix of the column that says whether a counted row's time has ended, for survival curves.
EVENT = "#event:"


@dataclass(frozen=True)
class Task:
    """One indicator of a query: how its rows are summed up.

    Values are the figure times ``scale``, ``whole`` numbers or floats; ``codes`` are the exclusions
    that can occur; ``stratum`` is the column its target goes by, ``mix`` the one its groups are
    standardised by.
    """

    indicator: str
    reduction: Reduction
    codes: tuple[str, ...]
    scale: int
    whole: bool
    stratum: str | None
    mix: str | None = None

    @property
    def category(self) -> str | None:
        """The column whose categories are summed up too: a target's, which is then the mix's."""
        return self.stratum or self.mix


@dataclass(frozen=True)
class Query:
    """One table under one clock: its rows in the period, the indicators over them.

    ``rows`` has a column ``#by:NAME`` per grouping column that the table sees, ``#code:ID`` and
    ``#value:ID`` per indicator (``#event:ID`` where its reduction asks for it), and the columns
    that targets go by or groups are standardised by.
    """

    table: str
    clock: str | None
    rows: pl.LazyFrame
    tasks: tuple[Task, ...]
    groupings: tuple[Grouping, ...]


@dataclass(frozen=True)
class Plan:
    """What a run computes: its queries, and why the other indicators have no data."""

    request: Request
    queries: tuple[Query, ...]
    unavailable: Mapping[str, str]
