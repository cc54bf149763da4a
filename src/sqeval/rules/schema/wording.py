"""Putting the words for each key to the schema of the models."""

from __future__ import annotations

import inspect

from sqeval.calendars.calendar import Calendar
from sqeval.measures.registry import MEASURES
from sqeval.rules.columns import COLUMNS
from sqeval.rules.schema.scalars import Schema
from sqeval.rules.schema.words import WORDS
from sqeval.rules.scorecard import Gate, Part
from sqeval.rules.stages import Stage
from sqeval.rules.tables import Table

#: The models that stand in a mapping or list of entries, where no key speaks for them.
_ENTRIES: tuple[type, ...] = (
    *MEASURES.values(),
    *COLUMNS.values(),
    Calendar,
    Table,
    Stage,
    Part,
    Gate,
)

#: What the keys of a model stand under in the table of words: its own name, then those it shares.
_SHARED: dict[str, str] = {
    **{model.__name__: "Measure" for model in MEASURES.values()},
    "Version": "Calendar",
    **{model.__name__: "Column" for model in COLUMNS.values()},
}


def about(model: str, key: str) -> Schema:
    """Return the title and description of a key of a model. Raises KeyError without any."""
    return {"title": key, "description": WORDS[_owner(model, key)][key].about}


def described(model: str, key: str, schema: Schema) -> Schema:
    """Return a key's schema with its description and examples. Raises KeyError without any."""
    examples = WORDS[_owner(model, key)][key].examples
    # what stands beside a $ref is ignored, so it goes around it
    whole = {"allOf": [schema]} if "$ref" in schema else schema
    return {**about(model, key), "examples": examples, **whole}


def add_words(definitions: dict[str, Schema]) -> None:
    """Describe every model that is an entry of its own, and every key of every model.

    A described key becomes a definition of its own, ``MODEL.KEY``: what models share is said once.
    """
    for name, definition in list(definitions.items()):
        definition.pop("description", None)
        for key, schema in definition.get("properties", {}).items():
            own = f"{_owner(name, key)}.{key}"
            definitions[own] = described(name, key, schema)
            definition["properties"][key] = {"$ref": f"#/definitions/{own}"}
    for name, key in (("LimitTable", "limits"), ("CalendarTable", "calendars")):
        made = definitions[name]
        made["additionalProperties"] = described(name, key, made["additionalProperties"])
    for model in _ENTRIES:
        words = {"description": _summary(model)}
        definitions[model.__name__] = words | definitions[model.__name__]


def _owner(model: str, key: str) -> str:
    """Return what the words of a model's key stand under: the model, or what it shares them as."""
    return model if key in WORDS.get(model, {}) else _SHARED[model]


def _summary(model: type) -> str:
    """Return the first paragraph of a model's docstring as one line of Markdown."""
    paragraph = inspect.cleandoc(model.__doc__ or "").split("\n\n")[0]
    return " ".join(paragraph.split()).replace("``", "`")
