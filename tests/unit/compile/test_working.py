"""Working calendars over whole columns agree with the reference, pair by pair."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from polars.testing import assert_series_equal

import sqeval.compile.working as working_module
from sqeval.calendars.calendar import Calendar
from sqeval.calendars.spans import days_since, spans
from sqeval.compile.working import WorkingClock
from tests.worked import due, worked, working_day_close

FIRST, LAST = date(2025, 12, 1), date(2027, 2, 1)

CALENDARS = {
    "lunch": Calendar.model_validate(
        {"hours": {"mon-fri": ["09:00-12:00", "13:30-18:00"]}, "holidays": "CN"}
    ),
    "nights": Calendar.model_validate(
        {"hours": {"sun-thu": ["22:00-06:00"], "sat": ["10:10-11:25"]}}
    ),
    "always": Calendar.model_validate({"hours": "24x7"}),
    "versions": Calendar.model_validate(
        {
            "hours": {"daily": ["08:00-20:00"]},
            "versions": [{"from": "2026-07-01", "hours": {"mon-fri": ["08:07-16:31"]}}],
        }
    ),
}
ZONES = ("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")


def us(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def clock(calendar: Calendar, zone: str) -> WorkingClock:
    return WorkingClock(spans(calendar, zone, FIRST, LAST), zone, FIRST, LAST)


def pairs(seed: int, count: int = 400) -> pl.DataFrame:
    chosen = random.Random(seed)  # noqa: S311 - seeded data
    start = datetime(2026, 1, 1, tzinfo=UTC)
    seconds = 365 * 86_400

    def moment() -> datetime:
        return start + timedelta(microseconds=chosen.randrange(seconds * 1_000_000))

    rows = [(moment(), moment()) for _ in range(count)]
    frame = pl.DataFrame(rows, schema=["left", "right"], orient="row")
    return frame.cast(pl.Datetime("us", "UTC"))


@pytest.fixture(params=["slots", "search"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to find a place among the spans: by slots, and by search."""
    if request.param == "search":
        monkeypatch.setattr(working_module, "_MOST_SLOTS", 0)
    return str(request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", CALENDARS)
class TestAgreesWithTheReference:
    def test_working_time(self, name: str, zone: str) -> None:
        asked, frame = clock(CALENDARS[name], zone), pairs(1)
        found = frame.select(asked.ask("time", pl.col("left"), pl.col("right"))).to_series()
        wanted = [
            worked(asked.spans, us(a), us(b)) if a <= b else -worked(asked.spans, us(b), us(a))
            for a, b in frame.iter_rows()
        ]
        assert found.cast(pl.Int64).to_list() == wanted

    def test_due_times(self, name: str, zone: str) -> None:
        asked = clock(CALENDARS[name], zone)
        hours = [timedelta(minutes=(i * 37) % 3_000) for i in range(400)]
        frame = pairs(2).with_columns(pl.Series("hours", hours, dtype=pl.Duration("us")))
        found = frame.select(asked.ask("due", pl.col("left"), pl.col("hours"))).to_series()
        wanted = [
            due(asked.spans, us(a), h // timedelta(microseconds=1))
            for a, h in zip(frame["left"], hours, strict=True)
        ]
        assert found.cast(pl.Int64).to_list() == wanted

    def test_closes_of_working_days(self, name: str, zone: str) -> None:
        asked, frame = clock(CALENDARS[name], zone), pairs(3)
        frame = frame.with_columns(days=pl.int_range(pl.len()) % 9 + 1)
        found = frame.select(asked.ask("close", pl.col("left"), pl.col("days"))).to_series()
        local = frame["left"].dt.convert_time_zone(zone).dt.date()
        wanted = [
            working_day_close(asked.spans, days_since(day), days)
            for day, days in zip(local, frame["days"], strict=True)
        ]
        assert found.cast(pl.Int64).to_list() == wanted


class TestEdges:
    OFFICE = Calendar.model_validate({"hours": {"mon-fri": ["08:00-17:00"]}})

    def ask(self, question: str, left: datetime, right: object) -> object:
        frame = pl.DataFrame({"l": [left], "r": [right]})
        asked = clock(self.OFFICE, "UTC")
        found = asked.ask(question, pl.col("l"), pl.col("r"))  # type: ignore[arg-type]
        return frame.select(found).item()

    def test_four_hours_from_friday_afternoon_are_due_on_monday(self) -> None:
        friday = datetime(2026, 2, 6, 16, tzinfo=UTC)
        due_at = self.ask("due", friday, timedelta(hours=4))
        assert due_at == datetime(2026, 2, 9, 11, tzinfo=UTC)

    def test_an_amount_that_ends_at_the_close_is_due_at_the_close(self) -> None:
        friday = datetime(2026, 2, 6, 13, tzinfo=UTC)
        assert self.ask("due", friday, timedelta(hours=4)) == datetime(2026, 2, 6, 17, tzinfo=UTC)

    def test_nothing_is_due_at_once_where_nothing_was_worked_before(self) -> None:
        # the calendar is laid out from a Monday on, and begins to work on it
        sunday = datetime(2025, 12, 7, 12, tzinfo=UTC)
        asked = WorkingClock(
            spans(self.OFFICE, "UTC", date(2025, 12, 6), LAST), "UTC", date(2025, 12, 6), LAST
        )
        found = pl.DataFrame({"l": [sunday], "r": [timedelta(0)]}).select(
            asked.ask("due", pl.col("l"), pl.col("r"))
        )
        assert found.item() == sunday

    def test_nothing_is_due_at_once_even_at_night(self) -> None:
        night = datetime(2026, 2, 7, 3, tzinfo=UTC)
        assert self.ask("due", night, timedelta(0)) == night

    @pytest.mark.parametrize(
        "moment", [datetime(2024, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)]
    )
    def test_beyond_the_days_it_covers_it_has_no_answer(self, moment: datetime) -> None:
        inside = datetime(2026, 2, 6, 13, tzinfo=UTC)
        assert self.ask("time", inside, moment) is None
        assert self.ask("close", moment, 3) is None

    def test_missing_instants_have_no_answer(self) -> None:
        frame = pl.DataFrame(
            {
                "l": [None, datetime(2026, 2, 6, tzinfo=UTC)],
                "r": [datetime(2026, 2, 6, tzinfo=UTC), None],
            },
            schema=dict.fromkeys("lr", pl.Datetime("us", "UTC")),
        )
        found = frame.select(clock(self.OFFICE, "UTC").ask("time", pl.col("l"), pl.col("r")))
        nothing = pl.Series([None, None], dtype=pl.Duration("us"))
        assert_series_equal(found.to_series(), nothing, check_names=False)
