"""What the reader of the figures must know: cells that could not be read, rows left out.

A run that scores nothing, or scores without a column it was told to read, must not look like a run
in which nothing happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqeval.plan.request import Run, days_of
from sqeval.plan.view import outside
from sqeval.plan.workload import stateless
from sqeval.problems import Location, Problem
from sqeval.report.calendars import calendar_notices
from sqeval.report.closed_only import closed_only
from sqeval.report.idle_pauses import idle_pauses
from sqeval.report.lone_moment import lone_moment
from sqeval.report.reversals import reversals
from sqeval.scoring.scorecard import Scorecard
from sqeval.tables.computed import MADE_OF_INVALID
from sqeval.tables.table import Table

#: Statuses that a notice names.
_NAMED = 5


def notices_of(run: Run, cards: Sequence[Scorecard], *, rewound: bool) -> tuple[Problem, ...]:
    """Return the notices of a run; ``rewound`` tells whether ``--as-of`` was given."""
    whole, tables = cards[0], run.tables.tables.values()
    invalid = [notice for table in tables for notice in _invalid(table)]
    later = _rewound(run) if rewound else [*lone_moment(run)]
    unbound = _unbound(whole)
    return (
        *run.tables.notices,
        *invalid,
        *_stateless(run),
        *calendar_notices(run),
        *idle_pauses(run),
        *unbound,
        *_empty(run, whole),
        *closed_only(run, whole),
        *reversals(cards, run.rules.indicators),
        *later,
    )


def _notice(code: str, message: str, file: str = "", hint: str = "") -> Problem:
    return Problem(code, message, Location(file), hint)


def _invalid(table: Table) -> list[Problem]:
    """Tell, by column, how many cells could not be read, and why."""
    file = table.files[0].source.path if table.files else ""
    found = []
    for column, counts in table.invalid_cells.items():
        told = ", ".join(f"{why} {n}" for why, n in counts.items() if why != MADE_OF_INVALID)
        if told:
            message = f"column '{column}': {sum(counts.values())} cells cannot be read ({told})"
            hint = "a row that needs one is left out as invalid-cell"
            found.append(_notice("SQ535", message, file, hint))
    return found


def _stateless(run: Run) -> list[Problem]:
    """Tell of rows whose status is in no state: they are not resolved, whatever it means."""
    found = []
    for table, counts in stateless(run).items():
        if counts:
            first = ", ".join(f"{value} {n}" for value, n in list(counts.items())[:_NAMED])
            more = ", ..." if len(counts) > _NAMED else ""
            rows = f"the status of {sum(counts.values())} rows of '{table}' is in no state"
            hint = "they count as in progress; list it under 'states' in the rules"
            found.append(_notice("SQ545", f"{rows}: {first}{more}", hint=hint))
    return found


def _unbound(whole: Scorecard) -> list[Problem]:
    """Tell of tables that are not given although scored indicators read them.

    Their weight goes to the others, so a total without its surveys looks better than it is.
    """
    reasons = Counter(one.reason for one in whole.indicators if one.weight is not None)
    found = []
    for reason, count in sorted((r, n) for r, n in reasons.items() if r):
        if reason.startswith("no-table: "):
            table = reason.removeprefix("no-table: ")
            those = "1 scored indicator has" if count == 1 else f"{count} scored indicators have"
            message = f"'{table}' is not given, so {those} no data"
            found.append(_notice("SQ544", message, hint=f"--table {table}=FILE"))
    return found


def _empty(run: Run, whole: Scorecard) -> list[Problem]:
    """Tell of a period in which there is no row at all, and where the rows are."""
    if run.request.bounds is None or any(one.considered for one in whole.indicators):
        return []
    days = days_of(run.rules, run.tables, run.request.zone)
    message = f"no row lies in {run.request.period.label}"
    if not days:
        return [_notice("SQ543", message, hint="no row has a readable clock")]
    hint = f"the rows run from {days[0]} to {days[-1]}"
    return [_notice("SQ543", message, hint=hint)]


def _rewound(run: Run) -> list[Problem]:
    """Say what ``--as-of`` leaves out, and what it does not rewind."""
    message = (
        "the data is looked at as of a given moment; clocks, the times that indicators and stages "
        "measure from and to and the end of states are rewound to it, other columns (a status, a "
        "rating) are not"
    )
    said = [_notice("SQ541", message)]
    for name in run.tables.tables:
        count = outside(name, run)
        if count:
            message = f"{count} rows of '{name}' are later than that and outside the run"
            said.append(_notice("SQ542", message))
    return said
