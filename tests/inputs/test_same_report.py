"""The same content gives the same report, whatever kind of file it comes in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.inputs.export import (
    HEADER,
    PACKED,
    ROWS,
    csv_text,
    figures,
    parquet,
    scored,
    table,
    workbook,
)

#: As texts in a workbook, cells are what they are in a CSV export.
TEXTS = [line.split(";") for line in csv_text(ROWS[:3]).decode().splitlines()]


def _packed(make: Callable[[], bytes], kind: str) -> bytes:
    return PACKED[kind](make())


KINDS: dict[str, Callable[[], bytes]] = {
    "parquet": parquet,
    "xlsx": table,
    **{f"csv in {name}": partial(_packed, csv_text, name) for name in PACKED},
    **{f"xlsx in {name}": partial(_packed, table, name) for name in PACKED},
    **{f"parquet in {name}": partial(_packed, parquet, name) for name in PACKED},
    "xlsx in gzip in zip": lambda: PACKED["zip"](PACKED["gzip"](table())),
    "xlsx from 1904": lambda: workbook({"Tickets": [HEADER, *ROWS]}, since_1904=True),
    "xlsx with texts in its cells": lambda: workbook({"T": [HEADER, *ROWS]}, streamed=True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_figures_of_the_csv(kind: str, tmp_path: Path) -> None:
    expected, wanted = scored(tmp_path, csv_text())
    report, result = scored(tmp_path, KINDS[kind]())
    assert figures(report) == figures(expected)
    used, rows = (one.tables["tickets"].frame.drop("#line") for one in (wanted, result))
    assert rows.equals(used)
    assert rows.schema == used.schema


def test_the_figures_are_those_of_the_rows(tmp_path: Path) -> None:
    report, _ = scored(tmp_path, table())
    values = {one["id"]: one["value"] for one in report["groups"][0]["indicators"]}
    solved = [(row[2] - row[1]).total_seconds() for row in ROWS if isinstance(row[2], datetime)]
    talk = sum((row[7] for row in ROWS if row[7] is not None), timedelta())
    assert values["received"] == len(ROWS)
    assert values["solve_time"] == pytest.approx(sum(solved) / 3)
    assert values["dated"] == 3
    assert values["talk_time"] == talk.total_seconds()
    assert values["cost_each"] == pytest.approx((3.5 + 0.1 + 12.25) / 3)
    assert values["kept_share"] == 2 / 4
    assert values["mean_mark"] == pytest.approx((5 + 1 + 5) / 3)
    assert report["tables"][0]["invalid_cells"] == {}


def test_texts_in_a_workbook_are_read_as_the_texts_of_a_csv(tmp_path: Path) -> None:
    expected, _ = scored(tmp_path, csv_text(ROWS[:3]))
    report, _ = scored(tmp_path, workbook({"T": TEXTS}))
    assert figures(report) == figures(expected)


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [(table(), "xlsx", ""), (parquet(), "parquet", ""), (PACKED["gzip"](csv_text()), "utf-8", ";")],
    ids=["xlsx", "parquet", "csv.gz"],
)
def test_the_ledger_names_the_file_as_given(
    data: bytes, encoding: str, delimiter: str, tmp_path: Path
) -> None:
    report, _ = scored(tmp_path, data)
    assert report["tables"][0]["files"] == [
        {
            "path": "tickets",
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "rows": 4,
            "encoding": encoding,
            "delimiter": delimiter,
        }
    ]


def test_files_of_all_kinds_make_one_table(tmp_path: Path) -> None:
    expected, _ = scored(tmp_path, csv_text())
    parts = [
        ("a.xlsx", table(ROWS[:1])),
        ("b.parquet", parquet(ROWS[1:2])),
        ("c.csv", csv_text(ROWS[2:3])),
        ("d.csv.gz", PACKED["gzip"](csv_text(ROWS[3:]))),
    ]
    report, _ = scored(tmp_path, parts)
    assert figures(report) == figures(expected)
    assert [one["rows"] for one in report["tables"][0]["files"]] == [1, 1, 1, 1]


UGLY: tuple[tuple[object, ...], ...] = (
    ("Tickets of January",),
    (),
    HEADER,
    ROWS[0],
    (None,) * len(HEADER),
    ROWS[1],
    HEADER,
    ROWS[2],
    (None, *ROWS[0][1:]),
    ROWS[1],
    ("Total", None, None, None, None, 3),
)


def test_titles_blank_rows_headers_and_totals_are_told_as_in_a_csv(tmp_path: Path) -> None:
    csv = csv_text(UGLY).decode().split("\n", 1)[1].splitlines()
    fill = [";" * (len(HEADER) - 1 - line.count(";")) for line in csv]
    full = "\n".join(line and line + more for line, more in zip(csv, fill, strict=True))
    expected, _ = scored(tmp_path, full.encode())
    report, result = scored(tmp_path, workbook({"T": UGLY}))
    assert figures(report) == figures(expected)
    assert report["tables"][0]["rows"] == {
        "read": 10, "blank": 2, "rejected": 4, "duplicate": 1, "used": 3,
    }  # fmt: skip
    assert report["tables"][0]["rejected"] == {
        "missing-key": 1, "preamble": 1, "repeated-header": 1, "total-row": 1,
    }  # fmt: skip
    rejects = result.tables["tickets"].ledger.rejects
    rows = {reject.code: (reject.line, reject.raw.split("\t")[:2]) for reject in rejects}
    assert rows == {
        "preamble": (1, ["Tickets of January", ""]),
        "repeated-header": (7, ["Ticket ID", "Created at"]),
        "missing-key": (9, ["", "2026-01-05 09:00:00"]),
        "total-row": (11, ["Total", ""]),
    }
