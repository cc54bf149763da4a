"""The first reading of a document: each entry by itself, so that one mistake hides no other.

A bad entry keeps its name as *unknown*; what refers to it is then not reported again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from sqeval.measures.measure import Measure, Title
from sqeval.measures.registry import MEASURES
from sqeval.nodes import Map, Model, Scalar, Text, Whole, locate
from sqeval.problems import Problem
from sqeval.rules.columns import AnyColumn, Column
from sqeval.rules.errors import problems_of, unknown_type
from sqeval.rules.scorecard import ScorecardRules
from sqeval.rules.tables import Table

SECTIONS = ("tables", "indicators", "scorecard")


def _listed_text(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Head(Model):
    """What stands at the top of a rule file, beside its sections.

    ``fiscal_year_start`` is a month, ``month_starts`` the day of the month that months run from.
    """

    version: Literal[1]
    title: Title = "Service evaluation"
    extends: Any = None
    timezone: Text | None = None
    fiscal_year_start: Whole = Field(1, ge=1, le=12)
    month_starts: Whole = Field(1, ge=1, le=28)
    periods: dict[Text, Text] = Field(default_factory=dict)


@dataclass
class Draft:
    """Entries read so far; names whose entry is broken; the problems."""

    head: Head | None = None
    tables: dict[str, Table] = field(default_factory=dict)
    indicators: dict[str, Measure] = field(default_factory=dict)
    scorecard: ScorecardRules = field(default_factory=ScorecardRules)
    broken_columns: dict[str, set[str]] = field(default_factory=dict)
    broken_tables: set[str] = field(default_factory=set)
    broken_indicators: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


_COLUMN: TypeAdapter[Column] = TypeAdapter(AnyColumn)


def draft(document: Map) -> Draft:
    """Read a merged document entry by entry."""
    result = Draft()
    head = Map({k: v for k, v in document.items() if k not in SECTIONS}, document.place)
    if isinstance(version := head.get("version"), Scalar):
        head["version"] = version.read
    with _collecting(result, head, "rules"):
        result.head = Head.model_validate(head)
    for name, node in _entries(result, document, "tables"):
        _table(result, name, node)
    for name, node in _entries(result, document, "indicators"):
        _indicator(result, name, node)
    if "scorecard" in document:
        with _collecting(result, document["scorecard"], "scorecard"):
            result.scorecard = ScorecardRules.model_validate(document["scorecard"])
    return result


class _collecting:  # noqa: N801 - reads as a statement
    """Turns a validation error inside the block into problems of the draft."""

    def __init__(self, result: Draft, entry: object, kind: str) -> None:
        self.result, self.entry, self.kind = result, entry, kind

    def __enter__(self) -> None:
        return None

    def __exit__(self, _t: object, error: object, _tb: object) -> bool:
        if not isinstance(error, ValidationError):
            return False
        self.result.problems.extend(problems_of(error, self.entry, self.kind))
        return True


def _entries(result: Draft, document: Map, section: str) -> Iterator[tuple[str, Map]]:
    """Yield the entries of a section that are mappings; the others are problems."""
    node = document.get(section)
    if node is None:
        return
    if not isinstance(node, Map):
        place = locate(document, (section,))
        message = f"'{section}' maps ids to their entries"
        result.problems.append(Problem("SQ114", "wrong-value", message, place))
        return
    for name, entry in node.items():
        if isinstance(entry, Map):
            yield str(name), entry
            continue
        place = locate(node, (name,))
        message = f"'{name}' is a mapping of what it says"
        result.problems.append(Problem("SQ114", "wrong-value", message, place))
        (result.broken_tables if section == "tables" else result.broken_indicators).add(str(name))


def _table(result: Draft, name: str, node: Map) -> None:
    before = len(result.problems)
    own = Map({k: v for k, v in node.items() if k != "columns"}, node.place)
    columns: dict[str, Column] = {}
    broken = result.broken_columns.setdefault(name, set())
    for column, entry in _columns(result, name, node):
        here = len(result.problems)
        with _collecting(result, entry, "column"):
            columns[column] = _COLUMN.validate_python(entry)
        if len(result.problems) > here:
            broken.add(column)
    here = len(result.problems)
    with _collecting(result, node, "table"):
        table = Table.model_validate(own)
        result.tables[name] = table.model_copy(update={"columns": columns})
    if len(result.problems) > here >= before:
        result.broken_tables.add(name)


def _columns(result: Draft, table: str, node: Map) -> Iterator[tuple[str, Map]]:
    """Yield a table's columns; a column that says nothing is a text found by its name."""
    columns = node.get("columns", {})
    if not isinstance(columns, Map):
        if columns:
            place = locate(node, ("columns",))
            message = f"the columns of '{table}' map names to what they say"
            result.problems.append(Problem("SQ114", "wrong-value", message, place))
        return
    for name, entry in columns.items():
        if isinstance(entry, Map):
            yield str(name), entry
        elif isinstance(entry, Scalar) and entry.read is None:
            yield str(name), Map({}, entry.place)
        else:
            message = f"column '{name}' is a mapping, such as {{from: [Header], type: datetime}}"
            place = locate(columns, (name,))
            result.problems.append(Problem("SQ114", "wrong-value", message, place))
            result.broken_columns[table].add(str(name))


def _indicator(result: Draft, name: str, node: Map) -> None:
    here = len(result.problems)
    kind = node.get("type")
    if kind is None:
        place = locate(node, ())
        known = f"one of {', '.join(MEASURES)}"
        result.problems.append(
            Problem("SQ112", "missing-key", f"indicator '{name}' has no 'type'", place, known)
        )
    elif str(kind) not in MEASURES:
        result.problems.append(unknown_type(node, (), "indicator", str(kind), MEASURES))
    else:
        with _collecting(result, node, "indicator"):
            result.indicators[name] = MEASURES[str(kind)].model_validate(node)
    if len(result.problems) > here:
        result.broken_indicators.add(name)
