"""What became of a case's records that are not used: rejected, or superseded by another.

A rejected record has no columns that can be relied on, so it is known by its raw text alone: where
the id stands in it as a word of its own. Records that gave way to another of their key are found by
reading the keys once more, since a run does not keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqeval.plan.request import Run
from sqeval.rules.scope import history_link
from sqeval.tables.parse import LINE
from sqeval.tracing.asked import Asked
from sqeval.tracing.records import PATH, key_columns
from sqeval.tracing.rows import CaseRow
from sqeval.tracing.values import Place, Unused


def unused(
    run: Run, table: str, asked: Asked, used: Iterable[CaseRow], encoding: str | None
) -> tuple[Unused, ...]:
    """Return the records of a case that are not used, by table, file and line.

    ``used`` are those that are; ``encoding`` is what the command line says of the exports.
    """
    names = [n for n in run.tables.tables if n == table or history_link(table, n, run.rules.tables)]
    found = [one for name in names for one in _rejected(run, name, asked)]
    known = {(row.place.file, row.place.line) for row in used}
    known |= {(one.place.file, one.place.line) for one in found if one.place.table == table}
    found += [
        Unused(Place(table, asked.key, file, line), "duplicate", "duplicate")
        for file, line in _records(run, table, asked, encoding)
        if (file, line) not in known
    ]
    return tuple(sorted(found, key=lambda one: (one.place.table, one.place.file, one.place.line)))


def _rejected(run: Run, table: str, asked: Asked) -> Iterator[Unused]:
    spelled = [{*both} for both in zip(asked.texts, asked.printed, strict=True)]
    words = [re.compile("|".join(map(_word, sorted(texts)))) for texts in spelled]
    for reject in run.tables[table].ledger.rejects:
        if all(word.search(reject.raw) for word in words):
            place = Place(table, asked.key, reject.file, reject.line)
            yield Unused(place, "rejected", reject.code)


def _word(text: str) -> str:
    """Return the pattern of a text that is a word of its own; CSV doubles its quotes."""
    doubled = re.escape(text).replace('"', '"{1,2}')
    return rf"(?<![\w-]){doubled}(?![\w-])"


def _records(run: Run, table: str, asked: Asked, encoding: str | None) -> Iterator[tuple[str, int]]:
    """Yield file and line of every record with a case's key, where any gave way to another."""
    if not run.tables[table].ledger.duplicate:
        return
    columns = key_columns(run, table, encoding)
    if columns is not None:
        found = columns.records().filter(asked.same(columns.names))
        yield from found.select(PATH, LINE).iter_rows()
