"""Opening rule files: the file itself and what it extends, never outside its folder.

Rule files arrive in pull requests, so ``extends`` reaches only files below the folder of the first
file (after resolving symbolic links) and the rule sets that sqeval ships.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from sqeval.nodes import Map, Scalar, Seq, Source, locate
from sqeval.problems import Location, Problem, RulesError, hint_of
from sqeval.rules import gate
from sqeval.rules.found import Found
from sqeval.rules.merge import merged
from sqeval.rules.shipped import PREFIX, shipped

#: The most files of one rule set.
MOST_FILES = 32


@dataclass(frozen=True)
class RuleFile:
    """A rule file as it was read: its path as given, the SHA-256 of its bytes, what it says.

    ``document`` is the file's own, before it is merged with what it extends.
    """

    path: str
    sha256: str
    document: Map = field(compare=False, repr=False)

    @property
    def source(self) -> Source:
        """The file's text."""
        return self.document.place.source


def read(name: str, found: Found) -> tuple[Map, tuple[RuleFile, ...]]:
    """Read a rule file and all it extends into one document.

    ``name`` is a path or ``builtin:NAME``. What does not stop the reading is ``found``. Raises
    RulesError.
    """
    path = _located(name)
    reader = _Reader(*root_of(name), found)
    document = reader.document(name, path, Location(name))
    if document is None:
        raise RulesError(found.in_order())
    return document, tuple(reader.files)


class _Reader:
    """Follows ``extends`` down, keeping the chain it came by and the files it read.

    A file that cannot be read is a problem and no document, so that all such files are told at
    once.
    """

    def __init__(self, root: Path, shown: Path, found: Found) -> None:
        self.root, self.shown, self.found = root, shown, found
        self.files: list[RuleFile] = []
        self._chain: dict[str, str] = {}
        self._read: dict[str, Map | None] = {}

    def document(self, name: str, path: Path, place: Location) -> Map | None:
        """Return a file's document with all it extends, or None where there is a problem."""
        try:
            identity = name if name.startswith(PREFIX) else str(_resolved(path, name, place))
            self._check(name, identity, place)
        except RulesError as error:
            self._tell(error)
            return None
        if identity not in self._read:
            self._chain[identity] = name
            self._read[identity] = self._load(name, path, place)
            del self._chain[identity]
        return self._read[identity]

    def _tell(self, error: RulesError) -> None:
        for problem in error.problems:
            self.found.add(problem)

    def _check(self, name: str, identity: str, place: Location) -> None:
        """Refuse cycles and chains that nobody could follow. Raises RulesError."""
        if identity in self._chain:
            message = f"'{name}' extends itself: {' -> '.join([*self._chain.values(), name])}"
            raise RulesError(Problem("SQ116", message, place))
        if identity not in self._read and len(self._read) + len(self._chain) >= MOST_FILES:
            message = f"a rule set has at most {MOST_FILES} files"
            raise RulesError(Problem("SQ102", message, place))

    def _load(self, name: str, path: Path, place: Location) -> Map | None:
        self.found.opened.append(name)
        try:
            read = content(name, path, place)
            document = gate.parse(name, gate.decode(name, read), self.found)
            self.files.append(RuleFile(name, hashlib.sha256(read).hexdigest(), document))
        except RulesError as error:
            self._tell(error)
            return None
        if len(self._chain) > 1:
            self._check_version(document)
        if "extends" not in document:
            return document
        places = _listed(document["extends"])
        bases = [self._base(item, path.parent, document) for item in places]
        known = [base for base in bases if base is not None]
        return merged(known, document, self.found) if len(known) == len(bases) else None

    def _base(self, item: object, folder: Path, document: Map) -> Map | None:
        if not isinstance(item, Scalar) or (item.read is None and not item.style):
            message = "'extends' lists rule files, such as builtin:service-desk"
            place = locate(item if isinstance(item, Map | Seq) else document, ("extends",))
            self.found.add(Problem("SQ114", message, place))
            return None
        try:
            shown, path = self._below(item, folder)
        except RulesError as error:
            self._tell(error)
            return None
        return self.document(shown, path, item.location())

    def _below(self, item: Scalar, folder: Path) -> tuple[str, Path]:
        """Return a file by the name that messages use. Raises RulesError outside the root."""
        if item.startswith(PREFIX):
            return str(item), builtin(item, item.location())
        hint = "extend files below it, or builtin:NAME"
        return below(item, folder, (self.root, self.shown), hint)

    def _check_version(self, document: Map) -> None:
        """Check the version of a file that another extends; the first file's is checked later."""
        version = document.get("version")
        if not isinstance(version, Scalar) or version.read != 1 or version.read is True:
            message = "an extended file starts with 'version: 1' as well"
            self.found.add(Problem("SQ114", message, locate(document, ("version",))))


def root_of(name: str) -> tuple[Path, Path]:
    """Return the folder that nothing leads out of, and the same as messages show it.

    It is that of the rule set's first file, by its path or ``builtin:NAME``. Raises RulesError.
    """
    return _resolved(_located(name).parent, name, Location(name)), Path(name).parent


def below(item: Scalar, folder: Path, roots: tuple[Path, Path], hint: str) -> tuple[str, Path]:
    """Return a file that one in ``folder`` names: as messages call it, and where it lies.

    ``roots`` is what `root_of` returns. Raises RulesError, with the hint, where the file lies
    outside of it, links followed.
    """
    root, shown = roots
    place = item.location()
    path = _resolved(folder / item, item, place)
    if not path.is_relative_to(root):
        message = f"'{item}' is outside the folder of the rule file"
        raise RulesError(Problem("SQ117", message, place, hint))
    return (shown / path.relative_to(root)).as_posix(), path


def _listed(extends: object) -> list[object]:
    return list(extends) if isinstance(extends, Seq) else [extends]


def _resolved(path: Path, name: str, place: Location) -> Path:
    """Return a path without symbolic links. Raises RulesError where they go in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        message = f"rule file '{name}' cannot be found: its links go in a circle"
        raise RulesError(Problem("SQ115", message, place)) from error


def _located(name: str) -> Path:
    """Return where the first file of a rule set lies. Raises RulesError as `builtin` does."""
    return builtin(name, Location(name)) if name.startswith(PREFIX) else Path(name)


def builtin(name: str, place: Location) -> Path:
    """Return where the rule set ``builtin:NAME`` lies. Raises RulesError where none is shipped."""
    known = shipped()
    path = known.get(name.removeprefix(PREFIX))
    if path is None:
        hint = hint_of(name, [PREFIX + n for n in known], "shipped")
        message = f"no rule set '{name}' is shipped"
        raise RulesError(Problem("SQ115", message, place, hint))
    return path


def content(name: str, path: Path, place: Location, what: str = "rule file") -> bytes:
    """Return the bytes of a file, up to one more than is read. Raises RulesError."""
    try:
        return regular_bytes(path)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message = f"{what} '{name}': {reason}"
        raise RulesError(Problem("SQ115", message, place)) from error


def regular_bytes(path: Path) -> bytes:
    """Return the bytes of a file, up to one more than is read.

    Raises OSError, also for what is no regular file: a pipe would be waited for without end.
    """
    if not path.exists():
        raise FileNotFoundError(0, "no such file")
    if not path.is_file():
        raise OSError(0, "is a folder" if path.is_dir() else "not a regular file")
    with path.open("rb") as file:
        return file.read(gate.MOST_BYTES + 1)
