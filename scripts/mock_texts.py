"""Turn the text of a parameter or form field into the value that its schema lets it stand for.

openapi-core has a reader too, but it takes `yes` for a boolean and `1_0` for an integer, and it fails where
OpenAPI 3.1 lists several types: a mock that lets such requests through hides the faults that it is there to show.
"""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mock_shapes
from mock_schemas import Schemas

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,999})", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,999})(\.\d+)?([eE][+-]?\d{1,3})?", re.ASCII)


class UnreadableError(Exception):
    """A text is not what its style makes of any value; the message says how, without quoting it."""


@dataclass(frozen=True)
class Style:
    """How the members of an array or object are written.

    Attributes:
        delimiter: Regular expression of what stands between them.
        exploded: Whether an object's members are written `name=value`, not `name,value`.
        decode: Makes plain text of a member.
    """

    delimiter: str
    exploded: bool
    decode: Callable[[str], str]


@dataclass(frozen=True)
class Wanted:
    """What some schemas let a text stand for, all their alternatives together."""

    types: set[str]
    shape: mock_shapes.Shape


def wanted(schemas: Schemas, at: list[str]) -> Wanted:
    """What the schemas `at` let a text stand for."""
    shape = mock_shapes.shape(schemas, mock_shapes.parts(schemas, at))
    return Wanted({name for schema in shape.schemas for name in mock_shapes.types(schema)}, shape)


def value(schemas: Schemas, at: list[str], raw: str, style: Style) -> Any:
    """The value that `raw` stands for; text that is no such value stays text, for the schema to refuse.

    Raises:
        UnreadableError: `raw` should be an object and is not.
    """
    want = wanted(schemas, at)
    if "array" in want.types:
        return [scalar(schemas, want.shape.items, style.decode(member)) for member in re.split(style.delimiter, raw)]
    if "object" in want.types:
        return {name: scalar(schemas, want.shape.property(name), text) for name, text in _members(raw, style)}
    return scalar(schemas, at, style.decode(raw))


def scalar(schemas: Schemas, at: list[str], text: str) -> Any:
    """The boolean, number or string that `text` stands for."""
    types = wanted(schemas, at).types
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    if types & {"integer", "number"} and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in types and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def from_json(text: str | bytes) -> Any:
    """Parse JSON as RFC 8259 has it: UTF-8, no NaN, no infinities, no numbers too big to be sent back.

    Raises:
        ValueError: `text` is not JSON.
    """

    def refuse(name: str) -> Any:
        raise ValueError(f"{name} is no JSON")

    def finite(digits: str) -> float:
        number = float(digits)
        return number if math.isfinite(number) else refuse("a number without bounds")

    decoded = text if isinstance(text, str) else text.decode("utf-8")
    try:
        return json.loads(decoded, parse_constant=refuse, parse_float=finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _members(raw: str, style: Style) -> list[tuple[str, str]]:
    texts = re.split(style.delimiter, raw)
    if style.exploded:
        halves = [text.split("=", 1) for text in texts]
    else:
        halves = [texts[index : index + 2] for index in range(0, len(texts), 2)]
    if any(len(half) < 2 for half in halves):
        raise UnreadableError("must be written as names with their values")
    return [(style.decode(name), style.decode(text)) for name, text in halves]
