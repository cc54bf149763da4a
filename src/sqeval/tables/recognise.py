"""The rules of a table as its exports are read: with the profile of the vendor they come from.

With ``profile: auto`` the headers tell the vendor, file by file. What is recognised is said in the
report, since it decides how cells are read; where it cannot be told, the run is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqeval.expr.tree import Node
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.profiles.filling import filled
from sqeval.rules.profiles.model import Profile
from sqeval.rules.profiles.recognise import Match, matches
from sqeval.rules.profiles.shipped import profiles
from sqeval.rules.profiles.values import trees
from sqeval.rules.ruleset import RuleSet
from sqeval.rules.tables import AUTO, Table
from sqeval.tables.export import header_of
from sqeval.tables.header import Wanted
from sqeval.tables.placed import Headers, placed
from sqeval.tables.source import Source


@dataclass(frozen=True)
class Fitted:
    """A table's rules for its exports.

    ``values`` are expressions for columns that an export may lack. ``needs`` are columns of which a
    row fills in one at least, where there are any.
    """

    table: Table
    values: Mapping[str, Node] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()


def fitted(
    name: str, rules: RuleSet, sources: Sequence[Source], encoding: str | None, zone: str | None
) -> Fitted:
    """Return the rules of the table ``name`` for these exports.

    ``encoding`` and ``zone`` are those of the command line. Raises InputError where exports are of
    different vendors, or one could be of several.
    """
    table = rules.tables[name]
    if table.profile is None:
        return Fitted(table)
    known = profiles() if table.profile == AUTO else {table.profile: rules.profiles[name]}
    encoding = encoding or table.encoding
    headers = [(source.path, _header(source, encoding, known)) for source in sources]
    if table.profile != AUTO:
        return _with(name, table, known[table.profile], headers)
    match = _one(headers)
    if match is None or name not in match.profile.tables:
        return Fitted(table)
    nowhere = zone is None and rules.timezone is None and table.timezone is None
    notices = tuple(_recognised(source.path, match, zoneless=nowhere) for source in sources)
    fit = _with(name, filled(name, table, match.profile), match.profile, headers)
    return replace(fit, notices=notices)


def _with(name: str, table: Table, profile: Profile, headers: Headers) -> Fitted:
    """Return a filled table with what else its profile says of it."""
    values = trees(name, table, profile)
    needs = tuple(c for c in profile.tables[name].needs if c in table.columns)
    if profile.timezone == "utc" and table.timezone is None:
        table = table.model_copy(update={"timezone": "UTC"})
    if profile.timezone == "header":
        table = placed(table, headers)
    return Fitted(table, values, needs)


def _header(source: Source, encoding: str | None, known: Mapping[str, Profile]) -> tuple[str, ...]:
    """Return the line of an export that a profile is told by, else one that is none's."""
    wanted = [
        Wanted(name, tuple(map(tuple, profile.fingerprints)), required=False)
        for name, profile in known.items()
    ]
    return header_of(source, wanted, encoding=encoding)


def _one(headers: Headers) -> Match | None:
    """Return what all exports are recognised as. Raises InputError where it is not one thing."""
    found = []
    for path, header in headers:
        fits = matches(header)
        if len(fits) > 1:
            raise InputError(_ambiguous(path, fits))
        found.append((path, fits[0] if fits else None))
    first = found[0]
    for other in found:
        if _name(other[1]) != _name(first[1]):
            raise InputError(_different(first, other))
    return first[1]


def _name(match: Match | None) -> str:
    return match.profile.name() if match is not None else "no vendor that is known"


def _ambiguous(path: str, fits: Sequence[Match]) -> Problem:
    told = " or ".join(f"{_name(match)} ({_listed(match)})" for match in fits)
    hint = f"say which in the rules: {' or '.join(f'profile: {match.name}' for match in fits)}"
    return Problem("SQ514", f"this could be an export of {told}", Location(path), hint)


def _different(first: tuple[str, Match | None], other: tuple[str, Match | None]) -> Problem:
    message = f"this is an export of {_name(other[1])}, but {first[0]} is one of {_name(first[1])}"
    hint = "score them apart, or say in the rules how all of them are read: profile: NAME"
    return Problem("SQ514", message, Location(other[0]), hint)


def _recognised(path: str, match: Match, *, zoneless: bool) -> Problem:
    message = f"this is an export of {_name(match)}: it has {_listed(match)}"
    untold = zoneless and match.profile.timezone == "account"
    hint = "its times are in the zone set in the account: name it with --timezone" if untold else ""
    return Problem("SQ513", message, Location(path), hint)


def _listed(match: Match) -> str:
    return ", ".join(f"'{header}'" for header in match.headers)
