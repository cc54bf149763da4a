"""From checked expressions to polars: nulls, zones, overflow, aggregates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from sqeval.compile.expressions import DTYPES, to_polars
from sqeval.expr.check import analyse
from sqeval.expr.functions import FUNCTIONS
from sqeval.expr.scope import AGGREGATES, Family, Scope
from sqeval.expr.tree import Choose, Compare, Literal, Name
from sqeval.expr.types import (
    BOOLEAN,
    DATE,
    DATETIME,
    DURATION,
    INTEGER,
    NUMBER,
    TEXT,
    Type,
    category,
)

SHANGHAI = "Asia/Shanghai"
COLUMNS: dict[str, Type] = {
    "status": TEXT,
    "priority": category(["P1", "P2"]),
    "n": INTEGER,
    "x": NUMBER,
    "solved": BOOLEAN,
    "day": DATE,
    "at": DATETIME,
    "end": DATETIME,
    "hold": DURATION,
}
SCHEMA = {name: DTYPES[kind.kind] for name, kind in COLUMNS.items()}
TICKETS = Scope("column of tickets", COLUMNS, frozenset({"surveys"}))
EVENTS = Scope("column of events", COLUMNS, families=AGGREGATES)

FULL = {
    "status": "Closed 已解决",
    "priority": "P1",
    "n": 3,
    "x": 0.5,
    "solved": True,
    "day": date(2026, 1, 31),
    "at": datetime(2026, 1, 30, 16, 30, tzinfo=UTC),
    "end": datetime(2026, 1, 30, 20, 30, tzinfo=UTC),
    "hold": timedelta(minutes=90),
}
TWO = pl.DataFrame([FULL, dict.fromkeys(FULL)], schema=SCHEMA).with_columns(
    pl.Series("#exists:surveys", [True, False])
)


def compiled(text: str, scope: Scope = TICKETS, zone: str = SHANGHAI) -> pl.Expr:
    checked = analyse(text, scope)
    assert checked.findings == ()
    assert checked.tree is not None
    return to_polars(checked.tree, zone)


CASES: list[tuple[str, object, object]] = [
    ("status == 'Closed 已解决'", True, None),
    ("status != 'open'", True, None),
    ("status in ['open', 'Closed 已解决']", True, None),
    ("status not in ['open']", True, None),
    ("priority == 'P1'", True, None),
    ("n in [1, 3]", True, None),
    ("n not in [1, 3]", False, None),
    ("n in [0.5, 3]", True, None),
    ("x in [50%]", True, None),
    ("hold in [90m]", True, None),
    ("day in [@2026-01-31]", True, None),
    ("at in [@2026-01-31T00:30]", True, None),
    ("solved", True, None),
    ("not solved", False, None),
    ("solved == true", True, None),
    ("solved and n > 3", False, None),
    ("solved or n > 3", True, None),
    ("solved and false", False, False),
    ("solved or true", True, True),
    ("present(n)", True, False),
    ("missing(n)", False, True),
    ("exists(surveys)", True, False),
    ("n / 2", 1.5, None),
    ("n / 0", None, None),
    ("0 / 0 + n", None, None),
    ("x / 0 >= 4", None, None),
    ("x * 1e308 * 1e308", None, None),
    ("n * 9223372036854775807", None, None),
    ("n + 9223372036854775807", None, None),
    ("-9223372036854775807 - n", None, None),
    ("n * 9223372036854775807 / 3", None, None),
    ("9223372036854775807 - n", 2**63 - 4, None),
    ("-n", -3, None),
    ("-x", -0.5, None),
    ("-hold", timedelta(minutes=-90), None),
    ("end - at", timedelta(hours=4), None),
    ("end - at <= 4h", True, None),
    ("at - end + 5h", timedelta(hours=1), None),
    ("at - @2026-01-31", timedelta(minutes=30), None),
    ("at + hold", datetime(2026, 1, 30, 18, tzinfo=UTC), None),
    ("hold + at - 30m", datetime(2026, 1, 30, 17, 30, tzinfo=UTC), None),
    ("@2026-02-01 - day", timedelta(days=1), None),
    ("hold * 2", timedelta(hours=3), None),
    ("x * hold", timedelta(minutes=45), None),
    ("hold / 4", timedelta(minutes=22, seconds=30), None),
    ("hold / 3h", 0.5, None),
    ("hold / 0", None, None),
    ("hold / 0s", None, None),
    ("hold * 1e300", None, None),
    ("at >= @2026-01-31", True, None),
    ("at < @2026-01-31T00:30:01", True, None),
    ("day == @2026-01-31", True, None),
    ("weekday(at)", 6, None),
    ("hour(at)", 0, None),
    ("weekday(day)", 6, None),
    ("contains(status, '已')", True, None),
    ("contains(status, '.')", False, None),
    ("contains(status, 'closed')", False, None),
    ("contains(lower(status), 'closed')", True, None),
    ("contains(status, priority)", False, None),
    ("matches(status, '^C.*决$')", True, None),
    ("matches(status, '(?i)CLOSED')", True, None),
    ("lower(status)", "closed 已解决", None),
]


@pytest.mark.parametrize(("text", "full", "empty"), CASES)
def test_an_expression_over_a_full_and_an_empty_row(text: str, full: object, empty: object) -> None:
    got = TWO.select("n", value=compiled(text))["value"]
    assert got.to_list() == [full, empty]
    checked = analyse(text, TICKETS).tree
    assert checked is not None
    assert checked.type is not None
    assert got.dtype == DTYPES[checked.type.kind]


def test_a_written_time_and_the_wall_clock_follow_the_zone() -> None:
    frame = pl.DataFrame(
        {"at": [datetime(2026, 1, 31, 2, 0, tzinfo=UTC)]}, schema={"at": SCHEMA["at"]}
    )
    text = "at >= @2026-01-31"
    assert frame.select(compiled(text, zone="America/New_York")).item() is False
    assert frame.select(compiled(text, zone="Europe/London")).item() is True
    assert (
        frame.select(compiled("weekday(at) * 100 + hour(at)", zone="America/New_York")).item()
        == 521
    )


def test_a_time_that_occurs_twice_is_the_earlier_instant() -> None:
    instant = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    frame = pl.DataFrame({"at": [instant]}, schema={"at": SCHEMA["at"]})
    assert frame.select(compiled("at == @2026-10-25T02:30", zone="Europe/Berlin")).item() is True


def test_division_by_a_constant_is_rounded_once() -> None:
    frame = pl.DataFrame({"x": [11.0, 5.0, 7.0]})
    assert frame.select(compiled("x / 9"))["x"].to_list() == [11 / 9, 5 / 9, 7 / 9]


def test_durations_are_rounded_to_the_microsecond() -> None:
    frame = pl.DataFrame({"hold": [timedelta(seconds=2), None]}, schema={"hold": SCHEMA["hold"]})
    assert frame.select(compiled("hold / 3"))["hold"][0] == timedelta(microseconds=666_667)


def test_an_instant_with_a_zone_is_taken_as_it_is() -> None:
    now = Literal(datetime(2026, 1, 30, 16, 30, tzinfo=UTC), type=DATETIME)
    tree = Compare("==", Name("at", type=DATETIME), now, type=BOOLEAN)
    assert TWO.select(to_polars(tree, SHANGHAI))["at"].to_list() == [True, None]


def test_the_first_case_that_is_true_is_chosen_and_unknown_is_not() -> None:
    solved = Name("solved", type=BOOLEAN)
    limit = Literal(3_600_000_000, type=DURATION)
    hold = Name("hold", type=DURATION)
    assert TWO.select(v=to_polars(Choose(((solved, limit),), hold, type=DURATION), SHANGHAI))[
        "v"
    ].to_list() == [timedelta(hours=1), None]
    frame = pl.DataFrame({"solved": [None, False]}, schema={"solved": pl.Boolean})
    got = frame.select(v=to_polars(Choose(((solved, limit),), type=DURATION), SHANGHAI))["v"]
    assert got.to_list() == [None, None]
    assert got.dtype == DTYPES[DURATION.kind]


LOG = pl.DataFrame(
    {
        "case": ["a", "a", "a", "b", "c"],
        "status": [None, "new", "closed", "new", None],
        "n": [2**62, 2**62, None, 5, None],
        "x": [0.5, None, 0.25, 1e308, None],
        "at": [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 4, 5)],
        "hold": [timedelta(hours=1), timedelta(hours=2), None, None, None],
    },
    schema_overrides={"at": SCHEMA["at"], "hold": SCHEMA["hold"]},
)
DAY = [datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 6)]

AGGREGATE_CASES: list[tuple[str, str | None, list[object]]] = [
    ("count()", None, [3, 1, 1]),
    ("count()", "status == 'new'", [1, 1, 0]),
    ("count()", "true", [3, 1, 1]),
    ("count() - 2", "status == 'new'", [-1, -1, -2]),
    ("min(at)", None, [DAY[0], DAY[3], DAY[4]]),
    ("max(at)", "status == 'new'", [DAY[0], DAY[3], None]),
    ("max(at) - min(at)", None, [timedelta(days=2), timedelta(0), timedelta(0)]),
    ("min(status)", None, ["closed", "new", None]),
    ("sum(n)", None, [None, 5, None]),
    ("sum(n - 1)", None, [2**63 - 2, 4, None]),
    ("sum(n)", "x == 0.5", [2**62, None, None]),
    ("sum(x)", None, [0.75, 1e308, None]),
    ("sum(x * 10) > 0", None, [True, None, None]),
    ("sum(hold)", None, [timedelta(hours=3), None, None]),
    ("first(status)", None, ["new", "new", None]),
    ("last(status)", None, ["closed", "new", None]),
    ("last(status)", "status != 'closed'", ["new", "new", None]),
    ("missing(min(n))", None, [False, False, True]),
    ("weekday(min(at))", None, [4, 7, 1]),
]


@pytest.mark.parametrize(("text", "where", "expected"), AGGREGATE_CASES)
@pytest.mark.parametrize("streaming", [False, True])
def test_aggregates_over_the_rows_of_a_case(
    text: str, where: str | None, expected: list[object], *, streaming: bool
) -> None:
    checked = analyse(text, EVENTS)
    assert checked.tree is not None
    rows = None if where is None else compiled(where)
    query = LOG.lazy().group_by("case").agg(value=to_polars(checked.tree, "UTC", rows)).sort("case")
    got = query.collect(engine="streaming" if streaming else "in-memory")["value"]
    assert got.to_list() == expected
    assert checked.tree.type is not None
    assert got.dtype == DTYPES[checked.tree.type.kind]


ROW_FUNCTIONS = [f for f in FUNCTIONS.values() if f.family in (Family.ANY, Family.ROW)]


@pytest.mark.parametrize("name", [f.name for f in ROW_FUNCTIONS])
def test_every_function_of_rows_is_compiled(name: str) -> None:
    texts = {"exists": "exists(surveys)", "contains": "contains(status, 'a')"}
    texts |= {"matches": "matches(status, 'a')", "weekday": "weekday(at)", "hour": "hour(at)"}
    assert TWO.select(compiled(texts.get(name, f"{name}(status)"))).height == 2
