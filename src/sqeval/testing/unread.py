"""Rows of a test that do not count as they are written.

A misspelt cell is left out like one of a real export, and the figure of the others can be the one
that is expected by chance: the test would pass without its rows having been read. So a test is
refused where a cell cannot be read, unless it expects ``invalid-cell`` among what is excluded;
where a value is close to a declared one, unless it expects something of that value; and where a
row is later than ``as_of``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqeval.expr.context import OTHER
from sqeval.plan.request import Run
from sqeval.plan.view import as_of_view
from sqeval.problems import Problem, close_match
from sqeval.rules.columns import CategoryColumn
from sqeval.tables.computed import MADE_OF_INVALID
from sqeval.tables.parse import LINE
from sqeval.tables.table import INVALID
from sqeval.testing.expect import Wanted
from sqeval.testing.suite import Case

CODE = "SQ806"

#: What an excluded row with a cell that cannot be read is counted as.
_EXCLUDED = "invalid-cell"


def unread(case: Case, run: Run) -> Iterator[Problem]:
    """Yield what in the rows of a test would not count, each at its row."""
    for name in (name for name in case.blocks if name in run.tables):
        if not _expects_invalid(case.wanted):
            yield from _invalid(case, name, run)
        yield from _misspelt(case, name, run)
        yield from _later(case, name, run)


def _expects_invalid(wanted: Iterable[Wanted]) -> bool:
    return any(
        one.field == "excluded" and isinstance(one.value, Mapping) and _EXCLUDED in one.value
        for one in wanted
    )


def _invalid(case: Case, name: str, run: Run) -> Iterator[Problem]:
    frame = run.tables[name].frame
    for mark in (column for column in frame.columns if column.startswith(INVALID)):
        for line, reason in frame.select(LINE, mark).drop_nulls().iter_rows():
            if reason == MADE_OF_INVALID:
                continue
            message = f"the cell of '{mark.removeprefix(INVALID)}' cannot be read ({reason})"
            hint = "mend it, or expect 'excluded: {invalid-cell: 1}' if that is the point"
            yield _problem(case, name, line, message, hint)


def _misspelt(case: Case, name: str, run: Run) -> Iterator[Problem]:
    """Yield values beside the declared ones that are close to one and nothing is expected of."""
    frame, meant = run.tables[name].frame, _named(case.wanted)
    for column, model in run.rules.tables[name].columns.items():
        if not isinstance(model, CategoryColumn) or column not in frame.columns:
            continue
        words = [word for key, spellings in model.values.items() for word in (key, *spellings)]
        for line, value in frame.select(LINE, column).drop_nulls().iter_rows():
            text = str(value).removeprefix(OTHER).removesuffix(")")
            if not str(value).startswith(OTHER) or meant & {str(value), text}:
                continue
            hint = close_match(text, words)
            if hint:
                message = f"'{text}' is none of the values of '{column}'"
                yield _problem(case, name, line, message, hint)


def _named(wanted: Iterable[Wanted]) -> set[str]:
    """Return the categories, and the values of groups, that something is expected of."""
    values = [value for one in wanted for _, value in one.group]
    return {text for text in (*values, *(one.stratum for one in wanted)) if text is not None}


def _later(case: Case, name: str, run: Run) -> Iterator[Problem]:
    seen = set(as_of_view(name, run).select(LINE).collect()[LINE])
    for line in run.tables[name].frame[LINE]:
        if line not in seen:
            message = f"this row of '{name}' is later than 'as_of', so it never counts"
            yield _problem(case, name, line, message, "move 'as_of' behind it")


def _problem(case: Case, name: str, line: int, message: str, hint: str) -> Problem:
    return Problem(CODE, message, case.blocks[name].place(line), hint)
