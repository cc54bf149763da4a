"""Unpack compressed exports, by what their bytes are and never by their names.

Whoever sends an export decides what it unpacks to: a few kilobytes can stand for gigabytes of
zeros, and a download that broke off unpacks to the first half of the tickets without a word. So
what comes out is limited while it comes out, and an archive that does not end as it should is
refused.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import Protocol

import zstandard

from sqeval.problems import InputError, Location, Problem

#: What unpacks to no more than this is never too large, however small the archive is: memory for it
#: is there on every machine that runs a report.
FREE = 64 << 20

#: Beyond that, so many times its own size. Exports shrink to a tenth, repetitive ones to a
#: thirtieth; what shrinks to less than a hundredth was made to fill the memory.
TIMES = 100

#: Nothing may unpack to more bytes than this: reading takes a few times as much memory.
MOST = 2 << 30

#: Archives within archives are opened so many deep: a workbook in a gzip in a ZIP.
DEPTH = 3

#: zstandard has no limit on what one call gives back. A block of 128 KiB takes four bytes at least,
#: so this piece of an archive cannot become more than 32 MiB.
_PIECE = 1 << 10

ZIP = b"PK\x03\x04"

#: What makes a ZIP archive an office document, or a template of one.
OFFICE = ("[Content_Types].xml", "mimetype")


class _Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def allowance(packed: int) -> int:
    """Return how many bytes an archive of ``packed`` bytes may unpack to."""
    return min(MOST, max(FREE, TIMES * packed))


def unpacked(path: str, data: bytes) -> bytes:
    """Return what an export holds when unpacked; bytes that are no archive come back as they are.

    An office document, itself a ZIP archive, is left alone. Raises InputError for an archive that
    is damaged or cut off, for one of several files, and for one that unpacks to too much.
    """
    given = len(data)
    for _ in range(DEPTH):
        kind = next((kind for kind in _KINDS if data.startswith(kind[0])), None)
        if kind is None or (kind[0] == ZIP and _is_office(data)):
            return data
        data = _unpacked(path, data, kind[1], kind[2], allowance(given))
    if data.startswith(tuple(kind[0] for kind in _KINDS)) and not _is_office(data):
        message = f"this is an archive within archives, {DEPTH} deep"
        hint = "unpack it and give the export itself"
        raise InputError(Problem("SQ502", message, Location(path), hint))
    return data


def _unpacked(
    path: str, data: bytes, name: str, unpack: Callable[[str, bytes, int], bytes], most: int
) -> bytes:
    try:
        content = unpack(path, data, most)
    except EOFError:
        raise damaged(path, f"{name} that is cut off: its end is missing") from None
    except _DAMAGE:
        raise damaged(path, f"{name} that is damaged: it cannot be unpacked") from None
    if len(content) > most:
        raise too_large(path, name, most)
    return content


def damaged(path: str, what: str) -> InputError:
    """Return the refusal of a file that is ``what``."""
    hint = "export or transfer it again"
    return InputError(Problem("SQ508", f"this is {what}", Location(path), hint))


def too_large(path: str, what: str, most: int) -> InputError:
    """Return the refusal of a file that unpacks to more than ``most`` bytes."""
    message = f"this is {what} that unpacks to more than {most >> 20} MB"
    hint = "if it is no mistake, unpack it and give the export itself, or split the export"
    return InputError(Problem("SQ509", message, Location(path), hint))


def _gzip(_path: str, data: bytes, most: int) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        return file.read(most + 1)


def _bzip2(_path: str, data: bytes, most: int) -> bytes:
    return _streams(bz2.BZ2Decompressor, data, most)


def _xz(_path: str, data: bytes, most: int) -> bytes:
    return _streams(lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST), data, most)


def _streams(new: Callable[[], _Decompressor], data: bytes, most: int) -> bytes:
    """Unpack streams put one after the other, to one byte above ``most``."""
    pieces: list[bytes] = []
    left = most + 1
    while data and left:
        stream = new()
        piece = stream.decompress(data, left)
        while True:
            pieces.append(piece)
            left -= len(piece)
            if stream.eof or not left:
                break
            if stream.needs_input:
                raise EOFError
            piece = stream.decompress(b"", left)
        data = stream.unused_data
    return b"".join(pieces)


def _zstandard(_path: str, data: bytes, most: int) -> bytes:
    pieces: list[bytes] = []
    size = at = 0
    frame = zstandard.ZstdDecompressor().decompressobj()
    while at < len(data):
        if frame.eof:
            frame = zstandard.ZstdDecompressor().decompressobj()
        given = data[at : at + _PIECE]
        piece = frame.decompress(given)
        at += len(given) - len(frame.unused_data)
        pieces.append(piece)
        size += len(piece)
        if size > most:
            return b"".join(pieces)
    if not frame.eof:
        raise EOFError
    return b"".join(pieces)


def _zip(path: str, data: bytes, most: int) -> bytes:
    """Unpack an archive of exactly one file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # macOS puts its own notes beside each file
        files = [
            member
            for member in archive.infolist()
            if not member.is_dir() and not member.filename.startswith("__MACOSX/")
        ]
        if len(files) != 1:
            message = f"this is a ZIP archive of {len(files)} files"
            hint = "unpack it (unzip FILE) and name the exports in it"
            raise InputError(Problem("SQ502", message, Location(path), hint))
        if files[0].flag_bits & 1:
            message = "this is a ZIP archive with a password"
            hint = "unpack it and give the export in it"
            raise InputError(Problem("SQ502", message, Location(path), hint))
        with archive.open(files[0]) as file:
            return file.read(most + 1)


def _is_office(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name in OFFICE for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False


#: What the libraries raise of bytes that are not what they begin like.
_DAMAGE = (
    OSError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    NotImplementedError,
)

_KINDS: tuple[tuple[bytes, str, Callable[[str, bytes, int], bytes]], ...] = (
    (b"\x1f\x8b", "a gzip archive", _gzip),
    (b"BZh", "a bzip2 archive", _bzip2),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _zstandard),
    (b"\xfd7zXZ\x00", "an xz archive", _xz),
    (ZIP, "a ZIP archive", _zip),
)
