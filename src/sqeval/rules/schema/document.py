"""The JSON Schema of a whole rule file.

A rule file is read entry by entry, so no model stands for all of it: it is put together here, once
for a file that stands alone and once for one that extends others.

Where schema and loader differ, the schema being the one that cannot tell:

- an empty value and the word ``null`` are one to JSON: it refuses both where a key wants a text
  (the loader takes the word), and takes both as a text in a list (the loader refuses the empty
  one);
- it takes ``1.0`` for a whole number, a quoted number for a key of ``curve`` or ``steps``, a zone
  that does not exist, ``min`` above ``max``, a duration finer than a microsecond or longer than a
  thousand years, a share beyond the range of floats, a country without known holidays, a date that
  no month has, hours that overlap, a weekday named twice, versions that are out of order, a stage
  of events without an ``id``, and a limit for all of some events;
- it refuses a limit that names a column by a number with a sign;
- in a file that extends others it takes entries that the extended file does not have, null for what
  is not there, and keys that do not go together;
- what the YAML gate refuses (keys that are empty, tags, ...) is no JSON.

References between entries and expressions are for ``sqeval check``.
"""

from __future__ import annotations

import json

from sqeval.measures.registry import MEASURES
from sqeval.rules.columns import COLUMNS
from sqeval.rules.draft import MOST_TABLES
from sqeval.rules.schema.models import definitions as of_models
from sqeval.rules.schema.partial import NULL, partial, partial_kinds, removable, removable_keys
from sqeval.rules.schema.references import used
from sqeval.rules.schema.scalars import Schema
from sqeval.rules.schema.shapes import add_rules
from sqeval.rules.schema.wording import about, add_words, described

ID = "urn:sqeval:rules:1"
_TITLE = "sqeval rule file, version 1"


def rule_schema() -> Schema:
    """Return the JSON Schema (draft 7) of a rule file."""
    models = of_models()
    add_rules(models)
    columns = models["Table"]["properties"]["columns"]
    columns |= {"type": ["object", "null"], "additionalProperties": _ref("Column")}
    add_words(models)
    models |= removable_keys(models)
    root: Schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ID,
        "title": _TITLE,
        "type": "object",
        "required": ["version"],
        "if": {"required": ["extends"]},
        "then": _ref("ExtendingFile"),
        "else": _ref("File"),
    }
    return root | {"definitions": used(root, models | _alone(models) | _extending(models))}


def schema_text() -> str:
    """Return the schema as JSON text: the same bytes for the same version of sqeval."""
    return json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _mapping(entry: Schema, **more: object) -> Schema:
    return {"type": "object", "additionalProperties": entry, **more}


def _kinds(models: dict[str, Schema], kinds: dict[str, type]) -> dict[str, Schema]:
    return {name: models[kind.__name__] for name, kind in kinds.items()}


def _alone(models: dict[str, Schema]) -> dict[str, Schema]:
    """Return what a file that extends no other is made of, beside the models."""
    sections = {
        "calendars": _mapping(_ref("Calendar")),
        "tables": _mapping(_ref("Table"), maxProperties=MOST_TABLES),
        "indicators": _mapping(_ref("Indicator")),
        "scorecard": _ref("ScorecardRules"),
    }
    said = {key: described("Rules", key, schema) for key, schema in sections.items()}
    return {
        "Column": {"anyOf": [*(_ref(kind.__name__) for kind in COLUMNS.values()), NULL]},
        "Indicator": {"anyOf": [_ref(kind.__name__) for kind in MEASURES.values()]},
        "File": _file(models["Head"]["properties"] | said),
    }


def _extending(models: dict[str, Schema]) -> dict[str, Schema]:
    """Return a file that extends others, and what its entries may leave out."""
    made = {
        "ExtendingCalendar": partial(models["Calendar"]),
        "ExtendingTable": partial(models["Table"]),
        "ExtendingColumn": partial_kinds(_kinds(models, COLUMNS)),
        "ExtendingIndicator": partial_kinds(_kinds(models, MEASURES)),
        "ExtendingPart": partial(models["Part"]),
        "ExtendingScorecard": partial(models["ScorecardRules"]),
    }
    table = made["ExtendingTable"]["properties"]
    table["columns"] = _by_id("Table", "columns", _ref("ExtendingColumn"))
    weight = models["Part.indicators"]["additionalProperties"]
    for name, model in (("ExtendingPart", "Part"), ("ExtendingScorecard", "ScorecardRules")):
        below = made[name]["properties"]
        below["indicators"] = _by_id(model, "indicators", weight)
        below["parts"] = _by_id(model, "parts", _ref("ExtendingPart"))
    scorecard = removable(_ref("ExtendingScorecard"))
    head = partial(models["Head"], fixed=("version", "extends"))["properties"]
    sections = {
        "calendars": _by_id("Rules", "calendars", _ref("ExtendingCalendar")),
        "tables": _by_id("Rules", "tables", _ref("ExtendingTable")),
        "indicators": _by_id("Rules", "indicators", _ref("ExtendingIndicator")),
        "scorecard": about("Rules", "scorecard") | scorecard,
    }
    made["ExtendingFile"] = _file(head | sections)
    return made


def _by_id(model: str, key: str, entry: Schema) -> Schema:
    """Return a mapping of entries that merge by id: null removes one of them, or all."""
    return about(model, key) | removable(_mapping(removable(entry)))


def _file(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": ["version"],
        "additionalProperties": False,
    }
