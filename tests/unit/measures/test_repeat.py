"""Cases that come back, through the real line: what follows what, and what is not decided yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

import sqeval
from sqeval.problems import RulesError

TYPES = {
    "id": "text",
    "at": "datetime",
    "closed": "datetime",
    "customer": "text",
    "line": "integer",
    "status": "text",
}
COLUMNS: dict[str, object] = {k: {"type": v, "required": False} for k, v in TYPES.items()}
TICKETS: dict[str, object] = {"clock": "at", "duplicates": {"keep": "all"}, "columns": COLUMNS}
AGAIN: dict[str, object] = {"type": "repeat", "per": "customer", "within": "7d"}

#: An instant after which nothing is undecided.
LATE = "2027-01-01"


def document(indicator: Mapping[str, object], table: Mapping[str, object]) -> str:
    rules = {
        "version": 1,
        "timezone": "UTC",
        "tables": {"tickets": {k: v for k, v in (TICKETS | dict(table)).items() if v}},
        "indicators": {"it": AGAIN | dict(indicator)},
    }
    return yaml.safe_dump(rules)


def scored(
    folder: Path,
    files: Sequence[str],
    indicator: Mapping[str, object] | None = None,
    table: Mapping[str, object] | None = None,
    asked: tuple[str, str] = ("all", LATE),
) -> dict[str, object]:
    """Return what is said of the indicator over files of rows; ``asked``: period, ``as_of``."""
    (folder / "rules.yaml").write_text(document(indicator or {}, table or {}), "utf-8")
    paths = []
    for i, text in enumerate(files):
        paths.append(folder / f"{i}.csv")
        paths[-1].write_text("\n".join(text.split()).replace("_", " ") + "\n", "utf-8")
    period, as_of = asked
    exports = {"tickets": paths}
    report = sqeval.score(folder / "rules.yaml", exports, period=period, as_of=as_of)
    found: dict[str, object] = report.to_dict()["groups"][0]["indicators"][0]
    return found


def counts(found: Mapping[str, object]) -> tuple[object, object, object]:
    """Return the rows not followed, the rows counted, and the exclusions."""
    value, n = found["value"], found["n"]
    assert isinstance(n, int)
    alone = None if value is None else round(float(str(value)) * n, 6)
    return alone, n, found["excluded"]


@pytest.mark.parametrize(
    ("second", "alone"),
    [
        ("2026-01-12_10:00", 1),  # exactly 7 d later: the end is included
        ("2026-01-12_10:00:00.000001", 2),
        ("2026-01-05_10:00", 1),  # one instant: the later one in the file follows
        ("2026-01-05_09:59", 1),  # the order of the file does not matter
    ],
)
def test_a_row_is_followed_up_to_the_end_of_the_time(
    tmp_path: Path, second: str, alone: int
) -> None:
    rows = f"customer,at ann,2026-01-05_10:00 ann,{second}"
    assert counts(scored(tmp_path, [rows])) == (alone, 2, {})


def test_another_customer_does_not_follow_and_the_nearest_of_many_does(tmp_path: Path) -> None:
    rows = """
        customer,at
        ann,2026-01-30_10:00 bob,2026-01-05_10:30 ann,2026-01-05_10:00 ann,2026-01-06_10:00
    """
    # ann's of the 5th alone is followed
    assert counts(scored(tmp_path, [rows])) == (3, 4, {})


def test_all_but_the_last_of_one_instant_are_followed(tmp_path: Path) -> None:
    rows = "customer,at " + "ann,2026-01-05_10:00 " * 5
    assert counts(scored(tmp_path, [rows], {"within": "0s"})) == (1, 5, {})


def test_which_of_one_instant_is_followed_goes_by_the_order_of_the_files(tmp_path: Path) -> None:
    files = [f"customer,at,status ann,2026-01-05_10:00,{status}" for status in ("first", "second")]
    # the target's strata show which row is the one that comes back
    by = {"target": {"by": "status", "at_least": {"default": "50%"}}}
    strata = scored(tmp_path, files, by)["strata"]
    assert isinstance(strata, list)
    assert {s["by"]["status"]: s["value"] for s in strata} == {"first": 0.0, "second": 1.0}


def test_several_columns_must_all_be_the_same(tmp_path: Path) -> None:
    rows = """
        customer,line,at
        ann,1,2026-01-05_10:00 ann,2,2026-01-05_11:00 bob,1,2026-01-05_12:00
        ann,1,2026-01-05_13:00
    """
    assert counts(scored(tmp_path, [rows], {"per": ["customer", "line"]})) == (3, 4, {})
    assert counts(scored(tmp_path, [rows], {"per": ["line", "line"]})) == (2, 4, {})


def test_a_young_row_is_undecided_until_its_time_is_over_at_as_of(tmp_path: Path) -> None:
    rows = "customer,at ann,2026-01-05_10:00"
    before = scored(tmp_path, [rows], asked=("all", "2026-01-12T09:59:59.999999"))
    assert counts(before) == (None, 0, {"undecided": 1})
    assert counts(scored(tmp_path, [rows], asked=("all", "2026-01-12T10:00"))) == (1, 1, {})


def test_a_young_row_that_is_followed_counts(tmp_path: Path) -> None:
    rows = "customer,at ann,2026-01-05_10:00 ann,2026-01-05_11:00"
    young = scored(tmp_path, [rows], asked=("all", "2026-01-06"))
    assert counts(young) == (0, 1, {"undecided": 1})


def test_a_row_after_as_of_has_not_happened(tmp_path: Path) -> None:
    rows = "customer,at ann,2026-01-05_10:00 ann,2026-01-12_10:00"
    found = scored(tmp_path, [rows], asked=("all", "2026-01-12T09:00"))
    assert counts(found) == (None, 0, {"undecided": 1})
    at_it = scored(tmp_path, [rows], asked=("all", "2026-01-12T10:00"))
    assert counts(at_it) == (0, 1, {"undecided": 1})


def test_without_as_of_the_latest_clock_decides(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(document({}, {}), "utf-8")
    (tmp_path / "t.csv").write_text(
        "customer,at\nann,2026-01-05 10:00\nbob,2026-01-12 10:00\n", "utf-8"
    )
    report = sqeval.score(tmp_path / "rules.yaml", {"tickets": tmp_path / "t.csv"}).to_dict()
    found = report["groups"][0]["indicators"][0]
    assert counts(found) == (1, 1, {"undecided": 1})


def test_a_row_of_the_next_period_follows(tmp_path: Path) -> None:
    rows = "customer,at ann,2026-01-30_10:00 ann,2026-02-02_10:00 bob,2026-01-30_10:00"
    january = scored(tmp_path, [rows], asked=("2026-01", LATE))
    assert counts(january) == (1, 2, {})
    assert january["considered"] == 2
    assert counts(scored(tmp_path, [rows], asked=("2026-02", LATE))) == (1, 1, {})


def test_the_condition_restricts_both(tmp_path: Path) -> None:
    rows = """
        customer,at,status
        ann,2026-01-05_10:00,x ann,2026-01-06_10:00,spam ann,2026-01-30_10:00,x
        bob,2026-01-05_10:00,x bob,2026-01-06_10:00,
    """
    where = {"where": 'status != "spam"'}
    found = scored(tmp_path, [rows], where)
    # ann's spam follows nobody; bob's second has no status: unknown, and it follows nobody
    assert counts(found) == (3, 3, {"unknown": 1})
    assert counts(scored(tmp_path, [rows])) == (3, 5, {})


def test_rows_without_customer_or_clock_have_no_value_and_follow_nobody(tmp_path: Path) -> None:
    rows = "customer,at ,2026-01-05_10:00 ,2026-01-05_11:00 ann, ann,2026-01-05_10:00 ann,"
    assert counts(scored(tmp_path, [rows])) == (1, 1, {"no-value": 4})
    # a young one is told first: nothing followed it yet
    young = scored(tmp_path, [rows], asked=("all", "2026-01-06"))
    assert counts(young) == (None, 0, {"no-value": 2, "undecided": 3})


def test_an_invalid_cell_is_named_and_follows_nobody(tmp_path: Path) -> None:
    rows = "line,at 1,2026-01-05_10:00 one,2026-01-05_11:00 one,2026-01-05_12:00 1,yesterday"
    found = scored(tmp_path, [rows], {"per": "line"})
    assert counts(found) == (1, 1, {"invalid-cell": 3})


def test_records_of_one_case_are_one_case(tmp_path: Path) -> None:
    rows = """
        id,customer,at,closed
        1,ann,2026-01-05_10:00,2026-01-06 1,ann,2026-01-05_12:00,2026-01-07
        2,bob,2026-01-05_10:00,2026-01-06
    """
    columns = COLUMNS | {"id": {}}
    keyed = {"key": "id", "duplicates": {"keep": "last", "by": "closed"}, "columns": columns}
    assert counts(scored(tmp_path, [rows], table=keyed)) == (2, 2, {})
    assert counts(scored(tmp_path, [rows])) == (2, 3, {})


def test_a_clock_of_its_own_orders_the_rows(tmp_path: Path) -> None:
    rows = """
        customer,at,closed
        ann,2026-01-05_10:00,2026-01-20_10:00 ann,2026-01-06_10:00,2026-01-06_12:00
        ann,2026-01-07_10:00,
    """
    assert counts(scored(tmp_path, [rows], {"clock": "closed"})) == (2, 2, {"no-value": 1})
    # the first is closed after as_of, so it is not there yet
    found = scored(tmp_path, [rows], {"clock": "closed"}, asked=("all", "2026-01-14"))
    assert counts(found) == (1, 1, {"no-value": 1})


def test_a_table_without_a_clock_needs_one_of_the_indicator(tmp_path: Path) -> None:
    bare: dict[str, object] = {"clock": None}
    (tmp_path / "rules.yaml").write_text(document({}, bare), "utf-8")
    with pytest.raises(RulesError) as refused:
        sqeval.load_rules(str(tmp_path / "rules.yaml"))
    assert [problem.code for problem in refused.value.problems] == ["SQ210"]
    rows = "customer,closed ann,2026-01-05_10:00 ann,2026-01-06_10:00"
    assert counts(scored(tmp_path, [rows], {"clock": "closed"}, bare)) == (1, 2, {})


def test_without_any_as_of_nothing_is_undecided(tmp_path: Path) -> None:
    rules = document({"clock": "closed"}, {"clock": None})
    (tmp_path / "rules.yaml").write_text(rules, "utf-8")
    (tmp_path / "t.csv").write_text("customer,closed\nann,2026-01-05 10:00\n", "utf-8")
    report = sqeval.score(tmp_path / "rules.yaml", {"tickets": tmp_path / "t.csv"}).to_dict()
    assert report["as_of"] is None
    assert counts(report["groups"][0]["indicators"][0]) == (1, 1, {})


def test_a_date_is_the_first_instant_of_its_day(tmp_path: Path) -> None:
    dated = {"columns": COLUMNS | {"at": {"type": "date"}}}
    rows = "customer,at ann,2026-01-05 ann,2026-01-06"
    assert counts(scored(tmp_path, [rows], {"within": "24h"}, dated)) == (1, 2, {})
    assert counts(scored(tmp_path, [rows], {"within": "23h"}, dated)) == (2, 2, {})


def test_a_missing_column_is_the_reason_the_clock_included(tmp_path: Path) -> None:
    assert scored(tmp_path, ["customer ann"])["reason"] == "missing-column: at"
    assert scored(tmp_path, ["at 2026-01-05"])["reason"] == "missing-column: customer"


def test_looked_up_columns_make_rows_the_same(tmp_path: Path) -> None:
    rules = """
