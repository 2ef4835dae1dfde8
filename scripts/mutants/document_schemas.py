"""Changes to the schemas of a document: properties, types, formats, limits."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from mutants import places
from mutants.places import Place
from mutants.variant import Effect, Operator

Edit = Callable[[Place], bool | None]

_NAME = "somethingElse"


def _is_required(place: Place) -> bool:
    return place.key in place.owner.get("required", [])


def _rename(place: Place) -> None:
    if _is_required(place):
        place.owner["required"] = [_NAME if name == place.key else name for name in place.owner["required"]]
    place.rename(_NAME)


def _drop_optional(place: Place) -> bool | None:
    if _is_required(place):
        return False
    del place.holder[place.key]
    return None


def _drop_required(place: Place) -> bool | None:
    if not _is_required(place):
        return False
    place.owner["required"] = [name for name in place.owner["required"] if name != place.key]
    del place.holder[place.key]
    return None


def _require(place: Place) -> bool | None:
    if _is_required(place):
        return False
    place.owner.setdefault("required", []).append(place.key)
    return None


def _release(place: Place) -> bool | None:
    if not _is_required(place):
        return False
    left = [name for name in place.owner["required"] if name != place.key]
    place.owner["required"] = left
    if not left:
        del place.owner["required"]
    return None


def _add_property(required: bool) -> Edit:
    def edit(place: Place) -> None:
        place.node["properties"][_NAME] = {"type": "string", "description": "Another one."}
        if required:
            place.node.setdefault("required", []).append(_NAME)

    return edit


def _swap_types(place: Place) -> bool | None:
    """Two neighbouring properties of different types have each other's."""
    schemas = place.node["properties"]
    for one, other in pairwise(list(schemas)):
        if schemas[one].get("format") != schemas[other].get("format"):
            schemas[one], schemas[other] = schemas[other], schemas[one]
            return None
    return False


def _retype(**schema: Any) -> Edit:
    """Another schema with the same description."""

    def edit(place: Place) -> None:
        place.replace({"description": place.node.get("description", ""), **schema})

    return edit


def _reformat(old: str | None, new: str | None) -> Edit:
    def edit(place: Place) -> bool | None:
        if place.node.get("type") != "string" or place.node.get("format") != old:
            return False
        # Other formats have no length.
        for keyword in ("format", "maxLength"):
            place.node.pop(keyword, None)
        if new is not None:
            place.node["format"] = new
        return None

    return edit


def _flip_nullable(place: Place) -> bool | None:
    if "type" not in place.node:
        return False
    place.node["nullable"] = not place.node.get("nullable", False)
    return None


def _with(**more: Any) -> Edit:
    """The text that a property holds has further keywords; None takes one away."""

    def edit(place: Place) -> bool | None:
        if place.node.get("type") != "string":
            return False
        for keyword, value in more.items():
            if value is None:
                place.node.pop(keyword, None)
            else:
                place.node[keyword] = value
        return None

    return edit


def _with_plain(**more: Any) -> Edit:
    """So for a text without a format."""

    def edit(place: Place) -> bool | None:
        return False if "format" in place.node else _with(**more)(place)

    return edit


def _close(place: Place) -> None:
    place.node["additionalProperties"] = False


def _type_additional(place: Place) -> None:
    place.node["additionalProperties"] = {"type": "integer"}


def _rename_component(place: Place) -> None:
    old, new = f"#{place.pointer}", f"#/components/schemas/{_NAME[0].upper()}{_NAME[1:]}"

    def visit(node: Any) -> None:
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        if isinstance(node, dict) and node.get("$ref") == old:
            node["$ref"] = new
        for each in inner:
            visit(each)

    visit(place.document)
    place.rename(new.rpartition("/")[2])


def _add_component(place: Place) -> None:
    place.holder["Another"] = {"type": "object", "properties": {"id": {"type": "string"}}}


def _compose(place: Place) -> None:
    more = {"type": "object", "required": ["extra"], "properties": {"extra": {"type": "integer"}}}
    place.replace({"allOf": [place.node, more]})


