"""pydantic's errors in our words: one problem each, at the node that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sqeval.calendars.calendar import Version
from sqeval.measures.timed import History
from sqeval.nodes import Map, Model, Scalar, locate
from sqeval.problems import Location, Problem, close_match, hint_of
from sqeval.rules import later
from sqeval.rules.columns import COLUMNS
from sqeval.rules.scorecard import Gate, Part
from sqeval.rules.stages import Stage, StageEvents
from sqeval.rules.states import States
from sqeval.rules.tables import Derive, Keep
from sqeval.targets.points import POINTS
from sqeval.targets.target import Target

#: The models below an entry, by the key that they stand under.
_BELOW: dict[str, tuple[type[Model], ...]] = {
    "target": (Target,),
    **{f"by {way}": (model,) for way, model in POINTS.items()},
    "duplicates": (Keep,),
    "derive": (Derive,),
    "stages": (Stage,),
    "at": (StageEvents,),
    "states": (States,),
    "versions": (Version,),
    "pause": (History,),
    "parts": (Part,),
    "gates": (Gate,),
}

_NEEDED = {
    "dict_type": "a mapping is needed here",
    "model_type": "a mapping is needed here",
    "model_attributes_type": "a mapping is needed here",
    "list_type": "a list is needed here",
    "tuple_type": "a pair [low, high] is needed here",
    "string_type": "a text is needed here",
}

#: How the value of a key looks, where people often write another one.
_SUCH_AS = {
    "target": "such as {at_least: 95%}",
    "between": "such as [3m, 6m]",
    "weight": "a plain number; weights carry no %",
    "missing": 'such as ["", "-"]',
    "points": "such as {curve: {80%: 0, 95%: 100}}",
    "title": "a text, or {en: ..., zh: ...}",
    "duplicates": "such as {keep: last, by: updated_at}",
    "hours": 'such as {mon-fri: ["09:00-17:00"]}',
    "closed": 'such as ["2026-12-31"]',
    "open": 'such as {"2026-02-14": ["10:00-16:00"]}',
    "versions": "such as [{from: 2026-07-01, holidays: CN}]",
    "holidays": "such as CN, or [CN, holidays.ics]",
    "calendar": "such as office, or {by: team, EMEA: london, default: office}",
    "in": "such as [pending, on hold]",
    "pause": "such as on_hold, or {table: changes, status: status, in: [pending]}",
}

#: What pydantic adds to a path to tell the shapes of a value apart.
_SHAPES = frozenset({"always", "week", "one", "columns", "by category"})

#: For pydantic's errors about bounds: what is said before the bound, its name, what after it.
_BOUNDS = {
    "less_than_equal": ("this must be at most ", "le", ""),
    "greater_than_equal": ("this must be at least ", "ge", ""),
    "too_short": ("this must have at least ", "min_length", " entry"),
    "too_long": ("this must have at most ", "max_length", " entries"),
}

#: The codes of errors of their own; all others are wrong values.
_CODES = {
    "no_value": "SQ112",
    "zone": "SQ213",
}

_SECTIONS = {"tables", "indicators", "scorecard"}

#: What a key looks like; others are pieces of an expression that YAML has split.
_KEY = re.compile(r"[\w-]+")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry:
    """An entry of a rule file under validation.

    ``kind`` is what messages call it (``table``, ``ratio``, ...); ``model`` is what it should be;
    ``below`` are the models of named entries in it, by the key that those stand under.
    """

    node: object
    kind: str
    model: type[Model]
    below: Mapping[str, type[Model]] = field(default_factory=dict)

    def keys(self, path: Path) -> list[str]:
        """Return the keys that could stand where ``path`` ends, sorted."""
        known = _BELOW | {key: (model,) for key, model in self.below.items()}
        below = next((known[step] for step in reversed(path[:-1]) if step in known), None)
        models = below or (self.model,)
        keys = {str(f.alias or k) for m in models for k, f in m.model_fields.items()}
        return sorted(keys | (_SECTIONS if self.kind == "rules" else set()))


def problems_of(error: ValidationError, entry: Entry) -> Iterator[Problem]:
    """Yield a problem for each of pydantic's errors in one entry of a rule file.

    A key that is missing because it is misspelt is one mistake, and the misspelt one is told.
    """
    details = error.errors(include_url=False)
    # the path of a column begins with its type
    paths = [d["loc"][1:] if entry.kind == "column" else d["loc"] for d in details]
    misspelt = {
        (*path[:-1], _meant(entry, path))
        for detail, path in zip(details, paths, strict=True)
        if detail["type"] == "extra_forbidden"
    }
    for detail, path in zip(details, paths, strict=True):
        if detail["type"] != "missing" or path not in misspelt:
            yield _BY_TYPE.get(detail["type"], _other)(detail, entry, path)


def _meant(entry: Entry, path: Path) -> str:
    """Return the known key that is closest to the one at the end of a path."""
    return close_match(str(path[-1]), entry.keys(path)).removeprefix("did you mean '")[:-2]


def _place(entry: Entry, path: Path) -> Location:
    """Return where an error is: its last key where that is what is wrong, else the value."""
    at_key = bool(path) and path[-1] == "[key]"
    return locate(entry.node, path[:-1] if at_key else path, at_key=at_key)


def _unknown_key(_d: ErrorDetails, entry: Entry, path: Path) -> Problem:
    key = str(path[-1])
    place = locate(entry.node, path, at_key=True)
    if len(path) == 1 and key in later.KEYS.get(later.section(entry.kind), ()):
        return Problem(later.CODE, later.message(key), place)
    hint = hint_of(key, entry.keys(path))
    if key in _SECTIONS and entry.kind != "scorecard":
        hint = f"'{key}' stands at the left margin of the file"
    if _KEY.fullmatch(key) is None:
        hint = "an expression in {} or [] stands in single quotes"
    return Problem("SQ111", f"unknown key '{key}'", place, hint)


def _missing(_d: ErrorDetails, entry: Entry, path: Path) -> Problem:
    if isinstance(path[-1], int):
        return Problem("SQ114", _NEEDED["tuple_type"], _place(entry, path[:-1]))
    place = locate(entry.node, path[:-1], at_key=True)
    hint = "a rule file starts with 'version: 1'" if path == ("version",) else ""
    hint = hint or (_such_as(path) if entry.kind == "calendar" else "")
    return Problem("SQ112", f"'{path[-1]}' is missing", place, hint)


def _bad_tag(_d: ErrorDetails, entry: Entry, path: Path) -> Problem:
    tag = entry.node.get("type") if isinstance(entry.node, Map) else None
    return unknown_type(entry.node, path, "a column", tag, COLUMNS)


def unknown_type(node: object, path: Path, what: str, tag: object, known: Iterable[str]) -> Problem:
    """Return the problem of a ``type`` that is none of ``known``; it points at its value."""
    place = locate(node, (*path, "type"))
    if not isinstance(tag, Scalar):
        return Problem("SQ114", _NEEDED["string_type"], place)
    if tag in later.VALUES:
        return Problem(later.CODE, later.message(tag), place)
    names = sorted(known)
    hint = close_match(tag, names) or f"known: {', '.join(names)}"
    return Problem("SQ113", f"'{tag}' is no type of {what}", place, hint)


def _no_tag(_d: ErrorDetails, entry: Entry, path: Path) -> Problem:
    message = "points are given by one of 'curve', 'steps' and 'deduct'"
    node = entry.node
    for step in path:
        node = node.get(str(step)) if isinstance(node, Map) else None
    keys = node if isinstance(node, Map) else ()
    hint = next((hint for key in keys if (hint := close_match(key, POINTS))), "")
    return Problem("SQ114", message, locate(entry.node, path), hint)


def _choice(detail: ErrorDetails, entry: Entry, path: Path) -> Problem:
    place = _place(entry, path)
    hint = _SUCH_AS[str(path[0])] if path[0] in {"duplicates", "hours"} else ""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    if not isinstance(detail["input"], str | int | float):
        wanted = expected if " or " not in expected else f"one of {expected}"
        return Problem("SQ114", f"{wanted} is needed here", place, hint)
    value = str(detail["input"])
    if value == "" and not getattr(detail["input"], "style", ""):
        return Problem("SQ112", "a value is missing here", place)
    if value in later.VALUES:
        return Problem(later.CODE, later.message(value), place)
    known = expected.replace("'", "").replace(" or ", ", ").split(", ")
    wanted = f"one of {expected}" if len(known) > 1 else expected
    message = f"'{value}' is not {wanted}"
    return Problem("SQ114", message, place, close_match(value, known) or hint)


def _other(detail: ErrorDetails, entry: Entry, path: Path) -> Problem:
    context: dict[str, Any] = detail.get("ctx", {})
    message = _NEEDED.get(detail["type"], detail["msg"])
    if detail["type"] in _BOUNDS:
        before, bound, after = _BOUNDS[detail["type"]]
        message = f"{before}{context[bound]:.15g}{after}"
    if context.get("field_type") == "Tuple":
        message = _NEEDED["tuple_type"]
    code = _CODES.get(detail["type"], "SQ114")
    hint = str(context.get("hint", ""))
    if detail["type"] in {*_NEEDED, "not_number"}:
        hint = hint or _such_as(path)
    return Problem(code, message, _place(entry, path), hint)


def _such_as(path: Path) -> str:
    """Return how the value of the key at the end of a path looks, where people often err."""
    keys = [step for step in path if step not in _SHAPES]
    if keys[:1] == ["hours"] and len(keys) > 1:
        return 'such as ["09:00-17:00"]'
    return _SUCH_AS.get(str(keys[-1]), "") if keys else ""


_BY_TYPE: dict[str, Callable[[ErrorDetails, Entry, Path], Problem]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "union_tag_invalid": _bad_tag,
    "union_tag_not_found": _no_tag,
    "literal_error": _choice,
}
