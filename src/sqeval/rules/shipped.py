"""The rule sets that come with sqeval, referred to as ``builtin:NAME``.

An installed package carries them beside its modules; a source checkout has them in ``rules/`` at
its root, so an editable install reads the very files under version control.
"""

from __future__ import annotations

from pathlib import Path

from sqeval.rules.folder import is_test

PREFIX = "builtin:"

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "shipped", _PACKAGE.parent.parent / "rules")


def shipped() -> dict[str, Path]:
    """Return the shipped rule files by name, sorted."""
    return {path.stem: path for path in _files() if not is_test(path.name)}


def shipped_tests() -> dict[str, Path]:
    """Return the files of their tests by what messages call them: ``builtin:NAME.test.yaml``."""
    return {PREFIX + path.name: path for path in _files() if is_test(path.name)}


def place_of(name: str) -> Path:
    """Return where the file lies that messages call ``name``: one that is shipped, or a path."""
    if not name.startswith(PREFIX):
        return Path(name)
    named = {PREFIX + stem: path for stem, path in shipped().items()} | shipped_tests()
    return named.get(name) or Path(name)


def _files() -> list[Path]:
    folder = next((place for place in _PLACES if place.is_dir()), None)
    return [] if folder is None else sorted(folder.glob("*.yaml"))