_UNION = {"oneOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]}
_OBJECT = {"type": "object", "required": ["x"], "properties": {"x": {"type": "number"}}}
_MAP = {"type": "object", "additionalProperties": {"type": "string"}}
_ENUM = {"type": "string", "enum": ["one", "two"]}
_LEVELS = {"type": "integer", "enum": [1, 2]}
_ARRAY = {"type": "array", "items": {"type": "string"}}

OPERATORS = (
    Operator("property renamed", places.component_property, _rename),
    Operator("body property renamed", places.body_property, _rename),
    Operator("optional property dropped", places.component_property, _drop_optional),
    Operator("body property dropped", places.body_property, _drop_optional),
    Operator("required property dropped", places.component_property, _drop_required),
    Operator("optional property added", places.component, _add_property(required=False)),
    Operator("required property added", places.component, _add_property(required=True)),
    Operator("body property added", places.body_schema, _add_property(required=False)),
    Operator("required body property added", places.body_schema, _add_property(required=True)),
    Operator("property required", places.component_property, _require),
    Operator("body property required", places.body_property, _require),
    Operator("property no longer required", places.component_property, _release),
    Operator("types of two properties swapped", places.component, _swap_types),
    Operator("property as integer", places.component_property, _retype(type="integer")),
    Operator("property as number", places.component_property, _retype(type="number")),
    Operator("property as boolean", places.component_property, _retype(type="boolean")),
    Operator("property as array", places.component_property, _retype(**_ARRAY)),
    Operator("property as object", places.component_property, _retype(**_OBJECT)),
    Operator("property as map", places.component_property, _retype(**_MAP)),
    Operator("property as union", places.component_property, _retype(**_UNION)),
    Operator("property as enum", places.component_property, _retype(**_ENUM)),
    Operator("property as enum of integers", places.component_property, _retype(**_LEVELS)),
    Operator("property of any type", places.component_property, _retype()),
    Operator("body property as integer", places.body_property, _retype(type="integer")),
    Operator("body property as array", places.body_property, _retype(**_ARRAY)),
    Operator("body property as enum", places.body_property, _retype(**_ENUM)),
    Operator("date-time as date", places.component_property, _reformat("date-time", "date")),
    Operator("date-time as text", places.component_property, _reformat("date-time", None)),
    Operator("uuid as text", places.component_property, _reformat("uuid", None)),
    Operator("secret as text", places.component_property, _reformat("password", None)),
    Operator("text as secret", places.component_property, _reformat(None, "password")),
    Operator("text as uuid", places.component_property, _reformat(None, "uuid")),
    Operator("text as email", places.body_property, _reformat(None, "email")),
    Operator("text as base64", places.body_property, _reformat(None, "byte")),
    Operator("text of an unknown format", places.component_property, _reformat(None, "isbn"), refused=True),
    Operator("null allowed or not", places.component_property, _flip_nullable),
    Operator("null in the body allowed or not", places.body_property, _flip_nullable),
    Operator("longer text in the body", places.body_property, _with_plain(maxLength=121)),
    Operator("shorter text in the body", places.body_property, _with_plain(maxLength=119)),
    Operator("text in the body without limit", places.body_property, _with_plain(maxLength=None)),
    Operator("text in the body with a least length", places.body_property, _with_plain(minLength=1)),
    Operator("text in the body with a pattern", places.body_property, _with_plain(pattern="^[a-z]*$")),
    Operator("body closed", places.body_schema, _close),
    Operator("further properties of the body typed", places.body_schema, _type_additional),
    Operator("further properties typed", places.component, _type_additional),
    Operator("component renamed", places.component, _rename_component),
    Operator("component added", places.component, _add_component),
    Operator("component composed", places.component, _compose),
    Operator("limit of an answer", places.component_property, _with_plain(maxLength=60), Effect.NOTES),
    Operator("example", places.component_property, _with(example="other"), Effect.NOTES),
    Operator("property deprecated", places.component_property, _with(deprecated=True), Effect.NOTES),
    Operator("default told", places.body_property, _with_plain(default="My API Key"), Effect.NOTES),
    Operator("property described otherwise", places.component_property, _with(description="Something else.")),
)
