"""The rejected rows, in a file that only its owner may read: they hold ticket text."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sqeval.cli.stdout import refusal, to_stdout
from sqeval.cli.writing import held, part_of, place_of, rename, streams
from sqeval.tables.table import Tables

_PRIVATE = 0o600


def rejects_text(tables: Tables) -> str:
    """Return all rejected records as CSV: file, line, code, reason, raw text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["file", "line", "code", "reason", "raw"])
    for table in tables.tables.values():
        for reject in sorted(table.ledger.rejects, key=lambda r: (r.file, r.line)):
            writer.writerow([reject.file, reject.line, reject.code, reject.reason, reject.raw])
    return buffer.getvalue()


def write_private(path: str, text: str) -> None:
    """Write a text to a file that only its owner may read, or to stdout (``-``).

    Raises OutputError.
    """
    if path == "-":
        to_stdout(text)
        return
    with private_file(path) as file:
        file.write(text.encode())


@contextlib.contextmanager
def private_file(path: str) -> Iterator[BinaryIO]:
    """Open a file that only its owner may read, to be written in the block.

    It takes the place of an old one when it is whole; a pipe or a device is written into. Raises
    OutputError where it cannot be written, and BusyError where another run holds it.
    """
    place = place_of(Path(path))
    try:
        if streams(place):
            with place.open("wb") as file:
                yield file
            return
        with held(place), _private_part(place) as part:
            with part.open("wb") as file:
                yield file
            rename(part, place)
    except OSError as error:
        raise refusal(Path(path), error) from error


@contextlib.contextmanager
def _private_part(path: Path) -> Iterator[Path]:
    """Make an empty private file beside ``path``, which is gone when the block ends."""
    part = part_of(path)
    try:
        # a part that a killed run left may be open to others
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
