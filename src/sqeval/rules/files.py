"""Opening rule files: the file itself and what it extends, never outside its folder.

Rule files arrive in pull requests, so ``extends`` reaches only files below the folder of the first
file (after resolving symbolic links) and the rule sets that sqeval ships.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqeval.nodes import Map, Scalar, Seq
from sqeval.problems import Location, Problem, RulesError, close_match
from sqeval.rules import gate
from sqeval.rules.merge import merged
from sqeval.rules.shipped import PREFIX, shipped


@dataclass(frozen=True)
class RuleFile:
    """A rule file as it was read: the path as given and the SHA-256 of its bytes."""

    path: str
    sha256: str


def read(name: str) -> tuple[Map, tuple[RuleFile, ...]]:
    """Read a rule file and all it extends into one document.

    ``name`` is a path or ``builtin:NAME``. Raises RulesError.
    """
    path = _builtin(name, Location()) if name.startswith(PREFIX) else Path(name)
    reader = _Reader(path.parent.resolve())
    return reader.document(name, path, Location()), tuple(reader.files)


class _Reader:
    """Follows ``extends`` down, keeping the chain it came by and the files it read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: list[RuleFile] = []
        self._chain: list[str] = []
        self._read: dict[str, Map] = {}

    def document(self, name: str, path: Path, place: Location) -> Map:
        identity = name if name.startswith(PREFIX) else str(path.resolve())
        if identity in self._chain:
            message = f"'{name}' extends itself: {' -> '.join([*self._chain, identity])}"
            raise RulesError(Problem("SQ116", "cyclic-extends", message, place))
        if identity not in self._read:
            self._chain.append(identity)
            self._read[identity] = self._load(name, path, place)
            self._chain.pop()
        return self._read[identity]

    def _load(self, name: str, path: Path, place: Location) -> Map:
        content = _content(name, path, place)
        self.files.append(RuleFile(name, hashlib.sha256(content).hexdigest()))
        document = gate.parse(name, gate.decode(name, content))
        extends = document.get("extends")
        if extends is None:
            return document
        bases = [self._base(item, path.parent) for item in _listed(extends)]
        return merged(bases, document)

    def _base(self, item: object, folder: Path) -> Map:
        if not isinstance(item, Scalar):
            message = "'extends' lists rule files, such as builtin:service-desk"
            raise RulesError(Problem("SQ114", "wrong-value", message))
        if item.startswith(PREFIX):
            return self.document(str(item), _builtin(item, item.location()), item.location())
        path = (folder / item).resolve()
        if not path.is_relative_to(self.root):
            message = f"'{item}' is outside the folder of the rule file"
            hint = "extend files below it, or builtin:NAME"
            raise RulesError(Problem("SQ117", "outside-root", message, item.location(), hint))
        shown = path.relative_to(self.root).as_posix()
        return self.document(shown, path, item.location())


def _listed(extends: object) -> list[object]:
    return list(extends) if isinstance(extends, Seq) else [extends]


def _builtin(name: str, place: Location) -> Path:
    known = shipped()
    path = known.get(name.removeprefix(PREFIX))
    if path is None:
        names = [PREFIX + n for n in known]
        hint = close_match(name, names) or f"shipped: {', '.join(names)}"
        message = f"no rule set '{name}' is shipped"
        raise RulesError(Problem("SQ115", "no-such-file", message, place, hint))
    return path


def _content(name: str, path: Path, place: Location) -> bytes:
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "no such file")
        with path.open("rb") as file:
            return file.read(gate.MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message = f"rule file '{name}': {reason}"
        raise RulesError(Problem("SQ115", "no-such-file", message, place)) from error
