"""What the models say about several keys at once, as JSON Schema.

pydantic's generator sees fields, not the validators over a whole model; what those refuse and a
schema can say stands here by the name of the model.
"""

from __future__ import annotations

from sqeval.rules.profiles.shipped import names
from sqeval.rules.schema.scalars import LIMIT_COLUMN, Schema
from sqeval.rules.tables import AUTO
from sqeval.targets.target import DIRECTIONS

_MAPPING: Schema = {"type": "object"}
_NO_MAPPING: Schema = {"not": _MAPPING}

#: A column is read or computed; 'where' goes with what is computed.
_ORIGIN: Schema = {
    "not": {"required": ["from", "value"]},
    "dependencies": {"where": ["value"]},
}

_MARKS: Schema = {
    "allOf": [
        {
            "if": {"properties": {"thousands": {"const": "."}}, "required": ["thousands"]},
            "then": {"properties": {"decimal": {"const": ","}}, "required": ["decimal"]},
        },
        {
            "if": {"properties": {"thousands": {"const": ","}}, "required": ["thousands"]},
            "then": {"properties": {"decimal": {"const": "."}}},
        },
    ]
}

_TARGET: Schema = {
    "oneOf": [{"required": [direction]} for direction in DIRECTIONS],
    "if": {"required": ["by"]},
    "then": {"properties": dict.fromkeys(DIRECTIONS, _MAPPING)},
    "else": {"properties": dict.fromkeys(DIRECTIONS, _NO_MAPPING)},
    "dependencies": {"warn": {"not": {"required": ["between"]}}},
}

_KEEP: Schema = {
    "if": {"properties": {"keep": {"const": "last"}}},
    "then": {"required": ["by"]},
    "else": {"not": {"required": ["by"]}},
}

#: A formula has no rows of its own, so its target cannot go by category.
_FORMULA: Schema = {"allOf": [{"properties": {"target": {"not": {"required": ["by"]}}}}]}
_OF_ROWS = ("table", "where", "clock")

#: A week has hours on some day.
_SOME_HOURS: Schema = {"not": {"additionalProperties": {"maxItems": 0}}}
#: What a version of a calendar may change, at least one of them.
_CHANGES = ("hours", "holidays", "closed", "open")


def add_rules(definitions: dict[str, Schema]) -> None:
    """Add to each model what it says about several keys at once."""
    for name, definition in definitions.items():
        if name.endswith("Column"):
            definition.update(_ORIGIN)
    definitions["NumberColumn"].update(_MARKS)
    definitions["Target"].update(_TARGET)
    definitions["Keep"].update(_KEEP)
    definitions["Formula"].update(_FORMULA)
    profile = definitions["Table"]["properties"]["profile"]
    definitions["Table"]["properties"]["profile"] = {"anyOf": [{"enum": [AUTO, *names()]}, profile]}
    for key in _OF_ROWS:
        del definitions["Formula"]["properties"][key]
    for model in ("Within", "Stage"):
        _, columns, _ = definitions[model]["properties"]["limit"]["anyOf"]
        columns["anyOf"][0] = LIMIT_COLUMN
    definitions["LimitTable"] = _limits(definitions["LimitTable"])
    definitions["CalendarTable"] = _by_category(definitions["CalendarTable"], "calendars")
    for model in ("Calendar", "Version"):
        definitions[model]["properties"]["hours"]["anyOf"][1].update(_SOME_HOURS)
    definitions["Version"]["anyOf"] = [{"required": [key]} for key in _CHANGES]


def _by_category(made: Schema, entries: str) -> Schema:
    """Return what goes by category as a rule file writes it: the categories stand beside ``by``."""
    fields = made["properties"]
    return {
        "type": "object",
        "properties": {"by": fields["by"]},
        "additionalProperties": fields[entries]["additionalProperties"],
        "required": ["by"],
        "minProperties": 2,
    }


def _limits(made: Schema) -> Schema:
    """Return limits by category; categories of categories need two columns."""
    return _by_category(made, "limits") | {
        "if": {"properties": {"by": {"type": "array", "minItems": 2}}},
        "else": {"properties": {"by": {}}, "additionalProperties": _NO_MAPPING},
    }
