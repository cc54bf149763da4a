"""Turning what was typed into what is asked: files per table, outputs, thresholds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import typer

from sqeval.cli.exports import named_files
from sqeval.expr.scalars import ScalarError, parse_share
from sqeval.measures.formula import Formula
from sqeval.problems import Problem, UsageError, hint_of
from sqeval.render.registry import FORMATS, Format, format_of
from sqeval.rules.ruleset import RuleSet


@dataclass(frozen=True)
class Output:
    """One output: a path (``-`` is stdout) and its format."""

    path: str
    format: Format


def check_language(name: str) -> None:
    """Refuse a language in which reports cannot be had.

    Raises UsageError.
    """
    if name != "en":
        message = f"there are no reports in '{name}' yet"
        raise UsageError(Problem("SQ613", message, hint="--lang en"))


def bind_files(
    rules: RuleSet,
    tickets: Sequence[str],
    surveys: Sequence[str],
    reviews: Sequence[str],
    tables: Sequence[str],
) -> dict[str, list[str]]:
    """Return the files of each table.

    Raises UsageError as `named_files` does, and where tickets are needed but not given.
    """
    files = named_files(tickets, surveys, reviews, tables)
    if not _enough(rules, files):
        message = "no tickets are given, and the rules have indicators over them"
        hint = "sqeval score tickets.csv --period Q1"
        raise UsageError(Problem("SQ610", message, hint=hint))
    return files


def _enough(rules: RuleSet, files: dict[str, list[str]]) -> bool:
    """Tell whether the files can serve the rules: tickets are there, or are not asked about."""
    asked = {m.table for m in rules.indicators.values() if not isinstance(m, Formula)}
    derive = rules.tables["tickets"].derive if "tickets" in rules.tables else None
    sources = {"tickets"} | ({derive.from_} if derive is not None else set())
    return bool(files) and ("tickets" not in asked or bool(sources & files.keys()))


def choose_outputs(paths: Sequence[str], name: str | None) -> list[Output]:
    """Return the outputs: each path in the format of its suffix, else in the one named.

    Raises UsageError for an unknown format, and for a path whose format is not to be told.
    """
    named = None if name is None else _named(name)
    if not paths:
        return [Output("-", named or FORMATS["table"])]
    return [Output(path, _format(path, named)) for path in paths]


def _named(name: str) -> Format:
    if name not in FORMATS:
        hint = hint_of(name, FORMATS, "formats")
        raise UsageError(Problem("SQ611", f"'{name}' is no format", hint=hint))
    return FORMATS[name]


def _format(path: str, named: Format | None) -> Format:
    if path == "-":
        return named or FORMATS["table"]
    found = format_of(path) or named
    if found is None:
        suffixes = ", ".join(s for f in FORMATS.values() for s in f.suffixes)
        message = f"the name '{path}' does not tell its format"
        hint = f"end it in one of {suffixes}, or give --format"
        raise UsageError(Problem("SQ611", message, hint=hint))
    return found


def share(text: str, option: str) -> float:
    """Return a share such as ``1%`` as 0-1.

    Raises UsageError.
    """
    try:
        found = parse_share(text)
    except ScalarError as error:
        message = f"{option}: {error}"
        raise UsageError(Problem("SQ612", message, hint=error.hint)) from error
    if not 0 <= found <= 1:
        message = f"{option}: '{text}' is no share of a whole"
        raise UsageError(Problem("SQ612", message, hint="from 0% to 100%"))
    return found


def points(value: float | None) -> float | None:
    """Return points as typed.

    Raises typer.BadParameter where they are no number.
    """
    if value is not None and math.isnan(value):
        raise typer.BadParameter("it is no number of points")
    return value
