"""What holds of survival percentiles whatever the tickets: nobody gains by order or delay."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.api import Options, evaluate
from sqeval.compile.survival import survival
from sqeval.measures.reductions import Survival
from sqeval.rules.loader import load_rules
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.source import source_of

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: created_at
    columns:
      id: {}
      created_at: {type: datetime}
      solved_at: {type: datetime}
      priority: {}
      team: {}
indicators:
  half: {type: duration, from: created_at, to: solved_at, aggregate: median, open: survival}
  most:
    type: duration
    from: created_at
    to: solved_at
    aggregate: p90
    open: survival
    target: {by: priority, at_most: {P1: 2h, default: 8h}}
  closed: {type: duration, from: created_at, to: solved_at, aggregate: p90}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    path = tmp_path_factory.mktemp("survival") / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return load_rules(path)


#: A ticket: the minute of 2026-01-05 in which it begins, how long it took (None where it is open),
#: its priority and team.
Ticket = tuple[int, int | None, str, str]

TICKETS = st.tuples(
    st.integers(0, 600),
    st.none() | st.integers(0, 800),
    st.sampled_from(["P1", "P2", ""]),
    st.sampled_from(["a", "b", ""]),
)

QUANTILES = st.sampled_from(["0.5", "0.75", "0.9", "0.95", "0.999"])


def minute(at: int) -> str:
    return f"2026-01-{5 + at // 1440:02d} {at // 60 % 24:02d}:{at % 60:02d}"


def export(tickets: Sequence[tuple[int, Ticket]]) -> bytes:
    lines = ["id,created_at,solved_at,priority,team"]
    for i, (start, took, priority, team) in tickets:
        end = "" if took is None else minute(start + took)
        lines.append(f"{i},{minute(start)},{end},{priority},{team}")
    return ("\n".join(lines) + "\n").encode()


def figures(rules: RuleSet, *files: Sequence[tuple[int, Ticket]]) -> tuple[object, list[str]]:
    """Return what is said of every group, and of closed cases alone."""
    sources = [source_of(f"{i}.csv", export(file)) for i, file in enumerate(files)]
    options = Options(as_of="2026-01-06 12:00", by=["team", "priority"])
    report = evaluate(rules, {"tickets": sources}, options).report
    notices = [one.message for one in report.problems if one.name == "closed-only"]
    return report.to_dict()["groups"], notices


def curve(times: Sequence[int], ended: Sequence[bool], q: str) -> dict[str, int | None]:
    frame = pl.DataFrame({"t": times, "e": ended}, schema={"t": pl.Int64, "e": pl.Boolean})
    found = survival(frame, [], pl.col("t"), pl.col("e"), Survival(float(q)))
    return found.row(0, named=True)


@settings(max_examples=25)  # each example is two whole runs
@given(data=st.data(), tickets=st.lists(TICKETS, min_size=2, max_size=30))
def test_neither_row_order_nor_files_matter(
    rules: RuleSet, data: st.DataObject, tickets: list[Ticket]
) -> None:
    rows = list(enumerate(tickets))
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(1, len(rows) - 1))
    assert figures(rules, shuffled[:cut], shuffled[cut:]) == figures(rules, rows)


@given(
    rows=st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40),
    age=st.integers(0, 40),
    q=QUANTILES,
)
def test_another_open_ticket_never_lowers_a_percentile(
    rows: list[tuple[int, bool]], age: int, q: str
) -> None:
    times, ended = (list(column) for column in zip(*rows, strict=True))
    before = curve(times, ended, q)["#value"]
    after = curve([*times, age], [*ended, False], q)["#value"]
    assert after is None or (before is not None and before <= after)


@given(times=st.lists(st.integers(0, 30), min_size=1, max_size=60), q=QUANTILES)
def test_without_open_tickets_it_is_the_order_statistic_of_rank_nq(
    times: list[int], q: str
) -> None:
    rank = next(r for r in range(1, len(times) + 1) if r >= len(times) * Fraction(q))
    assert curve(times, [True] * len(times), q)["#value"] == sorted(times)[rank - 1]


@given(
    rows=st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40),
    q=QUANTILES,
)
def test_the_bounds_lie_around_the_value(rows: list[tuple[int, bool]], q: str) -> None:
    times, ended = (list(column) for column in zip(*rows, strict=True))
    found = curve(times, ended, q)
    value, low, high = found["#value"], found["#low"], found["#high"]
    assert value is None or (low is not None and low <= value)
    assert high is None or (value is not None and value <= high)
