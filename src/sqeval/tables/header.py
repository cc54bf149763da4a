"""Find the declared columns among the headers of an export, and say precisely what is missing.

Headers differ by case, spaces and invisible characters from one export to the next, never in
meaning; so they are compared after normalising. Nothing else is forgiven: a column taken for
another one is a wrong number.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqeval.problems import InputError, Location, Problem
from sqeval.rules.headers import normal

_NTH = re.compile(r"(.+)#([1-9][0-9]*)", re.DOTALL)

#: At most so many present headers are listed, each cut to so many characters.
LISTED, LETTERS = 30, 40
#: How alike (as difflib counts) two headers are that may be meant for one another.
CLOSE = 0.75

#: What stands in cells, not in headers: numbers, dates, addresses, telephone numbers.
_CONTENT = re.compile(
    r"[\d.,]+|\D{0,3}\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}.*|.*\S@\S.*|.*\+?\d[\d\s().-]{5,}\d.*",
    re.DOTALL,
)
#: Kinds of characters that a wrong encoding makes of letters.
_ODD = frozenset({"Cc", "Cn", "Co", "Cs", "Sc", "Sk", "So"})


@dataclass(frozen=True)
class Wanted:
    """One declared column.

    ``sources`` are alternatives in order of preference; each is one header, or several whose
    cells are joined with a space: ``(("Created at",), ("Date", "Time"))``.
    """

    name: str
    sources: tuple[tuple[str, ...], ...]
    required: bool


def positions(name: str, headers: Sequence[str]) -> tuple[int, ...]:
    """Return the 0-based positions of ``name`` among *normalised* headers.

    ``Name#2`` is the second of several columns called ``Name``, unless a header is spelled so.
    """
    plain = normal(name)
    exact = tuple(i for i, header in enumerate(headers) if header == plain)
    nth = _NTH.fullmatch(plain)
    if exact or not nth:
        return exact
    same = positions(nth[1], headers)
    return same[int(nth[2]) - 1 : int(nth[2])]


def present(want: Wanted, headers: Sequence[str]) -> list[tuple[str, ...]]:
    """Return those alternatives of ``want`` whose every part is among *normalised* headers."""
    return [parts for parts in want.sources if all(positions(part, headers) for part in parts)]


def bind(
    wanted: Sequence[Wanted], header: Sequence[str], place: Location
) -> tuple[Mapping[str, tuple[int, ...]], tuple[Problem, ...]]:
    """Map declared names to 0-based header positions; the notices tell which alternative won.

    Raises one InputError that lists all required columns which are missing, or all needed headers
    that occur more than once.
    """
    headers = [normal(cell) for cell in header]
    missing = [want for want in wanted if want.required and not present(want, headers)]
    if missing:
        shown = any(present(want, headers) for want in wanted) or _like_a_header(header)
        hint = _hint(missing, header) if shown else "the first line does not look like a header"
        raise InputError(_missing(missing, hint, place))
    found: dict[str, tuple[int, ...]] = {}
    repeated: list[Problem] = []
    notices: list[Problem] = []
    for want in wanted:
        options = present(want, headers)
        if not options:
            continue
        places = [positions(part, headers) for part in options[0]]
        pairs = zip(options[0], places, strict=True)
        repeated += [_repeated(want, part, at, place) for part, at in pairs if len(at) > 1]
        found[want.name] = tuple(at[0] for at in places)
        if len(options) > 1:
            notices.append(_several(want, options, place))
    if repeated:
        raise InputError(repeated)
    return found, tuple(notices)


def _missing(missing: Sequence[Wanted], hint: str, place: Location) -> Problem:
    message = "missing required columns: " + "; ".join(
        f"{want.name} (looked for {', '.join(_spell(parts) for parts in want.sources)})"
        for want in missing
    )
    return Problem("SQ506", message, place, hint)


def _hint(missing: Sequence[Wanted], header: Sequence[str]) -> str:
    """List what headers there are, and which are close to the missing ones."""
    names = [cell.strip() for cell in header if cell.strip()]
    closest = []
    for want in missing:
        tries = [_close(part, names) for parts in want.sources for part in parts]
        near = next((name for name in tries if name), "")
        if near:
            closest.append(f"for {want.name}, did you mean '{near}'?")
    listed = ", ".join(f"'{_cut(name)}'" for name in names[:LISTED]) or "none"
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return "; ".join([f"present: {listed}{more}", *closest])


def _close(part: str, names: Sequence[str]) -> str:
    known = {normal(name): name for name in names}
    near = difflib.get_close_matches(normal(part), list(known), n=1, cutoff=CLOSE)
    return _cut(known[near[0]]) if near else ""


def _cut(name: str) -> str:
    return name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"


def _like_a_header(header: Sequence[str]) -> bool:
    """Whether a line in which no wanted column was found may be shown: no ticket's content may."""
    names = [cell.strip() for cell in header if cell.strip()]
    odd = any(unicodedata.category(c) in _ODD for name in names for c in name)
    return len(names) > 1 and not odd and not any(map(_CONTENT.fullmatch, names))


def _spell(parts: tuple[str, ...]) -> str:
    return " + ".join(f"'{part}'" for part in parts)


def _repeated(want: Wanted, part: str, at: Sequence[int], place: Location) -> Problem:
    listed = " and ".join(str(i + 1) for i in at)
    message = f"the header '{part}', needed for {want.name}, stands in columns {listed}"
    hint = " or ".join(f"'{part}#{n}'" for n in range(1, len(at) + 1))
    return Problem("SQ507", message, place, f"say which one: from: {hint}")


def _several(want: Wanted, options: Sequence[tuple[str, ...]], place: Location) -> Problem:
    others = ", ".join(_spell(parts) for parts in options[1:])
    message = f"{want.name} is taken from {_spell(options[0])}, not from {others}"
    return Problem("SQ511", message, place)
