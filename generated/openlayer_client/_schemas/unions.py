"""Schemas of values that may have several shapes."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from .containers import Schema
from .faults import SchemaFault, is_object


class Union:
    """`oneOf` and `anyOf`: the first variant that fits."""

    def __init__(self, *variants: Schema) -> None:
        self._variants = variants

    def decode(self, data: Any) -> Any:
        return self._first(lambda variant: variant.decode(data))

    def encode(self, value: Any, *, strict: bool) -> Any:
        return self._first(lambda variant: variant.encode(value, strict=strict))

    def _first(self, attempt: Callable[[Schema], Any]) -> Any:
        problems: list[str] = []
        for variant in self._variants:
            try:
                return attempt(variant)
            except SchemaFault as fault:
                problems.append(f"{fault.pointer} {fault.problem}".strip())
        raise SchemaFault(f"fits none of {len(self._variants)} variants: {'; '.join(problems)}")


@frozen
class Discriminated:
    """`oneOf` or `anyOf` with a `discriminator`: the value of one property picks the variant."""

    property: str
    variants: Mapping[str, Schema]

    def decode(self, data: Any) -> Any:
        if not is_object(data):
            raise SchemaFault("expected an object")
        return self._variant(data).decode(data)

    def encode(self, value: Any, *, strict: bool) -> Any:
        nearest: SchemaFault | None = None
        for variant in self.variants.values():
            try:
                data = variant.encode(value, strict=strict)
                if self._variant(data) == variant:
                    return data
            except SchemaFault as fault:
                # A variant of another class fails at once, the one that was meant fails inside.
                if nearest is None or fault.pointer.count("/") > nearest.pointer.count("/"):
                    nearest = fault
        raise nearest or SchemaFault("names another variant", self.property)

    def _variant(self, data: Mapping[str, Any]) -> Schema:
        found = data.get(self.property)
        if not isinstance(found, str) or found not in self.variants:
            raise SchemaFault("expected one of " + ", ".join(map(repr, self.variants)), self.property)
        return self.variants[found]
