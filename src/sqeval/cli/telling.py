"""What is said on stderr: notices, error blocks; results never go there, ticket text neither."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator

import typer

from sqeval.codes import Severity
from sqeval.problems import Exit, Problem, SqevalError
from sqeval.render.findings.findings import block


def tell(line: str) -> None:
    """Say a line on stderr."""
    sys.stderr.write(f"sqeval: {line}\n")


def tell_all(problems: Iterable[Problem]) -> None:
    """Say problems, each as the block that every command shows, harmless for a screen."""
    for problem in problems:
        sys.stderr.write(f"{block(problem)}\n")


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal inside the block into its error blocks and exit code."""
    try:
        yield
    except SqevalError as error:
        tell_all(p for p in error.problems if p.severity is Severity.ERROR)  # warnings: check's
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        sys.stderr.write("sqeval: interrupted\n")
        raise typer.Exit(Exit.INTERRUPTED) from None
