"""Periods: their labels cut time without gap or overlap, whatever day the year and month start."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sqeval.periods.period import (
    ALL,
    GRAINS,
    Period,
    Year,
    candidates,
    is_period,
    last,
    parse_period,
)

DAY = timedelta(days=1)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
years = st.builds(Year, starts=st.integers(1, 12), month_starts=st.integers(1, 28))

#: How the labels of one calendar year are written, by kind.
LABELS = {
    "month": [f"{{}}-{m:02d}" for m in range(1, 13)],
    "quarter": [f"{{}}-Q{q}" for q in range(1, 5)],
    "half": ["{}-H1", "{}-H2"],
    "year": ["{}"],
    "week": [f"{{}}-W{w:02d}" for w in range(1, 53)],
}


def named(label: str, year: Year) -> tuple[date, date]:
    period = parse_period(label, year)
    assert period is not None
    assert period.label == label
    assert period.first is not None
    assert period.end is not None
    return period.first, period.end


def weeks(year: int) -> list[str]:
    """Return the labels of a year's weeks: 28 December is always in the last."""
    last_week = date(year, 12, 28).isocalendar().week
    return [f"{year}-W{w:02d}" for w in range(1, last_week + 1)]


def holding(day: date, kind: str, year: Year) -> list[str]:
    """Return all labels of a kind, of the years around, whose period holds the day."""
    around = range(day.year - 1, day.year + 2)
    labels = [text.format(y) for y in around for text in LABELS[kind]]
    if kind == "week":
        labels = [label for y in around for label in weeks(y)]
    found = []
    for label in labels:
        first, end = named(label, year)
        if first <= day < end:
            found.append(label)
    return found


@settings(deadline=None)
@given(days, years, st.sampled_from(sorted(LABELS)))
def test_every_day_lies_in_exactly_one_period_of_each_kind(
    day: date, year: Year, kind: str
) -> None:
    assert len(holding(day, kind, year)) == 1


@settings(deadline=None)
@given(days, years)
def test_the_label_of_a_day_names_the_period_that_holds_it(day: date, year: Year) -> None:
    assert [year.label(day, "Q")] == holding(day, "quarter", year)
    assert [year.label(day, "H")] == holding(day, "half", year)
    assert [year.label(day, "")] == holding(day, "year", year)


@settings(deadline=None)
@given(days, years)
def test_quarters_make_halves_and_halves_make_the_year(day: date, year: Year) -> None:
    label = year.label(day, "")
    quarters = [named(f"{label}-Q{q}", year) for q in range(1, 5)]
    first, second = named(f"{label}-H1", year), named(f"{label}-H2", year)
    assert all(a[1] == b[0] for a, b in pairwise(quarters))
    assert first == (quarters[0][0], quarters[1][1])
    assert second == (quarters[2][0], quarters[3][1])
    assert named(label, year) == (first[0], second[1])


@settings(deadline=None)
@given(days, years)
def test_a_quarter_is_three_months(day: date, year: Year) -> None:
    first, end = named(year.label(day, "Q"), year)
    inside = {holding(first + DAY * i, "month", year)[0] for i in range(0, (end - first).days, 7)}
    months = [named(label, year) for label in sorted(inside)]
    assert len(months) == 3
    assert (months[0][0], months[-1][1]) == (first, end)


@settings(deadline=None)
@given(days, years)
def test_months_start_on_the_day_the_rules_say(day: date, year: Year) -> None:
    first, end = named(holding(day, "month", year)[0], year)
    assert first.day == end.day == year.month_starts


@settings(deadline=None)
@given(days, years)
def test_weeks_and_days_are_those_of_the_calendar(day: date, year: Year) -> None:
    (label,) = holding(day, "week", year)
    iso = day.isocalendar()
    assert label == f"{iso.year}-W{iso.week:02d}"
    assert named(label, year) == (day - DAY * (iso.weekday - 1), day + DAY * (8 - iso.weekday))
    assert named(str(day), year) == (day, day + DAY)


@settings(deadline=None)
@given(days, days, years)
def test_a_range_holds_its_last_day(one: date, other: date, year: Year) -> None:
    first, end = min(one, other), max(one, other)
    assert named(f"{first}..{end}", year) == (first, end + DAY)


@pytest.mark.parametrize(
    ("day", "starts", "month_starts", "labels"),
    [
        (date(2026, 3, 31), 1, 1, ["2026-Q1", "2026-H1", "2026"]),
        (date(2026, 3, 31), 4, 1, ["2025-Q4", "2025-H2", "2025"]),
        (date(2026, 4, 1), 4, 1, ["2026-Q1", "2026-H1", "2026"]),
        (date(2026, 3, 25), 4, 26, ["2025-Q4", "2025-H2", "2025"]),
        (date(2026, 3, 26), 4, 26, ["2026-Q1", "2026-H1", "2026"]),
        (date(2025, 12, 26), 1, 26, ["2026-Q1", "2026-H1", "2026"]),
        (date(2026, 11, 30), 12, 1, ["2025-Q4", "2025-H2", "2025"]),
    ],
)
def test_labels_at_the_edges(day: date, starts: int, month_starts: int, labels: list[str]) -> None:
    year = Year(starts, month_starts)
    assert [year.label(day, letter) for letter in ("Q", "H", "")] == labels


