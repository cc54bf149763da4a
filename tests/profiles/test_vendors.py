"""Each vendor's example is scored without a rule file; the figures are those that were meant."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from sqeval.cli.score import app
from tests.profiles.figures import INDICATORS, World
from tests.profiles.made import EXPORTS, VENDORS

BERLIN, NEW_YORK, BEIJING = "Europe/Berlin", "America/New_York", "Asia/Shanghai"

#: What no vendor but the plain table leaves unsaid in the same way.
_NEVER = frozenset({"final_category"})


@dataclass(frozen=True)
class Expected:
    """What a vendor's export cannot say, and what must be said to read it."""

    lacks: frozenset[str]
    options: tuple[str, ...]
    zone: str
    told: tuple[str, ...]
    rated: str = ""


def lacking(*columns: str) -> frozenset[str]:
    return _NEVER.union(columns)


EXPECTED = {
    "zendesk": Expected(
        lacking("category", "reassignments"),
        ("--timezone", BERLIN),
        BERLIN,
        ("Requester wait time in minutes", "First reply time in minutes"),
        "created",
    ),
    "freshdesk": Expected(
        lacking("category", "reopens", "reassignments"),
        ("--timezone", NEW_YORK),
        NEW_YORK,
        ("Ticket ID", "First response time (in hrs)"),
        "created",
    ),
    "jira": Expected(
        lacking("replied_at", "category", "team", "reopens", "reassignments"),
        ("--timezone", BERLIN),
        BERLIN,
        ("Issue key", "Custom field (Time to first response)"),
        "created",
    ),
    "servicenow": Expected(
        lacking("replied_at", "kind"),
        ("--timezone", BERLIN),
        BERLIN,
        ("number", "opened_at", "incident_state"),
    ),
    "intercom": Expected(
        lacking(
            *("replied_at", "resolved_at", "priority", "kind", "category", "reopens"),
            "reassignments",
        ),
        (),
        "UTC",
        ("Conversation ID", "Current conversation state"),
        "created",
    ),
    "hubspot": Expected(
        lacking("kind", "team", "reopens", "reassignments"),
        ("--timezone", NEW_YORK),
        NEW_YORK,
        ("Ticket ID", "Ticket name", "Ticket owner"),
    ),
    "zammad": Expected(
        lacking("kind", "category", "reopens", "reassignments"),
        ("--timezone", BERLIN),
        BERLIN,
        ("#", "Title", "First Response In Min"),
    ),
    "osticket": Expected(
        lacking("replied_at", "kind", "reassignments"),
        ("--timezone", BERLIN),
        BERLIN,
        ("Ticket Number", "Date Created", "Help Topic"),
    ),
    "udesk": Expected(
        lacking("kind", "reopens", "reassignments"),
        (),
        "UTC",
        ("工单编号", "首次响应时长(秒)"),
        "created",
    ),
    "hotline": Expected(
        lacking("replied_at", "category", "agent", "reopens", "reassignments"),
        ("--timezone", BEIJING, "--encoding", "gb18030"),
        BEIJING,
        ("工单编号", "来电时间", "承办单位"),
        "solved",
    ),
    "plain": Expected(lacking(), (), "UTC", ("ticket_id", "created_at", "status")),
}


def score(name: str, *more: str) -> dict[str, Any]:
    path = str(EXPORTS / f"{name}.csv")
    given = [path, "-r", "builtin:service-desk", "--period", "2026-Q1", "-f", "json", *more]
    done = CliRunner().invoke(app, [*given, *EXPECTED[name].options])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def world(name: str) -> World:
    """Return what the generator meant, in the zone in which the run speaks."""
    cases, expected = VENDORS[name].cases(), EXPECTED[name]
    zone = ZoneInfo(expected.zone)
    moments = [c.created for c in cases]
    for field, column in (("replied", "replied_at"), ("solved", "resolved_at")):
        if column not in expected.lacks:
            moments += [getattr(c, field) for c in cases if getattr(c, field) is not None]
    start, end = (datetime(2026, month, 1, tzinfo=zone).astimezone(UTC) for month in (1, 4))
    return World(cases, start, end, max(moments))


def records(name: str) -> int:
    """Count the records of an export as a CSV reader counts them."""
    vendor = VENDORS[name]
    text = (EXPORTS / f"{name}.csv").read_bytes().decode(vendor.encoding)
    return len(list(csv.reader(io.StringIO(text), delimiter=vendor.delimiter))) - 1


