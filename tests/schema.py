"""As much of JSON Schema as our own schema uses, to try it on what it describes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]
Check = Callable[[Any, Schema, Schema], Iterator[str]]

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def misfits(value: Any, schema: Schema, defs: Schema) -> list[str]:
    """What in `value` does not fit `schema`; `defs` are the definitions it refers to."""
    while "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    return [told for name in schema if name in CHECKS for told in CHECKS[name](value, schema, defs)]


def _type(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    if not isinstance(value, TYPES[schema["type"]]):
        yield f"{value!r} is no {schema['type']}"


def _enum(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    if value not in schema.get("enum", [schema.get("const")]):
        yield f"{value!r} is not known"


def _pattern(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    if isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{value!r} is not like {schema['pattern']}"


def _one_of(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    choices = schema.get("oneOf") or schema["anyOf"]
    if all(misfits(value, choice, defs) for choice in choices):
        yield f"{value!r} fits none of {len(choices)}"


def _items(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    for part in value if isinstance(value, list) else []:
        yield from misfits(part, schema["items"], defs)


def _enough(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    if isinstance(value, list) and len(value) < schema["minItems"]:
        yield f"{len(value)} are too few"


def _required(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    given = value if isinstance(value, dict) else {}
    yield from (f"{name} is missing" for name in schema["required"] if name not in given)


def _properties(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    for name in schema["properties"]:
        if isinstance(value, dict) and name in value:
            yield from misfits(value[name], schema["properties"][name], defs)


def _others(value: Any, schema: Schema, defs: Schema) -> Iterator[str]:
    others, known = schema["additionalProperties"], schema.get("properties", {})
    for name in set(value if isinstance(value, dict) else {}) - set(known):
        told = misfits(value[name], others, defs) if others else [f"{name} is not known"]
        yield from told


CHECKS: dict[str, Check] = {
    "type": _type,
    "enum": _enum,
    "const": _enum,
    "pattern": _pattern,
    "anyOf": _one_of,
    "oneOf": _one_of,
    "items": _items,
    "minItems": _enough,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _others,
}
