"""Take the bytes of an export once, so that what is hashed is what is read.

A file that grows or is replaced while it is read would give figures no one can reproduce; it is
refused. The hash is taken in a thread beside the parsing, since both walk over all bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import select
import stat
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sqeval.problems import InputError, Location, Problem

#: A named pipe that no one writes to is given up after this many seconds.
FIFO_WAIT = 30.0

#: Fewer bytes than this are hashed in less time than a thread takes to start.
_FEW = 1 << 16

#: First bytes of what help desks and browsers also save as ``.csv``. One line per kind: a reader
#: for a kind is chosen here, before any decoding.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"PK\x03\x04", "an XLSX workbook or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (XLS)"),
    (b"%PDF-", "a PDF document"),
    (b"PAR1", "a Parquet file"),
)

#: Beginnings of texts that are no CSV, in lower case, after white space and byte order marks.
TEXTUAL: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "an HTML page (a login page, perhaps)"),
    (b"<html", "an HTML page (a login page, perhaps)"),
    (b"<?xml", "an XML document"),
)

_JSON = re.compile(rb"""\{\s*["}]|\[\s*[\[{\]]""")


@dataclass(frozen=True)
class Source:
    """The bytes of one export: ``path`` as given (``-`` is stdin) and ``size`` in bytes."""

    path: str
    data: bytes = field(repr=False)
    digest: Future[str] = field(repr=False, compare=False)

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.data)

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal; waits for the thread that computes it."""
        return self.digest.result()


def open_source(path: str) -> Source:
    """Read a file, a pipe or stdin (``-``) to memory; the name is taken literally, never a glob.

    Raises InputError where the file is missing, is a folder, may not be read, changes while it
    is read, or is a pipe that no one writes to, and where stdin is closed.
    """
    if path == "-":
        return source_of(path, _read_stdin())
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise _refusal(path, "it is a folder", "name the export in it")
        data = _read_regular(path) if stat.S_ISREG(mode) else _read_pipe(path, mode)
    except FileNotFoundError:
        raise _refusal(path, "there is no such file") from None
    except PermissionError:
        raise _refusal(path, "permission denied") from None
    except OSError as error:
        raise _refusal(path, (error.strerror or type(error).__name__).lower()) from None
    return source_of(path, data)


def source_of(path: str, data: bytes) -> Source:
    """Wrap bytes that are at hand, and start hashing them; a few are hashed at once."""
    if len(data) < _FEW:
        done: Future[str] = Future()
        done.set_result(hashlib.sha256(data).hexdigest())
        return Source(path, data, done)
    pool = ThreadPoolExecutor(max_workers=1)
    digest = pool.submit(lambda: hashlib.sha256(data).hexdigest())
    pool.shutdown(wait=False)
    return Source(path, data, digest)


def refuse_foreign(source: Source) -> None:
    """Raise InputError naming the kind of file where the first bytes say it is no text table."""
    head = source.data[:512]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kinds = [kind for magic, kind in MAGIC if head.startswith(magic)]
    kinds += [kind for magic, kind in TEXTUAL if start.startswith(magic)]
    kinds += ["a JSON document"] if _JSON.match(start) else []
    if kinds:
        raise InputError(
            Problem(
                "SQ502",
                f"this is {kinds[0]}, not a CSV export",
                Location(source.path),
                "export the table as CSV and give that file",
            )
        )


def _read_stdin() -> bytes:
    # a process that is started without a standard input has None here
    if sys.stdin is None or sys.stdin.closed:
        raise _refusal("-", "standard input is closed", "pipe the export in, or name a file")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise _refusal("-", (error.strerror or type(error).__name__).lower()) from None


def _read_regular(path: str) -> bytes:
    with Path(path).open("rb") as file:
        before = os.fstat(file.fileno())
        data = file.read()
        after = Path(path).stat()
    then = (before.st_ino, before.st_size, before.st_mtime_ns)
    if then != (after.st_ino, after.st_size, after.st_mtime_ns) or len(data) != before.st_size:
        raise InputError(
            Problem(
                "SQ503",
                "the file changed while it was read",
                Location(path),
                "wait until the export is complete, then run again",
            )
        )
    return data


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
