"""Local times that a zone does not have, or has twice, where the clocks change."""

from __future__ import annotations

from sqeval.inspection.subject import Subject, Told, declared
from sqeval.problems import Location, Problem


def zone_problems(subject: Subject, found: Told, zone: str | None) -> tuple[Problem, ...]:
    """Return what is wrong with the naive times of a column in ``zone``, if one is named."""
    if zone is None or found.kind != "datetime" or not found.naive or found.values is None:
        return ()
    cells = subject.cells(declared("datetime", formats=list(found.formats) or None), zone)
    notices = tuple(notice for notice in cells.notices if notice.name == "fold")
    if cells.reasons is None:
        return notices
    bad = cells.reasons.is_not_null()
    line = subject.place.lines.filter(bad)[0]
    message = (
        f"column '{subject.place.column}': {bad.sum()} local times do not exist in {zone}; "
        f"the first stands in line {line}"
    )
    hint = "is this the zone that the export was written in?"
    return (*notices, Problem("SQ555", message, Location(subject.place.file), hint))
