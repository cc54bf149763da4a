"""Where an entry of a merged rule set comes from: the file and line, and whose parts it has.

Entries are merged by id, key by key, so one indicator may stand in two files. It is named by the
file that speaks last, and by the others as far as something of theirs is still in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqeval.explain.words import Words
from sqeval.nodes import Map, Node, Scalar, locate, walked
from sqeval.problems import Location
from sqeval.rules.files import RuleFile
from sqeval.rules.merge import BY_ID

Path = tuple[str | int, ...]


def origin(files: Sequence[RuleFile], path: Path, words: Words) -> str:
    """Return ``file:line`` of the entry at ``path``, and those of the files it also has parts of.

    ``files`` stand as they were read: each before those that it extends. An entry that stands in
    none of them has no origin: the text is empty.
    """
    places = origins(files, path)
    if not places:
        return ""
    first, *others = (f"{place.file}:{place.line}" for place in places)
    if others:
        return words("origin.also", place=first, files=words.list(others))
    return words("origin", place=first)


def origins(files: Sequence[RuleFile], path: Path) -> list[Location]:
    """Return the places of an entry: where its key stands last, then of what is left of others."""
    places: list[Location] = []
    above: list[Map] = []
    for file, entry in _standing(files, path):
        if above and not (isinstance(entry, Map) and _is_left(entry, above)):
            break  # it was removed, or replaced as a whole
        places.append(locate(file.document, path, at_key=True))
        if not isinstance(entry, Map) or not _is_merged(path):
            break
        above.append(entry)
    return places


def _standing(files: Sequence[RuleFile], path: Path) -> Iterator[tuple[RuleFile, Node]]:
    """Yield the files that have something at ``path``, and what it is."""
    for file in files:
        here = walked(file.document, path)
        if here is not None:
            yield file, here


def _is_merged(path: Path) -> bool:
    return len(path) > 1 and path[-2] in BY_ID


def _is_left(entry: Map, above: Sequence[Map]) -> bool:
    """Tell whether something of an entry is not overruled by those above it."""
    for key, value in entry.items():
        over = [upper[key] for upper in above if key in upper]
        maps = [upper for upper in over if isinstance(upper, Map)]
        merged = key in BY_ID and isinstance(value, Map) and len(maps) == len(over)
        inner = value.items() if merged else ()
        if not over or any(_is_left_in(name, below, maps) for name, below in inner):
            return True
    return False


def _is_left_in(name: str, entry: object, sections: Sequence[Map]) -> bool:
    """Tell whether an entry of a section is left, whole or in part."""
    over = [section[name] for section in sections if name in section]
    if any(isinstance(value, Scalar) for value in over):
        return False
    maps = [value for value in over if isinstance(value, Map)]
    return not over or (isinstance(entry, Map) and _is_left(entry, maps))
