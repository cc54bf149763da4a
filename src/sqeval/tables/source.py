"""Take the bytes of an export once, so that what is hashed is what is read.

A file that grows or is replaced while it is read would give figures no one can reproduce; it is
refused. The hash is taken in a thread beside the parsing, since both walk over all bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import select
import stat
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sqeval.problems import InputError, Location, Problem
from sqeval.tables.unpack import unpacked

#: A named pipe that no one writes to is given up after this many seconds.
FIFO_WAIT = 30.0

#: Fewer bytes than this are hashed in less time than a thread takes to start.
_FEW = 1 << 16

#: So many bytes of a file are read at once.
_PIECE = 1 << 22

#: First bytes of what help desks and browsers also save as ``.csv``, and what to do about it.
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel workbook (XLS)",
        "save it as .xlsx or .csv and give that file",
    ),
    (b"%PDF-", "a PDF document", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and give the export in it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the export in it"),
    (b"PK\x05\x06", "an empty ZIP archive", ""),
    (b"PARE", "an encrypted Parquet file", "write it without encryption"),
)

#: How a workbook with a password names what it holds; it is packed like an old workbook.
_LOCKED = "EncryptedPackage".encode("utf-16-le")

#: Beginnings of texts that are no CSV, in lower case, after white space and byte order marks.
TEXTUAL: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "an HTML page (a login page, perhaps)"),
    (b"<html", "an HTML page (a login page, perhaps)"),
    (b"<?xml", "an XML document"),
)

_JSON = re.compile(rb"""\{\s*["}]|\[\s*[\[{\]]""")


@dataclass(frozen=True)
class Source:
    """One export: ``path`` as given (``-`` is stdin) and its bytes, unpacked.

    ``size`` and ``sha256`` are those of the file as it was given.
    """

    path: str
    data: bytes = field(repr=False)
    digest: Future[str] = field(repr=False, compare=False)
    size: int

    @property
    def sha256(self) -> str:
        """The hash of the file, in hexadecimal; waits for the thread that computes it."""
        return self.digest.result()


def open_source(path: str) -> Source:
    """Read a file, a pipe or stdin (``-``) to memory; the name is taken literally, never a glob.

    Raises InputError where the file is missing, is a folder, may not be read, changes while it
    is read, or is a pipe that no one writes to, where stdin is closed, and where an archive cannot
    be unpacked.
    """
    if path == "-":
        return source_of(path, _read_stdin())
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise _refusal(path, "it is a folder", "name the export in it")
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):  # it may have no end
            raise _refusal(path, "it is a device", "name a file, or - for standard input")
        if stat.S_ISREG(mode):
            data, digest = _read_regular(path)
            return Source(path, unpacked(path, data), _known(digest), len(data))
        data = _read_pipe(path, mode)
    except FileNotFoundError:
        raise _refusal(path, "there is no such file") from None
    except PermissionError:
        raise _refusal(path, "permission denied") from None
    except OSError as error:
        raise _refusal(path, (error.strerror or type(error).__name__).lower()) from None
    return source_of(path, data)


def source_of(path: str, data: bytes) -> Source:
    """Wrap bytes that are at hand, unpacked, and hash them: a few at once, many in a thread.

    Raises InputError for an archive that cannot be unpacked.
    """
    if len(data) < _FEW:
        digest = _known(hashlib.sha256(data).hexdigest())
    else:
        pool = ThreadPoolExecutor(max_workers=1)
        digest = pool.submit(lambda: hashlib.sha256(data).hexdigest())
        pool.shutdown(wait=False)
    return Source(path, unpacked(path, data), digest, len(data))


def _known(digest: str) -> Future[str]:
    done: Future[str] = Future()
    done.set_result(digest)
    return done


def refuse_foreign(source: Source) -> None:
    """Raise InputError naming the kind of file where the first bytes say it is no text table."""
    head = source.data[:512]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kinds = [(kind, hint) for magic, kind, hint in MAGIC if head.startswith(magic)]
    if kinds and _LOCKED in source.data:
        kinds = [("a workbook with a password", "take the password off and save it again")]
    kinds += [(kind, "") for magic, kind in TEXTUAL if start.startswith(magic)]
    kinds += [("a JSON document", "")] if _JSON.match(start) else []
    if kinds:
        kind, hint = kinds[0]
        hint = hint or "export the table as CSV, XLSX or Parquet and give that file"
        message = f"this is {kind}, not an export that can be read"
        raise InputError(Problem("SQ502", message, Location(source.path), hint))


def _read_stdin() -> bytes:
    # a process that is started without a standard input has None here
    if sys.stdin is None or sys.stdin.closed:
        raise _refusal("-", "standard input is closed", "pipe the export in, or name a file")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise _refusal("-", (error.strerror or type(error).__name__).lower()) from None


def _read_regular(path: str) -> tuple[bytes, str]:
    """Read a file piece by piece, and hash each piece while the next one is read."""
    with Path(path).open("rb") as file:
        before = os.fstat(file.fileno())
        data, digest = _read_and_hash(file, before.st_size)
        more = file.read(1)
        after = Path(path).stat()
    then = (before.st_ino, before.st_size, before.st_mtime_ns)
    now = (after.st_ino, after.st_size, after.st_mtime_ns)
    if then != now or len(data) != before.st_size or more:
        raise InputError(
            Problem(
                "SQ503",
                "the file changed while it was read",
                Location(path),
                "wait until the export is complete, then run again",
            )
        )
    return data, digest


def _read_and_hash(file: io.BufferedReader, size: int) -> tuple[bytes, str]:
    """Read up to ``size`` bytes of a file; they are hashed by the time they are read."""
    if size < _FEW:
        data = file.read(size)
        return data, hashlib.sha256(data).hexdigest()
    # the one way to write to bytes piece by piece that needs no copy in the end
    buffer = io.BytesIO(bytes(size))
    view = buffer.getbuffer()
    digest = hashlib.sha256()
    at = 0
    with ThreadPoolExecutor(max_workers=1) as beside:
        while got := file.readinto(view[at : at + _PIECE]):
            beside.submit(digest.update, view[at : at + got])
            at += got
    view.release()
    buffer.truncate(at)
    return buffer.getvalue(), digest.hexdigest()


def _read_pipe(path: str, mode: int) -> bytes:
    """Read to the end; a *named* pipe must show a writer first, or opening it would hang."""
    named = stat.S_ISFIFO(mode) and not path.startswith(("/dev/", "/proc/"))
    if not named:
        return Path(path).read_bytes()
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        if not poll.poll(FIFO_WAIT * 1000):
            raise _refusal(path, f"no one wrote to this pipe for {FIFO_WAIT:g} s")
        os.set_blocking(descriptor, True)
        return file.read()


def _refusal(path: str, what: str, hint: str = "") -> InputError:
    return InputError(Problem("SQ501", what, Location(path), hint))
