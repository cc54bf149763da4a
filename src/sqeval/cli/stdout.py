"""Standard output: the one way to write to it, and how what goes there is to look."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

from sqeval.problems import Location, OutputError, Problem
from sqeval.render.style import Style


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


def style_of(path: str, *, no_color: bool = False, verbose: bool = False) -> Style:
    """Return the look of what goes to ``path``: a terminal has a width and colours, a file none.

    ``-`` is stdout. ``NO_COLOR`` is honoured.
    """
    terminal = path == "-" and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    color = terminal and not no_color and "NO_COLOR" not in os.environ
    return Style(verbose=verbose, color=color, width=width)
