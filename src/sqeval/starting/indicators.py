"""The indicators that the columns of a table allow: a handful of each kind, for a person to pick.

What is proposed follows from kinds and values; words of headers only say which way is better, and
which of many columns come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import polars as pl

from sqeval.starting.columns import Column
from sqeval.starting.direction import denied, of_truth
from sqeval.starting.facts import ends
from sqeval.starting.marks import marks_of
from sqeval.starting.names import name_for
from sqeval.starting.spelling import listed, scalar
from sqeval.starting.table import FIRST, LAST, TICKETS, Indicator, Table
from sqeval.starting.texts import Lang, text
from sqeval.starting.words import DONE, DUE, STATES, says

#: At most so many columns of each kind have indicators.
_MOST = 4


def proposed(table: Table, frame: pl.DataFrame, lang: Lang) -> Iterator[Indicator]:
    """Yield the indicators of a table whose typed cells are ``frame``."""
    yield volume(table, lang)
    if table.log is not None:
        yield from _spans(TICKETS, (FIRST, FIRST), [(LAST, LAST)], lang)
        return
    done = _done_first(ends(table, frame))
    if table.clock is not None:
        start = (table.clock, table.column(table.clock).title)
        yield from _spans(table.name, start, [(c.id, c.title) for c in done[:_MOST]], lang)
        yield from _by_due(table, done[:1], lang)
    yield from _lengths(table, frame, lang)
    yield from islice(_booleans(table, frame, lang), _MOST + 1)
    yield from islice(_states(table, lang), 1)
    yield from marks_of(table, frame, lang)


def distinct(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return the indicators with ids that none shares with another."""
    found: dict[str, Indicator] = {}
    for indicator in indicators:
        name = name_for(indicator.id, found, "indicator")
        found[name] = replace(indicator, id=name)
    return tuple(found.values())


def volume(table: Table, lang: Lang) -> Indicator:
    """Return the number of rows of a table."""
    name = TICKETS if table.log is not None else table.name
    title = text("volume", lang, table=name)
    return Indicator(f"{name}_number", title, name, (("type", "count"),), frozenset())


def _done_first(columns: Sequence[Column]) -> list[Column]:
    return sorted(columns, key=lambda c: not says(c.title, DONE))


def _spans(
    table: str, start: tuple[str, str], others: Sequence[tuple[str, str]], lang: Lang
) -> Iterator[Indicator]:
    """Yield the median and the 90th percentile of the time from the clock to other times."""
    for end, title in others:
        for aggregate in ("median", "p90"):
            keys = (
                ("type", "duration"),
                ("from", scalar(start[0])),
                ("to", scalar(end)),
                ("aggregate", aggregate),
            )
            name = text(f"until-{aggregate}", lang, start=start[1], end=title)
            reads = frozenset({start[0], end})
            yield Indicator(f"time_to_{end}_{aggregate}", name, table, keys, reads, "less")


def _by_due(table: Table, done: Sequence[Column], lang: Lang) -> Iterator[Indicator]:
    """Yield the share that ended by a due time, where there is one."""
    due = [c for c in table.columns if c.type == "datetime" and says(c.title, DUE)]
    for end, limit in zip(done, due, strict=False):
        keys = (
            ("type", "within"),
            ("from", scalar(str(table.clock))),
            ("to", scalar(end.id)),
            ("limit", scalar(limit.id)),
        )
        title = text("on-time", lang, end=end.title, due=limit.title)
        reads = frozenset({str(table.clock), end.id, limit.id})
        yield Indicator(f"{end.id}_on_time", title, table.name, keys, reads, "more", 0.0)


def _lengths(table: Table, frame: pl.DataFrame, lang: Lang) -> Iterator[Indicator]:
    """Yield the median and the 90th percentile of lengths of time."""
    lengths = [c for c in table.columns if c.type == "duration" and frame[c.id].count()]
    for column in lengths[:_MOST]:
        for aggregate in ("median", "p90"):
            keys = (
                ("type", "statistic"),
                ("of", scalar(column.id)),
                ("aggregate", aggregate),
            )
            title = text(aggregate, lang, name=column.title)
            reads = frozenset({column.id})
            yield Indicator(f"{column.id}_{aggregate}", title, table.name, keys, reads, "less")


def _booleans(table: Table, frame: pl.DataFrame, lang: Lang) -> Iterator[Indicator]:
    for column in table.columns:
        if column.type != "boolean":
            continue
        keys: tuple[tuple[str, str], ...] = (("type", "ratio"), ("good", scalar(column.id)))
        if frame.get_column(column.id).null_count():
            keys = (*keys, ("total", scalar(f"present({column.id})")))
        title = text("share", lang, name=column.title)
        name, reads, better = f"{column.id}_share", frozenset({column.id}), of_truth(column.title)
        worst = 100.0 if better == "less" else 0.0
        shown = Indicator(name, title, table.name, keys, reads, better, worst)
        yield shown if better else replace(shown, note=text("which", lang))


def _states(table: Table, lang: Lang) -> Iterator[Indicator]:
    """Yield the share of cases in a state that is an end."""
    for column in table.columns:
        if column.type != "category" or not says(column.title, STATES):
            continue
        ended = tuple(v for v, _ in column.counts if says(v, DONE) and '"' not in v)
        ended = tuple(v for v in ended if "\\" not in v and not _unended(v))
        if not ended or len(ended) == len(column.counts):
            continue
        test = f"{column.id} == {_string(ended[0])}"
        if len(ended) > 1:
            test = f"{column.id} in [{', '.join(map(_string, ended))}]"
        keys = (("type", "ratio"), ("good", f"{scalar(test)}  # {text('good', lang)}"))
        values = listed(ended)[1:-1]
        title = text("share-of", lang, name=column.title, values=values)
        reads = frozenset({column.id})
        yield Indicator(f"{column.id}_done", title, table.name, keys, reads, "more", 0.0)


def _unended(value: str) -> bool:
    """Tell whether a value says that an end has not come: unresolved, 未解决, pending close."""
    plain = value.casefold()
    coming = plain.startswith(("un", "in ", "re")) and not plain.startswith("resolve")
    return coming or "pending" in plain or denied(value)


def _string(value: str) -> str:
    return f'"{value}"'
