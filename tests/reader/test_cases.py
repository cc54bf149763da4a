"""Every case of reading: the ledger to the row, the rejects by line, the cells, the figures."""

from __future__ import annotations

from collections import Counter

import pytest

from sqeval.problems import Exit, InputError
from tests.reader import cases_around, cases_cells, cases_files, cases_lines, cases_times, refusals
from tests.reader.cases import TICKETS, Case, Refusal, Setting
from tests.reader.desk import Outcome, rules, run
from tests.reader.reference import INVALID, Row, figures
from tests.reader.rows import CHANGING, NAMES, ROWS, SEVERAL
from tests.reader.verdict import same

CASES = (
    *cases_files.CASES,
    *cases_around.CASES,
    *cases_lines.CASES,
    *cases_cells.CASES,
    *cases_times.CASES,
)


def names(cases: tuple[Case, ...] | tuple[Refusal, ...]) -> list[str]:
    return [one.name for one in cases]


def outcome_of(data: bytes, setting: Setting) -> Outcome:
    rule_set = rules(tuple(setting.columns.items()), setting.table, setting.zone)
    return run([data], rule_set, setting.encoding)


def expected_row(case: Case, ticket: str) -> Row:
    """Return what a ticket says in a case; tickets of one letter and a number share the letter."""
    said = {column: cell for (who, column), cell in case.said.items() if who == ticket}
    bad = {column: INVALID for who, column in case.invalid if who == ticket}
    return {**TICKETS[ticket[0]], **said, **bad}


@pytest.mark.usefixtures("widths")
@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_case_is_read_to_the_row(case: Case) -> None:
    outcome = outcome_of(case.data, case.setting)
    expected = {line: expected_row(case, ticket) for line, ticket in case.used.items()}
    counts = (case.blank, len(case.rejects), case.duplicate, len(expected))
    assert outcome.rejects == tuple(case.rejects)
    assert outcome.used == tuple((line, row["ticket_id"]) for line, row in expected.items())
    assert outcome.ledger == (sum(counts), *counts)
    reasons: dict[str, Counter[str]] = {}
    for (_, column), reason in case.invalid.items():
        reasons.setdefault(column, Counter())[reason] += 1
    assert outcome.invalid == reasons
    for name, figure in figures(list(expected.values())).items():
        assert same(outcome.figures[name], figure), (name, outcome.figures[name], figure)
    assert case.notices <= {notice.code for notice in outcome.notices}
    tickets = list(case.used.values())
    for ticket, text in case.subjects.items():
        assert outcome.table.frame["subject"][tickets.index(ticket)] == text


@pytest.mark.parametrize("case", refusals.REFUSALS, ids=names(refusals.REFUSALS))
def test_case_is_refused_with_a_way_out(case: Refusal) -> None:
    with pytest.raises(InputError) as caught:
        outcome_of(case.data, case.setting)
    assert caught.value.exit_code is Exit.REFUSED
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.line) == (case.code, case.line)
    assert case.says in problem.message
    assert case.hint in problem.hint
    assert bool(case.hint) == bool(problem.hint)


def test_every_kind_of_ugliness_has_its_cases() -> None:
    shown = {case.row for case in CASES} | {case.row for case in refusals.REFUSALS}
    assert shown == ROWS - {CHANGING, NAMES, SEVERAL}


def test_no_two_cases_share_a_name() -> None:
    every = names(CASES) + names(refusals.REFUSALS)
    assert [name for name, n in Counter(every).items() if n > 1] == []
