"""The same hundred real requests in several spellings: the figures must not depend on the spelling.

The references are read from oracle.json, or recomputed here with the csv module.
"""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from statistics import mean

import pytest

from tests.acceptance.shared.expected import HOUR, Expected, check, median, p90
from tests.acceptance.shared.exports import (
    BROKEN,
    DATES_ONLY,
    DAY_FIRST,
    ISO,
    NEW_YORK,
    NEW_YORK_5,
    NEW_YORK_5_TABS,
    NON_ASCII,
    TABS,
    TWENTY_TWICE,
    Export,
    boston100,
    name_of,
    needs_exports,
)
from tests.acceptance.shared.runs import finish, grouped, report, report_text, start, whole

pytestmark = needs_exports


def requests(records: list[dict[str, str]]) -> Expected:
    """What qsv_311.yaml says of records in ISO spelling, recomputed."""

    def when(record: dict[str, str], column: str) -> datetime | None:
        return datetime.fromisoformat(record[column]) if record[column] else None

    times = [tuple(when(r, c) for c in ("open_dt", "target_dt", "closed_dt")) for r in records]
    spans = [(c - o).total_seconds() for o, _, c in times if o and c]
    on_time = [c <= t for _, t, c in times if t and c]
    n, closed = len(records), len(spans)
    return {
        "requests": (n, n),
        "closed_share": (closed / n, n),
        "closing_time_median": (median(spans), closed),
        "closing_time_p90": (p90(spans), closed),
        "closed_on_time": (mean(on_time), len(on_time)),
        "flagged_on_time": (mean(r["ontime"] == "ONTIME" for r in records), n),
    }


@pytest.mark.parametrize("export", [ISO, DAY_FIRST, TABS, NON_ASCII], ids=name_of)
def test_hundred_requests(export: Export) -> None:
    oracle = ISO.oracle()["boston_iso"]
    n, closed, judged = oracle["n"], oracle["closed"], oracle["met"] + oracle["missed"]
    expected = {
        "requests": (n, n),
        "closed_share": (closed / n, n),
        "closing_time_median": (oracle["median_h"] * HOUR, closed),
        "closing_time_p90": (oracle["p90_h"] * HOUR, closed),
        "closed_on_time": (oracle["met"] / judged, judged),
        "flagged_on_time": (oracle["flag_ontime"] / n, n),
    }
    check(whole(export), expected)
    assert whole(export).keys() == expected.keys()


def groups_bytes(printed: bytes) -> bytes:
    """The groups of a report exactly as they were printed."""
    return printed.split(b'\n "groups": ')[1].split(b'\n "workload": ')[0]


def test_iso_day_first_and_tabs_print_the_same_groups() -> None:
    finished = [finish(running) for running in [start(e) for e in (ISO, DAY_FIRST, TABS)]]
    assert [f.exit for f in finished] == [0, 0, 0]
    iso, day_first, tabs = (groups_bytes(f.out) for f in finished)
    assert b'"closing_time_p90"' in iso
    assert iso == day_first == tabs


def test_twenty_duplicates_count_once() -> None:
    rows = report(TWENTY_TWICE)["tables"][0]["rows"]
    oracle = ISO.oracle()["boston_20dupes_random"]
    twice = oracle["n"] - oracle["ids"]
    assert rows == {"read": 100, "blank": 0, "rejected": 0, "duplicate": twice, "used": 80}
    distinct = list({r["case_enquiry_id"]: r for r in TWENTY_TWICE.records()}.values())
    check(whole(TWENTY_TWICE), requests(distinct))
    deduplicated = boston100("boston311-100-deduped.csv")
    assert report(TWENTY_TWICE)["groups"] == report(deduplicated)["groups"]


def test_dates_without_a_time_count_from_midnight() -> None:
    check(whole(DATES_ONLY), requests(DATES_ONLY.records()))
    assert {p["name"] for p in report(DATES_ONLY)["problems"]} == {"date-only", "closed-only"}


def test_broken_row_is_rejected_by_line_and_the_rest_is_scored(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    finished = finish(start(BROKEN, "--rejects", str(rejects)))
    assert finished.exit == 0
    lines = BROKEN.path.read_text(encoding="utf-8").splitlines()
    wrong = [n for n, line in enumerate(lines, 1) if line.count("\t") != lines[0].count("\t")]
    assert wrong == [41]
    with rejects.open(encoding="utf-8", newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [(r["file"], r["line"], r["code"]) for r in rejected] == [
        (str(BROKEN.path), "41", "too-many-fields")
    ]
    assert rejected[0]["raw"] == lines[40]
    table = report(BROKEN)["tables"][0]
    assert table["rejected"] == {"too-many-fields": 1}
    assert (table["rows"]["read"], table["rows"]["used"]) == (100, 99)
    sound = BROKEN.records()
    assert None in sound.pop(41 - 2)  # the csv module's sign of fields beyond the header
    check(whole(BROKEN), requests(sound))
    assert finished.out.decode() == report_text(BROKEN)


def test_month_first_with_am_and_pm() -> None:
    oracle = NEW_YORK.oracle()["nyc_ampm"]
    status = {row["s"]: row["n"] for row in NEW_YORK.oracle()["nyc_status"]}
    n, closed, judged = oracle["n"], oracle["closed"], oracle["met"] + oracle["missed"]
    expected = {
        "requests": (n, n),
        "closed_share": (closed / n, n),
        "closed_status_share": (status["Closed"] / n, n),
        "closing_time_median": (oracle["median_h"] * HOUR, closed),
        "closing_time_p90": (oracle["p90_h"] * HOUR, closed),
        "closed_on_time": (oracle["met"] / judged, judged),
    }
    check(whole(NEW_YORK), expected)
    assert whole(NEW_YORK).keys() == expected.keys()
    by_status = grouped(NEW_YORK, "status")
    assert {name: group["requests"]["n"] for name, group in by_status.items()} == status


def test_five_requests_alike_with_commas_and_tabs() -> None:
    assert whole(NEW_YORK_5)["requests"]["value"] == len(NEW_YORK_5.records())
    assert report(NEW_YORK_5)["groups"] == report(NEW_YORK_5_TABS)["groups"]
