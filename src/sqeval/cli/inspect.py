"""``sqeval inspect``: what an export holds, before anyone writes rules for it."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from typing import Annotated

import typer

from sqeval.api import Options
from sqeval.cli.app import command_app
from sqeval.cli.asking import check_language
from sqeval.cli.exports import check_apart
from sqeval.cli.options import Encoding, NoColor
from sqeval.cli.stdout import to_stdout
from sqeval.cli.telling import refusing
from sqeval.inspection.document import document
from sqeval.inspection.look import STANDARD, FileLook, look_at
from sqeval.inspection.mask import masked
from sqeval.inspection.show import show
from sqeval.problems import InputError, Problem
from sqeval.render.style import Style
from sqeval.rules.loader import load_rules
from sqeval.tables.source import open_source

app = command_app()


class Shape(StrEnum):
    """How the look is written."""

    TABLE = "table"
    JSON = "json"


@app.command()
def inspect(  # noqa: PLR0913 - the options of the command
    files: Annotated[list[str], typer.Argument(help="Exports; - is standard input.")],
    *,
    fmt: Annotated[Shape, typer.Option("-f", "--format", help="How to write it.")] = Shape.TABLE,
    mask: Annotated[
        bool, typer.Option("--mask", help="Show shapes in place of what cells say.")
    ] = False,
    timezone: Annotated[
        str | None,
        typer.Option(help="Zone in which times with an offset are shown. [default: UTC]"),
    ] = None,
    encoding: Encoding = None,
    lang: Annotated[str, typer.Option(help="Language: en.")] = "en",
    no_color: NoColor = False,
) -> None:
    """Show what exports hold: columns and their kinds, times, vendor, quality.

    Example: sqeval inspect examples/tickets.csv
    """
    with refusing():
        check_language(lang)
        check_apart(files, ())
        options = Options(timezone=timezone, encoding=encoding)
        looks = _looks(files, options, mask=mask)
        if fmt is Shape.JSON:
            to_stdout(document(looks))
            return
        terminal = sys.stdout is not None and sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else None
        colored = terminal and not no_color and "NO_COLOR" not in os.environ
        to_stdout(show(looks, Style(color=colored, width=width)))


def _looks(files: list[str], options: Options, *, mask: bool) -> list[FileLook]:
    """Look at every file. Raises one InputError with the problems of all that are refused."""
    standard = load_rules(STANDARD)
    looks: list[FileLook] = []
    problems: list[Problem] = []
    for path in files:
        try:
            source = open_source(path)
            seen = look_at(source, standard, encoding=options.encoding, timezone=options.timezone)
        except InputError as error:
            problems += error.problems
        else:
            looks.append(masked(seen, standard) if mask else seen)
    if problems:
        raise InputError(problems)
    return looks
