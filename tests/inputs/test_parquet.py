"""Parquet files: native types are read as what they are, or not at all."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal

import polars as pl
import pytest

from sqeval.problems import Exit, InputError
from sqeval.tables import parquet as parquet_module
from sqeval.tables.table import Table
from tests.inputs.export import parquet_of
from tests.inputs.reading import loaded, values

at = datetime.fromisoformat


def one(folder: Path, cells: pl.Series, says: str, zone: str = "UTC") -> Table:
    frame = cells.alias("c").to_frame().with_row_index("id")
    return loaded(folder, parquet_of(frame), {"id": "", "c": says}, zone=zone)


def reasons(table: Table) -> dict[str, int]:
    return dict(table.invalid_cells.get("c", {}))


@pytest.mark.parametrize(
    ("cells", "says", "read"),
    [
        (pl.Series([12, None, -3]), "type: integer", [12, None, -3]),
        (pl.Series([2**63 - 1]), "type: integer", [2**63 - 1]),
        (pl.Series([1200]), 'type: integer, thousands: "."', [1200]),
        (pl.Series([7], dtype=pl.UInt8), "type: number", [7.0]),
        (pl.Series([0.1, 2.0]), "type: number", [0.1, 2.0]),
        (pl.Series([1.234]), 'type: number, decimal: ",", thousands: "."', [1.234]),
        (pl.Series([0.1], dtype=pl.Float32), "type: number", [0.1]),
        (pl.Series([3.0]), "type: integer", [3]),
        (pl.Series([Decimal("12.50")]), "type: number", [12.5]),
        (pl.Series([True, False, None]), "type: boolean", [True, False, None]),
        (pl.Series(["x", "y"], dtype=pl.Categorical), "type: text", ["x", "y"]),
        (pl.Series([date(2026, 1, 5)]), "type: date", [date(2026, 1, 5)]),
        (pl.Series([date(2026, 1, 5)]), 'type: date, formats: ["%d/%m/%Y"]', [date(2026, 1, 5)]),
        (pl.Series([at("2026-01-05 23:30")]), "type: date", [date(2026, 1, 5)]),
        (pl.Series([timedelta(seconds=-90.5)]), "type: duration", [timedelta(seconds=-90.5)]),
        (pl.Series([timedelta(days=40, microseconds=1)]), "type: duration, unit: h",
         [timedelta(days=40, microseconds=1)]),
        (pl.Series([time(1, 2, 3)]), "type: duration", [timedelta(hours=1, minutes=2, seconds=3)]),
        (pl.Series([90]), "type: duration, unit: m", [timedelta(minutes=90)]),
        (pl.Series([5, 1]), "type: scale, values: {5: [Good], 1: [Bad]}", [5, 1]),
        (pl.Series([1767603600]), "type: datetime, formats: [epoch s]", [at("2026-01-05 09:00Z")]),
        (pl.Series([b"Id-1"]), "type: text", ["Id-1"]),
        (pl.Series([12.0, 0.5, None]), "type: text", ["12", "0.5", None]),
        (pl.Series([2**60]), "type: text", [str(2**60)]),
        (pl.Series([at("2026-01-05 09:00")]), "type: text", ["2026-01-05 09:00:00"]),
    ],
)  # fmt: skip
def test_a_native_value_is_read_without_loss(
    cells: pl.Series, says: str, read: list[object], tmp_path: Path
) -> None:
    table = one(tmp_path, cells, says)
    assert values(table, "c") == read
    assert not reasons(table)
    assert table.ledger.read == len(cells)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_a_time_with_a_zone_is_an_instant_and_one_without_is_local(
    unit: Literal["ms", "us", "ns"], tmp_path: Path
) -> None:
    moment = at("2026-01-05 09:00:00.250")
    naive = pl.Series([moment], dtype=pl.Datetime(unit))
    says = 'type: datetime, formats: ["%d/%m/%Y %H:%M"]'
    local = one(tmp_path, naive, says, zone="Asia/Shanghai")
    assert values(local, "c") == [at("2026-01-05 01:00:00.250Z")]
    assert local.naive == {"c"}
    placed = one(tmp_path, naive.dt.replace_time_zone("America/New_York"), says, "Asia/Shanghai")
    assert values(placed, "c") == [at("2026-01-05 14:00:00.250Z")]
    assert not placed.naive


def test_a_local_time_that_does_not_exist_is_invalid(tmp_path: Path) -> None:
    cells = pl.Series([at("2026-03-29 02:30"), at("2026-03-29 03:30")])
    table = one(tmp_path, cells, "type: datetime", zone="Europe/Berlin")
    assert values(table, "c") == [None, at("2026-03-29 01:30Z")]
    assert reasons(table) == {"dst-gap": 1}


@pytest.mark.parametrize(
    ("cells", "says", "reason"),
    [
        (pl.Series([float("nan"), 1.0]), "type: number", "not-a-number"),
        (pl.Series([float("inf"), 1.0]), "type: text", "not-a-number"),
        (pl.Series([1e16, 1.0]), "type: text", "lost-digits"),
        (pl.Series([1e16, 1.0]), "type: integer", "lost-digits"),
        (pl.Series([[1], None]), "type: text", "nested-value"),
        (pl.Series([{"a": 1}, None]), "type: number", "nested-value"),
        (pl.Series([b"\xff\xfe", b"1"]), "type: text", "nested-value"),
        (pl.Series([at("2026-01-05 09:00")]), "type: number", "unparsable-number"),
        (pl.Series([at("2026-01-05 09:00")]), "type: duration, unit: s", "unparsable-duration"),
        (pl.Series([True]), "type: integer", "unparsable-integer"),
        (pl.Series([46027]), "type: datetime", "unparsable-time"),
        (pl.Series([time(9, 0)]), "type: datetime", "unparsable-time"),
        (pl.Series([1]), "type: boolean", "unknown-word"),
        (pl.Series([1.5]), "type: integer", "unparsable-integer"),
        (pl.Series([date(1900, 1, 1)]), "type: date", "implausible-time"),
    ],
)
def test_what_a_type_does_not_take_is_an_invalid_cell(
    cells: pl.Series, says: str, reason: str, tmp_path: Path
) -> None:
    table = one(tmp_path, cells, says)
    assert values(table, "c")[0] is None
    assert reasons(table) == {reason: 1}


def test_sums_of_decimals_stay_exact(tmp_path: Path) -> None:
    table = one(tmp_path, pl.Series([Decimal("0.10"), Decimal("0.20")]), "type: number")
    assert table.decimals == {"c": 2}


def test_a_key_that_is_no_value_rejects_its_row(tmp_path: Path) -> None:
    frame = pl.DataFrame({"ID": [1e16, 2.0, None], "n": [1, 2, 3]})
    columns = {"id": "", "n": "type: integer"}
    table = loaded(tmp_path, parquet_of(frame), columns, "    key: id\n")
    assert values(table, "id") == ["2"]
    lost = [(r.line, r.code, r.raw.split("\t")[1]) for r in table.ledger.rejects]
    assert lost == [(1, "missing-key", "1"), (3, "missing-key", "3")]


def test_headers_are_found_as_in_a_csv(tmp_path: Path) -> None:
    frame = pl.DataFrame({" ticket  id ": ["1"], "工单编号": ["2"], "Date": [date(2026, 1, 5)],
                          "Time": [time(9, 30)]})  # fmt: skip
    columns = {
        "id": "from: [Ticket ID, 工单编号]",
        "created": 'from: [[Date, Time]], type: datetime, formats: ["%d/%m/%Y %H:%M"]',
    }
    table = loaded(tmp_path, parquet_of(frame), columns)
    assert values(table, "id") == ["1"]
    assert values(table, "created") == [datetime(2026, 1, 5, 9, 30, tzinfo=UTC)]
    assert [notice.code for notice in table.notices] == ["SQ511"]


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    data = parquet_of(pl.DataFrame({"Number": ["1"], "Opened": ["x"]}))
    with pytest.raises(InputError) as caught:
        loaded(tmp_path, data, {"id": ""})
    assert "SQ506" in str(caught.value)
    assert "present: 'Number', 'Opened'" in str(caught.value)


def test_rows_without_any_value_are_blank(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["1", None, " ", None], "other": ["a", None, "", "b"]})
    table = loaded(tmp_path, parquet_of(frame), {"id": ""})
    assert values(table, "id") == ["1", None]
    assert (table.ledger.read, table.ledger.blank, table.ledger.used) == (4, 2, 2)


def test_identical_rows_collapse_without_a_key(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["1", "1", "1"], "n": [1, 1, 2], "l": [[1], [1], [1]]})
    more = "    duplicates: {keep: first}\n"
    table = loaded(tmp_path, parquet_of(frame), {"id": ""}, more)
    assert (table.ledger.duplicate, table.ledger.used) == (1, 2)


def test_no_rows_is_said(tmp_path: Path) -> None:
    table = loaded(
        tmp_path, parquet_of(pl.DataFrame({"id": []}, schema={"id": pl.String})), {"id": ""}
    )
    assert table.ledger.read == 0
    assert [notice.code for notice in table.notices] == ["SQ512"]


def whole() -> bytes:
    return parquet_of(pl.DataFrame({"id": [str(i * 7919) for i in range(5000)]}))


@pytest.mark.parametrize("keep", [4, 8, 100, -1])
def test_a_file_that_is_cut_off_is_refused(keep: int, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="SQ508 damaged-file: this is a Parquet file") as caught:
        loaded(tmp_path, whole()[:keep], {"id": ""})
    assert caught.value.exit_code is Exit.REFUSED


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    data = whole()
    middle = len(data) // 2
    for start, stop in ((middle, middle + 40), (len(data) - 8, len(data) - 4)):
        broken = data[:start] + bytes(stop - start) + data[stop:]
        with pytest.raises(InputError, match="SQ508"):
            loaded(tmp_path, broken, {"id": ""})


def test_a_file_that_stands_for_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = parquet_of(pl.select(id=pl.repeat("x", 2_000_000)))
    monkeypatch.setattr(parquet_module, "FREE_CELLS", 1_000_000)
    with pytest.raises(InputError, match=r"SQ509 unpacked-too-large.*2000000 cells"):
        loaded(tmp_path, data, {"id": ""})


def test_a_file_may_be_written_in_any_way_that_polars_reads(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": [f"T{i}" for i in range(3000)]})
    for compression in ("uncompressed", "snappy", "gzip", "brotli", "lz4", "zstd"):
        buffer = io.BytesIO()
        frame.write_parquet(buffer, compression=compression, row_group_size=700)
        table = loaded(tmp_path, buffer.getvalue(), {"id": ""})
        assert values(table, "id") == frame["id"].to_list()
        assert table.frame["#line"].to_list() == list(range(1, 3001))
