"""The schema of entries in a file that extends others: they say only what they change.

There an entry lacks what the extended file says of it (its ``type`` even), and null removes a key.
What belongs together may stand in two files, so nothing is asked of several keys at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqeval.rules.schema.scalars import Schema

NULL: Schema = {"type": "null"}

#: What the name of a key's definition ends with, where null removes the key.
_OR_NULL = "-or-null"


def removable(schema: Schema) -> Schema:
    """Return a schema that takes null as well."""
    return {"anyOf": [schema, NULL]}


def removable_keys(definitions: dict[str, Schema]) -> dict[str, Schema]:
    """Return, for each definition of a key (``MODEL.KEY``), one that takes null as well."""
    return {
        name + _OR_NULL: _shown(key) | removable({"$ref": f"#/definitions/{name}"})
        for name, key in definitions.items()
        if "." in name
    }


def partial(schema: Schema, fixed: Iterable[str] = ()) -> Schema:
    """Return a model that needs no key and takes null for each but the ``fixed`` ones."""
    return {
        **_shown(schema),
        "type": "object",
        "properties": {
            key: value if key in fixed else _or_null(value)
            for key, value in schema["properties"].items()
        },
        "additionalProperties": False,
    }


def partial_kinds(kinds: dict[str, Schema]) -> Schema:
    """Return an entry whose kind is told by ``type``, or by the extended file alone.

    With a type it has the keys of its kind, and may remove those of the kind that it had before.
    """
    keys = list(dict.fromkeys(key for kind in kinds.values() for key in kind["properties"]))
    choices: list[Schema] = [_untyped(keys, kinds)]
    for kind in kinds.values():
        made = partial(kind, fixed=["type"])
        made["properties"] |= {key: NULL for key in keys if key not in kind["properties"]}
        choices.append(made | {"required": ["type"]})
    return {"anyOf": choices}


def _untyped(keys: list[str], kinds: dict[str, Schema]) -> Schema:
    """Return an entry without a type: each key as any kind has it."""
    properties: dict[str, Schema] = {}
    for key in keys:
        ways: list[Schema] = []
        for kind in kinds.values():
            if key in kind["properties"] and kind["properties"][key] not in ways:
                ways.append(kind["properties"][key])
        made = [_or_null(way) for way in ways]
        properties[key] = made[0] if len(made) == 1 else {"anyOf": made}
    del properties["type"]
    about = "Changes the entry of this id in the extended file: what is said here replaces it."
    return {
        "description": about,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _or_null(reference: Schema) -> Schema:
    """Return the reference to a key that takes null, by that to the key."""
    return {"$ref": reference["$ref"] + _OR_NULL}


def _shown(schema: Schema) -> Schema:
    """Return what an editor shows of a schema."""
    return {key: schema[key] for key in ("title", "description") if key in schema}
