"""What became of a case's records that are not used: rejected, or superseded by another.

A rejected record has no columns that can be relied on, so it is known by its raw text alone: where
the id stands in it as a word of its own. Records that gave way to another of their key are found by
reading the keys once more, since a run does not keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sqeval.plan.request import Run
from sqeval.rules.scope import history_link
from sqeval.tables.export import read_export
from sqeval.tables.header import Wanted
from sqeval.tables.parse import LINE
from sqeval.tables.recognise import fitted
from sqeval.tables.records import Records
from sqeval.tracing.rows import CaseRow
from sqeval.tracing.values import Place, Unused


def unused(
    run: Run, table: str, parts: Sequence[str], used: Iterable[CaseRow], encoding: str | None
) -> tuple[Unused, ...]:
    """Return the records of a case that are not used, by table, file and line.

    ``used`` are those that are; ``encoding`` is what the command line says of the exports.
    """
    names = [n for n in run.tables.tables if n == table or history_link(table, n, run.rules.tables)]
    found = [one for name in names for one in _rejected(run, name, parts)]
    known = {(row.place.file, row.place.line) for row in used}
    known |= {(one.place.file, one.place.line) for one in found if one.place.table == table}
    found += [
        Unused(Place(table, ",".join(parts), file, line), "duplicate", "duplicate")
        for file, line in _records(run, table, parts, encoding)
        if (file, line) not in known
    ]
    return tuple(sorted(found, key=lambda one: (one.place.table, one.place.file, one.place.line)))


def _rejected(run: Run, table: str, parts: Sequence[str]) -> Iterator[Unused]:
    words = [re.compile(rf"(?<![\w-]){re.escape(part)}(?![\w-])") for part in parts]
    for reject in run.tables[table].ledger.rejects:
        if all(word.search(reject.raw) for word in words):
            place = Place(table, ",".join(parts), reject.file, reject.line)
            yield Unused(place, "rejected", reject.code)


def _records(
    run: Run, table: str, parts: Sequence[str], encoding: str | None
) -> Iterator[tuple[str, int]]:
    """Yield file and line of every record with a case's key, where any gave way to another."""
    loaded = run.tables[table]
    if not loaded.ledger.duplicate:
        return
    sources = [file.source for file in loaded.files]
    rules = fitted(table, run.rules, sources, encoding, run.tables.zone).table
    models = {part: rules.columns[part] for part in rules.key}
    if any(model.value is not None for model in models.values()):
        return
    wanted = [Wanted(c, model.headers(c), model.required) for c, model in models.items()]
    for source in sources:
        read = read_export(source, wanted, encoding=encoding or rules.encoding)
        yield from ((source.path, line) for line in _lines(read, rules.key, parts))


def _lines(read: Records, key: Sequence[str], parts: Sequence[str]) -> list[int]:
    frame = read.frame
    for column, part in zip(key, parts, strict=True):
        frame = frame.filter(frame[column].str.strip_chars() == part)
    return [int(line) for line in frame[LINE]]
