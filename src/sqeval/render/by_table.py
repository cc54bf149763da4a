"""Sections that a report has once per table and group, such as the workload and the stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from sqeval.observe.observations import Key
from sqeval.render.words import Words


class ByTable(Protocol):
    """What a report tells of a group's rows of a table."""

    @property
    def by(self) -> Mapping[str, Key]:
        """The group, empty for everything."""

    @property
    def table(self) -> str:
        """The table."""


_T = TypeVar("_T", bound=ByTable)


def wholes(entries: Sequence[_T]) -> list[_T]:
    """Return what is told of everything, table by table."""
    return [one for one in entries if not one.by]


def heading_of(section: str, one: ByTable, entries: Sequence[ByTable], words: Words) -> str:
    """Return the heading over a section; the table is named where there are several."""
    if len(wholes(entries)) == 1:
        return words(f"block.{section}")
    return words(f"block.{section}.of", table=words.key(one.table))
