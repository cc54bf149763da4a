"""The typer application of a command: the same settings for every one."""

from __future__ import annotations

import typer


def command_app(*, no_args_is_help: bool = False) -> typer.Typer:
    """Return an application without decoration: plain help, plain tracebacks of our own bugs."""
    return typer.Typer(
        add_completion=False,
        no_args_is_help=no_args_is_help,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
