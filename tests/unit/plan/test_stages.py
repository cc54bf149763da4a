"""The flow of cases through their stages: figures that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from sqeval.api import Options, evaluate, load_rules, open_sources
from sqeval.plan.build import make_plan
from sqeval.plan.stages import with_figures
from sqeval.report.report import Report, from_json
from sqeval.report.stages import StageFlow, StageStep

HEAD = """\
version: 1
timezone: UTC
calendars: {office: {hours: {mon-fri: ["09:00-17:00"]}}}
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {}
      seen: {type: datetime, required: false}
      created: {type: datetime}
      taken: {type: datetime, required: false}
      done: {type: datetime, required: false}
      told: {type: datetime, required: false}
      hold: {type: duration, unit: m, required: false}
      kind: {required: false}
      team: {required: false}
    stages:
"""
LOG = """\
  log:
    key: []
    clock: at
    lookup: {tickets: id}
    columns:
      id: {}
      at: {type: datetime}
      what: {required: false}
      mark: {type: integer, required: false}
"""
COUNT = "indicators: {n: {type: count}}\n"
MINUTE, HOUR, DAY = 60, 3600, 86400
#: Monday 2026-03-02 to Friday 2026-03-06; the latest moment is the last line's.
TICKETS = """\
id,seen,created,taken,done,team
1,2026-03-02 08:00,2026-03-02 09:00,2026-03-02 09:20,2026-03-02 12:20,A
2,,2026-03-02 09:00,2026-03-02 10:00,2026-03-02 11:00,A
3,,2026-03-03 09:00,,2026-03-03 15:00,B
4,,2026-03-03 09:00,2026-03-03 09:40,,B
5,,2026-03-04 09:00,,,B
"""


def test_void_cases_are_none(tmp_path: Path) -> None:
    """Of five cases two are void: their stages are nobody's."""
    states = "    states: {by: kind, to: done, resolved: [done], void: [spam, merged]}\n"
    kinds = iter(["", "spam", "merged", "done", ""])
    first, *rows = TICKETS.splitlines()
    lines = [f"{first},kind", *(f"{row},{next(kinds)}" for row in rows)]
    found = report(tmp_path, "created\ntaken", "\n".join(lines) + "\n", states=states)
    (flow,) = found.stages
    assert (flow.cases, flow.steps[1].passed.n) == (3, 3)
    assert flow.steps[1].passed.value == pytest.approx(2 / 3)


def test_a_status_that_cannot_be_told_leaves_no_case_out(tmp_path: Path) -> None:
    """Void is what the states tell; a file without the column tells nothing."""
    listed = "      - created\n      - taken\n"
    states = "    states: {by: kind, to: done, resolved: [done], void: [spam]}\n"
    (tmp_path / "rules.yaml").write_text(HEAD + listed + states + LOG + COUNT, "utf-8")
    (tmp_path / "a.csv").write_text(TICKETS.replace("team", "kind"), "utf-8")
    bare = "id,seen,created,taken,done\n6,,2026-03-02 09:00,2026-03-02 09:30,\n"
    (tmp_path / "b.csv").write_text(bare, "utf-8")
    rules = load_rules(tmp_path / "rules.yaml")
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    sources = open_sources(rules, {"tickets": files})
    (flow,) = evaluate(rules, sources, Options()).report.stages
    assert (flow.cases, flow.steps[1].passed.n, dict(flow.steps[1].passed.excluded)) == (6, 6, {})


def report(
    folder: Path,
    stages: str,
    tickets: str = TICKETS,
    log: str | None = None,
    states: str = "",
    **options: object,
) -> Report:
    listed = "".join(f"      - {line}\n" for line in stages.strip().splitlines())
    (folder / "rules.yaml").write_text(HEAD + listed + states + LOG + COUNT, "utf-8")
    (folder / "t.csv").write_text(tickets, "utf-8")
    files = {"tickets": [str(folder / "t.csv")]}
    if log is not None:
        (folder / "log.csv").write_text(log, "utf-8")
        files["log"] = [str(folder / "log.csv")]
    rules = load_rules(folder / "rules.yaml")
    asked = Options(**options)  # type: ignore[arg-type]
    return evaluate(rules, open_sources(rules, files), asked).report


def flow(
    folder: Path,
    stages: str,
    tickets: str = TICKETS,
    log: str | None = None,
    **options: object,
) -> StageFlow:
    found = report(folder, stages, tickets, log, "", **options).stages
    assert [one.table for one in found if not one.by] == ["tickets"]
    return found[0]


