"""Between JSON values and the Python objects that the mapping makes of them."""

import base64
import datetime
from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

from contract import formats, pointers
from contract.judge import Judge
from contract.schema import Schema


class Raw(NamedTuple):
    """A Python object that stands in a JSON value where nothing is to be converted."""

    value: Any


class Difference(NamedTuple):
    """Where two JSON values, or a Python object and its schema, first disagree."""

    pointer: str
    expected: Any
    actual: Any


class Conversion:
    """Converts by the schemas of one document to the classes of one package's `models`."""

    def __init__(self, judge: Judge, models: Any, unset: Any) -> None:
        self._judge = judge
        self._models = models
        self._unset = unset

    def to_python(self, schema: Schema, value: Any, *, argument: bool = False) -> Any:
        """The Python object for a JSON value; as an argument, a UUID in capitals is handed over as text."""
        if isinstance(value, Raw):
            return value.value
        if value is None or schema.kind == "any":
            return _uncovered(value)
        match schema.kind:
            case "union":
                variant = self._judge.variant(schema, value)
                return _uncovered(value) if variant is None else self.to_python(variant, value, argument=argument)
            case "enum":
                return getattr(self._models, schema.class_name)(value)
            case "array":
                return [self.to_python(schema.items, item, argument=argument) for item in value]
            case "map":
                return {name: self.to_python(schema.additional, inner) for name, inner in value.items()}
            case "model":
                return self._model(schema, value)
            case "string":
                return _string(schema.format, value, argument)
        return value

    def mistyped(self, schema: Schema, value: Any, pointer: str = "") -> Difference | None:
        """Where a Python object is not of the type that the mapping gives its schema."""
        if value is None or schema.kind == "any":
            return None if schema.allows_null else Difference(pointer, schema.kind, None)
        if schema.kind == "union":
            found = [self.mistyped(variant, value, pointer) for variant in schema.variants]
            return None if None in found else found[0]
        if not self._is_of_type(schema, value):
            return Difference(pointer, schema.class_name or schema.format or schema.kind, type(value).__qualname__)
        inner: list[tuple[Schema, Any, str | int]] = []
        if schema.kind == "array":
            inner = [(schema.items, item, index) for index, item in enumerate(value)]
        elif schema.kind == "map":
            inner = [(schema.additional, item, name) for name, item in value.items()]
        elif schema.kind == "model":
            inner = [
                (found.schema, getattr(value, found.attribute), found.name)
                for found in schema.properties.values()
                if found.required or getattr(value, found.attribute) is not self._unset
            ]
            inner += [(schema.additional, item, name) for name, item in value.additional_properties.items()]
        faults = (self.mistyped(one, item, pointers.join(pointer, token)) for one, item, token in inner)
        return next((fault for fault in faults if fault is not None), None)

    def differs(self, schema: Schema, expected: Any, actual: Any, pointer: str = "") -> Difference | None:
        """Where two JSON values differ; date-times are compared as instants and UUIDs whatever their case."""
        if schema.kind == "union" and not isinstance(expected, bool | int | float | None):
            schema = self._judge.variant(schema, expected) or schema
        if isinstance(expected, dict) and isinstance(actual, dict):
            for name in sorted(expected.keys() ^ actual.keys()):
                return Difference(
                    pointers.join(pointer, name), expected.get(name, "nothing"), actual.get(name, "nothing")
                )
            inner = [(_at(schema, name), expected[name], actual[name], name) for name in expected]
        elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
            items = schema.items if schema.kind == "array" else schema
            inner = [
                (items, left, right, index) for index, (left, right) in enumerate(zip(expected, actual, strict=True))
            ]
        else:
            return None if _same(schema, expected, actual) else Difference(pointer, expected, actual)
        for one, left, right, token in inner:
            if fault := self.differs(one, left, right, pointers.join(pointer, token)):
                return fault
        return None

    def _model(self, schema: Schema, value: Mapping[str, Any]) -> Any:
        known, further = {}, {}
        for name, inner in value.items():
            if name in schema.properties:
                found = schema.properties[name]
                known[found.attribute] = self.to_python(found.schema, inner)
            else:
                further[name] = self.to_python(schema.additional, inner)
        model = getattr(self._models, schema.class_name)(**known)
        model.additional_properties.update(further)
        return model

    def _is_of_type(self, schema: Schema, value: Any) -> bool:
        if schema.class_name:
            return type(value) is getattr(self._models, schema.class_name)
        if schema.kind == "const":
            return type(value) is type(schema.values[0])
        if schema.kind == "number":
            return type(value) in (int, float)
        if schema.kind == "string" and schema.format == "date-time":
            return type(value) is datetime.datetime and value.tzinfo is not None
        return type(value) is (_STRINGS.get(schema.format, str) if schema.kind == "string" else _TYPES[schema.kind])


def to_json(value: Any) -> Any:
    """The JSON value of what a client returned."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {name: to_json(item) for name, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, UUID) else value


_TYPES: dict[str, type] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "map": dict,
    "null": type(None),
}
_STRINGS: dict[str | None, type] = {"uuid": UUID, "date": datetime.date, "byte": bytes, "binary": bytes}


def _string(name: str | None, value: Any, argument: bool) -> Any:
    match name:
        case "uuid":
            return value if argument and value.isupper() else UUID(value)
        case "date-time":
            return formats.instant(value)
        case "date":
            return datetime.date.fromisoformat(value)
        case "byte":
            return base64.b64decode(value)
    return value


def _uncovered(value: Any) -> Any:
    if isinstance(value, Raw):
        return value.value
    if isinstance(value, list):
        return [_uncovered(item) for item in value]
    return {name: _uncovered(item) for name, item in value.items()} if isinstance(value, dict) else value


def _at(schema: Schema, name: str) -> Schema:
    if schema.kind == "model" and name in schema.properties:
        return schema.properties[name].schema
    return schema.additional if schema.kind in ("model", "map") else schema


def _same(schema: Schema, expected: Any, actual: Any) -> bool:
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, str) and isinstance(actual, str) and schema.kind == "string":
        if schema.format == "date-time":
            return formats.conforms(actual, "date-time") and formats.instant(expected) == formats.instant(actual)
        if schema.format == "uuid":
            return expected.lower() == actual.lower()
    if isinstance(expected, dict | list):
        return type(expected) is type(actual) and not expected and not actual
    return bool(expected == actual)
