"""The rejected rows, in a file that only its owner may read: they hold ticket text."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sqeval.cli.stdout import refusal, to_stdout
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

    Raises OutputError where it cannot be.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.fchmod(descriptor, _PRIVATE)
            yield file
    except OSError as error:
        raise refusal(Path(path), error) from error