def figures(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    (whole,) = report["groups"]
    return {one["id"]: one for one in whole["indicators"]}


@pytest.mark.parametrize("name", VENDORS)
def test_export_is_what_the_generator_writes(name: str) -> None:
    assert (EXPORTS / f"{name}.csv").read_bytes() == VENDORS[name].export()


@pytest.mark.parametrize("name", VENDORS)
def test_figures_are_those_that_were_meant(name: str) -> None:
    found, meant = figures(score(name)), world(name)
    assert INDICATORS.keys() <= found.keys()
    supported = 0
    for indicator, (work_out, needs) in INDICATORS.items():
        one = found[indicator]
        lacks = needs & EXPECTED[name].lacks
        if lacks:
            assert (one["value"], one["status"]) in ((None, "no_data"), (None, None)), indicator
            reasons = {f"missing-column: {column}" for column in lacks} | {"no-value: complaints"}
            assert one["reason"] in reasons, indicator
            continue
        value, n = work_out(meant)
        assert (one["value"], one["n"]) == (pytest.approx(value, rel=1e-9), n), indicator
        supported += 1
    assert supported >= 2, "an export that supports nothing shows nothing"


@pytest.mark.parametrize("name", VENDORS)
def test_every_record_has_its_place(name: str) -> None:
    (table,) = score(name)["tables"]
    cases = len(VENDORS[name].cases())
    read = records(name)
    assert table["rows"] == {
        "read": read,
        "blank": 0,
        "rejected": 0,
        "duplicate": read - cases,
        "used": cases,
    }
    assert table["invalid_cells"] == {}
    assert table["unplaced"] == 0


def test_event_log_has_earlier_rows_that_do_not_count() -> None:
    cases = VENDORS["servicenow"].cases()
    assert records("servicenow") == sum(1 + case.number % 3 for case in cases) > len(cases)


@pytest.mark.parametrize("name", VENDORS)
def test_report_says_what_was_recognised_and_by_what(name: str) -> None:
    problems = [p for p in score(name)["problems"] if p["code"] == "SQ513"]
    assert len(problems) == 1
    (notice,) = problems
    assert notice["severity"] == "notice"
    assert all(f"'{header}'" in notice["message"] for header in EXPECTED[name].told)


@pytest.mark.parametrize("name", VENDORS)
def test_no_word_of_an_export_is_left_unknown(name: str) -> None:
    codes = {p["code"] for p in score(name)["problems"]}
    assert not codes & {"SQ511", "SQ520", "SQ535"}


RATED = [name for name, expected in EXPECTED.items() if expected.rated]


@pytest.mark.parametrize("name", RATED)
def test_ratings_in_the_ticket_export_are_a_survey(name: str) -> None:
    report = score(name, "--survey", str(EXPORTS / f"{name}.csv"))
    meant, found = world(name), figures(report)
    answered = [c for c in meant.cases if c.rating is not None or _confirmed(name, c) is not None]
    surveys = next(t for t in report["tables"] if t["name"] == "surveys")
    unanswered = len(meant.cases) - len(answered)
    assert surveys["rejected"] == {"no-answer": unanswered}
    assert (surveys["rows"]["read"], surveys["rows"]["used"]) == (52, len(answered))
    clock = EXPECTED[name].rated
    placed = [c for c in answered if meant.start <= getattr(c, clock) < meant.end]
    rated = [c for c in placed if c.rating is not None]
    one = found["satisfied_rate"]
    assert (one["value"], one["n"]) == (
        pytest.approx(sum(c.rating >= 4 for c in rated) / len(rated)),
        len(rated),
    )
    solved = [c for c in meant.valid if c.status == "solved"]
    returned = sum(c in answered for c in solved) / len(solved)
    assert found["survey_return"]["value"] == pytest.approx(returned)
    assert 0 < returned < 1


def _confirmed(name: str, case: Any) -> bool | None:  # noqa: ANN401 - the generator is no package
    """Return whether the customer says that it is solved, where the export has that."""
    return bool(case.confirmed) if name in ASKED and case.confirmed is not None else None


#: The vendors whose exports say whether the customer calls it solved.
ASKED = frozenset({"udesk", "hotline"})


@pytest.mark.parametrize("name", sorted(ASKED))
def test_what_customers_say_is_solved(name: str) -> None:
    report = score(name, "--survey", str(EXPORTS / f"{name}.csv"))
    meant, clock = world(name), EXPECTED[name].rated
    said = [
        c.confirmed
        for c in meant.cases
        if c.confirmed is not None and meant.start <= getattr(c, clock) < meant.end
    ]
    one = figures(report)["confirmed_solved"]
    assert (one["value"], one["n"]) == (pytest.approx(sum(said) / len(said)), len(said))


@pytest.mark.parametrize("name", [n for n in VENDORS if n not in RATED])
def test_vendors_without_ratings_have_no_surveys(name: str) -> None:
    one = figures(score(name))["satisfied_rate"]
    assert (one["status"], one["reason"]) == ("no_data", "no-table: surveys")
