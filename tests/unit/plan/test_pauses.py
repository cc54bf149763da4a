"""Paused time through the whole line: figures that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sqeval.api import score
from sqeval.measures.timed import History
from sqeval.plan import pauses
from sqeval.plan.request import Run
from sqeval.scoring.scorecard import IndicatorScore

RULES = """\
version: 1
timezone: Asia/Shanghai
calendars:
  office: {hours: {mon-fri: ["08:00-17:00"]}}
  shop: {hours: {daily: ["10:00-20:00"]}}
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {}
      created: {type: datetime}
      done: {type: datetime}
      site: {required: false}
      hold: {type: duration, unit: m, required: false}
      wait: {type: duration, unit: m, required: false}
      due: {type: datetime, required: false}
      longer: {type: datetime, required: false}
  changes:
    key: []
    clock: at
    lookup: {tickets: id}
    columns: {id: {}, at: {type: datetime}, state: {}}
indicators:
"""
MINUTE, HOUR = 60, 3600
#: Friday 2026-02-06 to Monday 2026-02-09.
TICKETS = """\
id,created,done,site,hold,wait,due,longer
1,2026-02-06 16:00,2026-02-09 11:00,north,30,,2026-02-09 10:00,2026-02-09 11:00
"""


def run(
    folder: Path,
    indicators: str,
    tickets: str = TICKETS,
    changes: str | None = None,
    as_of: str | None = None,
) -> Mapping[str, IndicatorScore]:
    (folder / "rules.yaml").write_text(RULES + indicators, "utf-8")
    (folder / "t.csv").write_text(tickets, "utf-8")
    tables = {"tickets": folder / "t.csv"}
    if changes is not None:
        (folder / "c.csv").write_text(changes, "utf-8")
        tables["changes"] = folder / "c.csv"
    report = score(folder / "rules.yaml", tables, as_of=as_of)
    return {one.id: one for one in report.whole.indicators}


def worked(folder: Path, pause: str, changes: str | None = None) -> float | None:
    kind = "{type: duration, from: created, to: done, calendar: office, aggregate: max, "
    found = run(folder, f"  time: {kind}pause: {pause}}}\n", changes=changes)["time"]
    return found.value


HISTORY = "{table: changes, status: state, in: [wait]}"


class TestColumns:
    def test_paused_minutes_are_taken_off_working_time(self, tmp_path: Path) -> None:
        # 1 h on Friday, 3 h on Monday, 30 min on hold
        assert worked(tmp_path, "hold") == 4 * HOUR - 30 * MINUTE

    def test_several_columns_add_up_and_a_missing_cell_is_no_pause(self, tmp_path: Path) -> None:
        assert worked(tmp_path, "[hold, wait]") == 4 * HOUR - 30 * MINUTE

    def test_the_figure_is_approximate(self, tmp_path: Path) -> None:
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: "
        columns = f"  a: {kind}hold}}\n  b: {kind}{HISTORY}}}\n  c: {kind[:-9]}}}\n"
        found = run(tmp_path, columns, changes="id,at,state\n")
        assert [found[name].approximate for name in "abc"] == [True, False, False]

    def test_more_paused_than_worked_is_no_time_at_all(self, tmp_path: Path) -> None:
        tickets = TICKETS.replace(",30,", ",600,")
        kind = "{type: duration, from: created, to: done, calendar: office, aggregate: max, "
        found = run(tmp_path, f"  time: {kind}pause: hold}}\n", tickets)
        assert found["time"].value == 0

    @pytest.mark.parametrize("measure", ["aggregate: max", "limit: 4h", "limit: due"])
    def test_a_negative_pause_leaves_the_row_out(self, tmp_path: Path, measure: str) -> None:
        """It would make the time longer than it was."""
        kind = "duration" if "aggregate" in measure else "within"
        said = f"{{type: {kind}, from: created, to: done, {measure}, pause: [hold, wait]}}"
        tickets = TICKETS.replace(",30,,", ",-30,60,")
        found = run(tmp_path, f"  time: {said}\n", tickets)["time"]
        assert (found.n, dict(found.excluded)) == (0, {"unknown": 1})

    def test_an_unreadable_pause_leaves_the_row_out(self, tmp_path: Path) -> None:
        tickets = TICKETS.replace(",30,", ",soon,")
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: [hold, wait]}"
        rows = tickets + "2,2026-02-06 16:00,2026-02-06 17:00,,1,1,,\n"
        found = run(tmp_path, f"  time: {kind}\n", rows)["time"]
        assert (found.n, dict(found.excluded)) == (1, {"invalid-cell": 1})


class TestHistory:
    def test_only_paused_working_time_counts(self, tmp_path: Path) -> None:
        # paused Friday 16:30 to Monday 09:00: 30 min and 1 h of it are worked
        changes = "id,at,state\n1,2026-02-06 16:30,wait\n1,2026-02-09 09:00,open\n"
        assert worked(tmp_path, HISTORY, changes) == 4 * HOUR - 90 * MINUTE

    def test_elapsed_time_without_a_calendar(self, tmp_path: Path) -> None:
        changes = "id,at,state\n1,2026-02-06 16:30,wait\n1,2026-02-09 09:00,open\n"
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: "
        found = run(tmp_path, f"  time: {kind}{HISTORY}}}\n", changes=changes)["time"]
        assert found.value == (67 - 64.5) * HOUR

    def test_a_pause_that_goes_on_ends_with_the_case(self, tmp_path: Path) -> None:
        changes = "id,at,state\n1,2026-02-09 10:00,wait\n"
        assert worked(tmp_path, HISTORY, changes) == 3 * HOUR

    def test_pauses_before_and_after_do_not_count(self, tmp_path: Path) -> None:
        changes = (
            "id,at,state\n1,2026-02-06 09:00,wait\n1,2026-02-06 16:15,open\n"
            "1,2026-02-09 12:00,wait\n1,2026-02-09 15:00,open\n"
        )
        assert worked(tmp_path, HISTORY, changes) == 4 * HOUR - 15 * MINUTE

    def test_rows_need_no_order_and_of_one_instant_the_later_row_counts(
        self, tmp_path: Path
    ) -> None:
        changes = (
            "id,at,state\n1,2026-02-09 09:00,open\n1,2026-02-06 16:30,open\n"
            "1,2026-02-06 16:30,wait\n"
        )
        assert worked(tmp_path, HISTORY, changes) == 4 * HOUR - 90 * MINUTE

    def test_changes_of_other_cases_and_of_none(self, tmp_path: Path) -> None:
        changes = "id,at,state\n9,2026-02-06 16:30,wait\n,2026-02-06 16:30,wait\n"
        assert worked(tmp_path, HISTORY, changes) == 4 * HOUR

    def test_a_change_that_cannot_be_read_leaves_the_case_out(self, tmp_path: Path) -> None:
        tickets = TICKETS + "2,2026-02-06 16:00,2026-02-06 17:00,,,,,\n"
        changes = "id,at,state\n1,yesterday,wait\n2,2026-02-06 16:30,wait\n"
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: "
        found = run(tmp_path, f"  time: {kind}{HISTORY}}}\n", tickets, changes)["time"]
        assert (found.value, dict(found.excluded)) == (30 * MINUTE, {"unknown": 1})

    def test_what_comes_after_as_of_has_not_happened(self, tmp_path: Path) -> None:
        tickets = TICKETS.replace("2026-02-09 11:00,north", ",north")
        changes = "id,at,state\n1,2026-02-09 08:30,wait\n1,2026-02-09 09:30,open\n"
        kind = "{type: duration, from: created, to: done, calendar: office, aggregate: max, "
        rules = f"  time: {kind}open: age, pause: {HISTORY}}}\n"
        found = run(tmp_path, rules, tickets, changes, as_of="2026-02-09T09:00+08:00")["time"]
        assert found.value == 90 * MINUTE

    def test_an_open_case_is_open_whatever_its_changes(self, tmp_path: Path) -> None:
        tickets = TICKETS.replace("2026-02-09 11:00,north", ",north")
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: "
        rules = f"  time: {kind}{HISTORY}}}\n"
        changes = "id,at,state\n1,yesterday,wait\n9,2026-02-06 10:00,wait\n"
        found = run(tmp_path, rules, tickets, changes)["time"]
        assert dict(found.excluded) == {"no-end": 1}

    def test_what_several_ask_alike_is_told_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []
        told = pauses.spells

        def counting(run: Run, table: str, history: History) -> Any:  # noqa: ANN401 - as told
            asked.append(history.in_)
            return told(run, table, history)

        monkeypatch.setattr(pauses, "spells", counting)
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: "
        rules = "".join(f"  i{n}: {kind}{HISTORY}}}\n" for n in range(12))
        rules += f"  other: {kind}{HISTORY.replace('wait', 'hold')}}}\n"
        found = run(tmp_path, rules, changes="id,at,state\n1,2026-02-09 10:00,wait\n")
        assert {found[f"i{n}"].value for n in range(12)} == {66 * HOUR}
        assert found["other"].value == 67 * HOUR
        assert asked == [["wait"], ["hold"]]

    def test_without_the_history_there_is_no_figure(self, tmp_path: Path) -> None:
        kind = "{type: duration, from: created, to: done, aggregate: max, pause: "
        found = run(tmp_path, f"  time: {kind}{HISTORY}}}\n")["time"]
        assert (found.value, found.reason) == (None, "no-table: changes")


class TestLimits:
    def within(self, folder: Path, said: str, done: str = "2026-02-09 11:00") -> IndicatorScore:
        tickets = TICKETS.replace("2026-02-09 11:00,north", f"{done},north")
        text = f"  it: {{type: within, from: created, to: done, {said}}}\n"
        return run(folder, text, tickets)["it"]

    @pytest.mark.parametrize(
        ("said", "good"),
        [
            ("calendar: office, limit: 4h", True),
            ("calendar: office, limit: 3h59m", False),
            ("calendar: office, limit: 3h30m, pause: hold", True),
            ("calendar: office, limit: 3h29m, pause: hold", False),
            ("calendar: office, limit: 1wd", True),
            ("limit: due", False),
            ("limit: [due, longer]", True),
            ("limit: [longer, due]", True),
            ("calendar: office, limit: due, pause: hold", False),
            ("calendar: {by: site, north: shop, default: office}, limit: 25h", True),
            ("calendar: {by: site, north: shop, default: office}, limit: 24h59m", False),
        ],
    )
    def test_in_time(self, tmp_path: Path, said: str, *, good: bool) -> None:
        # shop hours: 4 h on Friday, 10 h on Saturday and on Sunday, 1 h on Monday
        assert self.within(tmp_path, said).value == float(good)

    def test_a_pause_moves_a_due_time_back(self, tmp_path: Path) -> None:
        # due on Monday at 10:00 and half an hour on hold: 10:30
        said = "calendar: office, limit: due, pause: hold"
        assert self.within(tmp_path, said, "2026-02-09 10:30").value == 1
        assert self.within(tmp_path, said, "2026-02-09 10:31").value == 0

    @pytest.mark.parametrize(
        ("done", "good"), [("2026-02-13 17:00", True), ("2026-02-13 17:01", False)]
    )
    def test_working_days_end_at_the_close(self, tmp_path: Path, done: str, *, good: bool) -> None:
        # received on Friday the 6th: the fifth working day after it is Friday the 13th
        assert self.within(tmp_path, "calendar: office, limit: 5wd", done).value == float(good)

    @pytest.mark.parametrize("limit", ["1wd", "due"])
    def test_a_pause_of_nothing_moves_no_due_time(self, tmp_path: Path, limit: str) -> None:
        # after the close on Monday, the first working day; no working time lies in between
        rows = TICKETS.replace("2026-02-09 11:00,north,30,", "2026-02-09 20:00,north,0,")
        rows = rows.replace("2026-02-09 10:00,", "2026-02-09 17:00,")
        said = f"calendar: office, limit: {limit}, pause: hold"
        text = f"  it: {{type: within, from: created, to: done, {said}}}\n"
        assert run(tmp_path, text, rows)["it"].value == 0

    def test_a_column_that_the_pause_needs_is_no_spare_limit(self, tmp_path: Path) -> None:
        tickets = "id,created,done,wait\n1,2026-02-06 16:00,2026-02-06 17:00,60\n"
        text = "  it: {type: within, from: created, to: done, limit: [hold, wait], pause: hold}\n"
        found = run(tmp_path, text, tickets)["it"]
        assert (found.value, found.reason) == (None, "missing-column: hold")

    def test_a_column_that_a_condition_reads_is_no_spare_limit(self, tmp_path: Path) -> None:
        tickets = "id,created,done,due\n1,2026-02-06 16:00,2026-02-06 17:00,2026-02-06 18:00\n"
        limit = "limit: [due, longer]"
        text = f"  it: {{type: within, from: created, to: done, {limit}}}\n"
        assert run(tmp_path, text, tickets)["it"].value == 1
        text = text.replace(limit, f"{limit}, where: missing(longer)")
        assert run(tmp_path, text, tickets)["it"].reason == "missing-column: longer"

    def test_a_closure_of_years_moves_a_due_time_by_years(self, tmp_path: Path) -> None:
        # closed until mid 2028: a case received in January 2026 is still in time in February
        rules = RULES.replace("shop: {", 'shop: {closed: ["2026-01-20..2028-06-30"], ', 1)
        text = "  it: {type: within, from: created, to: done, calendar: shop, limit: 30wd}\n"
        (tmp_path / "rules.yaml").write_text(rules + text, "utf-8")
        (tmp_path / "t.csv").write_text(TICKETS, "utf-8")
        found = score(tmp_path / "rules.yaml", {"tickets": tmp_path / "t.csv"}).whole.indicators[0]
        assert (found.value, found.n, dict(found.excluded)) == (1, 1, {})

    def test_working_days_are_paused_too(self, tmp_path: Path) -> None:
        # a day on hold, 9 h: due at the close of the next working day, Monday the 16th
        said = "calendar: office, limit: 5wd, pause: wait"
        tickets = "2026-02-16 17:00"
        found = self.within(tmp_path, said, tickets)
        assert found.value == 0
        rows = TICKETS.replace("2026-02-09 11:00,north,30,,", "2026-02-16 17:00,north,30,540,")
        text = f"  it: {{type: within, from: created, to: done, {said}}}\n"
        assert run(tmp_path, text, rows)["it"].value == 1

    @pytest.mark.parametrize(
        ("as_of", "n", "code"),
        [("2026-02-09T11:00", 0, "undecided"), ("2026-02-09T11:01", 1, None)],
    )
    def test_open_cases_are_late_once_the_limit_has_passed(
        self, tmp_path: Path, as_of: str, n: int, code: str | None
    ) -> None:
        text = "  it: {type: within, from: created, to: done, calendar: office, limit: 4h}\n"
        tickets = TICKETS.replace("2026-02-09 11:00,north", ",north")
        found = run(tmp_path, text, tickets, as_of=as_of + "+08:00")["it"]
        assert (found.n, found.value) == (n, 0 if n else None)
        assert dict(found.excluded) == ({code: 1} if code else {})

    def test_a_row_without_a_calendar_is_left_out(self, tmp_path: Path) -> None:
        said = "calendar: {by: site, south: shop}, limit: 4h"
        found = self.within(tmp_path, said)
        assert (found.n, dict(found.excluded)) == (0, {"unknown": 1})

    def test_a_due_time_that_nobody_gave_is_no_limit(self, tmp_path: Path) -> None:
        tickets = "id,created,done,due,longer\n1,2026-02-06 16:00,2026-02-09 11:00,,\n"
        text = "  it: {type: within, from: created, to: done, limit: [due, longer]}\n"
        found = run(tmp_path, text, tickets)["it"]
        assert (found.n, dict(found.excluded)) == (0, {"no-limit": 1})
