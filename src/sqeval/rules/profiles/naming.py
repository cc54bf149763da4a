"""The profiles that a rule file names: found, read, and filled in before the rules are checked.

A profile of one's own lies where extended rule files may lie: in the folder of the rule file or
below, never outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqeval.nodes import Scalar
from sqeval.problems import Location, Problem, RulesError, close_match
from sqeval.rules.draft import Draft
from sqeval.rules.files import RuleFile, below, content, root_of
from sqeval.rules.profiles.filling import filled, undeclared
from sqeval.rules.profiles.model import Profile
from sqeval.rules.profiles.reading import read_profile
from sqeval.rules.profiles.shipped import names, shipped_profile
from sqeval.rules.profiles.values import given
from sqeval.rules.tables import AUTO, Table


@dataclass
class Named:
    """The profiles that tables name, and the files that these were read from."""

    by_table: dict[str, Profile] = field(default_factory=dict)
    files: list[RuleFile] = field(default_factory=list)


def fill_named(draft: Draft, files: tuple[RuleFile, ...]) -> Named:
    """Fill in every table that names a profile; what is wrong is the draft's to tell."""
    named = Named()
    for name, table in draft.tables.items():
        if table.profile in (None, AUTO) or table.derive is not None:
            continue
        read = _read(table, draft, files)
        if read is None:
            draft.broken_tables.add(name)
            continue
        profile, file = read
        named.by_table[name] = profile
        if file.path not in {known.path for known in named.files}:
            named.files.append(file)
        for problem in _misfits(name, table, profile):
            draft.found.add(problem)
        draft.tables[name] = filled(name, table, profile)
    return named


def _read(
    table: Table, draft: Draft, files: tuple[RuleFile, ...]
) -> tuple[Profile, RuleFile] | None:
    """Return the profile that a table names, and its file."""
    written = table.scalar("profile")
    name, place = str(table.profile), table.at("profile")
    if name in names():
        return shipped_profile(name)
    if written is None or not _is_path(name):
        draft.found.add(_unknown(name, place))
        return None
    try:
        return _own(written, draft, files)
    except RulesError as error:
        for problem in error.problems:
            draft.found.add(problem)
    return None


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".yaml", ".yml"))


def _own(
    written: Scalar, draft: Draft, files: tuple[RuleFile, ...]
) -> tuple[Profile, RuleFile] | None:
    """Return a profile from a file of the user's. Raises RulesError where it cannot be read."""
    folder = Path(written.place.source.path).parent
    hint = "a profile lies in the folder of the rule file, or below it"
    name, path = below(written, folder, root_of(files[0].path), hint)
    draft.found.opened.append(name)
    profile, file = read_profile(name, content(name, path, written.location()), draft.found)
    return None if profile is None else (profile, file)


def _unknown(name: str, place: Location) -> Problem:
    known = [*names(), AUTO]
    hint = close_match(name, known) or f"known: {', '.join(known)}; or a file: ./{name}.yaml"
    return Problem("SQ218", f"no profile is called '{name}'", place, hint)


def _misfits(name: str, table: Table, profile: Profile) -> list[Problem]:
    """Return what a profile that is named says in vain, or against the table."""
    place = table.at("profile")
    if name not in profile.tables:
        known = ", ".join(profile.tables) or "no table"
        message = f"'{table.profile}' says nothing of '{name}'; it speaks of {known}"
        return [Problem("SQ218", message, place, "give the table that name, or drop 'profile'")]
    found = [
        Problem(
            "SQ218",
            f"'{table.profile}' has spellings of '{key}', which '{column}' does not declare",
            table.columns[column].at("values", key=True),
            f"declare it: {key}: []",
        )
        for column, key in undeclared(name, table, profile)
    ]
    return [*found, *(problem for one in given(name, table, profile) for problem in one.problems())]
