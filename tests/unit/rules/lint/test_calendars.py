"""Calendars that nothing counts by, and holidays that nobody knows yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.lint.linted import told

HEAD = """\
version: 1
periods: {some: PERIOD}
calendars:
  office: {CALENDAR}
tables:
  tickets: {columns: {at: {type: datetime}, done: {type: datetime}, team: {}}}
indicators:
  time: {type: duration, from: at, to: done, aggregate: mean, calendar: office}
"""


def unpublished(folder: Path, period: str, calendar: str) -> list[str]:
    text = HEAD.replace("PERIOD", period).replace("CALENDAR", calendar)
    return [line.split(" ", 1)[1] for line in told(folder, "SQ329", text)]


@pytest.mark.parametrize("period", ["2024", "2025-Q1", "2024-12-01..2025-01-31", "all"])
def test_published_holidays_are_no_news(tmp_path: Path, period: str) -> None:
    assert unpublished(tmp_path, period, "hours: 24x7, holidays: CN") == []


def test_the_first_year_that_is_open_is_told_once(tmp_path: Path) -> None:
    said = unpublished(tmp_path, "2090-12-01..2093-01-31", "hours: 24x7, holidays: CN")
    assert said == ["the holidays of CN in 2090 are not published ('some')"]


def test_each_country_is_asked(tmp_path: Path) -> None:
    said = unpublished(tmp_path, "2024-12-01..2090-01-01", "hours: 24x7, holidays: [FR, CN]")
    assert [line.split(" in ")[0] for line in said] == ["the holidays of CN"]


@pytest.mark.parametrize(
    ("start", "told_of"), [("2091-01-01", False), ("2090-12-31", True), ("2080-01-01", True)]
)
def test_a_version_counts_where_it_is_in_force(tmp_path: Path, start: str, told_of: bool) -> None:  # noqa: FBT001 - a case
    calendar = f"hours: 24x7, versions: [{{from: {start}, holidays: CN}}]"
    assert bool(unpublished(tmp_path, "2090", calendar)) is told_of


def test_a_version_that_is_over_does_not_count(tmp_path: Path) -> None:
    calendar = "hours: 24x7, holidays: CN, versions: [{from: 2090-01-01, holidays: []}]"
    assert unpublished(tmp_path, "2090", calendar) == []


def unused(folder: Path, calendar: str) -> list[str]:
    text = HEAD.replace("PERIOD", "2025").replace("CALENDAR", "hours: 24x7")
    return told(folder, "SQ330", text.replace("calendar: office", calendar))


def test_a_calendar_is_used_by_name_and_by_category(tmp_path: Path) -> None:
    assert unused(tmp_path, "calendar: office") == []
    assert unused(tmp_path, "calendar: {by: team, a: office}") == []
    assert unused(tmp_path, "open: age") == ["4:3 nothing counts by 'office'"]


def test_a_calendar_is_used_by_a_stage(tmp_path: Path) -> None:
    text = HEAD.replace("PERIOD", "2025").replace("CALENDAR", "hours: 24x7")
    text = text.replace(", calendar: office}", "}")
    stages = "stages: [at, {at: done, calendar: office}], columns"
    assert told(tmp_path, "SQ330", text.replace("columns", stages)) == []


def test_a_calendar_for_those_who_extend_the_file_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("version: 1\ncalendars: {office: {hours: 24x7}}\n", "utf-8")
    text = "version: 1\nextends: base.yaml\nindicators: {a: {type: count, where: x}}\n"
    text += "tables: {tickets: {columns: {x: {type: boolean}}}}\n"
    assert told(tmp_path, "SQ330", text) == []


def test_the_columns_of_working_time_are_used(tmp_path: Path) -> None:
    text = """\
version: 1
calendars: {office: {hours: 24x7}}
tables:
  tickets:
    key: id
    columns:
      id: {}
      at: {type: datetime}
      done: {type: datetime}
      due: {type: datetime}
      extended: {type: datetime}
      region_code: {}
      hold: {type: duration, unit: m}
  changes:
    clock: began
    lookup: {tickets: case}
    columns: {case: {}, began: {type: datetime}, state: {}, idle: {}}
indicators:
  a: {type: within, from: at, to: done, limit: [due, extended], pause: hold}
  b:
    type: duration
    from: at
    to: done
    aggregate: mean
    calendar: {by: region_code, a: office}
    pause: {table: changes, status: state, in: [pending]}
"""
    assert told(tmp_path, "SQ319", text) == ["17:61 nothing uses 'idle'"]
