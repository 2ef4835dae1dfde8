"""Reads the schemas of a document and gives every model and enum its one class name."""

from dataclasses import replace
from typing import Any

from contract import names, pointers
from contract.effective import referent
from contract.grammar import COMPONENT_SCHEMA, NotUnderstood
from contract.merging import constraints, merge
from contract.schema import Part, Schema

_UNION_SIBLINGS = frozenset(("oneOf", "anyOf", "discriminator", "type", "nullable"))


class Reader:
    """Reads the schemas of one effective document.

    A `NotUnderstood` says which place of it no check understands.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._class_names = names.Scope(separator="")
        self._modules = names.Scope()
        self._classes: dict[str, Schema] = {}
        self._walked: set[tuple[str, str]] = set()
        components = document.get("components", {}).get("schemas", {})
        self._outer = {pointers.join("/components/schemas", name): name for name in components}
        # All components first: each keeps its own name, whatever an inline schema would be called.
        self.components = [self.read({"$ref": COMPONENT_SCHEMA + name}, "", "") for name in components]
        for component in self.components:
            self.walk(component)

    @property
    def classes(self) -> list[Schema]:
        """The models and enums of what was walked."""
        return list(self._classes.values())

    def walk(self, schema: Schema) -> None:
        """Name the classes of everything inside `schema`."""
        # A union of plain types stands at the same place as its variants.
        place = (schema.kind, schema.pointer)
        if place not in self._walked:
            self._walked.add(place)
            for inner in schema.inner():
                self.walk(inner)

    def read(self, raw: dict[str, Any] | bool, pointer: str, outer: str) -> Schema:
        """The schema `raw` that stands at `pointer`, its class named after `outer`."""
        if raw is False:
            raise NotUnderstood(pointer, "the schema false")
        whole = self._followed(Part({} if raw is True else raw, pointer, outer))
        parts = tuple(self._members(whole))
        merged: dict[str, Any] = {}
        for part in parts:
            merged = merge(merged, part.raw, whole.pointer)
        kind, nullable = _kind(merged, whole.pointer)
        schema = Schema(self, kind, merged, parts, whole.pointer, whole.outer, nullable)
        if kind == "union":
            return self._union(schema)
        return self._named(schema) if kind in ("model", "enum") else schema

    def alternatives(self, part: Part) -> list[Schema]:
        """The members of a `oneOf` or an `anyOf`, null included."""
        keyword = "oneOf" if "oneOf" in part.raw else "anyOf"
        members = part.raw[keyword]
        # What is beside null only is no union, and is named for the place itself.
        is_alone = sum(not _is_null(member) for member in members) == 1
        return [
            self.read(
                member,
                pointers.join(part.pointer, keyword, index),
                part.outer if is_alone else f"{part.outer}Type{index}",
            )
            for index, member in enumerate(members)
        ]

    def _followed(self, part: Part) -> Part:
        """What `part` names, where it does nothing but name it."""
        while True:
            raw, pointer, outer = part
            target = raw
            if "$ref" in raw and constraints(raw, "$ref") and self._is_31:
                return Part({"allOf": [{"$ref": raw["$ref"]}], **constraints(raw, "$ref")}, pointer, outer)
            if "allOf" in raw and len(raw["allOf"]) == 1 and not constraints(raw, "allOf"):
                target = raw["allOf"][0]
            if "$ref" not in target:
                return part
            place, found = referent(self._document, target["$ref"])
            part = Part(found, place, self._outer[place])

    def _members(self, part: Part) -> list[Part]:
        if "allOf" not in part.raw:
            return [part]
        members = [
            inner
            for index, member in enumerate(part.raw["allOf"])
            for inner in self._members(
                self._followed(Part(member, pointers.join(part.pointer, "allOf", index), part.outer))
            )
        ]
        rest = {key: value for key, value in part.raw.items() if key != "allOf"}
        return [*members, Part(rest, part.pointer, part.outer)]

    def _union(self, schema: Schema) -> Schema:
        if "oneOf" not in schema.raw and "anyOf" not in schema.raw:
            return schema
        if odd := [key for key in constraints(schema.raw) if key not in _UNION_SIBLINGS]:
            raise NotUnderstood(pointers.join(schema.pointer, odd[0]), f"{odd[0]} beside oneOf or anyOf")
        alternatives = self.alternatives(Part(schema.raw, schema.pointer, schema.outer))
        variants = [variant for variant in alternatives if variant.kind != "null"]
        nullable = schema.nullable or any(variant.allows_null for variant in alternatives)
        if len(variants) > 1:
            return schema.or_null if nullable else schema
        if not variants:
            return alternatives[0]
        return variants[0].or_null if nullable else variants[0]

    def _named(self, schema: Schema) -> Schema:
        place, outer = schema.pointer, schema.outer
        if place not in self._classes:
            claimed = self._class_names.claim(names.class_name(outer))
            parts = tuple(part._replace(outer=claimed) if part.outer == outer else part for part in schema.parts)
            module = self._modules.claim(names.snake(outer))
            self._classes[place] = replace(
                schema, parts=parts, outer=claimed, class_name=claimed, module=module, nullable=False
            )
            if place in self._outer:
                self._outer[place] = claimed
        return self._classes[place].or_null if schema.nullable else self._classes[place]

    @property
    def _is_31(self) -> bool:
        return str(self._document["openapi"]).startswith("3.1")


def _is_null(raw: Any) -> bool:
    return isinstance(raw, dict) and (raw.get("type") in ("null", ["null"]) or raw.get("enum") == [None])


def _kind(raw: dict[str, Any], pointer: str) -> tuple[str, bool]:
    types = raw.get("type", [])
    types = [types] if isinstance(types, str) else types
    nullable = raw.get("nullable") is True or "null" in types
    named = [name for name in types if name != "null"]
    if "const" in raw:
        return ("null" if raw["const"] is None else "const"), False
    if "enum" in raw:
        values = [value for value in raw["enum"] if value is not None]
        if values and {type(value) for value in values} not in ({str}, {int}):
            raise NotUnderstood(pointers.join(pointer, "enum"), "values that are neither all strings nor all integers")
        return ("enum" if values else "null"), None in raw["enum"]
    if "oneOf" in raw or "anyOf" in raw or len(named) > 1:
        return "union", nullable
    if named == ["object"] or (not types and {"properties", "additionalProperties"} & raw.keys()):
        return ("model" if "properties" in raw else "map"), nullable
    if named:
        return named[0], nullable
    return ("null" if types else "any"), False
