"""Writing to standard output: the one way, for results, rejected rows and explanations alike."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from sqeval.problems import Location, OutputError, Problem


def to_stdout(text: str) -> None:
    """Write a text to stdout in UTF-8, whatever the locale; a reader may stop reading."""
    if sys.stdout is None:
        raise refusal(Path("stdout"), OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except OSError as error:
        # what is still buffered goes nowhere, or the interpreter fails on it when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise refusal(Path("stdout"), error) from error


def refusal(path: Path, error: OSError) -> OutputError:
    """Return the error that says why an output could not be written."""
    reason = (error.strerror or type(error).__name__).lower()
    hint = "the old file, if there is one, is as it was"
    return OutputError(Problem("SQ701", reason, Location(str(path)), hint))
