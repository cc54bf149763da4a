"""Where every row of the exports went, in sentences whose sums the reader can check."""

from __future__ import annotations

from collections.abc import Iterator

from sqeval.render.visible import visible
from sqeval.render.words import Words
from sqeval.report.report import ProblemEntry, Report, TableEntry


def about_the_data(report: Report, words: Words) -> list[str]:
    """Return one line per table's rows, what of it could not be used, signs, problems."""
    ledgers = [_ledger(t, words) for t in report.tables]
    unused = [line for t in report.tables for line in _unused(t, words)]
    approximate = any(one.approximate for card in report.groups for one in card.indicators)
    signs = [words("about.approximate")] if approximate else []
    return [*ledgers, *unused, *signs, *(_problem(p, words) for p in report.problems)]


def _ledger(table: TableEntry, words: Words) -> str:
    """Return ``tickets: 4,850 read = 4,812 used + 26 duplicate + 12 rejected (…)``."""
    rows = table.rows
    name = visible(table.name)
    text = words("ledger", table=name, read=f"{rows.read:,}", used=f"{rows.used:,}")
    if rows.duplicate:
        text += words("ledger.duplicate", count=f"{rows.duplicate:,}")
    if rows.rejected:
        codes = words.codes(table.rejected)
        text += words("ledger.rejected", count=f"{rows.rejected:,}", codes=codes)
    if rows.blank:
        text += words("ledger.blank", count=f"{rows.blank:,}")
    return text


def _unused(table: TableEntry, words: Words) -> Iterator[str]:
    name = visible(table.name)
    if table.unplaced:
        yield words("ledger.unplaced", table=name, count=f"{table.unplaced:,}")
    for column, counts in table.invalid_cells.items():
        codes = words.codes(counts)
        yield words("ledger.invalid", table=name, column=visible(column), codes=codes)
    for parent, counts in table.lookup.items():
        if any(counts.values()):
            codes = words.codes(counts)
            yield words("ledger.lookup", table=name, parent=visible(parent), codes=codes)


def _problem(problem: ProblemEntry, words: Words) -> str:
    return words(
        "problem",
        severity=visible(problem.severity),
        code=visible(problem.code),
        name=visible(problem.name),
        message=visible(problem.message),
    )
