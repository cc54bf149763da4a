"""The iCalendar files that calendars name: found, read and looked at before anything is scored.

Such a file lies where extended rule files may lie: in the folder of the rule file that names it or
below, never outside the rule set's. Its bytes are kept, and its hash is part of the rule set's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.dates import EPOCH
from sqeval.calendars.ics import ics_days
from sqeval.calendars.public import ICS
from sqeval.nodes import Map, Place, Scalar, Source
from sqeval.problems import Problem, RulesError
from sqeval.rules.draft import Draft
from sqeval.rules.files import RuleFile, below, content, root_of
from sqeval.rules.gate import MOST_BYTES

_HINT = "a calendar file lies in the folder of the rule file, or below it"


@dataclass
class CalendarFiles:
    """The files that calendars name: their bytes by the path as it is written, and themselves."""

    ics: dict[str, bytes] = field(default_factory=dict)
    files: list[RuleFile] = field(default_factory=list)
    _paths: dict[str, Path] = field(default_factory=dict)

    def add(self, written: Scalar, draft: Draft, root: str) -> None:
        """Read the file that a calendar names, once. Raises RulesError where it is no calendar."""
        folder = Path(written.place.source.path).parent
        name, path = below(written, folder, root_of(root), _HINT)
        if self._paths.setdefault(str(written), path) != path:
            message = f"'{written}' is another file here than in another rule file"
            hint = f"write one of the two as ./{written}"
            raise RulesError(Problem("SQ114", message, written.location(), hint))
        if str(written) in self.ics:
            return
        draft.found.opened.append(name)
        read = content(name, path, written.location(), "calendar file")
        _check(written, read)
        self.ics[str(written)] = read
        if name not in {file.path for file in self.files}:
            self.files.append(_file(name, read))


def read_calendar_files(draft: Draft, files: tuple[RuleFile, ...]) -> CalendarFiles:
    """Read every iCalendar file that a calendar names; what is wrong is the draft's to tell."""
    found = CalendarFiles()
    for name, calendar in draft.calendars.items():
        for written in _named(calendar):
            try:
                found.add(written, draft, files[0].path)
            except RulesError as error:
                draft.broken_calendars.add(name)
                for problem in error.problems:
                    draft.found.add(problem)
    return found


def _named(calendar: Calendar) -> Iterator[Scalar]:
    """Yield the files that a calendar names, as they stand in the rule file."""
    lists: list[tuple[tuple[str | int, ...], list[str]]] = [((), calendar.holidays)]
    lists += [(("versions", i), v.holidays or []) for i, v in enumerate(calendar.versions)]
    for path, sources in lists:
        for i, source in enumerate(sources):
            place = (*path, "holidays")
            written = calendar.scalar(*place, i) or calendar.scalar(*place)
            if source.endswith(ICS) and written is not None:
                yield written


def _check(written: Scalar, read: bytes) -> None:
    """Raise RulesError where a file is no calendar of whole days."""
    if len(read) > MOST_BYTES:
        message = f"a calendar file is at most {MOST_BYTES} bytes"
        raise RulesError(Problem("SQ102", message, written.location()))
    try:
        ics_days(read, EPOCH, EPOCH)
    except ValueError as error:
        hint = "export the holidays as an iCalendar file of all-day events"
        message = f"'{written}': {error}"
        raise RulesError(Problem("SQ114", message, written.location(), hint)) from error


def _file(name: str, read: bytes) -> RuleFile:
    """Return a file that says nothing in YAML."""
    place = Place(Source.of(name, ""), 0, 0, 1, 1)
    return RuleFile(name, hashlib.sha256(read).hexdigest(), Map({}, place))