def steps(one: StageFlow) -> Mapping[str, StageStep]:
    return {step.id: step for step in one.steps}


def median(step: StageStep) -> float | None:
    assert step.time is not None
    return step.time.median.value


PLAIN = "seen\ncreated\ntaken\ndone"


class TestPassed:
    def test_who_passed_and_who_skipped(self, tmp_path: Path) -> None:
        one = flow(tmp_path, PLAIN)
        assert one.cases == 5
        passed = {k: (s.passed.value, s.passed.n, s.skipped) for k, s in steps(one).items()}
        # 3 was done without being taken; nobody passes anything after done
        assert passed == {
            "seen": (1 / 5, 5, 4),
            "created": (1.0, 5, 0),
            "taken": (3 / 5, 5, 1),
            "done": (3 / 5, 5, 0),
        }

    def test_the_interval_of_a_share_is_wilsons(self, tmp_path: Path) -> None:
        found = steps(flow(tmp_path, PLAIN))["taken"].passed
        # of 3 of 5, by the formula: (3 + z2/2 -/+ z sqrt(3 * 2 / 5 + z2/4)) / (5 + z2)
        z = 1.959964
        centre, width = 3 + z * z / 2, z * (3 * 2 / 5 + z * z / 4) ** 0.5
        assert found.low == pytest.approx((centre - width) / (5 + z * z), rel=1e-6)
        assert found.high == pytest.approx((centre + width) / (5 + z * z), rel=1e-6)

    def test_an_invalid_cell_leaves_the_case_out(self, tmp_path: Path) -> None:
        tickets = TICKETS.replace("2026-03-02 10:00", "soon")
        found = steps(flow(tmp_path, PLAIN, tickets))
        taken = found["taken"].passed
        assert (taken.value, taken.n, taken.excluded) == (2 / 4, 4, {"invalid-cell": 1})
        # its time to done may run from the cell that cannot be read
        done = found["done"].time
        assert done is not None
        assert done.median.excluded == {"invalid-cell": 1, "no-end": 2}
        assert done.median.n == 2


class TestTimes:
    def test_a_time_runs_from_the_latest_earlier_step_that_was_passed(self, tmp_path: Path) -> None:
        found = steps(flow(tmp_path, PLAIN))
        assert found["seen"].time is None
        assert found["seen"].total is None
        # 1 alone was seen before it was recorded
        assert (median(found["created"]), found["created"].total) == (HOUR, HOUR)
        # 20, 60 and 40 min
        assert (median(found["taken"]), found["taken"].total) == (40 * MINUTE, 2 * HOUR)
        # 3 h and 1 h since they were taken; 3 was never taken: 6 h since it was recorded
        assert (median(found["done"]), found["done"].total) == (3 * HOUR, 10 * HOUR)
        time = found["done"].time
        assert time is not None
        # h = 2 x 0.9: 3 h + 0.8 x 3 h
        assert time.p90.value == pytest.approx(5.4 * HOUR)
        assert (time.p90.n, time.p90.considered, time.p90.excluded) == (3, 5, {"no-end": 2})

    def test_rows_without_a_start_or_out_of_order_are_told(self, tmp_path: Path) -> None:
        time = steps(flow(tmp_path, PLAIN))["created"].time
        assert time is not None
        assert time.median.excluded == {"no-start": 4}
        tickets = TICKETS.replace("2026-03-02 09:20", "2026-03-02 08:59")
        time = steps(flow(tmp_path, PLAIN, tickets))["taken"].time
        assert time is not None
        assert time.median.excluded == {"no-end": 2, "out-of-order": 1}

    def test_from_names_where_the_time_runs_from(self, tmp_path: Path) -> None:
        found = steps(flow(tmp_path, "created\ntaken\n{at: done, from: created}"))
        # 3 h 20 min, 2 h and 6 h
        assert (median(found["done"]), found["done"].total) == (12000, 40800)

    def test_a_from_that_the_export_lacks_leaves_the_time_null(self, tmp_path: Path) -> None:
        lacking = "created\ntold\n{at: taken, limit: 1h}\n{at: done, from: told, limit: 1h}"
        one = flow(tmp_path, lacking)
        assert list(steps(one)) == ["created", "taken", "done"]
        done = steps(one)["done"]
        assert (done.time, done.total, done.on_time, done.passed.n) == (None, None, None, 5)

    def test_working_time_and_pauses(self, tmp_path: Path) -> None:
        tickets = "id,created,done,hold\n1,2026-03-06 16:00,2026-03-09 11:00,30\n"
        found = steps(flow(tmp_path, "created\n{at: done, calendar: office, pause: hold}", tickets))
        # 1 h on Friday, 2 h on Monday, 30 min on hold
        assert median(found["done"]) == 2.5 * HOUR

    def test_without_the_column_of_a_pause_there_is_no_time(self, tmp_path: Path) -> None:
        done = steps(flow(tmp_path, "created\n{at: done, pause: hold, limit: 1h}"))["done"]
        assert (done.time, done.total, done.on_time) == (None, None, None)

    def test_a_pause_by_a_history_of_states(self, tmp_path: Path) -> None:
        tickets = "id,created,done\n1,2026-03-02 09:00,2026-03-02 12:00\n"
        log = "id,at,what\n1,2026-03-02 10:00,wait\n1,2026-03-02 10:45,work\n"
        pause = "created\n{at: done, pause: {table: log, status: what, in: [wait]}}"
        assert median(steps(flow(tmp_path, pause, tickets, log))["done"]) == 2.25 * HOUR


