"""What is said on stderr: notices, error blocks; results never go there, ticket text neither."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator

import typer

from sqeval.codes import Severity
from sqeval.problems import Exit, Problem, SqevalError
from sqeval.render.findings.findings import block


def to_stderr(text: str) -> None:
    """Write a text to stderr; where it is closed or full, no one is there to be told of it.

    A run that has done its work must not end as one that failed.
    """
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):  # a stream that was closed is a ValueError
        # what is still buffered goes nowhere, or the interpreter fails on it when it ends
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def tell(line: str) -> None:
    """Say a line on stderr."""
    to_stderr(f"sqeval: {line}\n")


def tell_all(problems: Iterable[Problem]) -> None:
    """Say problems, each as the block that every command shows, harmless for a screen."""
    for problem in problems:
        to_stderr(f"{block(problem)}\n")


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal inside the block into its error blocks and exit code."""
    try:
        yield
    except SqevalError as error:
        tell_all(p for p in error.problems if p.severity is Severity.ERROR)  # warnings: check's
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        tell("interrupted")
        raise typer.Exit(Exit.INTERRUPTED) from None
