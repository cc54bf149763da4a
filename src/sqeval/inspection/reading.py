"""Reading every column of an export although no rules say which are wanted.

The header is the line that a known vendor or the standard rule set has the columns of, else the
first line that is not blank. From there on the strict reader reads as it does for a score: each
column is asked for by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqeval.inspection.suggest import suggesting
from sqeval.problems import InputError, Location, Problem
from sqeval.rules.headers import normal
from sqeval.rules.profiles.shipped import profiles
from sqeval.rules.ruleset import RuleSet
from sqeval.tables.export import header_of, read_export
from sqeval.tables.header import Wanted
from sqeval.tables.records import HARMLESS, Records, no_header
from sqeval.tables.source import Source


@dataclass(frozen=True)
class Read:
    """An export as it was read; ``columns`` maps 0-based positions to columns of the frame.

    ``unnamed`` are the positions that no rule file can name: headers that are empty or spelled as
    the second of others. Where there are any, the frame has the column ``ROW``.
    """

    records: Records
    columns: Mapping[int, str]
    unnamed: tuple[int, ...]


def read_all(source: Source, standard: RuleSet, encoding: str | None) -> Read:
    """Read all columns of an export.

    Raises InputError where the export is refused; where its encoding is the reason, with the one
    that it is likely to have.
    """
    with suggesting(source, encoding):
        header = header_of(source, _known(standard), encoding=encoding)
        if not header:
            raise InputError(no_header(source.path))
        names = _names(header)
        wanted = [Wanted(str(i + 1), ((name,),), required=True) for i, name in names.items()]
        whole = len(names) == len(header)
        records = read_export(source, wanted, encoding=encoding, fingerprint=not whole)
    columns = {i: str(i + 1) for i in names if records.found[str(i + 1)] == (i,)}
    unnamed = tuple(i for i in range(len(records.header)) if i not in columns)
    return Read(records, columns, unnamed)


def _known(standard: RuleSet) -> list[Wanted]:
    """Return what a line has that is the header of a known vendor or of the standard rule set.

    One known word tells nothing (a cell may hold ``agent``), so each choice is of two or more.
    """
    vendors = [
        Wanted(name, tuple(map(tuple, profile.fingerprints)), required=False)
        for name, profile in profiles().items()
    ]
    tables = [
        Wanted(
            name,
            tuple(
                (*one, *other)
                for one in table.columns[table.key[0]].headers(table.key[0])
                for other in table.columns[table.clock].headers(table.clock)
            ),
            required=False,
        )
        for name, table in standard.tables.items()
        if table.key and table.clock is not None
    ]
    return [*vendors, *tables]


def _names(header: Sequence[str]) -> dict[int, str]:
    """Return the name by which each column can be asked for, by 0-based position.

    Of several columns with one header the names are ``Name#1``, ``Name#2``; several empty headers
    have none.
    """
    headers = [normal(cell) for cell in header]
    count = Counter(headers)
    seen: Counter[str] = Counter()
    names = {}
    for i, name in enumerate(headers):
        seen[name] += 1
        if count[name] == 1:
            names[i] = header[i]
        elif name:
            names[i] = f"{header[i]}#{seen[name]}"
    return names


def reading_problems(read: Read) -> list[Problem]:
    """Return what the reader noticed, rows that are lost, and columns that cannot be named."""
    records = read.records
    return [*records.notices, *_lost(records), *_unnamed(read)]


def _lost(records: Records) -> list[Problem]:
    lost = [reject for reject in records.rejects if reject.code not in HARMLESS]
    if not lost:
        return []
    first = min(lost, key=lambda reject: reject.line)
    message = (
        f"{len(lost)} of {records.read} rows cannot be read; the first {first.reason} "
        f"({first.code})"
    )
    hint = "see them all with sqeval score --rejects FILE"
    if len(records.header) == 1:
        hint = "is the first line the header? delete what stands before it"
    return [Problem("SQ556", message, Location(first.file, first.line), hint)]


def _unnamed(read: Read) -> list[Problem]:
    empty = [i + 1 for i in read.unnamed]
    if not empty:
        return []
    places = ", ".join(map(str, empty))
    message = f"several columns have the same header or none, so no rules can name them: {places}"
    return [Problem("SQ507", message, Location(read.records.source.path), "give them headers")]
