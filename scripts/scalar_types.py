"""Python types of strings and numbers."""

import re
import warnings
from pathlib import Path
from typing import Any

import limits
import pointers
from problems import Problem
from python_type import PythonType

CHECKED_FORMATS = frozenset(("email", "uri", "hostname", "ipv4", "ipv6"))
_LENGTHS = ("minLength", "maxLength", "pattern")
_DROP = "replace or remove it with an action in the overlay"
# Format: the annotation, the schema object, the type of an argument where that is wider, a note.
_VALUES = {
    "uuid": ("UUID", "Uuid", "UUID | str", "a UUID"),
    "date-time": ("datetime.datetime", "DateTime", "", "an RFC 3339 date-time with an offset"),
    "date": ("datetime.date", "Date", "", "an RFC 3339 date"),
    "byte": ("bytes", "Base64", "", "base64 in JSON"),
}


def string(schema: dict[str, Any], pointer: str, where: Path | str) -> PythonType:
    """The type of a string schema.

    Raises:
        Problem: Its format is not known, or cannot be kept together with its other limits.
    """
    kind = schema.get("format")
    words = limits.words(schema, _LENGTHS)
    if kind in _VALUES:
        annotation, builder, argument, note = _VALUES[kind]
        if words:
            raise Problem(where, f"format {kind} beside a length or a pattern is not supported", _DROP, pointer)
        return PythonType(annotation, f"_schemas.{builder}()", argument, (note,))
    given = limits.arguments(schema, ("minLength", "maxLength"))
    if "pattern" in schema:
        given.append(f"pattern={_pattern(schema['pattern'], pointer, where)!r}")
    if kind in CHECKED_FORMATS:
        given.append(f'format="{kind}"')
        words = (f"format {kind}", *words)
    elif kind == "password":
        words = ("a secret: never printed", *words)
    elif kind is not None:
        raise Problem(where, f"string format {kind!r} is not known", _DROP, pointers.join(pointer, "format"))
    return PythonType("str", f"_schemas.String({', '.join(given)})", limits=words, secret=kind == "password")


def integer(schema: dict[str, Any], pointer: str, where: Path | str) -> PythonType:
    """The type of an integer schema.

    Raises:
        Problem: Its format is not known.
    """
    kind = schema.get("format")
    if kind not in (None, "int32", "int64"):
        raise Problem(where, f"integer format {kind!r} is not known", _DROP, pointers.join(pointer, "format"))
    given = [*limits.number_arguments(schema), *([f"bits={kind[3:]}"] if kind else [])]
    words = (*([f"format {kind}"] if kind else []), *limits.words(schema, limits.NUMBER))
    return PythonType("int", f"_schemas.Integer({', '.join(given)})", limits=words)


def number(schema: dict[str, Any], pointer: str, where: Path | str) -> PythonType:
    """The type of a number schema.

    Raises:
        Problem: Its format is not known.
    """
    kind = schema.get("format")
    if kind not in (None, "float", "double"):
        raise Problem(where, f"number format {kind!r} is not known", _DROP, pointers.join(pointer, "format"))
    given = limits.number_arguments(schema)
    return PythonType("float", f"_schemas.Number({', '.join(given)})", limits=limits.words(schema, limits.NUMBER))


def _pattern(pattern: str, pointer: str, where: Path | str) -> str:
    translated = limits.python_pattern(pattern)
    try:
        with warnings.catch_warnings():
            # Python warns of what it may read otherwise one day.
            warnings.simplefilter("error", FutureWarning)
            re.compile(translated)
    except (re.error, FutureWarning) as error:
        what = f"is no regular expression for Python: {error}"
        raise Problem(where, what, _DROP, pointers.join(pointer, "pattern")) from None
    return translated
