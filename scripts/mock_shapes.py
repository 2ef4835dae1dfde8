"""See through `$ref`, `allOf`, `oneOf` and `anyOf`: the plain schemas behind a schema, and what they say together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, product
from typing import Any
from urllib.parse import unquote

import pointers
from mock_schemas import Schemas

# Alternatives inside alternatives multiply; a value that fits is nearly always among the first.
_MOST_BRANCHES = 64

_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}


@dataclass
class Shape:
    """What some plain schemas say of a value's members; each member's schemas are named by their pointers."""

    schemas: list[dict[str, Any]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    properties: dict[str, list[str]] = field(default_factory=dict)
    additional: list[str] = field(default_factory=list)
    required: list[str] = field(default_factory=list)

    def property(self, name: str) -> list[str]:
        """The schemas that the property `name` has to fit."""
        return self.properties.get(name, self.additional)

    def stated(self, keyword: str) -> list[Any]:
        """The values that the schemas give `keyword`."""
        return [schema[keyword] for schema in self.schemas if keyword in schema]


def shape(schemas: Schemas, at: Iterable[str]) -> Shape:
    """What the schemas `at` say together, without those that they are composed of."""
    found = Shape()
    for pointer in at:
        schema = schemas.at(pointer)
        found.schemas.append(schema)
        if "items" in schema:
            found.items.append(f"{pointer}/items")
        for name in schema.get("properties", {}):
            found.properties.setdefault(name, []).append(pointers.join(pointer, "properties", name))
        if isinstance(schema.get("additionalProperties"), dict):
            found.additional.append(f"{pointer}/additionalProperties")
        found.required += schema.get("required", [])
    return found


def branches(schemas: Schemas, at: Iterable[str]) -> Iterator[list[str]]:
    """Each way to choose among the alternatives of all the schemas `at`: the plain schemas that then hold."""
    for choice in product(*(list(islice(_branches(schemas, pointer, ()), _MOST_BRANCHES)) for pointer in at)):
        yield list(dict.fromkeys(chain(*choice)))


def parts(schemas: Schemas, at: Iterable[str]) -> list[str]:
    """The plain schemas that any choice could bring in."""
    found: dict[str, None] = {}
    pending = list(at)
    while pending:
        pointer = pending.pop(0)
        if pointer not in found:
            found[pointer] = None
            pending[:0] = chain(*_groups(schemas.at(pointer), pointer))
    return list(found)


def types(schema: dict[str, Any]) -> set[str]:
    """The JSON types that a plain schema names or implies; none where it allows any."""
    if "type" in schema:
        return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if values:
        return {_JSON_TYPES.get(type(value), "null") for value in values}
    if "properties" in schema or "additionalProperties" in schema:
        return {"object"}
    return {"array"} if "items" in schema else set()


def _branches(schemas: Schemas, pointer: str, trail: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if pointer in trail:
        return
    for choice in product(*_groups(schemas.at(pointer), pointer)):
        inner = [list(islice(_branches(schemas, one, (*trail, pointer)), _MOST_BRANCHES)) for one in choice]
        for combination in product(*inner):
            yield (pointer, *chain(*combination))


def _groups(schema: dict[str, Any], pointer: str) -> list[list[str]]:
    """The schemas that `schema` is composed of: one of each group has to hold."""
    groups = [[unquote(schema["$ref"][1:])]] if "$ref" in schema else []
    groups += [[f"{pointer}/allOf/{index}"] for index in range(len(schema.get("allOf", [])))]
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            groups.append([f"{pointer}/{keyword}/{index}" for index in range(len(schema[keyword]))])
    return groups
