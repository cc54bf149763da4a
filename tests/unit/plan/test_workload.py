"""The workload, worked out by hand row by row: March 2026 in UTC, a limit of two days."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

import sqeval
from sqeval.observe.workload import Workload

RULES = """\
version: 1
timezone: UTC
calendars:
  office: {{hours: {{mon-fri: ["09:00-17:00"]}}}}
tables:
  tickets:
    key: id
    clock: at
    columns:
      id: {{}}
      at: {{type: datetime}}
      done: {{type: datetime, required: false}}
      due: {{type: datetime, required: false}}
      status:
        type: category
        values: {{solved: [], open: [], new: [], spam: []}}
      team: {{required: false}}
      held: {{type: duration, unit: h, required: false}}
    states: {{to: done, resolved: solved, in_progress: open, waiting: new, void: spam{more}}}
indicators:
  on_time: {{type: within, where: team != "none", from: at, to: done, limit: {limit}}}
  received: {{type: count}}
"""

COLUMNS = ("id", "at", "done", "status", "team", "due", "held")

#: No ticket of March; it is there so that the data reaches beyond the period.
LATER = ("2026-04-20 00:00", "", "open")

COUNTS = ("opening", "received", "resolved", "in_progress", "waiting", "void", "unknown")


def midnight(cell: str) -> str:
    """Return a cell; a day as its first instant."""
    return f"{cell} 00:00" if re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else cell


class Desk:
    """Tickets of one test, scored under rules that may say more of the states."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.more, self.limit = "", "2d"

    def report(
        self,
        *rows: tuple[str, ...],
        period: str = "2026-03",
        as_of: str | None = None,
        by: str = "",
    ) -> sqeval.Report:
        rules, export = self.folder / "rules.yaml", self.folder / "tickets.csv"
        rules.write_text(RULES.format(more=self.more, limit=self.limit), "utf-8")
        lines = [",".join(COLUMNS)]
        for number, row in enumerate(rows):
            cells = [str(number), *(midnight(cell) for cell in row)]
            lines.append(",".join(cells + [""] * (len(COLUMNS) - len(cells))))
        export.write_text("\n".join(lines) + "\n", "utf-8")
        return sqeval.score(
            rules,
            {"tickets": export},
            period=period,
            as_of=as_of,
            by=[by] if by else [],
            max_rejected=1.0,
        )

    def whole(self, *rows: tuple[str, ...], as_of: str | None = None) -> Workload:
        return self.report(*rows, as_of=as_of).workload[0]


def counts(one: Workload) -> dict[str, int]:
    """Return the counts that are not nothing."""
    return {name: getattr(one, name) for name in COUNTS if getattr(one, name)}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# --- what one row counts as -----------------------------------------------------------------------

