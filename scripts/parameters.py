"""Plan the parameters of an operation: which argument carries each, and how it is written."""

import json
import re
from typing import Any

import keywords
import pointers
import references
from names import Names, pascal
from plan import LOCATIONS, Operation, Parameter
from problems import Problem
from python_type import PythonType, without_null
from python_types import Types

_STYLES = {
    "path": ("simple",),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
# OpenAPI gives the first three another place; the others belong to the message itself.
_NOT_PARAMETERS = frozenset(
    ("accept", "content-type", "authorization", "content-length", "cookie", "host", "transfer-encoding")
)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_DROP = "replace or remove it with an action in the overlay"


def plan_parameters(types: Types, planned: Operation, item: dict[str, Any], node: dict[str, Any]) -> list[Parameter]:
    """The parameters of a path item and its operation, in the order of the arguments.

    Raises:
        Problem: One cannot be written as the document says, or the path names others.
    """
    _check_path(types, planned)
    found: dict[tuple[str, str], tuple[dict[str, Any], str]] = {}
    for owner, base in ((item, pointers.join("", "paths", planned.path)), (node, planned.pointer)):
        for index, listed in enumerate(owner.get("parameters", [])):
            place = listed["$ref"][1:] if "$ref" in listed else pointers.join(base, "parameters", index)
            parameter = references.follow(types.document, listed)
            found[parameter["name"], parameter["in"]] = parameter, place
    in_path = re.findall(r"{([^{}]+)}", planned.path)
    declared = [name for name, location in found if location == "path"]
    if sorted(in_path) != sorted(declared):
        odd = (sorted(set(in_path) ^ set(declared)) or sorted(in_path))[0]
        what = f"the path and its parameters disagree on {odd!r}"
        raise Problem(types.where, what, "mend one of them with an action in the overlay", planned.pointer)

    def order(entry: tuple[dict[str, Any], str]) -> tuple[int, int]:
        name, location = entry[0]["name"], entry[0]["in"]
        return LOCATIONS.index(location), in_path.index(name) if location == "path" else 0

    names = Names()
    return [_parameter(types, planned, names, *entry) for entry in sorted(found.values(), key=order)]


def _check_path(types: Types, planned: Operation) -> None:
    """Refuse a path that would be read as something else than a path of its own shape."""
    plain = re.sub(r"{[^{}]+}", "x", planned.path)
    if not plain.isprintable() or any(character in plain for character in "{}?#"):
        raise Problem(types.where, "a path holds a brace, ?, # or a control character", _DROP, planned.pointer)
    if {".", ".."}.intersection(plain.split("/")):
        raise Problem(types.where, "a path holds the segment . or ..", _DROP, planned.pointer)


def _parameter(types: Types, planned: Operation, names: Names, node: dict[str, Any], pointer: str) -> Parameter:
    keywords.refuse_unknown(node, keywords.PARAMETER, "parameter", pointer, types.where)
    name, location = node["name"], node["in"]
    if node.get("allowReserved"):
        raise Problem(types.where, "allowReserved is not supported", _DROP, pointer)
    if location == "header" and name.lower() in _NOT_PARAMETERS:
        raise Problem(types.where, f"the header {name} cannot be a parameter", _DROP, pointer)
    if location in ("header", "cookie") and _TOKEN.fullmatch(name) is None:
        raise Problem(types.where, f"{name!r} cannot be the name of a {location}", _DROP, pointer)
    schema, style, place = _style(types, node, pointer)
    made = types.of(schema, place, pascal(planned.operation_id) + pascal(name))
    if style != "json":
        _check_shape(types, made, style, location, pointer)
    notes = references.follow(types.document, schema) if isinstance(schema, dict) else {}
    return Parameter(
        name=name,
        argument=names.argument(name, location),
        location=location,
        # Only JSON has a spelling for null.
        type=made if style == "json" else without_null(made),
        required=node.get("required", False),
        description=str(node.get("description") or "").strip(),
        default=json.dumps(notes["default"]) if "default" in notes else None,
        style=style,
        pointer=pointer,
    )


def _style(types: Types, node: dict[str, Any], pointer: str) -> tuple[Any, str, str]:
    """The parameter's schema, the run-time style that writes it, and the schema's place."""
    location = node["in"]
    if "content" in node:
        content_type, media = next(iter(node["content"].items()))
        if content_type != "application/json" or location in ("path", "cookie"):
            raise Problem(types.where, f"content {content_type} is not supported in a {location}", _DROP, pointer)
        return media.get("schema", {}), "json", pointers.join(pointer, "content", content_type, "schema")
    style = node.get("style", _STYLES[location][0])
    if style not in _STYLES[location]:
        raise Problem(types.where, f"style {style} is not supported in a {location}", _DROP, pointer)
    if style == "form" and location == "query":
        style = "form" if node.get("explode", True) else "commas"
    elif style in ("spaceDelimited", "pipeDelimited") and node.get("explode"):
        style = "form"
    return node.get("schema", {}), style, pointers.join(pointer, "schema")


def _check_shape(types: Types, made: PythonType, style: str, location: str, pointer: str) -> None:
    is_array = made.annotation.startswith("list[")
    is_object = any(sign in made.schema for sign in ("_schemas.Reference", "_schemas.Map", "_schemas.Discriminated"))
    if "list[" in made.annotation[1:] or (is_array and is_object):
        raise Problem(types.where, "nested values have no spelling in a parameter", _DROP, pointer)
    if is_object and style != "deepObject":
        raise Problem(types.where, f"an object has no unambiguous spelling as {style}", _DROP, pointer)
    if style == "deepObject" and not is_object:
        raise Problem(types.where, "only an object can be written as deepObject", _DROP, pointer)
    if is_array and location in ("path", "cookie"):
        raise Problem(types.where, f"an array in a {location} is not supported", _DROP, pointer)
