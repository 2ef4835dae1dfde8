"""Likely strings and numbers for plain schemas, the smallest first; who asks tries them against the schemas."""

import base64
import datetime
import math
import secrets
import uuid
from collections.abc import Callable, Iterator
from typing import Any

_KEY_PREFIX = "sk-ol-"
_KEY_LENGTH = 45
_MOST_TRIES = 20

BY_FORMAT: dict[str, Callable[[datetime.datetime], str]] = {
    "uuid": lambda now: str(uuid.uuid4()),
    "date-time": lambda now: now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    "date": lambda now: now.date().isoformat(),
    "time": lambda now: now.strftime("%H:%M:%SZ"),
    "duration": lambda now: "PT0S",
    "byte": lambda now: base64.b64encode(b"mock").decode(),
    "email": lambda now: "someone@example.com",
    "hostname": lambda now: "example.com",
    "uri": lambda now: "https://example.com/",
    "ipv4": lambda now: "192.0.2.1",
    "ipv6": lambda now: "2001:db8::1",
}


def strings(schemas: list[dict[str, Any]], now: datetime.datetime) -> Iterator[str]:
    """Strings that could fit all of `schemas`."""
    for schema in schemas:
        if schema.get("format") in BY_FORMAT:
            yield BY_FORMAT[schema["format"]](now)
        if schema.get("format") == "password":
            yield secret(schemas)
    shortest = max(1, _shortest(schemas))
    for length in range(shortest, shortest + _MOST_TRIES):
        yield "x" * length
    yield ""


def secret(schemas: list[dict[str, Any]]) -> str:
    """A fresh random string, as long as `schemas` let it be, up to the length of a real key."""
    longest = min([schema["maxLength"] for schema in schemas if "maxLength" in schema], default=_KEY_LENGTH)
    length = max(_shortest(schemas), min(longest, _KEY_LENGTH))
    prefix = _KEY_PREFIX if length == _KEY_LENGTH else ""
    return (prefix + secrets.token_urlsafe(length))[:length]


def numbers(schemas: list[dict[str, Any]], *, whole: bool) -> Iterator[int | float]:
    """Numbers that could fit all of `schemas`, whole ones only where `whole`."""
    keywords = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
    # In OpenAPI 3.0 the exclusive ones are booleans.
    stated = [schema[key] for schema in schemas for key in keywords if not isinstance(schema.get(key, True), bool)]
    bounds = [0, *stated]
    steps = [schema["multipleOf"] for schema in schemas if "multipleOf" in schema]
    for bound in bounds:
        yield from (math.ceil(bound), math.ceil(bound) + 1, math.floor(bound), math.floor(bound) - 1)
    likely = [math.ceil(bound / step + extra) * step for step in steps for bound in bounds for extra in (0, 1, -1)]
    if stated:
        likely += [*stated, sum(stated) / len(stated)]
    for number in likely:
        if not whole:
            yield number
        elif number == int(number):
            yield int(number)
    yield from range(_MOST_TRIES)


def _shortest(schemas: list[dict[str, Any]]) -> int:
    return max([schema["minLength"] for schema in schemas if "minLength" in schema], default=0)
