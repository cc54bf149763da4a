"""Periods by their labels, and names that no period may have."""

from __future__ import annotations

from datetime import date

import pytest

from sqeval.periods.period import Year, is_period, parse_period

FISCAL = Year(starts=4)
LATE = Year(month_starts=26)

SPANS = {
    "2026": (date(2026, 1, 1), date(2027, 1, 1)),
    "2026-H2": (date(2026, 7, 1), date(2027, 1, 1)),
    "2026-Q1": (date(2026, 1, 1), date(2026, 4, 1)),
    "2026-02": (date(2026, 2, 1), date(2026, 3, 1)),
    "2026-W01": (date(2025, 12, 29), date(2026, 1, 5)),
    "2026-02-28": (date(2026, 2, 28), date(2026, 3, 1)),
    "2026-03-01..2026-03-15": (date(2026, 3, 1), date(2026, 3, 16)),
}
FISCAL_SPANS = {
    "2026": (date(2026, 4, 1), date(2027, 4, 1)),
    "2026-Q4": (date(2027, 1, 1), date(2027, 4, 1)),
    "2026-03": (date(2026, 3, 1), date(2026, 4, 1)),
}
LATE_SPANS = {
    "2026-01": (date(2025, 12, 26), date(2026, 1, 26)),
    "2026-Q1": (date(2025, 12, 26), date(2026, 3, 26)),
    "2026-03-01": (date(2026, 3, 1), date(2026, 3, 2)),
}


def span(label: str, year: Year) -> tuple[date | None, date | None]:
    period = parse_period(label, year)
    assert period is not None
    return period.first, period.end


@pytest.mark.parametrize("label", SPANS)
def test_plain_year(label: str) -> None:
    assert span(label, Year()) == SPANS[label]


@pytest.mark.parametrize("label", FISCAL_SPANS)
def test_fiscal_year_is_named_by_the_year_it_starts_in(label: str) -> None:
    assert span(label, FISCAL) == FISCAL_SPANS[label]


@pytest.mark.parametrize("label", LATE_SPANS)
def test_months_may_run_from_another_day(label: str) -> None:
    assert span(label, LATE) == LATE_SPANS[label]


@pytest.mark.parametrize("label", ["Q1", "q4", "H2"])
def test_a_bare_span_needs_its_year(label: str) -> None:
    assert parse_period(label, Year()) is None


@pytest.mark.parametrize(
    "label",
    [
        *("", "soon", "2026-13", "2026-Q5", "2026-H3", "2026-W54", "2026-02-30", "0001", "9999"),
        *(
            "2026-03-02..2026-03-01",
            "2026-03-01..",
            "２０２６",
            "2026-０３",
            "26-03",
            "Q5",
            "2026-q1",
        ),
    ],
)
def test_what_is_no_period(label: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        parse_period(label, Year())


@pytest.mark.parametrize("name", ["Q1", "all", "2026", "2026-W12", "last-month", "previous"])
def test_names_with_a_meaning_are_taken(name: str) -> None:
    assert is_period(name, Year())


@pytest.mark.parametrize("name", ["double-eleven", "国庆", "spring", "Q", "2026-13"])
def test_other_names_are_free(name: str) -> None:
    assert not is_period(name, Year())
