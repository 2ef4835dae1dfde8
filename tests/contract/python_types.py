"""Python types in words, such as `UUID | str | Unset`: the one a schema calls for, and the one an annotation is."""

import datetime
import types
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from contract.operations import Media, Parameter
from contract.schema import Schema

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "any": "Any", "null": "None"}
_STRINGS = {"uuid": "UUID", "date-time": "datetime", "date": "date", "byte": "bytes", "binary": "bytes"}
_CONTENTS = {"bytes": "bytes", "text": "str"}
_NAMES: dict[Any, str] = {
    Any: "Any",
    None: "None",
    type(None): "None",
    UUID: "UUID",
    datetime.datetime: "datetime",
    datetime.date: "date",
}
# What an argument is read through may be wider than what an answer is made of.
_READ_ONLY = {"Sequence": "list", "Mapping": "dict"}


def expected(schema: Schema, *, argument: bool = False) -> str:
    """The type of a schema's values; `argument` where the caller hands them over."""
    return union([_plain(schema, argument), *(["None"] if schema.nullable else [])])


def of_parameter(parameter: Parameter) -> str:
    """The type of a parameter; null has a spelling in JSON only."""
    has_null = parameter.style == "json" and parameter.schema.nullable
    return union([_plain(parameter.schema, argument=True), *(["None"] if has_null else [])])


def of_content(media: Media | None, *, argument: bool = False) -> str:
    """The type of a body or of an answer."""
    if media is None:
        return "None"
    return _CONTENTS.get(media.form) or expected(media.schema, argument=argument)


def union(members: list[str]) -> str:
    """The union of types, each once, in alphabetical order."""
    flat = {one for member in members for one in _split(member)}
    if "Any" in flat:
        return "Any"
    # A float takes an int, as `typing` has it.
    return " | ".join(sorted(flat - {"int"} if "float" in flat else flat))


def described(annotation: Any) -> str:
    """The type that an annotation (as `get_type_hints` gives it) is."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return union([described(member) for member in arguments])
    if origin is Literal:
        return union([f"Literal[{value!r}]" for value in arguments])
    if origin is not None:
        outer = _READ_ONLY.get(origin.__name__, origin.__name__)
        return f"{outer}[{', '.join(described(inner) for inner in arguments)}]"
    return _NAMES.get(annotation) or str(getattr(annotation, "__name__", annotation))


def _plain(schema: Schema, argument: bool) -> str:
    if schema.class_name:
        return schema.class_name
    if schema.kind == "const":
        return f"Literal[{schema.values[0]!r}]"
    if schema.kind == "array":
        return f"list[{expected(schema.items, argument=argument)}]"
    if schema.kind == "map":
        values = "Any" if schema.is_closed else expected(schema.additional, argument=argument)
        return f"dict[str, {values}]"
    if schema.kind == "union":
        return union([expected(variant, argument=argument) for variant in schema.variants])
    if schema.kind == "string":
        name = _STRINGS.get(schema.format or "", "str")
        return "UUID | str" if name == "UUID" and argument else name
    return _SCALARS[schema.kind]


def _split(text: str) -> list[str]:
    """The members of a union in words; brackets hold theirs together."""
    members, depth = [""], 0
    for piece in text.split(" | "):
        members[-1] += piece if depth == 0 else f" | {piece}"
        depth += piece.count("[") - piece.count("]")
        if depth == 0:
            members.append("")
    return members[:-1]
