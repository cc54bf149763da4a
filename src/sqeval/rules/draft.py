"""The first reading of a document: each entry by itself, so that one mistake hides no other.

A bad entry keeps its name as *unknown*; what refers to it is then not reported again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from sqeval.calendars.calendar import Calendar
from sqeval.calendars.zones import Zone
from sqeval.measures.measure import Measure, Title
from sqeval.measures.registry import MEASURES
from sqeval.nodes import Map, Model, Scalar, Seq, Text, Whole, locate
from sqeval.problems import Problem, RulesError
from sqeval.rules.columns import COLUMNS, AnyColumn, Column, TextColumn, column_type
from sqeval.rules.errors import Entry, problems_of, unknown_type
from sqeval.rules.found import Found
from sqeval.rules.scorecard import Gate, Part, ScorecardRules
from sqeval.rules.tables import Table
from sqeval.rules.version import Version

#: The most tables: each sees all that it looks up, directly and through others.
MOST_TABLES = 100

SECTIONS = ("calendars", "tables", "indicators", "scorecard")


class Head(Model):
    """What stands at the top of a rule file, beside its sections.

    ``fiscal_year_start`` is a month, ``month_starts`` the day of the month that months run from.
    """

    version: Version
    title: Title = "Service evaluation"
    extends: Any = None
    timezone: Zone | None = None
    fiscal_year_start: Whole = Field(1, ge=1, le=12)
    month_starts: Whole = Field(1, ge=1, le=28)
    periods: dict[Text, Text] = Field(default_factory=dict)


@dataclass
class Draft:
    """Entries read so far; names whose entry is broken; the problems found.

    ``graded`` says that the grades could be read, so that gates and outcomes can be held to them.
    """

    head: Head | None = None
    calendars: dict[str, Calendar] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    indicators: dict[str, Measure] = field(default_factory=dict)
    scorecard: ScorecardRules = field(default_factory=ScorecardRules)
    broken_calendars: set[str] = field(default_factory=set)
    broken_columns: dict[str, set[str]] = field(default_factory=dict)
    broken_tables: set[str] = field(default_factory=set)
    broken_indicators: set[str] = field(default_factory=set)
    broken_parts: set[str] = field(default_factory=set)
    graded: bool = False
    found: Found = field(default_factory=Found)


_COLUMN: TypeAdapter[Column] = TypeAdapter(AnyColumn)


def draft(document: Map, found: Found) -> Draft:
    """Read a merged document entry by entry."""
    result = Draft(found=found)
    head = Map({k: v for k, v in document.items() if k not in SECTIONS}, document.place)
    with _collecting(result, head, "rules", Head):
        result.head = Head.model_validate(head)
    for name, node in _entries(result, document, "calendars"):
        _calendar(result, name, node)
    tables = list(_entries(result, document, "tables"))
    if len(tables) > MOST_TABLES:
        message = f"a rule set has at most {MOST_TABLES} tables"
        place = locate(document, ("tables",), at_key=True)
        raise RulesError([*found.in_order(), Problem("SQ102", message, place)])
    for name, node in tables:
        _table(result, name, node)
    for name, node in _entries(result, document, "indicators"):
        _indicator(result, name, node)
    if "scorecard" in document:
        _scorecard(result, document)
    return result


def _calendar(result: Draft, name: str, node: Map) -> None:
    here = len(result.found)
    with _collecting(result, node, "calendar", Calendar):
        result.calendars[name] = Calendar.model_validate(node)
    if len(result.found) > here:
        result.broken_calendars.add(name)


def _scorecard(result: Draft, document: Map) -> None:
    """Read the scorecard, its parts and gates each by itself."""
    node = document["scorecard"]
    if not isinstance(node, Map):
        place = locate(document, ("scorecard",))
        message = "'scorecard' is a mapping of parts, grades and gates"
        result.found.add(Problem("SQ114", message, place))
        return
    parts, gates = node.get("parts"), node.get("gates")
    whole = isinstance(parts, Map | None) and isinstance(gates, Seq | None)
    own = {k: v for k, v in node.items() if not whole or k not in ("parts", "gates")}
    with _collecting(result, node, "scorecard", ScorecardRules):
        result.scorecard = ScorecardRules.model_validate(Map(own, node.place, node.name))
        result.graded = True
    if whole:
        update = {"parts": _parts(result, parts), "gates": _gates(result, gates)}
        result.scorecard = result.scorecard.model_copy(update=update)


def _parts(result: Draft, node: Map | None) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for name, entry in ({} if node is None else node).items():
        with _collecting(result, entry, "part", Part):
            parts[str(name)] = Part.model_validate(entry)
        if name not in parts:
            result.broken_parts.update(_ids(name, entry))
    return parts


def _ids(name: str, entry: object) -> Iterator[str]:
    """Yield the ids of a part that cannot be read and of the parts below it."""
    yield str(name)
    below = entry.get("parts") if isinstance(entry, Map) else None
    for other, node in below.items() if isinstance(below, Map) else ():
        yield from _ids(other, node)


def _gates(result: Draft, node: Seq | None) -> list[Gate]:
    gates: list[Gate] = []
    for entry in [] if node is None else node:
        with _collecting(result, entry, "gate", Gate):
            gates.append(Gate.model_validate(entry))
    return gates


class _collecting:  # noqa: N801 - reads as a statement
    """Turns a validation error inside the block into problems of the draft."""

    def __init__(self, result: Draft, entry: object, kind: str, model: type[Model]) -> None:
        self.found, self.entry = result.found, Entry(entry, kind, model)

    def __enter__(self) -> None:
        return None

    def __exit__(self, _t: object, error: object, _tb: object) -> bool:
        if not isinstance(error, ValidationError):
            return False
        for problem in problems_of(error, self.entry):
            self.found.add(problem)
        return True


def _entries(result: Draft, document: Map, section: str) -> Iterator[tuple[str, Map]]:
    """Yield the entries of a section that are mappings; the others are problems."""
    node = document.get(section)
    if node is None:
        return
    if not isinstance(node, Map):
        place = locate(document, (section,))
        message = f"'{section}' maps ids to their entries"
        result.found.add(Problem("SQ114", message, place))
        return
    for name, entry in node.items():
        if isinstance(entry, Map):
            yield str(name), entry
            continue
        place = locate(node, (name,))
        message = f"'{name}' is a mapping of what it says"
        result.found.add(Problem("SQ114", message, place))
        broken = {"tables": result.broken_tables, "calendars": result.broken_calendars}
        broken.get(section, result.broken_indicators).add(str(name))


def _table(result: Draft, name: str, node: Map) -> None:
    own = Map({k: v for k, v in node.items() if k != "columns"}, node.place, node.name)
    columns: dict[str, Column] = {}
    broken = result.broken_columns.setdefault(name, set())
    for column, entry in _columns(result, name, node):
        here = len(result.found)
        model = COLUMNS.get(column_type(entry) or "text", TextColumn)
        with _collecting(result, entry, "column", model):
            columns[column] = _COLUMN.validate_python(entry)
        if len(result.found) > here:
            broken.add(column)
    here = len(result.found)
    with _collecting(result, node, "table", Table):
        table = Table.model_validate(own)
        result.tables[name] = table.model_copy(update={"columns": columns})
    if len(result.found) > here:
        result.broken_tables.add(name)
        broken.update(columns)


def _columns(result: Draft, table: str, node: Map) -> Iterator[tuple[str, Map]]:
    """Yield a table's columns; a column that says nothing is a text found by its name."""
    columns = node.get("columns")
    if not isinstance(columns, Map):
        empty = columns is None or (isinstance(columns, Scalar) and columns.read is None)
        if not empty:
            place = locate(node, ("columns",))
            message = f"the columns of '{table}' map names to what they say"
            result.found.add(Problem("SQ114", message, place))
        return
    for name, entry in columns.items():
        if isinstance(entry, Map):
            yield str(name), entry
        elif isinstance(entry, Scalar) and entry.read is None:
            yield str(name), Map({}, entry.place, columns.key(name))
        else:
            message = f"column '{name}' is a mapping, such as {{from: [Header], type: datetime}}"
            place = locate(columns, (name,))
            result.found.add(Problem("SQ114", message, place))
            result.broken_columns[table].add(str(name))


def _indicator(result: Draft, name: str, node: Map) -> None:
    here = len(result.found)
    kind = node.get("type")
    if kind is None:
        place = locate(node, ())
        known = f"one of {', '.join(MEASURES)}"
        result.found.add(Problem("SQ112", f"indicator '{name}' has no 'type'", place, known))
    elif not isinstance(kind, Scalar) or kind not in MEASURES:
        result.found.add(unknown_type(node, (), "an indicator", kind, MEASURES))
    else:
        with _collecting(result, node, kind, MEASURES[kind]):
            result.indicators[name] = MEASURES[kind].model_validate(node)
    if len(result.found) > here:
        result.broken_indicators.add(name)
