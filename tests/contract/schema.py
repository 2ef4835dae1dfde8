"""A schema as the Python mapping sees it: `$ref`s followed, `allOf` merged, null set apart, classes named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from contract import names, pointers
from contract.grammar import COMPONENT_SCHEMA
from contract.merging import merge

if TYPE_CHECKING:
    from contract.reader import Reader


class Part(NamedTuple):
    """A member of an `allOf`, or the whole of a schema that has none.

    Attributes:
        raw: Its keywords.
        pointer: Its place in the document.
        outer: The name from which classes that stand in it are named.
    """

    raw: dict[str, Any]
    pointer: str
    outer: str


class Property(NamedTuple):
    """A property of a model."""

    name: str
    attribute: str
    schema: Schema
    required: bool
    description: str


@dataclass(frozen=True, eq=False, repr=False)
class Schema:
    """What one place of the document says about a value.

    Attributes:
        reader: What reads the schemas inside this one.
        kind: `model`, `map`, `enum`, `const`, `union`, `array`, a JSON scalar type, `null` or `any`.
        raw: The keywords, those of `allOf` members merged in.
        parts: The members of which it is merged.
        pointer: Its place in the document.
        outer: The name from which classes that stand in it are named.
        nullable: Whether null is allowed beside what `kind` says.
        class_name: The class that a model or an enum becomes.
        module: The module of that class.
    """

    reader: Reader
    kind: str
    raw: dict[str, Any]
    parts: tuple[Part, ...]
    pointer: str
    outer: str
    nullable: bool
    class_name: str = ""
    module: str = ""

    def __repr__(self) -> str:
        return self.class_name or self.pointer

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def format(self) -> str | None:
        """The `format`, if any."""
        return self.raw.get("format")

    @property
    def allows_null(self) -> bool:
        """Whether null is a value."""
        return self.nullable or self.kind in ("any", "null")

    @cached_property
    def or_null(self) -> Schema:
        """The same with null allowed."""
        return self if self.nullable else replace(self, nullable=True)

    @property
    def is_secret(self) -> bool:
        """Whether a value must not be shown."""
        return self.kind == "string" and self.format == "password"

    @property
    def values(self) -> list[Any]:
        """The values of an enum, or the one of a const."""
        return [self.raw["const"]] if self.kind == "const" else [one for one in self.raw["enum"] if one is not None]

    @cached_property
    def properties(self) -> Mapping[str, Property]:
        """A model's properties by name, in the document's order."""
        places: dict[str, Part] = {}
        for part in self.parts:
            for name, raw in part.raw.get("properties", {}).items():
                place = Part(raw, pointers.join(part.pointer, "properties", name), part.outer + names.pascal(name))
                if name in places and places[name].raw != raw:
                    merged = merge(places[name].raw, raw, place.pointer)
                    place = Part(merged, place.pointer, self.outer + names.pascal(name))
                places[name] = place
        required = self.raw.get("required", [])
        scope = names.Scope()
        return {
            name: Property(
                name,
                scope.claim(names.attribute(name)),
                self.reader.read(*place),
                name in required,
                place.raw.get("description", ""),
            )
            for name, place in places.items()
        }

    @cached_property
    def items(self) -> Schema:
        """What an array's items are."""
        return self._inner("items", "Item")

    @cached_property
    def additional(self) -> Schema:
        """What a map's values, or a model's further properties, are."""
        return self._inner("additionalProperties", "Value")

    @property
    def is_closed(self) -> bool:
        """Whether further properties are forbidden."""
        return self.raw.get("additionalProperties") is False

    @cached_property
    def variants(self) -> tuple[Schema, ...]:
        """A union's alternatives, without null."""
        if "oneOf" in self.raw or "anyOf" in self.raw:
            part = Part(self.raw, self.pointer, self.outer)
            return tuple(variant for variant in self.reader.alternatives(part) if variant.kind != "null")
        types = [name for name in self.raw["type"] if name != "null"]
        return tuple(self.reader.read({**self.raw, "type": name}, self.pointer, self.outer) for name in types)

    @cached_property
    def discriminated(self) -> Mapping[str, Schema]:
        """The variant for each value of a union's discriminator, where it has one."""
        if "discriminator" not in self.raw:
            return {}
        found = {}
        for value, target in self.raw["discriminator"].get("mapping", {}).items():
            reference = target if target.startswith("#/") else COMPONENT_SCHEMA + target
            found[value] = self.reader.read({"$ref": reference}, self.pointer, self.outer)
        mapped = {schema.pointer for schema in found.values()}
        for variant in self.variants:
            if variant.pointer not in mapped:
                found[pointers.split(variant.pointer)[-1]] = variant
        return found

    def inner(self) -> Iterator[Schema]:
        """The schemas directly under this one."""
        if self.kind == "model":
            yield from (found.schema for found in self.properties.values())
        if self.kind in ("model", "map") and not self.is_closed:
            yield self.additional
        if self.kind == "array":
            yield self.items
        if self.kind == "union":
            yield from self.variants

    def _inner(self, key: str, suffix: str) -> Schema:
        for part in self.parts:
            if isinstance(part.raw.get(key), dict):
                return self.reader.read(part.raw[key], pointers.join(part.pointer, key), part.outer + suffix)
        return self.reader.read({}, pointers.join(self.pointer, key), self.outer + suffix)
