"""Profile files to profiles, through the gate that rule files pass: same limits, same problems.

A profile opens no file but itself.
"""

from __future__ import annotations

import hashlib

from pydantic import ValidationError

from sqeval.nodes import Map, Model
from sqeval.problems import Problem
from sqeval.rules import gate
from sqeval.rules.errors import Entry, problems_of
from sqeval.rules.files import RuleFile
from sqeval.rules.formats import format_problem
from sqeval.rules.found import Found
from sqeval.rules.profiles.model import Profile, ProfileColumn, ProfileTable

_BEGINS = "a profile is a mapping that starts with 'version: 1'"

#: The formats that columns of durations take.
CLOCKS = ("h:mm:ss", "h:mm", "-h:mm", "m:ss")

#: The models of a profile by the key that their entries stand under.
_MODELS: dict[str, type[Model]] = {"tables": ProfileTable, "columns": ProfileColumn}


def read_profile(path: str, content: bytes, found: Found) -> tuple[Profile | None, RuleFile]:
    """Read a profile; None where something is wrong with it, which is then ``found``.

    Raises RulesError where it is no YAML that can be read at all.
    """
    before = found.errors
    document = gate.parse(path, gate.decode(path, content), found, _BEGINS)
    file = RuleFile(path, hashlib.sha256(content).hexdigest(), document)
    profile = _validated(document, found)
    for problem in _bad_formats(profile) if profile is not None else ():
        found.add(problem)
    return (profile if found.errors == before else None), file


def _validated(document: Map, found: Found) -> Profile | None:
    try:
        return Profile.model_validate(document)
    except ValidationError as error:
        for problem in problems_of(error, Entry(document, "part", Profile, _MODELS)):
            found.add(problem)
    return None


def _bad_formats(profile: Profile) -> list[Problem]:
    """Return the formats that neither times nor durations are written in."""
    found = []
    for table in profile.tables.values():
        for column in table.columns.values():
            for i, pattern in enumerate(column.formats or ()):
                wrong = None if pattern in CLOCKS else format_problem(pattern, "datetime")
                if wrong is not None:
                    found.append(Problem("SQ216", wrong[0], column.at("formats", i), wrong[1]))
    return found