class TestOnTime:
    def test_open_cases_past_their_limit_are_late(self, tmp_path: Path) -> None:
        limited = steps(flow(tmp_path, "created\n{at: taken, limit: 1h}"))["taken"].on_time
        # 1, 2 and 4 in time, 3 long past; the clock of 5 is the latest moment, so it has its hour
        assert limited is not None
        assert (limited.value, limited.n, limited.excluded) == (3 / 4, 4, {"undecided": 1})

    def test_under_a_calendar(self, tmp_path: Path) -> None:
        tickets = """\
id,created,done
1,2026-03-06 16:00,2026-03-09 11:00
2,2026-03-06 16:00,2026-03-09 11:01
"""
        stages = "created\n{at: done, limit: 3h, calendar: office}"
        done = steps(flow(tmp_path, stages, tickets))["done"].on_time
        assert done is not None
        assert done.value == 1 / 2

    def test_by_category_and_in_working_days(self, tmp_path: Path) -> None:
        tickets = """\
id,created,done,kind
1,2026-03-02 09:00,2026-03-03 17:00,slow
2,2026-03-02 09:00,2026-03-03 17:01,slow
3,2026-03-02 09:00,2026-03-02 10:00,fast
4,2026-03-02 09:00,2026-03-02 10:00,
"""
        limit = "{by: kind, slow: 1wd, fast: 30m}"
        stages = f"created\n{{at: done, limit: {limit}, calendar: office}}"
        done = steps(flow(tmp_path, stages, tickets))["done"].on_time
        assert done is not None
        assert (done.n, done.excluded) == (3, {"no-limit": 1})
        assert done.value == pytest.approx(1 / 3)


class TestBottleneck:
    def test_it_is_the_step_with_the_most_time_in_all(self, tmp_path: Path) -> None:
        assert flow(tmp_path, PLAIN).bottleneck == "done"
        assert flow(tmp_path, "created\n{id: receipt, at: taken}").bottleneck == "receipt"

    def test_the_first_of_equals_and_none_where_no_time_passed(self, tmp_path: Path) -> None:
        tickets = "id,created,taken,done\n1,2026-03-02 09:00,2026-03-02 10:00,2026-03-02 11:00\n"
        assert flow(tmp_path, "created\ntaken\ndone", tickets).bottleneck == "taken"
        tickets = "id,created,taken\n1,2026-03-02 09:00,2026-03-02 09:00\n"
        assert flow(tmp_path, "created\ntaken", tickets).bottleneck is None


