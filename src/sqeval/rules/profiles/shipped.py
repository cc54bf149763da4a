"""The profiles that sqeval ships: YAML files in the package, read when they are needed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqeval.problems import RulesError
from sqeval.rules.files import RuleFile
from sqeval.rules.found import Found
from sqeval.rules.profiles.model import Profile
from sqeval.rules.profiles.reading import read_profile

_FOLDER = Path(__file__).resolve().parents[2] / "profiles"

#: What stands before the name of a shipped profile where files are listed.
PREFIX = "profile:"


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Return the names of the shipped profiles, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache(maxsize=64)
def shipped_profile(name: str) -> tuple[Profile, RuleFile]:
    """Return a shipped profile and its file.

    Raises KeyError for a name that is none.
    """
    if name not in names():
        raise KeyError(name)
    found = Found()
    content = (_FOLDER / f"{name}.yaml").read_bytes()
    profile, file = read_profile(PREFIX + name, content, found)
    if profile is None or len(found):
        raise RulesError(found.in_order())
    return profile, file


def profiles() -> dict[str, Profile]:
    """Return every shipped profile by its name, sorted."""
    return {name: shipped_profile(name)[0] for name in names()}
