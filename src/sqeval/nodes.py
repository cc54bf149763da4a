"""YAML values that know where they stand, and the base of all rule models, which keeps them.

PyYAML's own reading turns ``18:00`` into 1080 and ``no`` into false, and forgets positions. Here a
scalar stays the text its author wrote (``010`` stays ``010`` where a model wants text) with the
YAML 1.2 core reading beside it, and mappings and sequences remember their places, so that an error
found much later, against an export, can still point into the rule file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ModelWrapValidatorHandler
from pydantic import model_validator as _model_validator
from pydantic_core import PydanticCustomError

from sqeval.problems import Location

#: What YAML's core schema reads a plain scalar as.
Core = str | int | float | bool | None


@dataclass(frozen=True)
class Source:
    """One rule file's text; ``lines`` are split at line feeds, without their ends.

    ``starts`` are the offsets at which the lines begin. Lines are counted here and not taken from
    the YAML reader, to which a stray CR and Unicode's separators are line ends as well.
    """

    path: str
    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, path: str, text: str) -> Self:
        """Make a source, its lines cut at LF or CRLF."""
        lines = text.split("\n")
        starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
        return cls(path, text, tuple(line.removesuffix("\r") for line in lines), tuple(starts))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def location(self, line: int, column: int, end_column: int) -> Location:
        """Return the place at a 1-based line and columns."""
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Location(self.path, line, column, end_column, shown)


@dataclass(frozen=True)
class Place:
    """A span of a source: 0-based code-point offsets, 1-based line and column of its start."""

    source: Source
    start: int
    end: int
    line: int
    column: int

    def location(self) -> Location:
        """Return the place as far as it lies on its first line."""
        text = self.source.text[self.start : self.end].split("\n", 1)[0].rstrip()
        return self.source.location(self.line, self.column, self.column + max(1, len(text)))


class Scalar(str):
    """A scalar's text, with its core reading, its style (plain is empty) and its place."""

    __slots__ = ("place", "read", "style")

    read: Core
    style: str
    place: Place

    def __new__(cls, text: str, read: Core, style: str, place: Place) -> Self:
        """Make the text, with what is known of it."""
        scalar = super().__new__(cls, text)
        scalar.read, scalar.style, scalar.place = read, style, place
        return scalar

    def location(self, start: int | None = None, end: int | None = None) -> Location:
        """Return the scalar's place, or that of its characters ``start`` to ``end``.

        Where YAML folding or escapes lose the column, the line alone is returned.
        """
        if start is None:
            return self.place.location()
        first = self._position(start)
        if first is None:
            line = self.place.line
            return self.place.source.location(line, 0, 0)
        last = self._position(max(start, (end or start + 1) - 1))
        same_line = last is not None and last[0] == first[0]
        end_column = last[1] + 1 if last and same_line else first[1] + 1
        return self.place.source.location(first[0], first[1], end_column)

    def _position(self, offset: int) -> tuple[int, int] | None:
        """Return the line and column of a character of the value, if they can be told."""
        if self.style == "|":
            return self._in_block(offset)
        raw = self.place.source.text[self.place.start : self.place.end]
        if "\n" in raw.rstrip() or self.style == ">":
            return None
        if self.style == "'":
            return self.place.line, self.place.column + 1 + offset + self[:offset].count("'")
        if self.style == '"':
            exact = "\\" not in raw
            return (self.place.line, self.place.column + 1 + offset) if exact else None
        return self.place.line, self.place.column + offset

    def _in_block(self, offset: int) -> tuple[int, int] | None:
        """Find a character in a literal block: its lines follow the ``|`` line, indented."""
        row = self.count("\n", 0, offset)
        text = self.split("\n")[row]
        line = self.place.line + 1 + row
        lines = self.place.source.lines
        if line > len(lines) or not lines[line - 1].endswith(text):
            return None
        indent = len(lines[line - 1]) - len(text)
        return line, indent + 1 + offset - (self.rfind("\n", 0, offset) + 1)


class Map(dict[str, Any]):
    """A mapping with its place; its keys are scalars with theirs.

    ``name`` is the key that the mapping itself stands under, if any.
    """

    __slots__ = ("_keys", "name", "place")

    place: Place
    name: Scalar | None

    def __init__(self, items: Mapping[str, Any], place: Place, name: Scalar | None = None) -> None:
        super().__init__(items)
        self.place, self.name = place, name
        self._keys: dict[str, Scalar] | None = None

    def key(self, name: str) -> Scalar | None:
        """Return the key itself as it stands in the file."""
        if self._keys is None:
            self._keys = {k: k for k in self if isinstance(k, Scalar)}
        return self._keys.get(name)


