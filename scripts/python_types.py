"""Python types for schemas: the annotation to show, the code that reads and writes values, the limits in words.

The generator drops, flattens or mistypes much of what a schema can say, so types are made here from the
effective document itself. `Types` also finds every schema that becomes a class, and names it.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import keywords
import limits
import pointers
import references
import scalar_types
from classes import Enumeration, Model, Property
from merged_schemas import merge_all_of
from names import Names, check_length, pascal
from problems import Problem
from python_type import PythonType, nullable, union

_NULLS: tuple[dict[str, Any], ...] = ({"type": "null"}, {"enum": [None]})
_DROP = "replace or remove it with an action in the overlay"


_Class = TypeVar("_Class", Model, Enumeration)


class Types:
    """The types of one document. Classes are in the order in which they were met."""

    def __init__(self, document: dict[str, Any], where: Path | str) -> None:
        self.document = document
        self.where = where
        self.classes: dict[str, Model | Enumeration] = {}
        self._class_names, self._module_names = Names(), Names()
        self._following: list[str] = []
        # What components turned out to be, and what is known of them while they are still being followed.
        self._components: dict[str, PythonType] = {}
        self._nullable: set[str] = set()
        self._mixed: set[str] = set()
        self._reserved: dict[str, tuple[str, str]] = {}
        schemas = document.get("components", {}).get("schemas", {})
        places = {pointers.join("", "components", "schemas", name): name for name in schemas}
        # Components are named first, so that no inline schema takes a component's name.
        for place, name in places.items():
            if self._becomes_class(schemas[name], place):
                self._reserved[place] = self._new_names(name)
        for place in places:
            self._of_reference(f"#{place}", place)

    @property
    def models(self) -> list[Model]:
        return [found for found in self.classes.values() if isinstance(found, Model)]

    @property
    def enumerations(self) -> list[Enumeration]:
        return [found for found in self.classes.values() if isinstance(found, Enumeration)]

    def of(self, schema: Any, pointer: str, name: str) -> PythonType:
        """The type of `schema`, which stands at `pointer`; a class for it would be called `name`.

        Raises:
            Problem: The schema says something that the client could not keep.
        """
        if schema is True or schema == {}:
            return PythonType("Any", "_schemas.Anything()")
        if not isinstance(schema, dict):
            raise self._problem(pointer, f"the schema {json.dumps(schema)} accepts nothing")
        keywords.refuse_unknown(schema, keywords.SCHEMA, "schema", pointer, self.where)
        if "$ref" in schema and not self._constraints(schema):
            return self._of_reference(schema["$ref"], pointer)
        if "$ref" in schema or "allOf" in schema:
            return self._of_all(schema, pointer, name)
        if "oneOf" in schema or "anyOf" in schema:
            return self._of_union(schema, pointer, name)
        if "discriminator" in schema:
            raise self._problem(pointer, "discriminator stands without oneOf or anyOf", "list its variants in oneOf")
        return self._of_plain(schema, pointer, name)

    def _of_reference(self, reference: str, pointer: str) -> PythonType:
        target = references.target(self.document, reference)
        place = reference[1:]
        if place in self._components:
            return self._components[place]
        if place in self._mixed:
            raise self._problem(place, "refers to itself and has several types", "list the types in oneOf")
        if place in self.classes:
            return nullable(self._class_type(self.classes[place]), place in self._nullable)
        if place in self._following:
            raise self._problem(
                place, "refers to itself without an object in between", "wrap the repeated part in an object schema"
            )
        self._following.append(place)
        made = self.of(target, place, pointers.split(place)[-1])
        self._following.pop()
        self._components[place] = made
        return made

    def _of_all(self, schema: dict[str, Any], pointer: str, name: str) -> PythonType:
        members = schema.get("allOf", [])
        if "$ref" not in schema and len(members) == 1 and not self._constraints(schema, "allOf"):
            return self.of(members[0], pointers.join(pointer, "allOf", 0), name)
        merged = merge_all_of(self.document, schema, pointer, self.where)
        return self._of_plain(merged.schema, pointer, name, merged.places)

    def _of_union(self, schema: dict[str, Any], pointer: str, name: str) -> PythonType:
        keyword = "oneOf" if "oneOf" in schema else "anyOf"
        if others := self._constraints(schema, keyword, "discriminator", "type"):
            remedy = f"move it into the members of {keyword}"
            raise self._problem(pointer, f"{others[0]} beside {keyword} is not supported", remedy)
        listed = [
            (member, pointers.join(pointer, keyword, index))
            for index, member in enumerate(schema[keyword])
            if not _is_null(member)
        ]
        or_null = len(listed) < len(schema[keyword]) or "null" in schema.get("type", ())
        if not listed:
            return PythonType("None", "_schemas.Null()")
        if len(listed) == 1 and "discriminator" not in schema:
            only = self.of(*listed[0], name)
            self._check_type_beside(schema, pointer, [only])
            return nullable(only, or_null)
        variants = [self.of(member, place, f"{name}Type{index}") for index, (member, place) in enumerate(listed)]
        self._check_type_beside(schema, pointer, variants)
        joined = union(variants)
        if "discriminator" in schema:
            joined = self._discriminated(schema, pointer, [member for member, _ in listed], variants)
        return nullable(joined, or_null)

    def _check_type_beside(self, schema: dict[str, Any], pointer: str, variants: list[PythonType]) -> None:
        declared = schema.get("type", ())
        kinds = {declared} if isinstance(declared, str) else set(declared)
        objects = (
            "_schemas.Reference",
            "_schemas.Map",
            "_schemas.Discriminated",
            "_schemas.Nullable",
            "_schemas.Union",
        )
        if kinds - {"null"} and not (
            kinds <= {"object", "null"} and all(variant.schema.startswith(objects) for variant in variants)
        ):
            raise self._problem(pointer, "type beside oneOf or anyOf is not supported", "move it into the members")

    def _discriminated(
        self, schema: dict[str, Any], pointer: str, members: list[Any], variants: list[PythonType]
    ) -> PythonType:
        place = pointers.join(pointer, "discriminator")
        named: dict[str, str] = {}
        for member, variant in zip(members, variants, strict=True):
            if not isinstance(member, dict) or "$ref" not in member:
                raise self._problem(place, "a variant is not a component", "make each variant a component")
            named[member["$ref"]] = variant.schema
        chosen = {pointers.split(reference[1:])[-1]: expression for reference, expression in named.items()}
        for value, reference in schema["discriminator"].get("mapping", {}).items():
            full = reference if reference.startswith("#/") else f"#/components/schemas/{reference}"
            if full not in named:
                raise self._problem(pointers.join(place, "mapping", value), "names no variant of this union")
            chosen[value] = named[full]
        name = schema["discriminator"]["propertyName"]
        body = ", ".join(f"{value!r}: {expression}" for value, expression in chosen.items())
        return union(variants, f"_schemas.Discriminated({name!r}, {{{body}}})")

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
                raise self._problem(pointer, "const is not in enum")
            values = [value for value in listed if value is not None]
            if not values:
                return PythonType("None", "_schemas.Null()")
            or_null = None in schema.get("enum", ()) and (or_null or not kinds)
            made = self._of_values(values, "const" in schema, schema, pointer, name)
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
            "object": lambda: self._of_object(schema, pointer, name, places or {}),
            "any": lambda: PythonType("Any", "_schemas.Anything()"),
        }
        return nullable(builders[kinds[0]](), or_null)

    def _implied_type(self, schema: dict[str, Any], pointer: str) -> str:
        if "properties" in schema or "additionalProperties" in schema:
            return "object"
        if "items" in schema:
            return "array"
        if others := self._constraints(schema, "nullable"):
            raise self._problem(pointer, f"{others[0]} stands without a type", "add the type in the overlay")
        return "any"

    def _of_values(
        self, values: list[Any], is_const: bool, schema: dict[str, Any], pointer: str, name: str
    ) -> PythonType:
        if is_const:
            literal = repr(values[0])
            if type(values[0]) not in (str, int, bool):
                raise self._problem(pointer, "const is not a string, an integer or a boolean")
            return PythonType(f"Literal[{literal}]", f"_schemas.Constant({literal})")
        if {type(value) for value in values} not in ({str}, {int}):
            raise self._problem(pointer, "enum has values other than strings only or integers only")
        if pointer not in self.classes:
            found = self._new_class(Enumeration, schema, pointer, name)
            names = Names()
            for value in dict.fromkeys(values):
                found.values[names.member(_member(value))] = value
        return self._class_type(self.classes[pointer])

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

    def _of_object(self, schema: dict[str, Any], pointer: str, name: str, places: dict[str, str]) -> PythonType:
        additional = schema.get("additionalProperties", True)
        if "properties" not in schema:
            if schema.get("required"):
                raise self._problem(pointer, "required names properties that are not described", "describe them")
            place = pointers.join(pointer, "additionalProperties")
            values = self.of({} if additional is False else additional, place, f"{name}Value")
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
        if pointer not in self.classes:
            # From here on an object stands in between: what is being followed may be met again.
            following, self._following = self._following, []
            self._add_model(schema, pointer, name, places)
            self._following = following
        return self._class_type(self.classes[pointer])

    def _add_model(self, schema: dict[str, Any], pointer: str, name: str, places: dict[str, str]) -> None:
        model = self._new_class(Model, schema, pointer, name)
        properties, required = schema["properties"], schema.get("required", [])
        if unknown := [one for one in required if one not in properties]:
            raise self._problem(pointers.join(pointer, "required"), f"names no property: {unknown[0]}")
        attributes = Names()
        for key, inner in properties.items():
            place = places.get(key, pointers.join(pointer, "properties", key))
            notes = inner if isinstance(inner, dict) else {}
            model.properties.append(
                Property(
                    name=key,
                    attribute=attributes.attribute(key),
                    type=self.of(inner, place, model.name + pascal(key)),
                    required=key in required,
                    description=self._description(notes),
                    default=json.dumps(notes["default"]) if "default" in notes else None,
                    pointer=place,
                )
            )
        additional = schema.get("additionalProperties", True)
        model.additional_allowed = additional is not False
        if isinstance(additional, dict) and additional:
            place = pointers.join(pointer, "additionalProperties")
            model.additional = self.of(additional, place, f"{model.name}Value")
        model.limits = ", ".join(limits.arguments(schema, ("minProperties", "maxProperties")))

    def _new_class(self, kind: type[_Class], schema: dict[str, Any], pointer: str, name: str) -> _Class:
        check_length(name, pointer, self.where)
        class_name, module = self._reserved.get(pointer) or self._new_names(name)
        found = kind(class_name, module, pointer, self._description(schema))
        self.classes[pointer] = found
        return found

    def _new_names(self, name: str) -> tuple[str, str]:
        return self._class_names.class_(name), self._module_names.module(name)

    def _becomes_class(self, schema: Any, pointer: str) -> bool:
        if not isinstance(schema, dict) or "oneOf" in schema or "anyOf" in schema:
            return False
        if "allOf" in schema and (len(schema["allOf"]) > 1 or self._constraints(schema, "allOf")):
            schema = merge_all_of(self.document, schema, pointer, self.where).schema
        return "properties" in schema or ("enum" in schema and schema["enum"] != [None])

    def _class_type(self, found: Model | Enumeration) -> PythonType:
        builder = "Reference" if isinstance(found, Model) else "Choice"
        expression = (
            f"_schemas.Reference(lambda: {found.name})" if builder == "Reference" else f"_schemas.Choice({found.name})"
        )
        return PythonType(found.name, expression, classes=frozenset((found.name,)))

    def _description(self, schema: dict[str, Any]) -> str:
        text = schema.get("description") or schema.get("title")
        if text is None and "$ref" in schema:
            target = references.target(self.document, schema["$ref"])
            return self._description(target) if isinstance(target, dict) else ""
        return str(text or "").strip()

    def _constraints(self, schema: dict[str, Any], *allowed: str) -> list[str]:
        return [
            key for key in schema if key not in keywords.NOTES and key not in ("$ref", *allowed) and key[:2] != "x-"
        ]

    def _problem(self, pointer: str, what: str, remedy: str = _DROP) -> Problem:
        return Problem(self.where, what, remedy, pointer)


def _is_null(member: Any) -> bool:
    if not isinstance(member, dict):
        return False
    plain = {key: value for key, value in member.items() if key not in ("nullable", "description", "title")}
    return plain in _NULLS or plain == {"type": "null", "enum": [None]}


def _member(value: str | int) -> str:
    if isinstance(value, int):
        return f"value_{value}" if value >= 0 else f"value_minus_{-value}"
    return value if re.match(r"[A-Za-z]", value) else f"value_{value}"
