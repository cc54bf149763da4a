"""The Python interface: rules and exports in, a frozen report out, refusals as exceptions."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pydantic
import pytest

import sqeval
from sqeval.api import Options, evaluate, open_sources
from sqeval.problems import Exit

RULES = """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: at
    columns: {id: {}, at: {type: datetime}, done: {type: datetime}, team: {required: false}}
  surveys: {key: answer, columns: {answer: {}, mark: {type: integer}}}
indicators:
  received: {type: count}
  time: {type: duration, from: at, to: done, aggregate: mean, target: {at_most: 1h}}
  marks: {type: statistic, table: surveys, of: mark, aggregate: mean}
scorecard: {indicators: {time: 1}, grades: {A: 90, C: 0}}
"""
TICKETS = """\
id,at,done,team
1,2026-01-05 10:00,2026-01-05 11:00,A
2,2026-02-05 10:00,2026-02-05 13:00,B
3,2026-03-05 10:00,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES)
    (tmp_path / "tickets.csv").write_text(TICKETS)
    (tmp_path / "surveys.csv").write_text("answer,mark\n1,4\n2,5\n")
    return tmp_path


def scored(folder: Path, **options: Any) -> sqeval.Report:  # noqa: ANN401 - options of score
    return sqeval.score(folder / "rules.yaml", {"tickets": folder / "tickets.csv"}, **options)


# --- scoring --------------------------------------------------------------------------------------


def test_a_report_of_rules_and_exports(folder: Path) -> None:
    whole = scored(folder).whole
    time = next(i for i in whole.indicators if i.id == "time")
    assert (whole.by, whole.points, whole.grade) == ({}, 50.0, "C")
    assert (time.value, time.n, time.considered, time.status) == (7200.0, 2, 3, "missed")
    assert time.excluded == {"no-end": 1}


def test_rules_are_a_rule_set_or_the_name_of_one(folder: Path) -> None:
    files = {"tickets": str(folder / "tickets.csv")}
    by_path = sqeval.score(folder / "rules.yaml", files)
    assert by_path == sqeval.score(str(folder / "rules.yaml"), files)
    assert by_path == sqeval.score(sqeval.load_rules(str(folder / "rules.yaml")), files)


def test_files_of_a_table_are_one_or_several(folder: Path) -> None:
    more = folder / "more.csv"
    more.write_text("done,at,id\n,2026-04-01 10:00,4\n")
    report = sqeval.score(
        folder / "rules.yaml",
        {"tickets": [folder / "tickets.csv", str(more)], "surveys": folder / "surveys.csv"},
    )
    assert [i.n for i in report.whole.indicators] == [4, 2, 2]
    assert [t.name for t in report.tables] == ["surveys", "tickets"]


def test_options_are_those_of_the_command(folder: Path) -> None:
    report = scored(
        folder, period="2026-01", as_of="2026-01-05T10:30", by=["team", ("team", "month")],
        timezone="Asia/Tokyo",
    )  # fmt: skip
    assert report.period.label == "2026-01"
    assert report.period.start == "2026-01-01T00:00:00+09:00"
    assert report.as_of == "2026-01-05T10:30:00+09:00"
    assert report.options["by"] == [["team"], ["team", "month"]]
    assert [dict(g.by) for g in report.groups] == [
        {}, {"team": "A"}, {"team": "A", "month": "2026-01"},
    ]  # fmt: skip
    assert [p.code for p in report.problems] == ["SQ541", "SQ542"]


def test_encoding_is_the_exports(folder: Path) -> None:
    path = folder / "tickets.csv"
    path.write_bytes(TICKETS.replace(",A\n", ",网络组\n").encode("gb18030"))
    report = scored(folder, encoding="gb18030", by=["team"])
    assert [g.by.get("team") for g in report.groups[1:]] == ["B", "网络组", None]


