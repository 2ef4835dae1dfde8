"""The limits of a schema: as arguments of its schema object, and in words for docstrings."""

import re
from typing import Any

NUMBER = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_IN_WORDS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "matches {}",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} properties",
    "maxProperties": "at most {} properties",
    "uniqueItems": "no item twice",
}


def arguments(schema: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    """Keyword arguments for those of `names` that the schema has."""
    return [f"{_snake(name)}={schema[name]!r}" for name in names if _is_limit(schema.get(name))]


def number_arguments(schema: dict[str, Any]) -> list[str]:
    """Keyword arguments for the bounds of a number."""
    limits = dict(schema)
    # OpenAPI 3.0 marks an exclusive bound with a flag beside it, 3.1 with a bound of its own.
    for bound in ("minimum", "maximum"):
        flag = f"exclusive{bound.capitalize()}"
        if limits.get(flag) is True:
            limits[flag] = limits.pop(bound)
    return arguments(limits, NUMBER)


def words(schema: dict[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `names` that the schema has, in words."""
    found = []
    for name in names:
        value = schema.get(name)
        if value is True and name.startswith("exclusive"):
            found.append(f"not {schema.get(name[9:].lower())} itself")
        elif _is_limit(value):
            found.append(_IN_WORDS[name].format(value))
    return tuple(found)


def python_pattern(pattern: str) -> str:
    """The same regular expression for Python.

    Its `$` would also match before a last line break, and it warns of a bracket in a set.
    """
    parts = re.compile(r"\\.|(\[\^?\]?)((?:\\.|[^\]\\])*)\]|\$", re.DOTALL)

    def translate(found: re.Match[str]) -> str:
        if found[0] == "$":
            return r"\Z"
        if found[1] is None:
            return found[0]
        return found[1] + re.sub(r"\\.|\[", lambda inner: inner[0] if len(inner[0]) > 1 else r"\[", found[2]) + "]"

    return parts.sub(translate, pattern)


def _is_limit(value: Any) -> bool:
    # 0 is a limit, though Python takes it for False.
    return value is not None and value is not False


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda match: f"_{match[1].lower()}", name)
