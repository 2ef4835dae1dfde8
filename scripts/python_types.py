"""Python types for schemas: the annotation to show, the code that reads and writes values, the limits in words.

The generator drops, flattens or mistypes much of what a schema can say, so types are made here from the
effective document itself. `Types` also finds every schema that becomes a class, and names it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import class_types
import keywords
import limits
import pointers
import references
import scalar_types
import union_types
from classes import Enumeration, Model
from merged_schemas import merge_all_of
from problems import Problem
from python_type import PythonType, nullable, union

_DROP = "replace or remove it with an action in the overlay"


class Types:
    """The types of one document. Classes are in the order in which they were met."""

    def __init__(self, document: dict[str, Any], where: Path | str) -> None:
        self.document = document
        self.where = where
        self.registry = class_types.Registry(where)
        self._following: list[str] = []
        # What components turned out to be, and what is known of them while they are still being followed.
        self._components: dict[str, PythonType] = {}
        self._nullable: set[str] = set()
        self._mixed: set[str] = set()
        schemas = document.get("components", {}).get("schemas", {})
        places = {pointers.join("", "components", "schemas", name): name for name in schemas}
        # Components are named first, so that no inline schema takes a component's name.
        for place, name in places.items():
            if self._becomes_class(schemas[name], place):
                self.registry.reserve(place, name)
        for place in places:
            self._of_reference(f"#{place}", place)

    @property
    def classes(self) -> list[Model | Enumeration]:
        """Every class of the package."""
        return list(self.registry.classes.values())

    @property
    def models(self) -> list[Model]:
        return [found for found in self.classes if isinstance(found, Model)]

    @property
    def enumerations(self) -> list[Enumeration]:
        return [found for found in self.classes if isinstance(found, Enumeration)]

    def of(self, schema: Any, pointer: str, name: str) -> PythonType:
        """The type of `schema`, which stands at `pointer`; a class for it would be called `name`.

        Raises:
            Problem: The schema says something that the client could not keep.
        """
        if schema is True or schema == {}:
            return PythonType("Any", "_schemas.Anything()")
        if not isinstance(schema, dict):
            raise self.problem(pointer, f"the schema {json.dumps(schema)} accepts nothing")
        keywords.refuse_unknown(schema, keywords.SCHEMA, "schema", pointer, self.where)
        if "$ref" in schema and not keywords.constraints(schema):
            return self._of_reference(schema["$ref"], pointer)
        if "$ref" in schema or "allOf" in schema:
            return self._of_all(schema, pointer, name)
        if "oneOf" in schema or "anyOf" in schema:
            return union_types.of_union(self, schema, pointer, name)
        if "discriminator" in schema:
            raise self.problem(pointer, "discriminator stands without oneOf or anyOf", "list its variants in oneOf")
        return self._of_plain(schema, pointer, name)

    @contextmanager
    def inside_an_object(self) -> Iterator[None]:
        """In here, what is being followed may be met again: an object stands in between."""
        following, self._following = self._following, []
        yield
        self._following = following

    def problem(self, pointer: str, what: str, remedy: str = _DROP) -> Problem:
        """Something in the document that the client could not keep."""
        return Problem(self.where, what, remedy, pointer)

    def _of_reference(self, reference: str, pointer: str) -> PythonType:
        target = references.target(self.document, reference)
        place = reference[1:]
        if place in self._components:
            return self._components[place]
        if place in self._mixed:
            raise self.problem(place, "refers to itself and has several types", "list the types in oneOf")
        if place in self.registry.classes:
            return nullable(self.registry.type_at(place), place in self._nullable)
        if place in self._following:
            raise self.problem(
                place, "refers to itself without an object in between", "wrap the repeated part in an object schema"
            )
        self._following.append(place)
        made = self.of(target, place, pointers.split(place)[-1])
        self._following.pop()
        self._components[place] = made
        return made

    def _of_all(self, schema: dict[str, Any], pointer: str, name: str) -> PythonType:
        members = schema.get("allOf", [])
        if "$ref" not in schema and len(members) == 1 and not keywords.constraints(schema, "allOf"):
            return self.of(members[0], pointers.join(pointer, "allOf", 0), name)
        merged = merge_all_of(self.document, schema, pointer, self.where)
        return self._of_plain(merged.schema, pointer, name, merged.places)

    def _of_plain(
        self, schema: dict[str, Any], pointer: str, name: str, places: dict[str, str] | None = None
    ) -> PythonType:
        declared = schema.get("type")
        kinds = [declared] if isinstance(declared, str) else list(declared or ())
        or_null = schema.get("nullable") is True or "null" in kinds
        if kinds == ["null"]:
            return PythonType("None", "_schemas.Null()")
        kinds = [kind for kind in kinds if kind != "null"]
        if "enum" in schema or "const" in schema:
            listed = [schema["const"]] if "const" in schema else schema["enum"]
            if any(value not in schema.get("enum", listed) for value in listed):
                raise self.problem(pointer, "const is not in enum")
            values = [value for value in listed if value is not None]
            if not values:
                return PythonType("None", "_schemas.Null()")
            or_null = None in schema.get("enum", ()) and (or_null or not kinds)
            made = class_types.of_values(self, values, "const" in schema, schema, pointer, name)
            return nullable(made, or_null)
        if len(kinds) > 1:
            self._mixed.add(pointer)
            variants = [
                self._of_plain({**schema, "type": kind, "nullable": False}, pointer, name, places) for kind in kinds
            ]
            return nullable(union(variants), or_null)
        if not kinds:
            kinds = [self._implied_type(schema, pointer)]
        if or_null:
            self._nullable.add(pointer)
        builders: dict[str, Callable[[], PythonType]] = {
            "string": lambda: scalar_types.string(schema, pointer, self.where),
            "integer": lambda: scalar_types.integer(schema, pointer, self.where),
            "number": lambda: scalar_types.number(schema, pointer, self.where),
            "boolean": lambda: PythonType("bool", "_schemas.Boolean()"),
            "array": lambda: self._of_array(schema, pointer, name),
            "object": lambda: class_types.of_object(self, schema, pointer, name, places or {}),
            "any": lambda: PythonType("Any", "_schemas.Anything()"),
        }
        return nullable(builders[kinds[0]](), or_null)

    def _implied_type(self, schema: dict[str, Any], pointer: str) -> str:
        if "properties" in schema or "additionalProperties" in schema:
            return "object"
        if "items" in schema:
            return "array"
        if others := keywords.constraints(schema, "nullable"):
            raise self.problem(pointer, f"{others[0]} stands without a type", "add the type in the overlay")
        return "any"

    def _of_array(self, schema: dict[str, Any], pointer: str, name: str) -> PythonType:
        items = self.of(schema.get("items", {}), pointers.join(pointer, "items"), f"{name}Item")
        given = [items.schema, *limits.arguments(schema, ("minItems", "maxItems", "uniqueItems"))]
        return PythonType(
            f"list[{items.annotation}]",
            f"_schemas.Array({', '.join(given)})",
            f"Sequence[{items.argument}]",
            (
                *limits.words(schema, ("minItems", "maxItems", "uniqueItems")),
                *(f"items: {text}" for text in items.limits),
            ),
            items.secret,
            items.classes,
        )

    def _becomes_class(self, schema: Any, pointer: str) -> bool:
        if not isinstance(schema, dict) or "oneOf" in schema or "anyOf" in schema:
            return False
        if "allOf" in schema and (len(schema["allOf"]) > 1 or keywords.constraints(schema, "allOf")):
            schema = merge_all_of(self.document, schema, pointer, self.where).schema
        return "properties" in schema or ("enum" in schema and schema["enum"] != [None])
