"""pydantic's errors in our words: one problem each, at the node that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sqeval.measures.measure import Measure
from sqeval.measures.registry import MEASURES
from sqeval.nodes import Map, Model, Scalar, locate
from sqeval.problems import Problem, close_match
from sqeval.rules import later
from sqeval.rules.columns import COLUMNS
from sqeval.rules.scorecard import Part, ScorecardRules
from sqeval.rules.tables import Derive, Keep, Table
from sqeval.targets.points import POINTS
from sqeval.targets.target import Target

_MODELS: tuple[type[Model], ...] = (
    Table,
    Derive,
    Keep,
    Target,
    Part,
    ScorecardRules,
    Measure,
    *COLUMNS.values(),
    *MEASURES.values(),
    *POINTS.values(),
)

#: Every key that some rule model has, for close matches.
VOCABULARY = frozenset(
    str(f.alias or name) for model in _MODELS for name, f in model.model_fields.items()
) | {"version", "extends", "tables", "indicators", "scorecard", "timezone", "periods", "default"}

_NEEDED = {
    "dict_type": "a mapping is needed here",
    "model_type": "a mapping is needed here",
    "model_attributes_type": "a mapping is needed here",
    "list_type": "a list is needed here",
    "tuple_type": "a pair [low, high] is needed here",
    "string_type": "a text is needed here",
}


def problems_of(error: ValidationError, entry: object, kind: str) -> Iterator[Problem]:
    """Yield a problem for each of pydantic's errors in one entry of a rule file.

    ``kind`` is the kind of entry (``table``, ``indicator``, ...), as `later.KEYS` knows it.
    """
    seen = set()
    for detail in error.errors(include_url=False):
        problem = _problem(detail, entry, kind)
        if (problem.location, problem.message) not in seen:
            seen.add((problem.location, problem.message))
            yield problem


def _problem(detail: ErrorDetails, entry: object, kind: str) -> Problem:
    path = tuple(p for p in detail["loc"] if p != "[key]")
    translate = _BY_TYPE.get(detail["type"], _other)
    return translate(detail, entry, path, kind)


Path = tuple[str | int, ...]


def _unknown_key(_d: ErrorDetails, entry: object, path: Path, kind: str) -> Problem:
    key = str(path[-1])
    place = locate(entry, path, at_key=True)
    if key in later.KEYS.get(kind, ()):
        return Problem(later.CODE, later.NAME, later.message(key), place)
    hint = close_match(key, VOCABULARY)
    if ": " in key or " " in key:
        hint = "an expression in {} or [] stands in single quotes"
    return Problem("SQ111", "unknown-key", f"unknown key '{key}'", place, hint)


def _missing(_d: ErrorDetails, entry: object, path: Path, _kind: str) -> Problem:
    place = locate(entry, path[:-1], at_key=True)
    return Problem("SQ112", "missing-key", f"'{path[-1]}' is missing", place)


def _bad_tag(detail: ErrorDetails, entry: object, path: Path, kind: str) -> Problem:
    tag = str(detail.get("ctx", {}).get("tag", ""))
    return unknown_type(entry, path, kind, tag, COLUMNS)


def unknown_type(entry: object, path: Path, kind: str, tag: str, known: Iterable[str]) -> Problem:
    """Return the problem of a ``type`` that is none of ``known``; it points at its value."""
    place = locate(entry, (*path, "type"))
    if tag in later.VALUES:
        return Problem(later.CODE, later.NAME, later.message(tag), place)
    names = sorted(known)
    hint = close_match(tag, names) or f"known: {', '.join(names)}"
    return Problem("SQ113", "unknown-type", f"'{tag}' is no type of {kind}", place, hint)


def _no_tag(_d: ErrorDetails, entry: object, path: Path, _kind: str) -> Problem:
    message = "points are given by one of 'curve', 'steps' and 'deduct'"
    return Problem("SQ114", "wrong-value", message, locate(entry, path))


def _choice(detail: ErrorDetails, entry: object, path: Path, _kind: str) -> Problem:
    value = str(detail["input"])
    place = locate(entry, path)
    if value in later.VALUES:
        return Problem(later.CODE, later.NAME, later.message(value), place)
    expected = str(detail.get("ctx", {}).get("expected", ""))
    hint = close_match(value, expected.replace("'", "").replace(" or ", ", ").split(", "))
    message = f"'{value}' is not one of {expected}"
    return Problem("SQ114", "wrong-value", message, place, hint)


def _other(detail: ErrorDetails, entry: object, path: Path, _kind: str) -> Problem:
    context: dict[str, Any] = detail.get("ctx", {})
    message = _NEEDED.get(detail["type"], detail["msg"])
    message = message[:1].lower() + message[1:]
    code, name = (
        ("SQ112", "missing-key") if detail["type"] == "no_value" else ("SQ114", "wrong-value")
    )
    text = str(context.get("reason", ""))
    if "working days" in text:
        code, name = later.CODE, later.NAME
        message = later.message(_scalar_text(entry, path))
    return Problem(code, name, message, locate(entry, path), str(context.get("hint", "")))


def _scalar_text(entry: object, path: Path) -> str:
    here = entry
    for step in path:
        if isinstance(here, Map) and step in here:
            here = here[str(step)]
    return str(here) if isinstance(here, Scalar) else ""


_BY_TYPE: dict[str, Callable[[ErrorDetails, object, Path, str], Problem]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "union_tag_invalid": _bad_tag,
    "union_tag_not_found": _no_tag,
    "literal_error": _choice,
}
