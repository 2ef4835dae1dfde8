"""Python objects that no argument of a schema may be, one fault at a time."""

import datetime
import math
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from contract.conversion import Raw
from contract.faults import BAD_TEXTS, Fault, fault, limit_faults, places
from contract.judge import Judge
from contract.operations import Parameter
from contract.schema import Schema

_UUID = UUID("182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")
_NAIVE = datetime.datetime(2020, 1, 1)
_DAY = datetime.date(2020, 1, 1)
_WRONG: dict[str, list[Any]] = {
    "string": [5, True, 1.5, b"bytes", ["text"], _UUID],
    "integer": [True, 1.0, 1.5, "1"],
    "number": [True, "1", math.nan, math.inf, -math.inf],
    "boolean": [0, 1, "true"],
    "enum": ["no such value", 10**9 + 7, b"bytes"],
    "const": ["no such value", 10**9 + 7],
    "array": ["text", 5, b"bytes", {"a": 1}],
    "map": ["text", 5, ["a"]],
    "model": ["text", 5, ["a"], object()],
    "union": [object()],
    "any": [object(), math.nan, {1, 2}, _DAY],
    "null": [5],
}
_WRONG_FORMATS: dict[str, list[Any]] = {
    "uuid": [5, b"bytes", *BAD_TEXTS["uuid"]],
    "date-time": [5, _NAIVE, _DAY, *BAD_TEXTS["date-time"]],
    "date": [5, _NAIVE, _NAIVE.replace(tzinfo=datetime.UTC), *BAD_TEXTS["date"]],
    "byte": [5, "text", ["text"]],
}
# What would be cut off, end the header or the cookie, or start another one.
_UNCARRIED = {
    "header": ["a\r\nX-Injected: 1", "a\nb", "a\0b", "\x7f", " padded", "padded ", "€"],
    "cookie": ["a\r\nX-Injected: 1", "a\nb", "a;b", "a b", "€"],
    "path": ["", ".", ".."],
}


def value_faults(judge: Judge, schema: Schema, value: Any, unset: Any) -> Iterator[Fault]:
    """Every fault that an argument, or a body, with this value can be given."""
    for place in places(judge, schema, value):
        kind, name = place.schema.kind, place.schema.format or ""
        wrong = _WRONG_FORMATS.get(name) if kind == "string" else None
        yield place.fault("type", [Raw(other) for other in wrong or _WRONG[kind]])
        if kind == "string" and name in BAD_TEXTS and not wrong:
            yield place.fault("format", list(BAD_TEXTS[name]))
        if not place.schema.allows_null:
            yield place.fault("null", [Raw(None)])
        for required in place.required():
            yield place.fault("required", [Raw(unset)], required)
    yield from limit_faults(judge, schema, value)


def parameter_faults(judge: Judge, parameter: Parameter, value: Any, unset: Any) -> Iterator[Fault]:
    """Every fault that a parameter with this value can be given."""
    yield from value_faults(judge, parameter.schema, value, unset)
    if parameter.required:
        yield fault("required", (), [Raw(unset)])
    if parameter.schema.nullable and parameter.style != "json":
        yield fault("null", (), [Raw(None)])
    if parameter.style == "json" or parameter.location not in _UNCARRIED:
        return
    for place in places(judge, parameter.schema, value):
        if place.schema.kind == "string" and not {"format", "pattern"} & place.schema.raw.keys():
            texts = [text for text in _UNCARRIED[parameter.location] if judge.accepts(place.schema, text)]
            if texts:
                yield place.fault(f"no spelling in a {parameter.location}", list(texts))