class TestEvents:
    EVENTS = """\
id,at,what
1,2026-03-02 16:00,called
1,2026-03-02 14:00,called
1,2026-03-02 13:00,noted
2,2026-03-02 12:00,noted
3,,called
9,2026-03-02 12:00,called
"""
    FIRST = '{id: first, at: {table: log, where: what == "called"}}'
    LAST = '{id: last, at: {table: log, where: what == "called", take: last}}'

    def test_the_first_and_the_last_event_that_fits(self, tmp_path: Path) -> None:
        one = flow(tmp_path, f"created\ndone\n{self.FIRST}", log=self.EVENTS)
        assert median(steps(one)["first"]) == 100 * MINUTE  # 12:20 to 14:00
        assert steps(one)["first"].passed.value == 1 / 5  # the call of 3 has no time
        one = flow(tmp_path, f"created\ndone\n{self.LAST}", log=self.EVENTS)
        assert median(steps(one)["last"]) == 220 * MINUTE
        assert one.cases == 5

    def test_later_events_have_not_happened(self, tmp_path: Path) -> None:
        stages = f"created\ndone\n{self.LAST}"
        one = flow(tmp_path, stages, log=self.EVENTS, as_of="2026-03-02T15:00")
        assert median(steps(one)["last"]) == 100 * MINUTE
        assert (one.cases, steps(one)["last"].passed.n) == (2, 2)

    def test_an_event_that_cannot_be_read_leaves_its_case_out(self, tmp_path: Path) -> None:
        log = "id,at,mark\n1,2026-03-02 14:00,1\n2,never,1\n3,2026-03-03 16:00,x\n4,never,0\n"
        stage = "{id: marked, at: {table: log, where: mark == 1}}"
        marked = steps(flow(tmp_path, f"created\n{stage}", log=log))["marked"].passed
        # 2 by its clock, 3 by its mark; the condition is false for the event of 4
        assert marked.excluded == {"invalid-cell": 2}
        assert marked.n == 3
        assert marked.value == pytest.approx(1 / 3)

    def test_without_the_table_or_a_column_the_stage_is_left_out(self, tmp_path: Path) -> None:
        stages = f"created\ndone\n{self.FIRST}"
        assert list(steps(flow(tmp_path, stages))) == ["created", "done"]
        log = "id,at\n1,2026-03-02 14:00\n"
        assert list(steps(flow(tmp_path, stages, log=log))) == ["created", "done"]

    def test_events_of_a_table_that_the_cases_are_derived_from(self, tmp_path: Path) -> None:
        (tmp_path / "rules.yaml").write_text(
            """\
version: 1
timezone: UTC
tables:
  events:
    key: []
    clock: at
    columns: {case: {}, at: {type: datetime}, what: {}}
  tickets:
    derive: {from: events, per: case}
    key: case
    clock: begun
    columns: {case: {}, begun: {value: min(at)}}
    stages:
      - begun
      - {id: over, at: {table: events, where: what == "end", take: last}}
      - {id: touched, at: {table: events, take: all}}
indicators: {n: {type: count}}
""",
            "utf-8",
        )
        (tmp_path / "e.csv").write_text(
            "case,at,what\n1,2026-03-02 09:00,open\n1,2026-03-02 10:00,note\n"
            "1,2026-03-02 13:00,end\n1,2026-03-02 15:00,end\n2,2026-03-02 09:00,open\n",
            "utf-8",
        )
        rules = load_rules(tmp_path / "rules.yaml")
        sources = open_sources(rules, {"tickets": [str(tmp_path / "e.csv")]})
        (one,) = evaluate(rules, sources, Options()).report.stages
        assert median(steps(one)["over"]) == 6 * HOUR
        assert one.gap is not None
        # the first from 10:00 to 13:00, the second until now, which is 15:00
        assert (one.gap.median, one.gap.max, one.gap.n) == (4.5 * HOUR, 6 * HOUR, 2)


class TestGap:
    def test_the_longest_stretch_between_moments(self, tmp_path: Path) -> None:
        gap = flow(tmp_path, "created\ntaken\ndone").gap
        # 1: 3 h, 2: 1 h, 3: 6 h; 4: from 09:40 to the next day 09:00, 5 has one moment and now,
        # which is the same
        assert gap is not None
        assert (gap.median, gap.max, gap.n) == (3 * HOUR, 23 * HOUR + 20 * MINUTE, 5)
        # h = 4 x 0.9: 6 h + 0.6 x (23 h 20 min - 6 h)
        assert gap.p90 == pytest.approx(21600 + 0.6 * (84000 - 21600))

    def test_follow_ups_break_it_also_after_the_end(self, tmp_path: Path) -> None:
        tickets = "id,created,done\n1,2026-03-02 09:00,2026-03-02 15:00\n"
        log = "id,at,what\n1,2026-03-02 11:00,note\n1,2026-03-02 16:00,note\n"
        stages = "created\ndone\n{id: care, at: {table: log, take: all}}"
        one = flow(tmp_path, stages, tickets, log)
        assert one.gap is not None
        assert one.gap.max == 4 * HOUR
        assert list(steps(one)) == ["created", "done"]

    def test_an_open_case_has_the_gap_until_now(self, tmp_path: Path) -> None:
        tickets = "id,created,done\n1,2026-03-02 09:00,\n"
        log = "id,at,what\n1,2026-03-02 11:00,note\n"
        stages = "created\ndone\n{id: care, at: {table: log, take: all}}"
        one = flow(tmp_path, stages, tickets, log, as_of="2026-03-05T11:00")
        assert one.gap is not None
        assert one.gap.max == 3 * DAY

    def test_one_moment_has_none(self, tmp_path: Path) -> None:
        tickets = "id,created,taken,done\n1,2026-03-02 09:00,,\n2,,,2026-03-02 09:00\n"
        gap = flow(tmp_path, "created\ntaken\ndone", tickets).gap
        assert gap is not None
        # 1: from 09:00 until now, which is 09:00; 2 has passed the last step and nothing else
        assert (gap.max, gap.n) == (0, 1)

    def test_a_cell_that_cannot_be_read_leaves_the_case_out(self, tmp_path: Path) -> None:
        tickets = TICKETS.replace("2026-03-02 12:20", "later")
        gap = flow(tmp_path, "created\ntaken\ndone", tickets).gap
        assert gap is not None
        assert gap.n == 4

    def test_null_where_no_case_has_one(self, tmp_path: Path) -> None:
        tickets = "id,created,done\n1,,2026-03-02 09:00\n"
        assert flow(tmp_path, "created\ndone", tickets).gap is None


