"""Repeats against a second way to count them: every row compared with every other one.

Written from docs/definitions.md alone; times are whole hours, so that ties and exact ends abound.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import sqeval

START = datetime(2026, 1, 1, tzinfo=UTC)
#: The period asked for: the second day, so that rows lie before and after it.
FIRST, LAST = 24, 48
HOURS = st.integers(0, 72)


@dataclass(frozen=True)
class Row:
    """A case: the hours since `START` of its clock, whose it is, its line, its status.

    None is a missing cell; the line ``x`` is none, since lines are numbers.
    """

    hour: int | None
    customer: str | None
    line: str | None
    status: str | None


@dataclass(frozen=True)
class Question:
    """What is asked: hours in which a case follows, hours up to ``as_of``, the whole or a day."""

    per: tuple[str, ...]
    within: int
    as_of: int
    whole: bool
    condition: bool


rows = st.builds(
    Row,
    hour=st.none() | HOURS | HOURS | HOURS | HOURS,
    customer=st.sampled_from(["ann", "ann", "bob", None]),
    line=st.sampled_from(["1", "1", "2", "x", None]),
    status=st.sampled_from(["new", "new", "spam", None]),
)
questions = st.builds(
    Question,
    per=st.sampled_from([("customer",), ("customer", "line"), ("line",)]),
    within=st.integers(0, 30),
    as_of=st.integers(40, 80),
    whole=st.booleans(),
    condition=st.booleans(),
)


def holds(row: Row, question: Question) -> bool | None:
    """Return whether the condition is true of a row; None where it cannot be told."""
    if not question.condition:
        return True
    return None if row.status is None else row.status != "spam"


def same(one: Row, other: Row, per: tuple[str, ...]) -> bool:
    pairs = [(getattr(one, column), getattr(other, column)) for column in per]
    return all(a == b and a not in {None, "x"} for a, b in pairs)


def follows(later: Row, row: Row, among: list[Row], question: Question) -> bool:
    """Return whether one row follows another; both by identity, ties by their place."""
    if later is row or later.hour is None or row.hour is None:
        return False
    if holds(later, question) is not True or not same(later, row, question.per):
        return False
    if later.hour == row.hour:
        places = [i for i, r in enumerate(among) if r is row or r is later]
        return among[places[1]] is later
    return row.hour < later.hour <= row.hour + question.within


def expected(export: list[Row], question: Question) -> tuple[Counter[str], int]:
    """Return the exclusions, with ``counted`` for the rows of n, and the rows not followed."""
    seen = [r for r in export if r.hour is None or r.hour <= question.as_of]
    found, alone = Counter[str](), 0
    for row in seen:
        placed = question.whole or (row.hour is not None and FIRST <= row.hour < LAST)
        if not placed or holds(row, question) is False:
            continue
        followed = any(follows(other, row, seen, question) for other in seen)
        code = code_of(row, question, followed=followed)
        found[code] += 1
        alone += code == "counted" and not followed
    return found, alone


def code_of(row: Row, question: Question, *, followed: bool) -> str:
    if "line" in question.per and row.line == "x":
        return "invalid-cell"
    if holds(row, question) is None:
        return "unknown"
    if row.hour is not None and not followed and row.hour + question.within > question.as_of:
        return "undecided"
    if row.hour is None or any(getattr(row, column) is None for column in question.per):
        return "no-value"
    return "counted"


def text(export: list[Row]) -> str:
    lines = ["at,customer,line,status"]
    for row in export:
        at = "" if row.hour is None else f"{START + timedelta(hours=row.hour):%Y-%m-%d %H:%M}"
        lines.append(f"{at},{row.customer or ''},{row.line or ''},{row.status or ''}")
    return "\n".join(lines) + "\n"


def rules(question: Question) -> str:
    where = "\n    where: status != 'spam'" if question.condition else ""
    return f"""\
version: 1
timezone: UTC
tables:
  tickets:
    clock: at
    duplicates: {{keep: all}}
    columns: {{at: {{type: datetime}}, customer: {{}}, line: {{type: integer}}, status: {{}}}}
indicators:
  it:
    type: repeat
    per: [{", ".join(question.per)}]
    within: {question.within}h{where}
"""


def got(files: list[list[Row]], question: Question) -> tuple[Counter[str], int]:
    """Return what sqeval says, in the form of `expected`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rules.yaml").write_text(rules(question), "utf-8")
        paths = [folder / f"{i}.csv" for i in range(len(files))]
        for path, export in zip(paths, files, strict=True):
            path.write_text(text(export), "utf-8")
        report = sqeval.score(
            folder / "rules.yaml",
            {"tickets": paths},
            period="all" if question.whole else "2026-01-02..2026-01-02",
            as_of=f"{START + timedelta(hours=question.as_of):%Y-%m-%dT%H:%M}",
        )
    said = report.to_dict()["groups"][0]["indicators"][0]
    counted = Counter(said["excluded"]) + Counter(counted=said["n"])
    return counted, round((said["value"] or 0) * said["n"])


exports = st.lists(rows, min_size=1, max_size=12)


@settings(max_examples=150)
@given(export=exports, question=questions)
def test_every_row_compared_with_every_other_comes_to_the_same(
    export: list[Row], question: Question
) -> None:
    assert got([export], question) == expected(export, question)


@settings(max_examples=60)
@given(export=exports, question=questions, cut=st.integers(0, 12))
def test_an_export_cut_into_files_in_order_is_the_same_export(
    export: list[Row], question: Question, cut: int
) -> None:
    assert got([export[:cut], export[cut:]], question) == expected(export, question)


@settings(max_examples=60)
@given(data=st.data(), question=questions)
def test_the_order_of_rows_matters_for_ties_alone(data: st.DataObject, question: Question) -> None:
    clocks = data.draw(st.lists(HOURS, min_size=1, max_size=12, unique=True))
    export = [Row(hour, *data.draw(st.tuples(*_CELLS))) for hour in clocks]
    shuffled = data.draw(st.permutations(export))
    assert got([shuffled], question) == got([export], question)


_CELLS = (
    st.sampled_from(["ann", "bob", None]),
    st.sampled_from(["1", "2", "x", None]),
    st.sampled_from(["new", "spam", None]),
)


def test_the_questions_reach_every_code() -> None:
    reached = Counter[str]()
    followed = 0

    @settings(max_examples=200, database=None)
    @given(export=exports, question=questions)
    def count(export: list[Row], question: Question) -> None:
        nonlocal followed
        found, alone = expected(export, question)
        reached.update(found)
        followed += found["counted"] - alone

    count()
    wanted = {"invalid-cell", "unknown", "undecided", "no-value", "counted"}
    assert wanted <= reached.keys()
    assert followed > 0
    assert reached["counted"] > followed
