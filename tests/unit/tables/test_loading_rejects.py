"""What several files of one table have in common: rows without a key, and rows that repeat."""

from __future__ import annotations

from pathlib import Path

import pytest

import sqeval
from sqeval.api import Options, evaluate, open_sources
from sqeval.tables.table import Table

KEYED = """\
version: 1
timezone: UTC
tables:
  tickets: {key: id, clock: at, columns: {id: {}, at: {type: datetime}, note: {required: false}}}
indicators:
  received: {type: count}
"""
KEYLESS = KEYED.replace("key: id", "duplicates: {keep: first}")


def loaded(folder: Path, rules: str, files: list[bytes], encoding: str | None = None) -> Table:
    (folder / "rules.yaml").write_text(rules)
    paths = []
    for i, data in enumerate(files):
        paths.append(folder / f"{i}.csv")
        paths[-1].write_bytes(data)
    tables: list[Table] = []
    loaded_rules = sqeval.load_rules(str(folder / "rules.yaml"))
    evaluate(
        loaded_rules,
        open_sources(loaded_rules, {"tickets": [str(path) for path in paths]}),
        Options(max_rejected=1.0, encoding=encoding),
        lambda kept: tables.append(kept["tickets"]),
    )
    return tables[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
def test_a_row_without_a_key_is_kept_as_it_stands(tmp_path: Path, encoding: str, end: str) -> None:
    first = ["id,at,note", '1,2026-01-05 10:00,"two', 'lines"', "2,2026-01-05 10:00,b"]
    second = ["id,at,note", '3,2026-01-05 10:00,"x', 'y"', ',2026-01-05 10:00,"no', 'key"']
    files = [(end.join(lines) + end).encode(encoding) for lines in (first, second)]
    rejects = loaded(tmp_path, KEYED, files, encoding).ledger.rejects
    assert [(Path(r.file).name, r.line, r.code) for r in rejects] == [("1.csv", 4, "missing-key")]
    assert rejects[0].raw == ',2026-01-05 10:00,"no\nkey"'


def test_rows_repeat_across_files_whatever_the_order_of_their_columns(tmp_path: Path) -> None:
    first = b"id,at,note\n1,2026-01-05 10:00,a\na,2026-01-05 10:00,1\n"
    second = b"NOTE,at,id\na,2026-01-05 10:00,1\n2,2026-01-05 10:00,b\n"
    frame = loaded(tmp_path, KEYLESS, [first, second]).frame
    assert frame["id"].to_list() == ["1", "a", "b"]
