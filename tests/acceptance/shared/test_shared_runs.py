"""What holds for every real export: its rows tie out, and its report is the same on every host."""

from __future__ import annotations

import pytest

from tests.acceptance.shared.exports import (
    ANSWERS,
    BOSTON,
    CALLS,
    DAY_FIRST,
    EVENTS,
    EVENTS_ONCE,
    KAGGLE,
    NEW_YORK,
    READ,
    Export,
    name_of,
    needs_exports,
)
from tests.acceptance.shared.runs import Host, finish, grouped, report, report_text, start

pytestmark = needs_exports


@pytest.mark.parametrize("export", READ, ids=name_of)
def test_every_row_is_accounted_for(export: Export) -> None:
    found = report(export)
    for table in found["tables"]:
        rows = table["rows"]
        kinds = ("blank", "rejected", "duplicate", "used")
        assert rows["read"] == sum(rows[kind] for kind in kinds)
        assert rows["rejected"] == sum(table["rejected"].values())
        assert table["unplaced"] == 0
        if table["files"]:
            assert rows["read"] == sum(f["rows"] for f in table["files"]) == len(export.records())
    used = found["tables"][-1]["rows"]["used"]
    count = found["groups"][0]["indicators"][0]
    assert (count["measure"], count["value"], count["considered"]) == ("count", used, used)
    for group in found["groups"]:
        for figure in group["indicators"]:
            assert figure["considered"] == figure["n"] + sum(figure["excluded"].values())
    for column in export.by:
        assert sum(g[count["id"]]["value"] for g in grouped(export, column).values()) == used


#: Two of each: thread counts, host zones and locales; and a hash seed each.
HOSTS = [
    Host(1, "UTC", seed=1),
    Host(2, "Asia/Tokyo", seed=2),
    Host(1, "Asia/Tokyo", "C.UTF-8", seed=3),
    Host(2, "UTC", seed=4),
]

ONE_OF_EACH = [CALLS, DAY_FIRST, NEW_YORK, BOSTON, EVENTS, EVENTS_ONCE, KAGGLE, ANSWERS]


@pytest.mark.parametrize("export", ONE_OF_EACH, ids=name_of)
def test_reports_are_the_same_bytes_on_every_host(export: Export) -> None:
    finished = [finish(running) for running in [start(export, host=host) for host in HOSTS]]
    assert [f.exit for f in finished] == [0] * len(HOSTS), finished[0].err
    assert {f.out for f in finished} == {report_text(export).encode()}
