"""The models as JSON Schema, draft 7: pydantic's generator, taught what scalars here may be.

pydantic speaks of JSON and of a later draft. Here a scalar is read by its source text, null is no
value, and one text may stand for a list of one.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema as core

from sqeval.calendars.calendar import Calendar
from sqeval.measures.registry import MEASURES
from sqeval.rules.draft import Head
from sqeval.rules.schema.references import used
from sqeval.rules.schema.scalars import (
    LISTED_TEXT,
    NAMED,
    QUANTITY,
    QUANTITY_KEY,
    READ_BY,
    TEXT,
    Schema,
)
from sqeval.rules.scorecard import ScorecardRules
from sqeval.rules.tables import Table


class _Draft7(GenerateJsonSchema):
    """Generates what a rule file may hold where a model stands."""

    def function_before_schema(self, schema: core.BeforeValidatorFunctionSchema) -> Schema:
        """Return what the function reads; before a list, it takes one text for the list."""
        if "json_schema_input_schema" in schema:
            return self.generate_inner(schema["json_schema_input_schema"])
        known = READ_BY.get(schema["function"]["function"])
        if known is not None:
            return dict(known)
        inner = self.generate_inner(schema["schema"])
        if inner.get("type") != "array":
            return inner
        one = inner["items"] if "pattern" in inner["items"] else dict(TEXT)
        return {"anyOf": [one, inner]}

    def function_after_schema(self, schema: core.AfterValidatorFunctionSchema) -> Schema:
        """Return what the function lets through."""
        known = READ_BY.get(schema["function"]["function"])
        return self.generate_inner(schema["schema"]) if known is None else dict(known)

    def function_plain_schema(self, schema: core.PlainValidatorFunctionSchema) -> Schema:
        """Return what the function reads: nothing stands below it that could tell."""
        return dict(READ_BY[schema["function"]["function"]])

    def str_schema(self, schema: core.StringSchema) -> Schema:  # noqa: ARG002 - pydantic's hook
        """Return a text: any scalar by its source."""
        return dict(TEXT)

    def any_schema(self, schema: core.AnySchema) -> Schema:  # noqa: ARG002 - pydantic's hook
        """Return the one key without a type of its own: ``extends``."""
        return {"anyOf": [dict(TEXT), {"type": "array", "items": dict(TEXT)}]}

    def nullable_schema(self, schema: core.NullableSchema) -> Schema:
        """Return the schema without null: what is not said is left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core.WithDefaultSchema) -> Schema:
        """Return the schema, with the default where there is one to show."""
        made = super().default_schema(schema)
        return {k: v for k, v in made.items() if k != "default" or v is not None}

    def list_schema(self, schema: core.ListSchema) -> Schema:
        """Return a list; a text in it may be the word null."""
        made = super().list_schema(schema)
        items = made["items"]
        if items == TEXT:
            made["items"] = dict(LISTED_TEXT)
        elif TEXT in items.get("anyOf", ()):
            choices = [LISTED_TEXT if choice == TEXT else choice for choice in items["anyOf"]]
            made["items"] = items | {"anyOf": choices}
        return made

    def tuple_schema(self, schema: core.TupleSchema) -> Schema:
        """Return a list of exactly these items."""
        items = [self.generate_inner(item) for item in schema["items_schema"]]
        return {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}

    def dict_schema(self, schema: core.DictSchema) -> Schema:
        """Return a mapping: of fixed keys, of keys of a form, or of any."""
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        made: Schema = {"type": "object", "additionalProperties": values}
        if "enum" in keys:
            made["properties"] = dict.fromkeys(keys["enum"], values)
            made["additionalProperties"] = False
        elif keys != TEXT:
            made["propertyNames"] = QUANTITY_KEY if keys == QUANTITY else keys
        self.update_with_validations(made, schema, self.ValidationsMapping.object)
        return made

    def tagged_union_schema(self, schema: core.TaggedUnionSchema) -> Schema:
        """Return any of the choices; their shapes tell them apart."""
        choices = [self.generate_inner(choice) for choice in schema["choices"].values()]
        return {"anyOf": choices}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's hook
        """Return that a key needs no title beside its description."""
        return False


def definitions() -> dict[str, Schema]:
    """Return the schema of every model by the name of its class, without a word about its keys."""
    tops: list[Any] = [Head, Calendar, Table, *MEASURES.values(), ScorecardRules]
    roots, made = models_json_schema(
        [(model, "validation") for model in tops],
        schema_generator=_Draft7,
        ref_template="#/definitions/{model}",
    )
    found = used(list(roots.values()), made["$defs"])
    for definition in found.values():
        del definition["title"]
    return {name: _tidied(definition) for name, definition in found.items()} | NAMED


#: How pydantic leaves the bounds of a number that a function reads, and what they are called.
_BOUNDS = {"ge": "minimum", "le": "maximum"}


def _tidied(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema with the bounds that JSON Schema knows, common scalars by their names."""
    if isinstance(schema, list):
        return [_tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    common = next((name for name, named in NAMED.items() if schema == named), None)
    if common is not None:
        return {"$ref": f"#/definitions/{common}"}
    number = schema.get("type") == "number"
    return {(_BOUNDS.get(k, k) if number else k): _tidied(v) for k, v in schema.items()}
