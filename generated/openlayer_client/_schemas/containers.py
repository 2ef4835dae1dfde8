"""Schemas of values that hold others: arrays, maps, free-form data, and null beside another schema."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from attrs import frozen

from .faults import (
    SchemaFault,
    each,
    inside,
    is_array,
    is_mapping,
    is_object,
    is_sequence,
)


class Schema(Protocol):
    """What every schema object can do."""

    def decode(self, data: Any) -> Any:
        """Read JSON data. Raises `SchemaFault`."""

    def encode(self, value: Any, *, strict: bool) -> Any:
        """Write a value as JSON data. Raises `SchemaFault`."""


@frozen
class Anything:
    """A schema that accepts every JSON value."""

    def decode(self, data: Any) -> Any:
        return data

    def encode(self, value: Any, *, strict: bool) -> Any:
        return _plain(value)


@frozen
class Nullable:
    """A schema or null."""

    inner: Schema

    def decode(self, data: Any) -> Any:
        return None if data is None else self.inner.decode(data)

    def encode(self, value: Any, *, strict: bool) -> Any:
        return None if value is None else self.inner.encode(value, strict=strict)


@frozen
class Array:
    """`type: array`."""

    items: Schema
    min_items: int = 0
    max_items: float = math.inf
    unique_items: bool = False

    def decode(self, data: Any) -> list[Any]:
        if not is_array(data):
            raise SchemaFault("expected an array")
        return each(data, self.items.decode)

    def encode(self, value: Any, *, strict: bool) -> list[Any]:
        if not is_sequence(value):
            raise SchemaFault("expected an array")
        items = each(value, lambda item: self.items.encode(item, strict=strict))
        if strict:
            if len(items) > self.max_items:
                raise SchemaFault(f"has more than {self.max_items} items (maxItems)")
            if len(items) < self.min_items:
                raise SchemaFault(f"has fewer than {self.min_items} items (minItems)")
            if self.unique_items and any(
                _same(item, other) for n, item in enumerate(items) for other in items[:n]
            ):
                raise SchemaFault("has an item twice (uniqueItems)")
        return items


@frozen
class Map:
    """`type: object` without properties of its own."""

    values: Schema
    min_properties: int = 0
    max_properties: float = math.inf

    def decode(self, data: Any) -> dict[str, Any]:
        if not is_object(data):
            raise SchemaFault("expected an object")
        return _each_value(data, self.values.decode)

    def encode(self, value: Any, *, strict: bool) -> dict[str, Any]:
        if not is_mapping(value):
            raise SchemaFault("expected an object")
        found = _each_value(value, lambda item: self.values.encode(item, strict=strict))
        if strict:
            check_count(len(found), self.min_properties, self.max_properties)
        return found


def _plain(value: Any) -> Any:
    """Free-form data: what JSON can hold, and nothing that a serialiser would guess at."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if is_mapping(value):
        return _each_value(value, _plain)
    if is_sequence(value):
        return each(value, _plain)
    raise SchemaFault("expected a JSON value")


def _each_value(value: Mapping[str, Any], convert: Callable[[Any], Any]) -> dict[str, Any]:
    return {name: inside(name, convert, item) for name, item in value.items()}


def _same(item: Any, other: Any) -> bool:
    # JSON tells true from 1, Python does not.
    return item == other and isinstance(item, bool) == isinstance(other, bool)


def check_count(count: int, least: int, most: float) -> None:
    if count > most:
        raise SchemaFault(f"has more than {most} properties (maxProperties)")
    if count < least:
        raise SchemaFault(f"has fewer than {least} properties (minProperties)")
