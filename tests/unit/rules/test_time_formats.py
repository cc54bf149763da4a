"""A declared time format is either read as strptime reads it, or refused before any data."""

from __future__ import annotations

import polars as pl
import pytest

from sqeval.rules.formats import NAMED, format_problem
from sqeval.tables.times_declared import by_formats

#: Formats with a text each and the moment that Python's strptime makes of it.
READ = {
    "%Y-%m-%d %H:%M:%S": "2026-03-02 17:50:01",
    "%d/%m/%Y %H:%M": "02/03/2026 17:50",
    "%m/%d/%y %I:%M %p": "03/02/26 05:50 PM",
    "%d %b %Y": "02 Mar 2026",
    "%d %B %Y": "02 March 2026",
    "%a %d %b %Y": "Mon 02 Mar 2026",
    "%A, %d %B %Y": "Monday, 02 March 2026",
    "%Y %j": "2026 061",
    "%Y-%m-%dT%H:%M:%S.%f": "2026-03-02T17:50:01.250000",
    "%Y年%m月%d日 %H时%M分": "2026年03月02日 17时50分",
    "100%% %Y-%m-%d": "100% 2026-03-02",
}


@pytest.mark.parametrize("pattern", READ)
def test_what_is_accepted_is_read(pattern: str) -> None:
    assert format_problem(pattern, "datetime") is None
    read = by_formats(pl.Series([READ[pattern]]), [pattern]).local
    moment = read.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f")[0]
    expected = "2026-03-02T"
    assert moment.startswith(expected)
    if "%H" in pattern or "%I" in pattern:
        assert moment[11:16] == "17:50"


REFUSED = [
    "", " ", "%", "%Q", "%Y-%m-%d %Z", "%Y-%m-%d %H:%M:%S,%f", "%f%Y-%m-%d", "%H:%M", "%Y-%m",
    "%m-%d", "%d.%m.", "%Y-%m-%d %H", "%Y-%m-%d %M", "%Y-%m-%d %I:%M", "%Y-%m-%d %p",
    "%Y-%m-%d %H:%M %p", "%Y-%m-%d %H:%I:%M %p", "%Y-%m-%d .%f", "%Y-%m-%d %S", "%c", "%s", "%D",
    "%-d/%m/%Y", "YYYY-MM-DD", "ISO", "epoch", "iso ", "%%Y-%%m-%%d",
]  # fmt: skip


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_is_not_understood_is_refused_with_a_hint(pattern: str) -> None:
    wrong = format_problem(pattern, "datetime")
    assert wrong is not None
    assert all(wrong)


def test_names_belong_to_their_types() -> None:
    assert all(
        format_problem(name, kind) is None for kind, names in NAMED.items() for name in names
    )
    assert format_problem("epoch s", "date") is not None
