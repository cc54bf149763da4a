"""Whatever is in a column, it is told as what it was made as, or as text; never as something else.

Texts that are told as a category have few values that repeat, whatever they were made as.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.inspection.exports import column

_DAYS = st.dates(date(1991, 1, 1), date(2060, 1, 1))
_MOMENTS = st.datetimes(datetime(1991, 1, 1), datetime(2060, 1, 1))  # noqa: DTZ001 - local times
_WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=4, max_size=12).map(
    lambda word: f"{word} x"
)

_DATE_FORMATS = st.sampled_from(
    ["%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d/%m/%y", "%y-%m-%d",
     "%d %b %Y", "%d-%b-%y", "%b %d, %Y", "%d %B %Y", "%Y年%m月%d日"]
)  # fmt: skip
_CLOCKS = st.sampled_from([" %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"])


def _clock(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _filled(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(cells, min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(_filled(st.integers(-(10**9), 10**9).map(str)))
def test_integers(cells: list[str]) -> None:
    assert column(cells).kind in {"integer", "text"}


@settings(max_examples=60, deadline=None)
@given(_filled(st.decimals(-(10**6), 10**6, places=2).map("{:f}".format)))
def test_numbers(cells: list[str]) -> None:
    assert column(cells).kind in {"number", "integer", "text"}
    if any(not cell.endswith(".00") for cell in cells):
        assert column(cells).kind != "integer"


@settings(max_examples=60, deadline=None)
@given(st.lists(_DAYS, min_size=1, max_size=40), _DATE_FORMATS)
def test_dates(days: list[date], form: str) -> None:
    found = column([day.strftime(form) for day in days])
    assert found.kind in {"date", "text"}
    if len(found.formats) == 1:
        read = {datetime.strptime(d.strftime(form), found.formats[0]).date() for d in days}  # noqa: DTZ007 - local times
        assert read == set(days)
    if found.earliest is not None:
        assert (found.earliest, found.latest) == (min(days).isoformat(), max(days).isoformat())


@settings(max_examples=60, deadline=None)
@given(st.lists(_MOMENTS, min_size=1, max_size=40), _DATE_FORMATS, _CLOCKS)
def test_times(moments: list[datetime], form: str, clock: str) -> None:
    cells = [moment.strftime(form + clock) for moment in moments]
    found = column(cells)
    assert found.kind in {"datetime", "text"}
    read = [datetime.strptime(cell, form + clock) for cell in cells]  # noqa: DTZ007 - local times
    if found.earliest is not None:
        assert (found.earliest, found.latest) == (min(read).isoformat(), max(read).isoformat())
        assert sum(n for _, n in found.months) == len(cells)


@settings(max_examples=40, deadline=None)
@given(_filled(st.timedeltas(timedelta(0), timedelta(days=60)).map(_clock)))
def test_durations(cells: list[str]) -> None:
    assert column(cells).kind == "duration"


@settings(max_examples=40, deadline=None)
@given(_filled(st.sampled_from(["yes", "no"])))
def test_booleans(cells: list[str]) -> None:
    assert column(cells).kind == "boolean"


@settings(max_examples=60, deadline=None)
@given(_filled(_WORDS), st.integers(1, 4))
def test_words(words: list[str], times: int) -> None:
    cells = words * times
    found = column(cells)
    few = len(set(cells)) <= 30 and len(cells) >= 2 * len(set(cells))
    assert found.kind == ("category" if few else "text")
    if few:
        assert {value: cells.count(value) for value in cells} == dict(found.values)