version: 1
timezone: UTC
tables:
  tickets: {key: id, columns: {id: {}, customer: {}}}
  calls:
    lookup: {tickets: ticket}
    clock: at
    columns: {ticket: {}, at: {type: datetime}, kind: {}}
indicators:
  it: {type: repeat, table: calls, per: customer, within: 1d, where: kind == "in"}
"""
    (tmp_path / "rules.yaml").write_text(rules, "utf-8")
    (tmp_path / "tickets.csv").write_text("id,customer\n1,ann\n2,ann\n3,bob\n", "utf-8")
    calls = [
        "1,2026-01-31 23:00,in",
        "2,2026-02-01 01:00,in",
        "3,2026-01-31 23:00,in",
        "9,2026-01-31 23:30,in",
        "3,2026-02-01 01:00,out",
    ]
    (tmp_path / "calls.csv").write_text("ticket,at,kind\n" + "\n".join(calls) + "\n", "utf-8")
    exports = {name: tmp_path / f"{name}.csv" for name in ("tickets", "calls")}
    report = sqeval.score(tmp_path / "rules.yaml", exports, period="2026-01", as_of=LATE)
    # ann is followed by the call of another ticket of hers; ticket 9 is unknown, so is its customer
    found = report.to_dict()["groups"][0]["indicators"][0]
    assert counts(found) == (1, 2, {"no-value": 1})


def test_several_indicators_of_one_query_do_not_disturb_each_other(tmp_path: Path) -> None:
    rules = yaml.safe_load(document({}, {}))
    rules["indicators"] |= {
        "by_line": AGAIN | {"per": "line"},
        "soon": AGAIN | {"within": "1h"},
        "received": {"type": "count"},
    }
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump(rules), "utf-8")
    rows = "ann,1,2026-01-05 10:00\nann,2,2026-01-06 10:00\nbob,2,2026-01-05 10:00\n"
    (tmp_path / "t.csv").write_text("customer,line,at\n" + rows, "utf-8")
    report = sqeval.score(tmp_path / "rules.yaml", {"tickets": tmp_path / "t.csv"}, as_of=LATE)
    values = {i["id"]: i["value"] for i in report.to_dict()["groups"][0]["indicators"]}
    thirds = 0.666666666667
    assert values == {"it": thirds, "by_line": thirds, "soon": 1, "received": 3}