def test_last_month_counts_from_the_day_given(folder: Path) -> None:
    rules = sqeval.load_rules(str(folder / "rules.yaml"))
    files = {"tickets": [str(folder / "tickets.csv")]}
    options = Options(period="last-month", today=date(2026, 3, 1))
    assert evaluate(rules, open_sources(rules, files), options).report.period.label == "2026-02"


def test_last_month_of_as_of_goes_before_today(folder: Path) -> None:
    rules = sqeval.load_rules(str(folder / "rules.yaml"))
    files = {"tickets": [str(folder / "tickets.csv")]}
    options = Options(period="last-quarter", as_of="2026-04-30")
    assert evaluate(rules, open_sources(rules, files), options).report.period.label == "2026-Q1"


def test_tables_are_handed_over_before_anything_is_refused(folder: Path) -> None:
    (folder / "tickets.csv").write_text(TICKETS + "4\n")
    rules = sqeval.load_rules(str(folder / "rules.yaml"))
    kept: list[dict[str, int]] = []
    with pytest.raises(sqeval.TooManyRejectedError):
        evaluate(
            rules,
            open_sources(rules, {"tickets": [str(folder / "tickets.csv")]}),
            Options(),
            lambda tables: kept.append(tables["tickets"].ledger.rejected),
        )
    assert kept == [{"too-few-fields": 1}]


# --- the report -----------------------------------------------------------------------------------


def test_a_report_is_read_back_equal(folder: Path) -> None:
    report = scored(folder, by=["team"])
    assert sqeval.from_json(report.to_json()) == report
    assert sqeval.from_json(report.to_json().encode()).to_dict() == report.to_dict()
    assert report == scored(folder, by=["team"])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2}'])
def test_what_is_no_report_is_not_read(text: str) -> None:
    with pytest.raises(pydantic.ValidationError):
        sqeval.from_json(text)


def test_a_frame_has_a_row_per_group_and_indicator(folder: Path) -> None:
    report = scored(folder, by=["team"])
    frame = report.to_frame()
    assert frame.height == 4 * 3
    assert frame["by"].to_list()[::3] == ["{}", '{"team": "A"}', '{"team": "B"}', '{"team": null}']
    assert frame["id"].to_list()[:3] == ["received", "time", "marks"]
    assert frame["value"].to_list()[:3] == [3.0, 7200.0, None]
    assert frame["excluded"].to_list()[1] == '{"no-end": 1}'


def test_a_report_is_frozen_all_through(folder: Path) -> None:
    report = scored(folder)
    whole = report.whole
    for value in (report, report.period, report.tables[0], whole, whole.indicators[0], whole.gates):
        assert isinstance(value, tuple) or is_dataclass(value)
    with pytest.raises(FrozenInstanceError):
        report.format = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        whole.points = 100.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        whole.indicators[0].value = 1.0  # type: ignore[misc]


def test_a_rule_set_is_frozen(folder: Path) -> None:
    rules = sqeval.load_rules(str(folder / "rules.yaml"))
    with pytest.raises((FrozenInstanceError, pydantic.ValidationError)):
        rules.indicators["received"].title = "other"
    assert isinstance(rules, sqeval.RuleSet)
    assert list(rules.indicators) == ["received", "time", "marks"]


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"period": "2026-Q9"}, "SQ601"),
        ({"period": "Q4"}, "SQ602"),
        ({"as_of": "soon"}, "SQ603"),
        ({"by": [""]}, "SQ604"),
        ({"by": [()]}, "SQ604"),
        ({"by": ["teem"]}, "SQ605"),
        ({"timezone": "Mars"}, "SQ606"),
        ({"encoding": "mars"}, "SQ607"),
        ({"encoding": "a\0b"}, "SQ607"),
    ],
)
def test_wrong_options_are_usage_errors(folder: Path, options: dict[str, Any], code: str) -> None:
    with pytest.raises(sqeval.UsageError) as refused:
        scored(folder, **options)
    assert [p.code for p in refused.value.problems] == [code]
    assert refused.value.exit_code == Exit.USAGE


