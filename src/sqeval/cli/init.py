"""``sqeval init``: a starter rule file for exports, and the command to run next."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from sqeval.api import Options
from sqeval.cli.app import command_app
from sqeval.cli.exports import check_apart
from sqeval.cli.options import Encoding, Quiet, Timezone
from sqeval.cli.stdout import to_stdout
from sqeval.cli.telling import refusing, tell
from sqeval.cli.writing import write_all
from sqeval.inspection.look import look
from sqeval.problems import Location, OutputError, Problem, UsageError
from sqeval.rules.folder import LOCAL_RULES
from sqeval.starting.start import Started, start
from sqeval.starting.table import EVENTS, TICKETS
from sqeval.starting.texts import Lang

app = command_app()

_LANGUAGES: dict[str, Lang] = {lang: lang for lang in get_args(Lang)}

#: How `sqeval score` is given the exports of a table; those of tickets are its arguments.
_OPTIONS = {"surveys": "--survey", "reviews": "--reviews"}


@app.command()
def init(  # noqa: PLR0913 - the options of the command
    files: Annotated[list[str], typer.Argument(help="Exports; the first is that of tickets.")],
    *,
    output: Annotated[
        str,
        typer.Option("-o", "--output", help="Write the rules to this new file; - is stdout."),
    ] = LOCAL_RULES,
    lang: Annotated[str, typer.Option(help="Language of titles and comments: en, zh.")] = "en",
    timezone: Timezone = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Write a starter rule file for exports, and say what to run next.

    Example: sqeval init examples/calls.csv -o -
    """
    with refusing():
        language = _language(lang)
        _check_files(files, output)
        Options(timezone=timezone, encoding=encoding)  # which refuses what is none
        looks = [look(path, encoding=encoding, timezone=timezone) for path in files]
        started = start(looks, timezone=timezone, encoding=encoding, lang=language)
        _check_new(output)  # once more: another may have made it while the exports were read
        write_all([(output, started.text)])
        if output != "-":
            to_stdout(f"{next_command(started, output)}\n")
            if not quiet:
                tell(f"wrote {output}; run the line above, then decide what its comments ask")
        elif not quiet:
            tell(f"next: {next_command(started, output)}")


def _language(name: str) -> Lang:
    """Return a language. Raises UsageError for one that no rule file is written in."""
    if name not in _LANGUAGES:
        message = f"no rule file is written in '{name}'"
        raise UsageError(Problem("SQ613", message, hint=f"languages: {', '.join(_LANGUAGES)}"))
    return _LANGUAGES[name]


def _check_files(files: Sequence[str], output: str) -> None:
    """Refuse stdin, one file twice, and an output that is there already.

    Raises UsageError or OutputError.
    """
    if "-" in files:
        message = "standard input can be read once, and an export is read several times"
        raise UsageError(Problem("SQ614", message, hint="write it to a file first"))
    places = [os.path.realpath(path) for path in files]
    for path, place in zip(files, places, strict=True):
        if places.count(place) > 1:
            raise UsageError(Problem("SQ614", f"'{path}' is given twice", hint="give it once"))
    check_apart(files, [output])
    _check_new(output)


def _check_new(output: str) -> None:
    """Refuse a file that is there, or a link: rules that someone wrote are never replaced."""
    path = Path(output)
    if output != "-" and (path.exists() or path.is_symlink()):
        hint = "it is as it was; give another name with -o, or print the rules with -o -"
        raise OutputError(Problem("SQ701", "the file exists already", Location(output), hint))


def next_command(started: Started, output: str) -> str:
    """Return the command that scores the exports by the rules just made."""
    words = ["sqeval", "score", *_exports(started.paths)]
    if output != LOCAL_RULES:
        words += ["-r", "RULES.yaml" if output == "-" else _path(output)]
    if started.period is not None:
        words += ["--period", started.period]
    return shlex.join(words)


def _exports(paths: Mapping[str, Sequence[str]]) -> list[str]:
    words = [_path(path) for name in (TICKETS, EVENTS) for path in paths.get(name, ())]
    for name, given in paths.items():
        for path in given if name not in (TICKETS, EVENTS) else ():
            if name in _OPTIONS:
                words += [_OPTIONS[name], _path(path)]
            else:
                words += ["--table", f"{name}={path}"]
    return words


def _path(path: str) -> str:
    """Return a path that is no option."""
    return f"./{path}" if path.startswith("-") else path
