"""The rule sets that come with sqeval, referred to as ``builtin:NAME``.

An installed package carries them beside its modules; a source checkout has them in ``rules/`` at
its root, so an editable install reads the very files under version control.
"""

from __future__ import annotations

from pathlib import Path

PREFIX = "builtin:"

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "shipped", _PACKAGE.parent.parent / "rules")


def shipped() -> dict[str, Path]:
    """Return the shipped rule files by name, sorted."""
    folder = next((place for place in _PLACES if place.is_dir()), None)
    if folder is None:
        return {}
    return {p.stem: p for p in sorted(folder.glob("*.yaml")) if not p.name.endswith(".test.yaml")}
