"""What is refused as a whole: exit 3, one clear problem, and never a word of the tickets."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest

from sqeval.problems import Exit, InputError
from sqeval.tables.header import Wanted
from sqeval.tables.records import read_records
from sqeval.tables.source import open_source, source_of

WANTED = (Wanted("id", (("Id",),), required=True),)


def refused(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_records(source_of("x.csv", data), WANTED, encoding=encoding)
    assert caught.value.exit_code is Exit.REFUSED
    assert len(caught.value.problems) == 1
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2, b"\n\n", b"\r\n", b"\r", b" \n\t\n", b"\xff\xfe"],
)
def test_a_file_without_text_is_refused(data: bytes) -> None:
    assert "SQ505 empty-file" in refused(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"%PDF-1.7", "PDF"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07\x01", "RAR"),
        (b"PK\x05\x06", "ZIP"),
        (b"PARE", "Parquet"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><html>", "HTML"),
        (b"<HTML>", "HTML"),
        (b"<?xml version='1.0'?>", "XML"),
        (b'{"tickets": []}', "JSON"),
        (b'[{"id": 1}]', "JSON"),
        (b'[ {"id": 1} ]', "JSON"),
        (b'[\n  {"id": 1}\n]', "JSON"),
        (b'{\r\n "id": 1}', "JSON"),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, kind: str) -> None:
    message = refused(data)
    assert "SQ502" in message
    assert kind in message


def test_a_wrong_encoding_is_refused_with_place_and_suggestion() -> None:
    message = refused("Id,Name\n1,a\n2,王小明\n".encode("gb18030"))
    assert "byte offset 14 (line 3)" in message
    assert "gb18030" in message
    assert "王" not in message


def test_a_single_western_letter_is_refused_with_a_suggestion() -> None:
    message = refused("Id,Name\n1,é,\n".encode("cp1252"))
    assert "byte offset 10 (line 2)" in message
    assert "cp1252" in message


def test_bytes_that_the_declared_encoding_does_not_know_are_refused() -> None:
    assert "not gb18030 at byte offset 3 (line 2)" in refused(b"Id\n\xff\xff\n", "gb18030")


def test_an_unknown_encoding_is_refused() -> None:
    assert "no text encoding is called 'klingon'" in refused(b"Id\n1\n", "klingon")


def test_a_codec_that_is_no_text_encoding_is_refused() -> None:
    assert "no text encoding is called 'base64'" in refused(b"Id\n1\n", "base64")


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("punycode", b"Id,Name\n1,a-\x7f!\n"),
        ("idna", b"Id,Name\n1,xn--\xff.a\n"),
        ("undefined", b"Id\n1\n"),
        ("a\0b", b"Id\n1\n"),
        ("raw_unicode_escape", b"Id\n\\ud800\n"),
    ],
)
def test_codecs_with_failures_of_their_own_are_refused(encoding: str, data: bytes) -> None:
    assert "SQ504 wrong-encoding" in refused(data, encoding)


@pytest.mark.parametrize(
    "line",
    [
        "4711,printer is broken,open",
        "secret,2026-01-03 10:00,open",
        "secret,mail@example.org",
        "secret,+86 138 0013 8000",
        "one secret sentence",
        "å·¥å\x8d\x95,secret",
    ],
)
def test_a_line_of_content_in_the_place_of_the_header_is_not_shown(line: str) -> None:
    message = refused(f"{line}\n{line}\n".encode())
    assert "the first line does not look like a header" in message
    assert not any(cell in message for cell in line.split(","))


@pytest.mark.parametrize(("wrong", "right"), [("cp037", "utf-8"), ("latin-1", "utf-16-le")])
def test_what_a_wrong_encoding_makes_of_a_file_is_not_shown(wrong: str, right: str) -> None:
    message = refused("Ident,Name\n1,secret\n".encode(right), wrong)
    assert "the first line does not look like a header" in message


def test_few_and_short_headers_are_shown() -> None:
    names = ["Ids", "x" * 100, *(f"col {chr(97 + i)}" for i in range(26)), *"pqrstu"]
    message = refused((",".join(names) + "\n").encode())
    assert "'col z', 'p', 'q' and 4 more" in message
    assert "x" * 40 not in message
    assert "did you mean 'Ids'?" in message


def test_a_header_that_is_hardly_alike_is_not_suggested() -> None:
    wanted = (Wanted("created_at", (("created_at",),), required=True),)
    data = b"Ticket Channel,Ticket Creator\nx,y\n"
    with pytest.raises(InputError) as caught:
        read_records(source_of("x.csv", data), wanted, encoding=None)
    assert "'Ticket Channel'" in str(caught.value)
    assert "did you mean" not in str(caught.value)


def test_a_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    for stdin in (None, closed):
        monkeypatch.setattr(sys, "stdin", stdin)
        with pytest.raises(InputError, match="closed") as caught:
            open_source("-")
        assert caught.value.exit_code is Exit.REFUSED


def test_utf_16_without_a_mark_is_refused_with_a_suggestion() -> None:
    assert "utf-16-le" in refused("Id,Name\n1,a\n".encode("utf-16-le"))


def test_a_header_below_the_first_fifty_lines_is_not_found() -> None:
    assert "missing-column" in refused(b"x\n" * 51 + b"Id,Name\n1,a\n")


def test_a_literal_name_with_brackets_is_that_very_file(tmp_path: Path) -> None:
    (tmp_path / "t1.csv").write_bytes(b"Id\nwrong\n")
    path = tmp_path / "t[1].csv"
    path.write_bytes(b"Id\nright\n")
    source = open_source(str(path))
    records = read_records(source, WANTED, encoding=None)
    assert records.frame["id"].to_list() == ["right"]
    assert source.sha256 == hashlib.sha256(b"Id\nright\n").hexdigest()
    assert (source.path, source.size) == (str(path), 9)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_source(str(tmp_path / "absent.csv"))
    with pytest.raises(InputError, match="folder"):
        open_source(str(tmp_path))


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.csv"
    path.write_bytes(b"Id\n1\n")

    def deny(*_: object) -> io.BytesIO:
        raise PermissionError

    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(InputError, match="permission denied"):
        open_source(str(path))


def test_stdin_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Id\n1\n")))
    assert open_source("-").data == b"Id\n1\n"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused_before_it_is_read(device: str) -> None:
    with pytest.raises(InputError, match=r"SQ501 .*it is a device"):
        open_source(device)


def test_a_header_with_a_quote_that_is_not_closed_is_refused_where_no_column_is_required() -> None:
    data = b'20260131,",\n\n1,"1,234",85%\n2,"1,234",85%\n'
    wanted = [Wanted("a", (("a",),), required=False)]
    with pytest.raises(InputError) as refusal:
        read_records(source_of("f.csv", data), wanted, encoding=None)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.location.line) == ("SQ502", 1)
    assert problem.hint == "close the quote, or delete that line"