class Seq(list[Any]):
    """A sequence with its place."""

    __slots__ = ("place",)

    place: Place

    def __init__(self, items: list[Any], place: Place) -> None:
        super().__init__(items)
        self.place = place


Node = Scalar | Map | Seq


def walked(node: Node, path: tuple[str | int, ...]) -> Node | None:
    """Return what stands at ``path`` below a node, None where nothing does."""
    here: Any = node
    for step in path:
        if isinstance(here, Map) and step in here:
            here = here[str(step)]
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    found: Node = here
    return found


def locate(node: object, path: tuple[str | int, ...], *, at_key: bool = False) -> Location:
    """Walk ``path`` down from ``node`` as far as it goes, skipping what is no key of it.

    pydantic's error paths hold the tags of unions beside keys and indices; a tag is no key, so it
    is skipped. With ``at_key`` the place is that of the last key, not of its value; a mapping is
    named by its key, else by where it begins.
    """
    here, key = node, None
    for step in path:
        if isinstance(here, Map) and step in here:
            key, here = here.key(str(step)), here[str(step)]
        elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
            key, here = None, here[step]
    if at_key and key is not None:
        return key.location()
    if isinstance(here, Scalar):
        return here.location()
    if key is None and isinstance(here, Map):
        key = here.name
    if key is not None:  # a whole mapping is named by its key
        return key.location()
    return here.place.location() if isinstance(here, Map | Seq) else Location()


class Model(BaseModel):
    """The base of every rule model: frozen, no unknown keys, and knows its place."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False
    )
    _node: Map | None = None

    @_model_validator(mode="wrap")
    @classmethod
    def _keep_node(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        model = handler(value)
        if isinstance(value, Map):
            model._node = value  # noqa: SLF001 - its own attribute, on a fresh instance
        return model

    def at(self, *path: str | int, key: bool = False) -> Location:
        """Return the place of this model, or of the value (or key) at ``path`` in it."""
        return locate(self._node, path, at_key=key)

    def written(self, *path: str | int) -> Node | None:
        """Return what stands at ``path``, if the model came from a file and has something there."""
        return None if self._node is None else walked(self._node, path)

    def scalar(self, *path: str | int) -> Scalar | None:
        """Return the scalar at ``path``, if the model came from a file and has one there."""
        found = self.written(*path)
        return found if isinstance(found, Scalar) else None


def given(value: object) -> object:
    """Return a value as it is.

    Raises PydanticCustomError (a ValueError) for an empty plain scalar: a value forgotten.
    """
    if isinstance(value, Scalar) and not value and not value.style:
        raise PydanticCustomError("no_value", "a value is missing here")
    return value


def _text(value: object) -> object:
    """Take a scalar by its source text."""
    value = given(value)
    return str(value) if isinstance(value, Scalar) else value


def _read(value: object) -> object:
    """Take a scalar by its core reading; a quoted number is a text."""
    value = given(value)
    return value.read if isinstance(value, Scalar) else value


def _strictly_number(value: object) -> object:
    """Refuse what pydantic would turn into a number but YAML reads as something else."""
    value = _read(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("not_number", "a number is needed here")
    return value


def _strictly_whole(value: object) -> object:
    value = _read(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("not_whole", "a whole number is needed here")
    return value


def _strictly_flag(value: object) -> object:
    value = _read(value)
    if not isinstance(value, bool):
        raise PydanticCustomError("not_flag", "true or false is needed here")
    return value


#: Text, by its source.
Text = Annotated[str, BeforeValidator(_text)]
#: A plain number; texts and booleans are refused.
Number = Annotated[float, BeforeValidator(_strictly_number)]
#: A whole number.
Whole = Annotated[int, BeforeValidator(_strictly_whole)]
#: true or false.
Flag = Annotated[bool, BeforeValidator(_strictly_flag)]

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

#: More digits than this are no figure anyone means (and slow to read).
_MOST_DIGITS = 40


def core_reading(text: str) -> Core:
    """Read a plain scalar by YAML 1.2's core schema.

    Raises ValueError for numbers that are not finite or have too many digits.
    """
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"'{text}' is not a finite number")
    whole = _INTEGER.fullmatch(text)
    if whole or _FLOAT.fullmatch(text):
        if len(text) > _MOST_DIGITS:
            raise ValueError(f"a number of {len(text)} characters is too long")
        return _figure(text, whole=whole is not None)
    return text


def _figure(text: str, *, whole: bool) -> int | float:
    if whole:
        bases = {"0o": 8, "0x": 16}
        base = bases.get(text[:2], 10)
        return int(text[2:], base) if base != 10 else int(text)  # noqa: PLR2004 - decimal
    figure = float(text)
    if figure in (float("inf"), float("-inf")):
        raise ValueError(f"'{text}' is too large for a number")
    return figure