def test_a_table_that_the_rules_do_not_know(folder: Path) -> None:
    with pytest.raises(sqeval.UsageError, match="did you mean 'surveys'"):
        sqeval.score(folder / "rules.yaml", {"survey": folder / "surveys.csv"})


def test_broken_rules_are_a_rules_error_with_all_problems(folder: Path) -> None:
    path = folder / "rules.yaml"
    path.write_text(RULES.replace("to: done", "to: dome").replace("count", "cuont"))
    with pytest.raises(sqeval.RulesError) as refused:
        sqeval.load_rules(str(path))
    problems = {p.code: p for p in refused.value.problems}
    assert set(problems) == {"SQ113", "SQ203"}
    assert all(isinstance(p, sqeval.Problem) for p in refused.value.problems)
    assert problems["SQ203"].location.line == 11
    assert problems["SQ203"].location.source.startswith("  time: {")
    assert refused.value.exit_code == Exit.REFUSED


def test_a_bad_export_is_an_input_error(folder: Path) -> None:
    (folder / "tickets.csv").write_text("id,at\n1,2026-01-01 10:00\n")
    with pytest.raises(sqeval.InputError, match="SQ506 missing-column") as refused:
        scored(folder)
    assert refused.value.exit_code == Exit.REFUSED


def test_more_rejected_rows_than_allowed(folder: Path) -> None:
    (folder / "tickets.csv").write_text(TICKETS + "4\n")
    with pytest.raises(sqeval.TooManyRejectedError, match="1 of 4 rows") as refused:
        scored(folder)
    assert refused.value.exit_code == Exit.TOO_MANY_REJECTED
    assert scored(folder, max_rejected=0.25).tables[0].rows.rejected == 1


@pytest.mark.parametrize(
    "error",
    [sqeval.RulesError, sqeval.InputError, sqeval.UsageError, sqeval.TooManyRejectedError],
)
def test_all_errors_are_of_one_kind(error: type[Exception]) -> None:
    assert issubclass(error, sqeval.SqevalError)


# --- checking and testing -------------------------------------------------------------------------


def test_rules_are_checked_without_being_refused(folder: Path) -> None:
    path = folder / "rules.yaml"
    assert {p.severity for p in sqeval.check_rules(path)} == {"warning"}
    path.write_text(RULES.replace("type: count", "type: cuont"))
    assert "SQ113" in [p.code for p in sqeval.check_rules(str(path))]


def test_tests_of_rules_are_run(folder: Path) -> None:
    tests = folder / "rules.test.yaml"
    text = (
        "rules: rules.yaml\ntests:\n  - name: two are received\n    tickets: |\n"
        "      id | at               | done\n      1  | 2026-01-05 10:00 |\n"
        "    expect: {received: 2}\n"
    )
    tests.write_text(text)
    (outcome,) = sqeval.run_tests([folder]).outcomes
    assert [m.got for m in outcome.mismatches] == ["1"]
    tests.write_text(text.replace("received: 2", "received: 1"))
    assert sqeval.run_tests([str(tests)]).outcomes[0].passed


# --- the package ----------------------------------------------------------------------------------


def test_public_names_are_all_there() -> None:
    assert {name for name in sqeval.__all__ if not hasattr(sqeval, name)} == set()
    assert set(dir(sqeval)) == set(sqeval.__all__)
    with pytest.raises(AttributeError, match="scoer"):
        sqeval.scoer  # noqa: B018 - looked up to fail


def test_loading_rules_never_imports_polars(folder: Path) -> None:
    program = (
        "import sys, sqeval; sqeval.load_rules('rules.yaml'); sqeval.load_rules"
        "('builtin:service-desk'); import sqeval.cli.main; sys.exit('polars' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", program],
        cwd=folder,
        check=False,
        env={"PYTHONPATH": str(Path(sqeval.__file__).parents[1])},
    )
    assert done.returncode == 0
