"""Compressed exports: damaged, cut off, too large, of several parts."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from sqeval.problems import Exit, InputError
from sqeval.tables import unpack
from sqeval.tables.header import Wanted
from sqeval.tables.records import read_records
from sqeval.tables.source import open_source, source_of
from tests.inputs.export import PACKED, csv_text, table, zipped

MAGIC = {name: pack for name, pack in PACKED.items() if name != "zip"}


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        source_of("tickets.csv.gz", data)
    assert caught.value.exit_code is Exit.REFUSED
    assert caught.value.problems[0].location.file == "tickets.csv.gz"
    return str(caught.value)


@pytest.mark.parametrize("kind", MAGIC)
def test_what_is_cut_off_is_refused_wherever_it_is_cut(kind: str) -> None:
    whole = MAGIC[kind](csv_text())
    for end in (len(whole) // 3, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        assert "SQ508 damaged-file: this is a" in refused(whole[:end])


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_damaged_is_refused(kind: str) -> None:
    whole = bytearray(PACKED[kind](csv_text()))
    middle = len(whole) // 2 if kind != "zip" else 60
    whole[middle : middle + 8] = bytes(8)
    message = refused(bytes(whole))
    assert "SQ508" in message
    assert "export or transfer it again" in message


@pytest.mark.parametrize("kind", MAGIC)
def test_parts_put_one_after_the_other_are_all_read(kind: str) -> None:
    head, tail = b"Id\n1\n2\n", b"3\n4\n"
    source = source_of("x", MAGIC[kind](head) + MAGIC[kind](tail))
    assert source.data == head + tail


def test_what_follows_an_archive_is_damage() -> None:
    for kind in ("gzip", "xz", "zstandard"):
        assert "SQ508" in refused(MAGIC[kind](b"Id\n1\n") + b"Id\n2\n")


def test_a_name_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tickets.gz"
    path.write_bytes(b"Id\n1\n")
    assert open_source(str(path)).data == b"Id\n1\n"
    path = tmp_path / "tickets.csv"
    path.write_bytes(gzip.compress(b"Id\n1\n"))
    assert open_source(str(path)).data == b"Id\n1\n"


def test_lines_are_those_of_the_unpacked_text() -> None:
    data = gzip.compress(b"Id,Name\n1,a\n2\n3,c\n")
    records = read_records(source_of("x", data), [Wanted("id", (("Id",),), True)], encoding=None)  # noqa: FBT003
    assert [(reject.line, reject.raw) for reject in records.rejects] == [(3, "2")]
    assert records.source.size == len(data)


def bombs() -> dict[str, Callable[[int], bytes]]:
    return {
        "gzip": lambda size: gzip.compress(bytes(size)),
        "bzip2": lambda size: bz2.compress(bytes(size)),
        "xz": lambda size: lzma.compress(bytes(size)),
        "zstandard": lambda size: zstandard.compress(bytes(size)),
        "zstandard without its size": lambda size: zstandard.ZstdCompressor(
            write_content_size=False
        ).compress(bytes(size)),
        "zip": lambda size: zipped({"a.csv": bytes(size)}),
    }


@pytest.mark.parametrize("kind", bombs())
def test_a_bomb_is_refused_within_bounded_memory(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, size = 1 << 20, 96 << 20
    monkeypatch.setattr(unpack, "FREE", free)
    monkeypatch.setattr(unpack, "TIMES", 2)
    bomb = bombs()[kind](size)
    tracemalloc.start()
    message = refused(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "SQ509 unpacked-too-large" in message
    assert "unpacks to more than 1 MB" in message
    assert peak < size / 2 + len(bomb)


def test_what_shrinks_well_and_is_small_is_read() -> None:
    text = b"Id\n" + b"1\n" * 500_000
    packed = gzip.compress(text)
    assert len(text) > unpack.TIMES * len(packed)
    assert source_of("x", packed).data == text


def test_the_allowance_grows_with_the_file_up_to_the_most() -> None:
    assert unpack.allowance(1) == unpack.FREE
    assert unpack.allowance(unpack.FREE // 10) == unpack.TIMES * (unpack.FREE // 10)
    assert unpack.allowance(unpack.MOST) == unpack.MOST


def test_a_zip_of_several_files_is_refused_with_the_way_out() -> None:
    message = refused(zipped({"a.csv": b"Id\n1\n", "b.csv": b"Id\n2\n"}))
    assert "SQ502" in message
    assert "a ZIP archive of 2 files" in message
    assert "unzip" in message


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"a.csv": b"Id\n1\n"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    assert "a ZIP archive with a password" in refused(bytes(data))


def test_a_zip_that_lies_about_a_size_is_refused() -> None:
    data = bytearray(zipped({"a.csv": b"Id\n" + b"1\n" * 1000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert "SQ508" in refused(bytes(data))


def test_archives_in_archives_end_somewhere() -> None:
    data = b"Id\n1\n"
    for _ in range(unpack.DEPTH + 1):
        data = gzip.compress(data)
    assert "an archive within archives" in refused(data)


def test_a_workbook_is_no_archive_of_files() -> None:
    data = table()
    assert source_of("x", data).data == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) > 1
