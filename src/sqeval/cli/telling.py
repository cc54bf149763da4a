"""What is said on stderr: notices, error blocks; results never go there, ticket text neither."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator

import typer

from sqeval.codes import Severity
from sqeval.problems import Exit, Problem, SqevalError


def tell(line: str) -> None:
    """Say a line on stderr."""
    sys.stderr.write(f"sqeval: {line}\n")


def tell_all(problems: Iterable[Problem]) -> None:
    """Say notices and warnings, each as its block."""
    for problem in problems:
        sys.stderr.write(f"{problem.severity}: {problem}\n")


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal inside the block into its error blocks and exit code."""
    try:
        yield
    except SqevalError as error:
        for problem in error.problems:
            if problem.severity is Severity.ERROR:  # warnings are for `sqeval check`
                sys.stderr.write(f"{problem}\n")
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        sys.stderr.write("sqeval: interrupted\n")
        raise typer.Exit(Exit.INTERRUPTED) from None
