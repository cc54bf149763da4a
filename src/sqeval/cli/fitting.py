"""``sqeval check --data``: the exports, opened once, and in what each rule set does not fit them.

Loaded only where an export is named, since reading one needs polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqeval.api import Options, check_declared, fit, open_exports
from sqeval.problems import Problem
from sqeval.rules.loader import Checked
from sqeval.tables.source import Source


@dataclass(frozen=True)
class Exports:
    """The exports of each table, and the options they are read with."""

    sources: Mapping[str, Sequence[Source]]
    options: Options

    def misfits(self, sets: Iterable[Checked]) -> list[Problem]:
        """Return in what the rule sets that are not refused do not fit the exports."""
        sound = (one.rules for one in sets if one.rules is not None)
        return [problem for rules in sound for problem in fit(rules, self.sources, self.options)]


def open_for(
    sets: Sequence[Checked],
    files: Mapping[str, Sequence[str]],
    timezone: str | None,
    encoding: str | None,
) -> Exports:
    """Open the exports that rule sets are to be bound to.

    Raises UsageError for a wrong zone or encoding and for a table that no set declares, as far as
    all sets can be read; InputError for a file that cannot be opened.
    """
    options = Options(timezone=timezone, encoding=encoding)
    sound = [one.rules for one in sets if one.rules is not None]
    if len(sound) == len(sets):
        check_declared(files, sound)
    return Exports(open_exports(files), options)
