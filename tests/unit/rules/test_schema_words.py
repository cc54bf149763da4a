"""What an editor shows: every key is explained, no word is idle, every example is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import TypeAdapter

from sqeval.calendars.calendar import Calendar, Version
from sqeval.measures.limits import LimitTable
from sqeval.measures.measure import Measure
from sqeval.measures.registry import MEASURES
from sqeval.measures.timed import CalendarTable, History
from sqeval.nodes import Model
from sqeval.rules import gate
from sqeval.rules.columns import COLUMNS, Column
from sqeval.rules.draft import SECTIONS, Head
from sqeval.rules.found import Found
from sqeval.rules.schema.document import rule_schema
from sqeval.rules.schema.words import WORDS
from sqeval.rules.scorecard import Gate, Part, ScorecardRules
from sqeval.rules.stages import Stage, StageEvents
from sqeval.rules.states import States
from sqeval.rules.tables import Derive, Keep, Table
from sqeval.targets.points import POINTS
from sqeval.targets.target import Target

SCHEMA = rule_schema()

MODELS: tuple[type[Model], ...] = (
    Head,
    Table,
    Keep,
    Derive,
    States,
    Stage,
    StageEvents,
    *COLUMNS.values(),
    *MEASURES.values(),
    LimitTable,
    CalendarTable,
    History,
    Calendar,
    Version,
    Target,
    *POINTS.values(),
    ScorecardRules,
    Part,
    Gate,
)


def keys(model: type[Model]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def owner(model: type[Model], key: str) -> str:
    shared = {Measure: "Measure", Column: "Column"}
    name = next((name for base, name in shared.items() if issubclass(model, base)), "Calendar")
    return model.__name__ if key in WORDS.get(model.__name__, {}) else name


EXPLAINED = [(model, key) for model in MODELS for key in keys(model)]


@pytest.mark.parametrize(
    ("model", "key"), EXPLAINED, ids=lambda part: getattr(part, "__name__", part)
)
def test_every_key_is_explained(model: type[Model], key: str) -> None:
    word = WORDS[owner(model, key)][key]
    assert word.about.endswith(".")
    assert word.about.count(". ") <= 2, "a sentence or two, and perhaps the default"
    assert word.examples


def test_no_word_is_idle() -> None:
    needed = {(owner(model, key), key) for model, key in EXPLAINED}
    needed |= {("Rules", section) for section in SECTIONS}
    assert {(name, key) for name, words in WORDS.items() for key in words} == needed


def shown(schema: Mapping[str, Any]) -> str:
    """Return what an editor shows for a key: a description of its own or of what it refers to."""
    while "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    return str(schema.get("description", ""))


@pytest.mark.parametrize("name", ["File", *(m.__name__ for m in MODELS if m is not Head)])
def test_every_key_shows_its_words(name: str) -> None:
    properties = SCHEMA["definitions"][name]["properties"]
    assert {key: shown(schema) for key, schema in properties.items() if not shown(schema)} == {}


@pytest.mark.parametrize(
    "model", [*COLUMNS.values(), *MEASURES.values(), Calendar, Table, Part, Gate]
)
def test_every_entry_shows_what_it_is(model: type[Model]) -> None:
    said = SCHEMA["definitions"][model.__name__]["description"]
    assert said.endswith(".")
    assert "``" not in said


EXAMPLES = [
    (model, key, example)
    for model, key in EXPLAINED
    for example in WORDS[owner(model, key)][key].examples
    if key in SCHEMA["definitions"].get(model.__name__, {}).get("properties", {})
]


@pytest.mark.parametrize(("model", "key", "example"), EXAMPLES)
def test_example_fits_schema_and_model(model: type[Model], key: str, example: object) -> None:
    schema = SCHEMA["definitions"][model.__name__]["properties"][key]
    Draft7Validator(schema | {"definitions": SCHEMA["definitions"]}).validate(example)
    field = next(f for name, f in model.model_fields.items() if (f.alias or name) == key)
    text = yaml.safe_dump({"it": example}, allow_unicode=True)
    node = gate.parse("example.yaml", text, Found())["it"]
    kind: Any = Annotated[field.annotation, key, *field.metadata]
    TypeAdapter(kind).validate_python(node)
