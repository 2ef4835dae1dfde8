"""Find the places where the publisher's export lost a `$ref` and left a bare UUID, and draft their correction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import overlay
import pointers
import references
from jsonpaths import jsonpath

UNKNOWN = "#/components/FILL-IN"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# Where the specification wants a schema, or an object that a $ref may stand for: alone, in a list, under a name.
_ALONE = frozenset(
    [
        "schema",
        "items",
        "additionalProperties",
        "additionalItems",
        "not",
        "if",
        "then",
        "else",
        "contains",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
        "requestBody",
    ]
)
_LISTED = frozenset(["allOf", "anyOf", "oneOf", "prefixItems", "parameters"])
_NAMED = frozenset(
    [
        "properties",
        "patternProperties",
        "$defs",
        "dependentSchemas",
        "schemas",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
    ]
)


@dataclass(frozen=True)
class Defect:
    """A bare UUID where an object must stand.

    Attributes:
        pointer: Its place.
        uuid: What stands there.
        guess: The `$ref` that was most likely lost, or None where nothing points at one.
    """

    pointer: str
    uuid: str
    guess: str | None


def find(document: dict[str, Any]) -> list[Defect]:
    """Every such place in `document`."""
    return [
        Defect(pointer, value, _guess(document, pointer))
        for holder, node in references.objects(document)
        for pointer, value in _object_places(holder, node)
        if is_lost_reference(value)
    ]


def is_lost_reference(value: Any) -> bool:
    """Whether `value` is a bare UUID."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def draft(document: dict[str, Any], defects: list[Defect]) -> list[dict[str, Any]]:
    """Overlay actions that put a `$ref` into each place: the guess, or `UNKNOWN` to be filled in.

    An overlay cannot replace a member of a list: it is removed, and the `$ref` added at the end.
    """
    drafted: list[dict[str, Any]] = []
    corrected = document

    def add(pointer: str, description: str, change: dict[str, Any]) -> None:
        nonlocal corrected
        replaced = pointers.resolve(corrected, pointer)
        target = jsonpath(corrected, pointer)
        drafted.append({"target": target, "description": description, "x-replaces": replaced, **change})
        corrected = overlay.apply(corrected, drafted[-1:], Path("draft"))

    lists: dict[str, list[Defect]] = {}
    for defect in defects:
        holder = defect.pointer.rpartition("/")[0]
        if isinstance(pointers.resolve(document, holder), list):
            lists.setdefault(holder, []).append(defect)
        else:
            add(defect.pointer, _description([defect]), {"update": _reference(defect)})
    # From the inside out and from the end, so that what is still to be done stays where it is.
    for holder in sorted(lists, key=lambda pointer: pointer.count("/"), reverse=True):
        for defect in reversed(lists[holder]):
            add(defect.pointer, "Makes room for the action that follows.", {"remove": True})
        add(holder, _description(lists[holder]), {"update": [_reference(defect) for defect in lists[holder]]})
    return drafted


def _object_places(holder: str, node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    is_link = pointers.split(holder)[-2:-1] == ["links"]
    for key, value in node.items():
        place = pointers.join(holder, key)
        if is_link and key in ("parameters", "requestBody"):
            continue  # A link holds values there.
        if isinstance(value, dict) and key in _NAMED:
            yield from ((pointers.join(place, name), inner) for name, inner in value.items())
        elif isinstance(value, list) and key in _LISTED:
            yield from ((pointers.join(place, index), inner) for index, inner in enumerate(value))
        elif key in _ALONE:
            yield place, value


def _guess(document: dict[str, Any], pointer: str) -> str | None:
    """The only component property of the name that the place has, if there is exactly one."""
    *_, holder, last = pointers.split(pointer)
    name = last if holder == "properties" else None
    if last == "schema":
        name = _mapping(document, pointer.rpartition("/")[0]).get("name")
    fitting = [
        place
        for component in _mapping(document, "/components/schemas")
        for place in [pointers.join("/components/schemas", component, "properties", name or "")]
        if name and _mapping(document, place)
    ]
    return f"#{quote(fitting[0], safe='/~')}" if len(fitting) == 1 else None


def _mapping(document: dict[str, Any], pointer: str) -> dict[str, Any]:
    """What stands at `pointer`, or nothing: a document with this defect can have others."""
    try:
        value = pointers.resolve(document, pointer)
    except LookupError:
        return {}
    return value if isinstance(value, dict) else {}


def _reference(defect: Defect) -> dict[str, str]:
    return {"$ref": defect.guess or UNKNOWN}


def _description(defects: list[Defect]) -> str:
    lost = "The publisher's export lost a $ref: a bare UUID stands where a schema must."
    if all(defect.guess for defect in defects):
        return f"{lost} GUESS, to be checked: the only component property of that name."
    return f"{lost} FILL IN what it named."
