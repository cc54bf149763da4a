"""The text of a starter rule file: what is proposed, line by line, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqeval.starting.columns import summary
from sqeval.starting.spelling import listed, mapped, scalar, visible
from sqeval.starting.table import (
    EVENTS,
    FIRST,
    LAST,
    NUMBER,
    TICKETS,
    Indicator,
    Log,
    Starter,
    Table,
)
from sqeval.starting.texts import GRADES, Lang, text
from sqeval.starting.words import DONE, says
from sqeval.starting.zone import EXAMPLE

_MODELINE = "# yaml-language-server: $schema=sqeval.schema.json"

#: The whole of the weights.
_WHOLE = 100


def written(starter: Starter, people: frozenset[tuple[str, str]] = frozenset()) -> str:
    """Return the rule file; ``people`` are columns that reports are grouped by, with their table.

    These need no indicator to be of use.
    """
    lang = starter.lang
    lines = [*head(starter.files, starter.title, starter.timezone, lang), "", "tables:"]
    for table in starter.tables:
        lines += _table(table, used_of(table, starter.indicators), people, lang)
    lines += ["", "indicators:"]
    for indicator in starter.indicators:
        lines += _indicator(indicator, _weighted(starter), lang)
    lines += ["", *_scorecard(starter)]
    return "\n".join(lines) + "\n"


def head(files: str, title: str, zone: tuple[str | None, str], lang: Lang) -> list[str]:
    """Return the lines that every starter rule file begins with."""
    name, note = zone
    comment = f"  # {note}" if note else ""
    placed = f"# timezone: {EXAMPLE}" if name is None else f"timezone: {scalar(name)}"
    return [
        _MODELINE,
        f"# {text('head', lang, files=visible(files))}",
        f"# {text('schema', lang)}",
        "version: 1",
        f"title: {scalar(title)}",
        placed + comment,
    ]


def used_of(table: Table, indicators: Sequence[Indicator]) -> frozenset[str]:
    """Return the columns of a table that it names itself or that its indicators read."""
    own = {table.key, table.clock, table.lookup}
    if table.log is not None:
        return frozenset({table.log.case, table.log.at})
    read = {column for i in indicators if i.table == table.name for column in i.reads}
    return frozenset(column for column in own | read if column is not None)


def _table(
    table: Table, used: frozenset[str], people: frozenset[tuple[str, str]], lang: Lang
) -> Iterator[str]:
    yield from (f"  # {note}" for note in table.notes)
    yield f"  {scalar(table.read_as)}:"
    yield f"    key: {scalar(table.key)}" if table.key else "    key: []" + _no_key(table, lang)
    if table.clock is not None:
        yield f"    clock: {scalar(table.clock)}"
    else:
        yield f"    # {text('no-clock', lang)}"
    if table.duplicates and not table.key:
        yield f"    # {text('duplicates', lang, count=table.duplicates)}"
    if table.missing:
        yield f"    missing: {listed(('', *table.missing))}"
    if table.encoding is not None:
        yield f"    encoding: {scalar(table.encoding)}  # {text('encoding', lang)}"
    if table.lookup is not None:
        yield f"    lookup: {mapped(((TICKETS, scalar(table.lookup)),))}"
    idle = any(c.id not in used and (table.read_as, c.id) not in people for c in table.columns)
    yield "    columns:" + (f"  # sqeval: ignore[SQ319] {text('unused', lang)}" if idle else "")
    needed = used or {c.id for c in table.columns[:1]}
    for column in table.columns:
        note = f"  # {column.note}" if column.note else ""
        yield f"      {scalar(column.id)}: {column.yaml(required=column.id in needed)}{note}"
    if table.log is not None:
        yield from _derived(table, table.log, lang)


def _no_key(table: Table, lang: Lang) -> str:
    return "" if table.log is not None else f"  # {text('no-key', lang)}"


def _derived(table: Table, log: Log, lang: Lang) -> Iterator[str]:
    """Yield the tickets of an event log, and how times of further steps would be read."""
    at, case = scalar(log.at), scalar(log.case)
    yield f"  {TICKETS}:"
    yield f"    derive: {mapped((('from', EVENTS), ('per', case)))}"
    yield f"    key: {case}"
    yield f"    clock: {FIRST}"
    yield f"    columns:  # sqeval: ignore[SQ319] {text('unused', lang)}"
    yield f"      {case}: {{}}"
    for name, value in ((FIRST, f"min({at})"), (LAST, f"max({at})"), (NUMBER, "count()")):
        yield f"      {name}: {mapped((('value', value),))}"
    counts = table.column(log.activity).counts
    if counts:
        yield f"      # {text('activities', lang)}"
        yield f"      #   {summary(counts)}"
        step = next((value for value, _ in counts if says(value, DONE)), counts[0][0])
        test = scalar(f'{log.activity} == "{visible(step)}"')
        yield f"      # step_at: {mapped((('value', f'max({at})'), ('where', test)))}"


def _indicator(indicator: Indicator, weighted: Sequence[Indicator], lang: Lang) -> Iterator[str]:
    shown = weighted and indicator not in weighted
    silent = f"  # sqeval: ignore[SQ316] {text('shown', lang)}" if shown else ""
    yield f"  {scalar(indicator.id)}:{silent}"
    yield f"    title: {scalar(visible(indicator.title))}"
    if indicator.table != TICKETS:
        yield f"    table: {scalar(indicator.table)}"
    yield from (f"    {key}: {value}" for key, value in indicator.keys)
    if indicator.target is not None:
        yield f"    min_n: {indicator.min_n}  # {text('min-n', lang)}"
        yield f"    target: {indicator.target}  # {indicator.note}"
    elif indicator.note:
        yield f"    # {indicator.note}"


def _weighted(starter: Starter) -> list[Indicator]:
    return [i for i in starter.indicators if i.target is not None][:_WHOLE]


def _scorecard(starter: Starter) -> Iterator[str]:
    weighted = _weighted(starter)
    if not weighted:
        yield f"# {text('no-scorecard', starter.lang)}"
        return
    share, rest = divmod(_WHOLE, len(weighted))
    yield "scorecard:"
    yield f"  indicators:  # {text('weights', starter.lang)}"
    for place, indicator in enumerate(weighted):
        yield f"    {scalar(indicator.id)}: {share + (place < rest)}"
    grades = tuple((grade, str(points)) for grade, points in GRADES[starter.lang])
    yield f"  grades: {mapped(grades)}  # {text('grades', starter.lang)}"
