"""From exports to a rule file to start from, and what to run next.

The file is proposed, tried on the exports, and only then handed out. What follows from the cells is
written; what a person has to decide is said beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from sqeval.api import Scored
from sqeval.inspection.values import FileLook
from sqeval.starting.asked import Asked
from sqeval.starting.own import own_rules
from sqeval.starting.standard import standard_rules
from sqeval.starting.texts import Lang
from sqeval.starting.trial import errors_of, tried
from sqeval.tables.source import open_source


@dataclass(frozen=True)
class Started:
    """A rule file to start from.

    ``paths`` are the exports of each table that it binds; ``period`` is one that the rows
    cover, None where all of them are to be scored.
    """

    text: str
    paths: Mapping[str, Sequence[str]]
    period: str | None


def start(
    looks: Sequence[FileLook],
    *,
    timezone: str | None = None,
    encoding: str | None = None,
    lang: Lang = "en",
) -> Started:
    """Return a rule file for exports that were looked at.

    Raises InputError where an export is refused. An AssertionError is a bug of ours.
    """
    sources = {look.path: open_source(look.path) for look in looks}
    asked = Asked(looks, sources, timezone, encoding, lang)
    text, paths = standard_rules(asked) or own_rules(asked)
    bound = asked.bound(paths)
    wrong = errors_of(text, bound, timezone)
    if wrong:
        raise AssertionError("\n".join(map(str, wrong)))
    return Started(text, paths, _period(tried(text, bound, timezone)))


def _period(done: Scored) -> str | None:
    """Return the period to score first: the quarter that most rows lie in, the later of two.

    Where that is hardly a case, it is the year, and else None, which is all of them.
    """
    days = _days(done)
    for letter in ("Q", ""):
        counts = Counter(done.run.rules.year.label(day, letter) for day in days)
        best = max(counts, key=lambda label: (counts[label], label), default=None)
        if best is not None and counts[best] >= min(_FEW, len(days)):
            return best
    return None


def _days(done: Scored) -> list[date]:
    """Return the days of the rows of the first table with times that has any."""
    rules, tables = done.run.rules, done.run.tables
    for name, table in rules.tables.items():
        if table.clock is None or name not in tables or table.clock in tables[name].absent:
            continue
        cells = tables[name].frame.get_column(table.clock).drop_nulls()
        if len(cells):
            if cells.dtype != pl.Date:
                cells = cells.dt.convert_time_zone(tables.zone).dt.date()
            return cells.to_list()
    return []


#: A period with fewer rows scores little: indicators want as many.
_FEW = 20