CASES = {
    "received and resolved": (("2026-03-02", "2026-03-03", "solved"), "received resolved"),
    "resolved on its day of receipt": (("2026-03-02", "2026-03-02", "solved"), "received resolved"),
    "received at the first instant": (("2026-03-01", "", "open"), "received in_progress"),
    "received at the end is no row of March": (("2026-04-01", "", "open"), ""),
    "received before, resolved in it": (("2026-02-02", "2026-03-01", "solved"), "opening resolved"),
    "resolved in the last second before": (("2026-02-02", "2026-02-28 23:59:59", "solved"), ""),
    "received before, open": (("2026-02-02", "", "open"), "opening in_progress"),
    "received before, waiting": (("2026-02-02", "", "new"), "opening waiting"),
    "resolved after it": (("2026-03-02", "2026-04-02", "solved"), "received in_progress"),
    "resolved at its end": (("2026-03-02", "2026-04-01", "solved"), "received in_progress"),
    "resolved in its last second": (
        ("2026-03-02", "2026-03-31 23:59:59", "solved"), "received resolved",
    ),
    "received before, resolved after": (
        ("2026-02-02", "2026-04-02", "solved"), "opening in_progress",
    ),
    "resolved without an end": (("2026-03-02", "", "solved"), "received resolved"),
    "resolved without an end, received before": (("2026-02-02", "", "solved"), ""),
    "reopened, with the end of its first life": (
        ("2026-02-02", "2026-02-03", "open"), "opening in_progress",
    ),
    "waits again, with an end in the period": (
        ("2026-03-02", "2026-03-03", "new"), "received waiting",
    ),
    "ended before it was received": (("2026-03-02", "2026-02-02", "solved"), "received resolved"),
    "void": (("2026-03-02", "2026-03-03", "spam"), "received void"),
    "void from before": (("2026-02-02", "", "spam"), ""),
    "void from after": (("2026-04-02", "", "spam"), ""),
    "a status of its own": (("2026-03-02", "2026-03-03", "odd"), "received in_progress"),
    "without a status": (("2026-03-02", "", ""), "unknown"),
    "without a clock": (("", "2026-03-03", "solved"), "unknown"),
    "a clock that cannot be read": (("soon", "", "open"), "unknown"),
    "an end that cannot be read": (("2026-03-02", "soon", "solved"), "unknown"),
    "an end that cannot be read, from after": (("2026-04-02", "soon", "solved"), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_row_counts_as(name: str, desk: Desk) -> None:
    row, wanted = CASES[name]
    assert set(counts(desk.whole(row, LATER))) == set(wanted.split())
    twice = desk.whole(row, row, LATER)
    assert counts(twice) == dict.fromkeys(wanted.split(), 2)


def test_all_of_them_add_up(desk: Desk) -> None:
    whole = desk.whole(*(row for row, _ in CASES.values()), LATER)
    wanted = [name for _, said in CASES.values() for name in said.split()]
    assert counts(whole) == {name: wanted.count(name) for name in dict.fromkeys(wanted)}
    became = whole.resolved + whole.in_progress + whole.waiting + whole.void
    assert whole.opening + whole.received == became
    assert sum(band.count for band in whole.ages) == whole.in_progress + whole.waiting


def test_as_of_in_the_middle_of_the_period_sees_nothing_later(desk: Desk) -> None:
    rows = (
        ("2026-03-02", "2026-03-20", "solved"),  # not resolved yet on the 10th
        ("2026-03-02", "2026-03-10", "solved"),  # resolved at that very moment
        ("2026-03-10", "", "open"),  # received at that very moment
        ("2026-03-11", "", "open"),  # not there yet
        ("2026-02-02", "2026-03-09", "solved"),
    )
    whole = desk.whole(*rows, as_of="2026-03-10")
    assert counts(whole) == {"opening": 1, "received": 3, "resolved": 2, "in_progress": 2}
    assert [band.count for band in whole.ages] == [1, 0, 0, 1, 0]  # 0 and 8 days old


def test_as_of_before_the_period_leaves_what_was_open_then(desk: Desk) -> None:
    rows = (("2026-01-02", "2026-02-20", "solved"), ("2026-01-02", "2026-01-03", "solved"))
    whole = desk.whole(*rows, as_of="2026-02-10")
    assert counts(whole) == {"opening": 1, "in_progress": 1}


def test_all_time_has_no_opening_and_ends_with_the_data(desk: Desk) -> None:
    rows = (
        ("2026-01-02", "2026-02-20", "solved"),
        ("2026-01-02", "", "solved"),
        ("2026-03-02", "", "spam"),
        ("2026-03-04", "", "new"),
    )
    (whole,) = desk.report(*rows, period="all").workload
    assert counts(whole) == {"received": 4, "resolved": 2, "waiting": 1, "void": 1}
    assert [band.count for band in whole.ages] == [1, 0, 0, 0, 0]


def test_an_export_without_any_time_is_unknown(desk: Desk) -> None:
    (whole,) = desk.report(("", "", "open"), period="all").workload
    assert counts(whole) == {"unknown": 1}


# --- ages and what is overdue ---------------------------------------------------------------------


def test_ages_are_elapsed_and_a_bound_belongs_to_the_older(desk: Desk) -> None:
    desk.more = ", ages: [4h, 2d]"
    rows = (
        ("2026-03-31 20:00:01", "", "open"),  # a second under 4 hours
        ("2026-03-31 20:00:00", "", "new"),  # 4 hours
        ("2026-03-30 00:00:01", "", "open"),
        ("2026-03-30 00:00:00", "", "open"),  # 2 days
        ("2025-03-30 00:00:00", "", "open"),
        ("2026-03-30 00:00:00", "2026-04-01", "solved"),  # open at the end
        ("2026-03-30 00:00:00", "2026-03-31", "solved"),
        LATER,
    )
    ages = [asdict(band) for band in desk.whole(*rows).ages]
    assert ages == [
        {"from_": 0.0, "to": 14400.0, "count": 1},
        {"from_": 14400.0, "to": 172800.0, "count": 2},
        {"from_": 172800.0, "to": None, "count": 3},
    ]


def test_nothing_tells_what_is_overdue(desk: Desk) -> None:
    assert desk.whole(("2026-03-02", "", "open"), LATER).overdue is None


OVERDUE = {
    "two days to the microsecond": (("2026-03-30", "", "open"), 0),
    "two days and a second": (("2026-03-29 23:59:59", "", "open"), 1),
    "waiting counts as well": (("2026-03-02", "", "new"), 1),
    "resolved late after the end": (("2026-03-02", "2026-04-02", "solved"), 1),
    "resolved late in the period": (("2026-03-02", "2026-03-20", "solved"), 0),
    "reopened, in time in its first life": (("2026-03-02", "2026-03-03", "open"), 1),
    "void": (("2026-03-02", "", "spam"), 0),
    "the indicator does not speak of it": (("2026-03-02", "", "open", "none"), 0),
    "the indicator cannot tell its team": (("2026-03-02", "", "open", ""), 0),
    "from before": (("2026-02-02", "", "open"), 1),
}


@pytest.mark.parametrize("name", OVERDUE)
def test_overdue_by_an_indicator(name: str, desk: Desk) -> None:
    desk.more = ", overdue: on_time"
    (at, done, status, *team), wanted = OVERDUE[name]
    row = (at, done, status, *(team or ["A"]))
    assert desk.whole(row, LATER).overdue == wanted


def test_overdue_by_an_indicator_that_leaves_open_rows_out(desk: Desk) -> None:
    desk.more, desk.limit = ", overdue: on_time", "2d, open: exclude"
    assert desk.whole(("2026-03-02", "", "open", "A"), LATER).overdue == 1


def test_overdue_by_working_time_and_pauses(desk: Desk) -> None:
    desk.more, desk.limit = ", overdue: on_time", "8h, calendar: office, pause: held"
    monday_noon = ("2026-03-30 12:00", "", "open", "A", "")  # 5 + 8 hours to the end of March
    assert desk.whole((*monday_noon, "0"), LATER).overdue == 1
    assert desk.whole((*monday_noon, "5"), LATER).overdue == 0  # 8 hours are left
    assert desk.whole((*monday_noon, "4.9"), LATER).overdue == 1


def test_overdue_is_told_at_as_of(desk: Desk) -> None:
    desk.more = ", overdue: on_time"
    row = ("2026-03-02", "", "open", "A")
    assert desk.whole(row, as_of="2026-03-04").overdue == 0
    assert desk.whole(row, as_of="2026-03-04T00:00:01").overdue == 1


DUE = {
    "passed": ("2026-03-20", 1),
    "at the end": ("2026-04-01", 0),
    "a second before the end": ("2026-03-31 23:59:59", 1),
    "after the end": ("2026-04-02", 0),
    "none": ("", 0),
    "not readable": ("soon", 0),
}


@pytest.mark.parametrize("name", DUE)
def test_overdue_by_a_due_time(name: str, desk: Desk) -> None:
    desk.more = ", overdue: due"
    due, wanted = DUE[name]
    rows = (
        ("2026-03-02", "", "open", "A", due),
        ("2026-03-02", "2026-03-30", "solved", "A", due),
        ("2026-03-02", "", "spam", "A", due),
    )
    assert desk.whole(*rows, LATER).overdue == wanted


def test_what_the_export_lacks_is_not_nought(desk: Desk) -> None:
    desk.more = ", overdue: on_time"
    export = desk.folder / "tickets.csv"
    desk.report(LATER)
    rules = desk.folder / "rules.yaml"
    export.write_text("id,at,done,status\n1,2026-03-02 00:00,,open\n", "utf-8")
    (whole,) = sqeval.score(rules, {"tickets": export}).workload
    assert (whole.in_progress, whole.overdue) == (1, None)  # the indicator reads the team
    export.write_text("id,at,status\n1,2026-03-02 00:00,open\n", "utf-8")
    assert sqeval.score(rules, {"tickets": export}).workload == ()


# --- groups ---------------------------------------------------------------------------------------


def test_groups_stand_in_the_order_of_the_report(desk: Desk) -> None:
    rows = (
        ("2026-03-02", "", "open", "B"),
        ("2026-03-02", "2026-03-02", "solved", "A"),
        ("2026-03-02", "", "new", ""),
        ("2026-02-02", "", "open", "B"),
        LATER,
    )
    report = desk.report(*rows, by="team")
    assert [one.by for one in report.workload] == [card.by for card in report.groups]
    assert [(one.by.get("team"), counts(one)) for one in report.workload] == [
        (None, {"opening": 1, "received": 3, "resolved": 1, "in_progress": 2, "waiting": 1}),
        ("A", {"received": 1, "resolved": 1}),
        ("B", {"opening": 1, "received": 1, "in_progress": 2}),
        (None, {"received": 1, "waiting": 1}),
    ]


def test_a_group_with_old_rows_alone_is_not_lost(desk: Desk) -> None:
    rows = (
        ("2026-02-02", "", "open", "A"),  # nothing of March, and open in it
        ("2026-02-02", "2026-02-03", "solved", "C"),  # nothing at all
        ("2026-03-02", "", "open", "B"),
        ("2026-03-02", "", "", "D"),  # unknown
        LATER,
    )
    found = [one.by.get("team") for one in desk.report(*rows, by="team").workload]
    assert found == [None, "A", "B", "D"]


def test_a_grain_tells_when_rows_were_received(desk: Desk) -> None:
    rows = (("2026-02-02", "", "open"), ("2026-03-02", "", "open"), LATER)
    found = [(o.by, counts(o)) for o in desk.report(*rows, by="month").workload]
    assert found[1:] == [
        ({"month": "2026-02"}, {"opening": 1, "in_progress": 1}),
        ({"month": "2026-03"}, {"received": 1, "in_progress": 1}),
    ]


# --- the report -----------------------------------------------------------------------------------


def test_the_json_says_all_and_is_read_back(desk: Desk) -> None:
    desk.more = ", overdue: due, ages: [1d]"
    report = desk.report(("2026-03-02", "", "open", "A", "2026-03-03"), LATER)
    assert report.to_dict()["workload"] == [
        {
            "by": {},
            "table": "tickets",
            "opening": 0,
            "received": 1,
            "resolved": 0,
            "in_progress": 1,
            "waiting": 0,
            "void": 0,
            "unknown": 0,
            "overdue": 1,
            "ages": [
                {"from": 0.0, "to": 86400.0, "count": 0},
                {"from": 86400.0, "to": None, "count": 1},
            ],
        }
    ]
    assert sqeval.from_json(report.to_json()) == report


def test_a_status_in_no_state_is_told(desk: Desk) -> None:
    rows = [("2026-03-02", "", status) for status in ("odd", "odd", "b", "c", "d", "e", "f")]
    said = [p for p in desk.report(*rows, LATER).problems if p.code == "SQ545"]
    (notice,) = said
    assert notice.message == (
        "the status of 7 rows of 'tickets' is in no state: "
        "(other: odd) 2, (other: b) 1, (other: c) 1, (other: d) 1, (other: e) 1, ..."
    )
    assert [p.code for p in desk.report(LATER).problems if p.code == "SQ545"] == []


def test_columns_may_be_called_like_the_counts(tmp_path: Path) -> None:
    """What the workload counts is kept apart from the export's own `waiting` and `resolved`."""
    rules, export = tmp_path / "rules.yaml", tmp_path / "tickets.csv"
    rules.write_text(
        """\
version: 1
timezone: UTC
tables:
  tickets:
    key: id
    clock: received
    columns:
      id: {}
      received: {type: datetime}
      resolved: {type: datetime}
      waiting: {type: boolean}
      unknown: {}
      status: {type: category, values: {solved: [], open: [], new: []}}
    states:
      {to: resolved, resolved: solved, in_progress: open, waiting: new, overdue: on_time}
indicators:
  on_time: {type: within, from: received, to: resolved, limit: 4h, where: waiting}
""",
        "utf-8",
    )
    export.write_text(
        "id,received,resolved,waiting,unknown,status\n"
        "1,2026-01-01 09:00,,true,north,open\n"
        "2,2026-01-01 09:00,,true,south,open\n"
        "3,2026-01-01 09:00,,false,south,new\n"
        "4,2026-01-03 09:00,2026-01-03 10:00,false,north,solved\n",
        "utf-8",
    )
    found = sqeval.score(rules, {"tickets": export}, by=["unknown"]).workload
    assert [one.by for one in found] == [{}, {"unknown": "north"}, {"unknown": "south"}]
    assert [(one.received, one.resolved, one.overdue) for one in found] == [
        (4, 1, 2),
        (2, 1, 1),
        (2, 0, 1),
    ]
