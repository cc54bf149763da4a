"""The entry point: it knows the commands by a literal registry and loads the one that is called.

So ``sqeval --help`` and the commands that only look at rule files never pay for what scoring needs.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Annotated

import typer

from sqeval.cli.app import command_app
from sqeval.loading import load
from sqeval.problems import Exit
from sqeval.version import __version__

#: Every command: the module that has its ``app``, and its help in one line.
COMMANDS: dict[str, tuple[str, str]] = {
    "score": ("sqeval.cli.score", "Score exports against a rule set and report."),
    "trace": ("sqeval.cli.trace", "Show how one ticket counted, or which cost the most."),
    "inspect": ("sqeval.cli.inspect", "Show what an export holds."),
    "check": ("sqeval.cli.check", "Lint rule files, alone or against an export."),
    "init": ("sqeval.cli.init", "Write a starter rule file for an export."),
    "explain": ("sqeval.cli.explain", "Explain a problem code, an indicator or a rule set."),
    "schema": ("sqeval.cli.schema", "Print the JSON Schema of rule files."),
    "test": ("sqeval.cli.test", "Run the unit tests of rule files."),
}

#: What libraries are told before a command loads them. Rules mean the same wherever they are read:
#: no plugin of pydantic that happens to be installed takes part, and none is looked for.
SETTINGS: dict[str, str] = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}

#: The same by command. Tables of rule tests have a few rows: threads cost more than they give.
OWN_SETTINGS: dict[str, dict[str, str]] = {"test": {"POLARS_MAX_THREADS": "1"}}

app = command_app(no_args_is_help=True)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _run(arguments)
    except KeyboardInterrupt:  # while a module is imported; a command turns its own into its exit
        sys.exit(Exit.INTERRUPTED)


def _run(arguments: list[str]) -> None:
    if arguments and arguments[0] in COMMANDS:
        for name, value in SETTINGS.items() | OWN_SETTINGS.get(arguments[0], {}).items():
            os.environ.setdefault(name, value)
        _loaded(arguments[0]).app(args=arguments[1:], prog_name=f"sqeval {arguments[0]}")
    else:
        app(args=arguments, prog_name="sqeval")


def _loaded(command: str) -> ModuleType:
    """Return the module of a command; what it loads stays, so no garbage is looked for in it."""
    gc.disable()
    try:
        return load(COMMANDS[command][0])
    finally:
        gc.enable()


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"sqeval {__version__}")
        raise typer.Exit


@app.callback()
def top(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Score service quality and issue handling from help-desk exports.

    Example: sqeval score examples/tickets.csv --survey examples/surveys.csv --period Q1
    """


def _listed(name: str, about: str) -> None:
    """Put a command into the overview; `main` calls it before typer gets to see it."""

    @app.command(name, help=about)
    def _shown() -> None:
        main([name])


for _name, (_, _about) in COMMANDS.items():
    _listed(_name, _about)
