"""Hypothesis strategies for JSON values that a schema allows."""

import json
from functools import cache
from typing import Any

from hypothesis import strategies as st

from contract import texts
from contract.judge import Judge
from contract.schema import Schema

Strategy = st.SearchStrategy[Any]

_DEEPEST = 3
# Keywords that not everything made here obeys, so that the judge has the last word.
_HARD = frozenset("oneOf discriminator minProperties maxProperties multipleOf uniqueItems".split())
_UNKNOWN = ("x-unknown", "new property", "neu")
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.text()
)
ANYTHING: Strategy = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


class Values:
    """Makes values that the document allows.

    Where they are `full`, every property is there and not null, and every array and map holds something.
    """

    def __init__(self, judge: Judge, alphabet: st.SearchStrategy[str] = texts.ANY_CHARACTER) -> None:
        self._judge = judge
        self._alphabet = alphabet
        self.of = cache(self._of)

    def _of(self, schema: Schema, full: bool = False, depth: int = 0) -> Strategy:
        if schema.nullable and depth > _DEEPEST:
            return st.none()
        found = self._plain(schema, full, depth)
        if _HARD & schema.raw.keys() and schema.kind != "any":
            found = found.filter(lambda value: self._judge.accepts(schema, value))
        if schema.nullable:
            return found if full else st.one_of(found, found, st.none())
        return found

    def _plain(self, schema: Schema, full: bool, depth: int) -> Strategy:
        match schema.kind:
            case "null":
                return st.none()
            case "boolean":
                return st.booleans()
            case "enum" | "const":
                return st.sampled_from(schema.values)
            case "string":
                return texts.strings(schema, self._alphabet)
            case "integer":
                return texts.integers(schema)
            case "number":
                return texts.numbers(schema)
            case "array":
                return self._array(schema, full, depth)
            case "map":
                return self._map(schema, full, depth)
            case "model":
                return self._model(schema, full, depth)
            case "union":
                return self._union(schema, full, depth)
        return ANYTHING

    def _array(self, schema: Schema, full: bool, depth: int) -> Strategy:
        shortest, longest = _sizes(schema, "Items", full, depth)
        if longest == 0:
            return st.just([])
        unique = _identity if schema.raw.get("uniqueItems") else None
        items = self.of(schema.items, full, depth + 1)
        return st.lists(items, min_size=shortest, max_size=longest, unique_by=unique)

    def _map(self, schema: Schema, full: bool, depth: int) -> Strategy:
        shortest, longest = _sizes(schema, "Properties", full, depth)
        if schema.is_closed or longest == 0:
            return st.just({})
        values = self.of(schema.additional, full, depth + 1)
        return st.dictionaries(st.text(min_size=1, max_size=8), values, min_size=shortest, max_size=longest)

    def _model(self, schema: Schema, full: bool, depth: int) -> Strategy:
        required, optional = {}, {}
        for name, found in schema.properties.items():
            if found.required or (full and depth < _DEEPEST):
                required[name] = self.of(found.schema, full, depth + 1)
            elif depth < _DEEPEST:
                optional[name] = self.of(found.schema, full, depth + 1)
        known = st.fixed_dictionaries(required, optional=optional)
        if schema.is_closed or depth > 1:
            return known
        unknown = st.sampled_from([name for name in _UNKNOWN if name not in schema.properties])
        further = st.dictionaries(unknown, self.of(schema.additional, full, _DEEPEST), max_size=1)
        return st.builds(lambda left, right: {**left, **right}, known, further)

    def _union(self, schema: Schema, full: bool, depth: int) -> Strategy:
        if not schema.discriminated:
            return st.one_of([self.of(variant, full, depth) for variant in schema.variants])
        name = schema.raw["discriminator"]["propertyName"]

        def named(value: str, variant: Schema) -> Strategy:
            return self.of(variant, full, depth).map(lambda found: {**found, name: value})

        return st.one_of([named(*found) for found in schema.discriminated.items()])


def _sizes(schema: Schema, keyword: str, full: bool, depth: int) -> tuple[int, int]:
    shortest = schema.raw.get(f"min{keyword}", 0)
    longest = schema.raw.get(f"max{keyword}", shortest + 3)
    if full and depth < _DEEPEST:
        shortest = max(shortest, min(1, longest))
    return shortest, shortest if depth >= _DEEPEST else min(longest, shortest + 3)


def _identity(value: Any) -> str:
    """One text for equal JSON values; 0.0 and -0.0 are equal."""
    return json.dumps(value + 0 if isinstance(value, float) else value, sort_keys=True)
