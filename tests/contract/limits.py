"""Values at the limits of a schema, and just beyond them."""

import re
from collections.abc import Iterator
from typing import Any

from contract.schema import Schema
from contract.texts import bounds

Limited = tuple[str, Any]

_LARGE = 300
_TEXTS = ("", "\n", "a", "A", "0", " ", "-", "_", "ÿ", "two words", "!" * 40)


def at_limits(schema: Schema, value: Any) -> Iterator[Limited]:
    """Values made from `value` that a limit (named first) just allows, unless another limit forbids them.

    Where there is no upper limit, the value is larger than one would be.
    """
    raw = schema.raw
    if schema.kind == "string" and isinstance(value, str) and schema.format in (None, "password"):
        yield from ((keyword, _resized(value or "x", size)) for keyword, size in _sizes(raw, "Length"))
    if schema.kind in ("integer", "number"):
        for keyword, bound in zip(("minimum", "maximum"), bounds(schema), strict=True):
            step = raw.get("multipleOf", 1)
            if bound is not None:
                yield from ((keyword, number) for number in (bound, bound + step, bound - step))
        if schema.format in ("int32", "int64"):
            yield from (("format", number) for number in _extremes(schema.format))
    if schema.kind == "array" and value:
        yield from ((keyword, _resized(value, size)) for keyword, size in _sizes(raw, "Items"))
    if schema.kind == "map" and value:
        yield from ((keyword, _map_of(value, size)) for keyword, size in _sizes(raw, "Properties"))


def beyond_limits(schema: Schema, value: Any) -> Iterator[Limited]:
    """Values made from `value` that break a limit, named first."""
    raw = schema.raw
    if schema.kind == "string" and isinstance(value, str):
        if "maxLength" in raw:
            yield "maxLength", _resized(value or "x", raw["maxLength"] + 1)
        if raw.get("minLength", 0) > 0:
            yield "minLength", value[: raw["minLength"] - 1]
        if "pattern" in raw:
            # For ECMA-262, whose expressions these are, `$` is the very end.
            odd = [text for text in _TEXTS if not re.search(raw["pattern"], text)]
            yield from (("pattern", text) for text in odd)
    if schema.kind in ("integer", "number"):
        step = raw.get("multipleOf", 1)
        low, high = bounds(schema)
        for keyword, bound, outside in (("minimum", low, -step), ("maximum", high, step)):
            if bound is not None:
                yield from ((keyword, number) for number in (bound, bound + outside))
        if "multipleOf" in raw:
            yield "multipleOf", value + (step / 2 if schema.kind == "number" else 1)
        if schema.format in ("int32", "int64"):
            least, most = _extremes(schema.format)
            yield from (("format", number) for number in (least - 1, most + 1))
    if schema.kind == "array" and value:
        if "maxItems" in raw:
            yield "maxItems", _resized(value, raw["maxItems"] + 1)
        if raw.get("minItems", 0) > 0:
            yield "minItems", value[: raw["minItems"] - 1]
        if raw.get("uniqueItems"):
            yield "uniqueItems", [value[0], *value]
    if schema.kind == "map" and value:
        if "maxProperties" in raw:
            yield "maxProperties", _map_of(value, raw["maxProperties"] + 1)
        if raw.get("minProperties", 0) > 0:
            yield "minProperties", _map_of(value, raw["minProperties"] - 1)


def _sizes(raw: dict[str, Any], what: str) -> Iterator[tuple[str, int]]:
    if f"min{what}" in raw:
        yield f"min{what}", raw[f"min{what}"]
    yield f"max{what}", raw.get(f"max{what}", _LARGE)


def _resized(value: Any, size: int) -> Any:
    """A text or a list of `size` elements, those of `value` over and over."""
    return (value * (size // len(value) + 1))[:size]


def _map_of(value: dict[str, Any], size: int) -> dict[str, Any]:
    inner = next(iter(value.values()))
    return {f"key {number}": inner for number in range(size)}


def _extremes(name: str) -> tuple[int, int]:
    bits = int(name.removeprefix("int")) - 1
    return -(2**bits), 2**bits - 1