# --- names ----------------------------------------------------------------------------------------


def test_all_has_no_bounds() -> None:
    assert parse_period("all", Year()) == ALL
    assert ALL.instants("UTC") is None


@pytest.mark.parametrize("bare", ["Q1", "q4", "H1", "h2"])
def test_a_bare_label_names_no_period_by_itself(bare: str) -> None:
    assert parse_period(bare, Year()) is None


def test_a_named_period_is_found_by_its_name() -> None:
    rush = Period("rush", date(2026, 11, 1), date(2026, 11, 16))
    assert parse_period("rush", Year(named={"rush": rush})) is rush
    with pytest.raises(ValueError, match="'rush' is no period"):
        parse_period("rush", Year())


@settings(deadline=None)
@given(st.text(max_size=24))
def test_any_other_text_is_refused_with_itself(text: str) -> None:
    try:
        period = parse_period(text, Year())
    except ValueError as error:
        assert f"'{text}' is no period" in str(error)  # noqa: PT017 - most texts are refused
    else:
        assert period is None or period.label == text


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("2026-Q5", "a year has Q1 to Q4"),
        ("2026-H3", "a year has H1 to H2"),
        ("2026-03-15..2026-03-14", "it ends before it starts"),
        ("2025-W53", "week"),
        ("2026-13", "month"),
        ("0999", "the year 999 is out of range"),
        ("9999", "out of range"),
        ("2026-12-01..9999-12-31", "out of range"),
    ],
)
def test_a_refusal_says_why(label: str, why: str) -> None:
    with pytest.raises(ValueError, match="is no period: ") as refused:
        parse_period(label, Year())
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "name", ["2026", "2026-Q1", "Q1", "all", "last-month", "last-quarter", "previous", "last-year"]
)
def test_names_that_have_a_meaning_already(name: str) -> None:
    assert is_period(name, Year())


@pytest.mark.parametrize("name", ["double-eleven", "Q5", "2026-Q5", "", "spring"])
def test_names_that_are_free(name: str) -> None:
    assert not is_period(name, Year())


def test_grains_are_no_periods() -> None:
    assert not [name for name in GRAINS if is_period(name, Year())]


# --- candidates -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(days, max_size=8), years, st.sampled_from(["Q1", "Q2", "Q3", "Q4", "H1", "H2"]))
def test_candidates_are_the_periods_of_that_name_that_hold_a_day(
    some: list[date], year: Year, bare: str
) -> None:
    kind = "quarter" if bare[0] == "Q" else "half"
    labels = {label for day in some for label in holding(day, kind, year)}
    expected = sorted(label for label in labels if label.endswith(bare))
    assert candidates(bare, some, year) == expected
    assert candidates(bare.lower(), some, year) == expected


# --- last -----------------------------------------------------------------------------------------


@settings(deadline=None)
@given(days, years, st.sampled_from([("last-month", "month"), ("last-quarter", "quarter")]))
def test_last_ends_where_the_one_of_the_day_begins(
    day: date, year: Year, kind: tuple[str, str]
) -> None:
    period = last(kind[0], day, year)
    (current,) = holding(day, kind[1], year)
    assert period.end == named(current, year)[0]
    assert period == parse_period(period.label, year)


# --- instants -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("UTC", date(2026, 3, 8), 24),
        ("Asia/Shanghai", date(2026, 3, 8), 24),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # its midnight does not exist
        ("America/Havana", date(2025, 11, 2), 25),  # its midnight occurs, and 0:00-1:00 twice
    ],
)
def test_a_day_lasts_from_local_midnight_to_local_midnight(
    zone: str, day: date, hours: float
) -> None:
    bounds = Period(str(day), day, day + DAY).instants(zone)
    assert bounds is not None
    assert bounds[1] - bounds[0] == timedelta(hours=hours)


@settings(deadline=None)
@given(days, st.sampled_from(["Asia/Shanghai", "America/Sao_Paulo", "Europe/London", "Asia/Gaza"]))
def test_the_start_is_the_first_moment_of_the_local_day(day: date, zone: str) -> None:
    bounds = Period(str(day), day, day + DAY).instants(zone)
    assert bounds is not None
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in bounds)
    second = timedelta(seconds=1)
    assert start.date() == day
    assert (bounds[0] - second).astimezone(ZoneInfo(zone)).date() == day - DAY
    assert end.date() == day + DAY
    assert bounds[0].tzinfo is UTC


def test_instants_of_a_quarter() -> None:
    period = parse_period("2026-Q1", Year())
    assert period is not None
    assert period.instants("Asia/Shanghai") == (
        datetime(2025, 12, 31, 16, tzinfo=UTC),
        datetime(2026, 3, 31, 16, tzinfo=UTC),
    )


def test_periods_are_values() -> None:
    with pytest.raises(FrozenInstanceError):
        ALL.label = "some"  # type: ignore[misc]
