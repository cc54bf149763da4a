"""Which vendor an export is of, told by its headers.

A vendor writes headers that no other one writes together. One header alone (`Status`, `Priority`)
tells nothing, so each fingerprint of a profile is a list, and all of it must be there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqeval.rules.headers import normal
from sqeval.rules.profiles.model import Profile
from sqeval.rules.profiles.shipped import profiles


@dataclass(frozen=True)
class Match:
    """A profile that headers fit, and the headers that told, as the profile spells them."""

    name: str
    profile: Profile
    headers: tuple[str, ...]


def matches(headers: Sequence[str], known: Mapping[str, Profile] | None = None) -> list[Match]:
    """Return the profiles (the shipped ones, unless ``known`` are given) that headers fit.

    One is the answer, none says that the vendor is unknown, several that it cannot be told.
    """
    there = {normal(header) for header in headers}
    found = []
    for name, profile in (profiles() if known is None else known).items():
        told = [list_ for list_ in profile.fingerprints if all(normal(h) in there for h in list_)]
        if told:
            found.append(Match(name, profile, tuple(told[0])))
    return found
