"""Python types for schemas that become classes, or would if they had properties or more than one value."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import limits
import pointers
import references
from classes import Enumeration, Model, Property
from names import Names, check_length, pascal
from python_type import PythonType

if TYPE_CHECKING:
    from python_types import Types

C = TypeVar("C", Model, Enumeration)


class Registry:
    """The classes of a package by the place of their schema, in the order in which they were met.

    Attributes:
        classes: Those that were met so far.
    """

    def __init__(self, where: Path | str) -> None:
        self.classes: dict[str, Model | Enumeration] = {}
        self._where = where
        self._class_names, self._module_names = Names(), Names()
        self._reserved: dict[str, tuple[str, str]] = {}

    def reserve(self, pointer: str, name: str) -> None:
        """Keep a name for the class at `pointer`, so that no other takes it."""
        self._reserved[pointer] = self._new_names(name)

    def add(self, kind: type[C], pointer: str, name: str, description: str) -> C:
        """A new class for the schema at `pointer`; its name is the one that is reserved, else made of `name`."""
        check_length(name, pointer, self._where)
        class_name, module = self._reserved.get(pointer) or self._new_names(name)
        found = kind(class_name, module, pointer, description)
        self.classes[pointer] = found
        return found

    def type_at(self, pointer: str) -> PythonType:
        """The type whose annotation is the class for the schema at `pointer`."""
        found = self.classes[pointer]
        name = found.name
        expression = f"_schemas.Reference(lambda: {name})" if isinstance(found, Model) else f"_schemas.Choice({name})"
        return PythonType(name, expression, classes=frozenset((name,)))

    def _new_names(self, name: str) -> tuple[str, str]:
        return self._class_names.class_(name), self._module_names.module(name)


def description(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a schema, or the one that it refers to, says about itself."""
    text = schema.get("description") or schema.get("title")
    if text is None and "$ref" in schema:
        target = references.target(document, schema["$ref"])
        return description(document, target) if isinstance(target, dict) else ""
    return str(text or "").strip()


def of_values(
    types: "Types", values: list[Any], is_const: bool, schema: dict[str, Any], pointer: str, name: str
) -> PythonType:
    """The type of a schema with `enum` or `const`, whose `values` are these without null.

    Raises:
        Problem: They are of a kind, or a mixture, that the client could not keep.
    """
    if is_const:
        literal = repr(values[0])
        if type(values[0]) not in (str, int, bool):
            raise types.problem(pointer, "const is not a string, an integer or a boolean")
        return PythonType(f"Literal[{literal}]", f"_schemas.Constant({literal})")
    if {type(value) for value in values} not in ({str}, {int}):
        raise types.problem(pointer, "enum has values other than strings only or integers only")
    if pointer not in types.registry.classes:
        found = types.registry.add(Enumeration, pointer, name, description(types.document, schema))
        names = Names()
        for value in dict.fromkeys(values):
            found.values[names.member(_member(value))] = value
    return types.registry.type_at(pointer)


def of_object(types: "Types", schema: dict[str, Any], pointer: str, name: str, places: dict[str, str]) -> PythonType:
    """The type of `type: object`: a class where it has properties, else a map. `places` says where properties stand.

    Raises:
        Problem: It says something that the client could not keep.
    """
    additional = schema.get("additionalProperties", True)
    if "properties" not in schema:
        if schema.get("required"):
            raise types.problem(pointer, "required names properties that are not described", "describe them")
        place = pointers.join(pointer, "additionalProperties")
        values = types.of({} if additional is False else additional, place, f"{name}Value")
        given = [values.schema, *limits.arguments(schema, ("minProperties", "maxProperties"))]
        if additional is False:
            given.append("max_properties=0")
        return PythonType(
            f"dict[str, {values.annotation}]",
            f"_schemas.Map({', '.join(given)})",
            f"Mapping[str, {values.argument}]",
            limits.words(schema, ("minProperties", "maxProperties")),
            values.secret,
            values.classes,
        )
    if pointer not in types.registry.classes:
        with types.inside_an_object():
            _add_model(types, schema, pointer, name, places)
    return types.registry.type_at(pointer)


def _add_model(types: "Types", schema: dict[str, Any], pointer: str, name: str, places: dict[str, str]) -> None:
    model = types.registry.add(Model, pointer, name, description(types.document, schema))
    properties, required = schema["properties"], schema.get("required", [])
    if unknown := [one for one in required if one not in properties]:
        raise types.problem(pointers.join(pointer, "required"), f"names no property: {unknown[0]}")
    attributes = Names()
    for key, inner in properties.items():
        place = places.get(key, pointers.join(pointer, "properties", key))
        notes = inner if isinstance(inner, dict) else {}
        model.properties.append(
            Property(
                name=key,
                attribute=attributes.attribute(key),
                type=types.of(inner, place, model.name + pascal(key)),
                required=key in required,
                description=description(types.document, notes),
                default=json.dumps(notes["default"]) if "default" in notes else None,
                pointer=place,
            )
        )
    additional = schema.get("additionalProperties", True)
    model.additional_allowed = additional is not False
    if isinstance(additional, dict) and additional:
        place = pointers.join(pointer, "additionalProperties")
        model.additional = types.of(additional, place, f"{model.name}Value")
    model.limits = ", ".join(limits.arguments(schema, ("minProperties", "maxProperties")))


def _member(value: str | int) -> str:
    if isinstance(value, int):
        return f"value_{value}" if value >= 0 else f"value_minus_{-value}"
    return value if re.match(r"[A-Za-z]", value) else f"value_{value}"
