"""How parameters are written into a path, a query, a header or a cookie."""

import json
import re
from typing import Any
from urllib.parse import quote

from attrs import frozen

from ._carriers import COOKIE_VALUE, HEADER_VALUE
from ._schemas import Schema, SchemaFault, is_array

Pairs = list[tuple[str, str]]


@frozen
class Parameter:
    """A parameter of an operation.

    Attributes:
        name: Its name in the document.
        argument: Its name in Python.
        schema: What it may hold.
        style: How it is written: a style of OpenAPI, `commas` for an array that is not exploded, or `json`.
        required: Whether it must be given; one in a path always is.
    """

    name: str
    argument: str
    schema: Schema
    style: str = "simple"
    required: bool = False


def write_path(parameter: Parameter, value: Any) -> str:
    """A path segment's part, escaped so that it cannot change the path's shape. Raises `SchemaFault`."""
    text = _scalar(parameter.schema.encode(value, strict=True))
    if text in ("", ".", ".."):
        raise SchemaFault("must not be empty, '.' or '..', which would change the path")
    return _escape(text)


def write_query(parameter: Parameter, value: Any) -> Pairs:
    """Names and values of a query, both escaped. Raises `SchemaFault`."""
    data = parameter.schema.encode(value, strict=True)
    name = _escape(parameter.name)
    if parameter.style == "json":
        return [(name, _escape(_json(data)))]
    if parameter.style == "deepObject":
        return [(f"{name}%5B{_escape(key)}%5D", _escape(_scalar(inner))) for key, inner in data.items()]
    if not is_array(data):
        return [(name, _escape(_scalar(data)))]
    items = [_escape(_scalar(item)) for item in _filled(data)]
    if parameter.style == "form":
        return [(name, item) for item in items]
    return [(name, _SEPARATORS[parameter.style].join(items))]


def write_header(parameter: Parameter, value: Any) -> str:
    """A header's value. Raises `SchemaFault`."""
    data = parameter.schema.encode(value, strict=True)
    if parameter.style == "json":
        return _json(data)
    if is_array(data):
        items = [_scalar(item) for item in _filled(data)]
        if any("," in item or item != item.strip() or not item for item in items):
            raise SchemaFault(
                "an item is empty, or holds a comma or white space at an end, which a header cannot carry"
            )
        return _carried(",".join(items), HEADER_VALUE, "header")
    return _carried(_scalar(data), HEADER_VALUE, "header")


def write_cookie(parameter: Parameter, value: Any) -> str:
    """A cookie's value. Raises `SchemaFault`."""
    return _carried(_scalar(parameter.schema.encode(value, strict=True)), COOKIE_VALUE, "cookie")


def write_form(data: dict[str, Any]) -> str:
    """An `application/x-www-form-urlencoded` body. Raises `SchemaFault`."""
    pairs: Pairs = []
    for name, value in data.items():
        for item in value if is_array(value) else [value]:
            try:
                pairs.append((quote(name, safe=""), _escape(_scalar(item))))
            except SchemaFault as fault:
                raise fault.within(name)
    return "&".join(f"{name}={value}" for name, value in pairs)


_SEPARATORS = {"commas": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


def _scalar(data: Any) -> str:
    if isinstance(data, str):
        return data
    if data is None or isinstance(data, list | dict):
        raise SchemaFault("expected a single value: null, arrays and objects have no spelling here")
    return json.dumps(data)


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _filled(items: list[Any]) -> list[Any]:
    if not items:
        raise SchemaFault("an empty array has no spelling here: leave the argument out")
    return items


def _carried(text: str, allowed: re.Pattern[str], carrier: str) -> str:
    if allowed.fullmatch(text) is None:
        raise SchemaFault(f"holds characters that a {carrier} cannot carry")
    return text


def _escape(text: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise SchemaFault("holds a lone surrogate, which UTF-8 cannot write") from None
