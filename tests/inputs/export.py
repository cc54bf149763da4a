"""One export of a small desk, written as every kind of file that can be read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
import zstandard

from sqeval.api import Options, Result, evaluate, load_rules
from sqeval.tables.source import Source, source_of

RULES = """\
version: 1
timezone: Asia/Shanghai
tables:
  tickets:
    key: id
    clock: created
    columns:
      id: {from: [Ticket ID]}
      created: {from: [Created at], type: datetime}
      solved: {type: datetime, formats: ["%d/%m/%Y %H:%M"]}
      due: {type: date}
      priority: {type: category, values: {P1: [Urgent], P2: []}}
      reopens: {type: integer, min: 0, thousands: "."}
      cost: {type: number, decimal: ",", required: false}
      talk: {type: duration, unit: m, required: false}
      kept: {type: boolean, required: false}
      mark: {type: scale, values: {5: [Good], 1: [Bad]}, required: false}
indicators:
  received: {type: count}
  late: {type: count, where: solved > created + 3h}
  dated: {type: count, where: present(due)}
  solve_time: {type: duration, from: created, to: solved, aggregate: mean, target: {at_most: 3h}}
  reopened: {type: ratio, good: reopens == 0, target: {at_least: 50%}}
  cost_each: {type: statistic, of: cost, aggregate: mean}
  talk_time: {type: statistic, of: talk, aggregate: sum}
  kept_share: {type: ratio, good: kept}
  mean_mark: {type: statistic, of: mark, aggregate: mean}
scorecard:
  parts:
    speed: {weight: 60, indicators: {solve_time: 50}}
    quality: {weight: 40, indicators: {reopened: 50}}
"""

HEADER = (
    "Ticket ID", "Created at", "solved", "due", "priority",
    "reopens", "cost", "talk", "kept", "mark",
)  # fmt: skip

at, on = datetime.fromisoformat, date.fromisoformat

#: The rows as values; `csv_text` writes them as the rules declare.
ROWS: tuple[tuple[Any, ...], ...] = (
    ("00012", at("2026-01-05 09:00"), at("2026-01-05 11:00"), on("2026-01-06"), "Urgent",
     0, 3.5, timedelta(minutes=90), True, "Good"),
    ("00013", at("2026-01-05 09:30:15"), at("2026-01-07 00:00"), on("2026-01-06"), "P2",
     1, 0.1, timedelta(seconds=143), False, "Bad"),
    ("00014", at("2026-01-31 23:59"), None, None, "P2", 2, None, None, None, None),
    ('A;B,"C"', at("2026-02-01 00:00"), at("2026-02-01 04:00"), on("2026-02-01"), "Urgent",
     1200, 12.25, timedelta(hours=49, seconds=7), True, "5"),
)  # fmt: skip


def _written(value: object, column: int) -> str:
    if value is None:
        return ""
    if isinstance(value, timedelta):
        return repr(value.total_seconds() / 60)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M" if column == HEADER.index("solved") else "%F %T")
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if {*text} & {*',;"'} else text


def csv_text(rows: Sequence[Sequence[object]] = ROWS) -> bytes:
    lines = [";".join(HEADER)]
    lines += [";".join(_written(value, i) for i, value in enumerate(row)) for row in rows]
    return "\n".join([*lines, ""]).encode()


def parquet(rows: Sequence[Sequence[object]] = ROWS, header: Sequence[str] = HEADER) -> bytes:
    frame = pl.DataFrame([list(row) for row in rows], schema=list(header), orient="row")
    return parquet_of(frame)


def parquet_of(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


Sheets = Mapping[str, Sequence[Sequence[object]]]
Mend = Callable[[xlsxwriter.Workbook], None]


def workbook(
    sheets: Sheets, mend: Mend | None = None, *, since_1904: bool = False, streamed: bool = False
) -> bytes:
    """Return a workbook of sheets of rows, each value in the cell format that it has in Excel."""
    buffer = io.BytesIO()
    options = {"date_1904": since_1904, "constant_memory": streamed}
    book = xlsxwriter.Workbook(buffer, options)
    forms = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        timedelta: book.add_format({"num_format": "[h]:mm:ss"}),
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                if type(value) in forms:
                    sheet.write_datetime(place, column, value, forms[type(value)])
                elif isinstance(value, str):
                    sheet.write_string(place, column, value)
                elif value is not None:
                    sheet.write(place, column, value)
    if mend is not None:
        mend(book)
    book.close()
    return buffer.getvalue()


def table(rows: Sequence[Sequence[object]] = ROWS, name: str = "Tickets") -> bytes:
    return workbook({name: [HEADER, *rows]})


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


#: Every way to pack a file into one.
PACKED: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstandard": zstandard.compress,
    "zip": lambda data: zipped({"tickets.csv": data, "__MACOSX/._tickets.csv": b"note"}),
}


def scored(
    folder: Path, data: bytes | Sequence[tuple[str, bytes]], rules: str = RULES
) -> tuple[dict[str, Any], Result]:
    """Return the report of files as JSON, and what it was made from."""
    (folder / "rules.yaml").write_text(rules)
    loaded = load_rules(str(folder / "rules.yaml"))
    given = [("tickets", data)] if isinstance(data, bytes) else data
    sources: list[Source] = [source_of(name, one) for name, one in given]
    result = evaluate(loaded, {"tickets": sources}, Options(max_rejected=1.0))
    return json.loads(result.report.to_json()), result


def figures(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report without what tells its input's kind: the files, and notices of reading."""
    kept = {key: value for key, value in report.items() if key not in {"tables", "problems"}}
    ledgers = [{k: v for k, v in one.items() if k != "files"} for one in report["tables"]]
    return {**kept, "tables": ledgers}