class TestSection:
    def test_later_cells_are_missing(self, tmp_path: Path) -> None:
        one = flow(tmp_path, PLAIN, as_of="2026-03-02T10:30")
        assert one.cases == 2
        assert steps(one)["done"].passed.value == 0
        assert one.gap is not None
        assert one.gap.max == 70 * MINUTE  # 1 was taken at 09:20

    def test_stage_columns_take_part_in_as_of(self, tmp_path: Path) -> None:
        tickets = "id,created,done\n1,2026-03-02 09:00,2026-03-09 09:00\n"
        assert report(tmp_path, "created\ndone", tickets).as_of == "2026-03-09T09:00:00+00:00"
        plain = report(tmp_path, "created\n{id: again, at: created}", tickets)
        assert plain.as_of == "2026-03-02T09:00:00+00:00"

    def test_one_entry_for_each_group_in_order(self, tmp_path: Path) -> None:
        found = report(tmp_path, PLAIN, by=["team"]).stages
        assert [(one.by, one.cases) for one in found] == [
            ({}, 5),
            ({"team": "A"}, 2),
            ({"team": "B"}, 3),
        ]
        assert [steps(one)["taken"].total for one in found] == [7200, 4800, 2400]

    def test_a_group_that_the_table_cannot_see_has_none(self, tmp_path: Path) -> None:
        log = "id,at,what\n1,2026-03-02 11:00,note\n"
        found = report(tmp_path, PLAIN, log=log, by=["what"]).stages
        assert [one.by for one in found] == [{}]

    def test_the_period_cuts_the_cases_and_not_their_events(self, tmp_path: Path) -> None:
        log = "id,at,what\n1,2026-04-02 09:00,note\n"
        stages = "created\n{id: noted, at: {table: log}}"
        one = flow(tmp_path, stages, log=log, period="2026-03")
        assert (one.cases, steps(one)["noted"].passed.value) == (5, 1 / 5)
        assert flow(tmp_path, stages, log=log, period="2026-04").cases == 0

    def test_no_entry_with_fewer_than_two_steps(self, tmp_path: Path) -> None:
        assert report(tmp_path, "created\ntold").stages == ()
        assert report(tmp_path, "created").stages == ()

    def test_figures_of_stages_are_no_indicators(self, tmp_path: Path) -> None:
        found = report(tmp_path, PLAIN, by=["team"])
        assert {i.id for card in found.groups for i in card.indicators} == {"n"}
        assert list(found.rules.definitions) == ["n"]

    def test_the_report_reads_back_and_stays_frozen(self, tmp_path: Path) -> None:
        found = report(tmp_path, "created\n{at: done, title: {en: Done, zh: 办结}}", by=["team"])
        assert from_json(found.to_json()) == found
        assert found.stages[0].steps[1].title == {"en": "Done", "zh": "办结"}
        with pytest.raises(FrozenInstanceError):
            found.stages[0].cases = 1  # type: ignore[misc]

    def test_an_empty_table(self, tmp_path: Path) -> None:
        stages = "created\n{at: done, limit: 1h, calendar: office}"
        one = flow(tmp_path, stages, "id,created,done\n")
        assert (one.cases, one.bottleneck, one.gap) == (0, None, None)


def test_one_query_reads_indicators_and_stages(tmp_path: Path) -> None:
    report(tmp_path, PLAIN)
    rules = load_rules(tmp_path / "rules.yaml")
    sources = open_sources(rules, {"tickets": [str(tmp_path / "t.csv")]})
    run = evaluate(rules, sources, Options()).run
    assert [query.table for query in make_plan(with_figures(run)).queries] == ["tickets"]
