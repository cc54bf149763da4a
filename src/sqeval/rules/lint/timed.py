"""What the lints about working time share: the entries that may name a calendar or a pause."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.measures.timed import Timed
from sqeval.rules.checking import Checking
from sqeval.rules.stages import Stage


def timed(rules: Checking) -> Iterator[Timed | Stage]:
    """Yield the indicators that measure time, and the stages of tables."""
    for measure in rules.draft.indicators.values():
        if isinstance(measure, Timed):
            yield measure
    for table in rules.draft.tables.values():
        yield from table.stages
