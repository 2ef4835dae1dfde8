"""Walk an OpenAPI document's own objects and follow its `$ref`s; examples and other data are left alone."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pointers

# Under these keys the names are the author's: a property called "example" is a schema and no example.
_NAME_MAPS = frozenset(
    "properties patternProperties $defs dependentSchemas paths pathItems webhooks content headers callbacks "
    "schemas responses parameters requestBodies securitySchemes links encoding variables".split()
)
_DATA = frozenset("example examples default enum const mapping".split())
# Maps that hold extensions among the names.
_EXTENSIBLE = ("paths", "responses", "callbacks")
_COMPONENT = re.compile(r"#/components/[A-Za-z]+/[^/]+")

Visit = Callable[[dict[str, Any], str], dict[str, Any]]


def objects(node: Any, pointer: str = "", *, names: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping that the specification defines, with its pointer, parents first; no data.

    `names` is the key of the map whose keys are the author's names, where `node` is one.
    """
    if isinstance(node, dict):
        if not names:
            yield pointer, node
        for key, inner in node.items():
            if not _is_data(key, names):
                yield from objects(inner, pointers.join(pointer, key), names=_names(key, inner, names))
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from objects(inner, pointers.join(pointer, index))


def rebuild(node: Any, visit: Visit, pointer: str = "", *, names: str = "") -> Any:
    """A copy of `node` in which each mapping of the specification is what `visit(mapping, pointer)` gives.

    Children are rebuilt first; data is shared with the original.
    """
    if isinstance(node, dict):
        copy = {
            key: inner
            if _is_data(key, names)
            else rebuild(inner, visit, pointers.join(pointer, key), names=_names(key, inner, names))
            for key, inner in node.items()
        }
        return copy if names else visit(copy, pointer)
    if isinstance(node, list):
        return [rebuild(inner, visit, pointers.join(pointer, index)) for index, inner in enumerate(node)]
    return node


def without_distractions(node: Any, *, names: str = "") -> Any:
    """A copy of `node` without what validators stumble over: extensions among names, data that looks like a `$ref`."""
    if isinstance(node, dict):
        return {
            key: inner if _is_data(key, names) else without_distractions(inner, names=_names(key, inner, names))
            for key, inner in node.items()
            if not _distracts(key, inner, names)
        }
    return [without_distractions(inner) for inner in node] if isinstance(node, list) else node


def copies(document: dict[str, Any]) -> int:
    """How many objects there would be with a copy in place of each `$ref` that points not straight at a component."""
    sizes: dict[str, int] = {}

    def size(node: Any) -> int:
        found = 0
        for _, inner in objects(node):
            reference = inner.get("$ref")
            found += 1
            if isinstance(reference, str) and reference.startswith("#/") and not is_component(reference):
                if reference not in sizes:
                    # What includes itself has no size; that is for others to say.
                    sizes[reference] = 0
                    sizes[reference] = size(target(document, reference))
                found += sizes[reference]
        return found

    return size(document)


def is_component(reference: str) -> bool:
    """Whether a `$ref` points straight at a component."""
    return _COMPONENT.fullmatch(reference) is not None


def target(document: dict[str, Any], reference: str) -> Any:
    """What a local `$ref` (`#/…`) names.

    Raises:
        LookupError: Nothing stands there, or the `$ref` leaves the document.
    """
    if not reference.startswith("#/"):
        raise LookupError(reference)
    return pointers.resolve(document, unquote(reference[1:]))


def follow(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """`node`, or what its `$ref` (and that one's) names."""
    while "$ref" in node:
        node = target(document, node["$ref"])
    return node


def _distracts(key: str, inner: Any, names: str) -> bool:
    if names:
        return _is_data(key, names)
    return key in _DATA and '"$ref"' in json.dumps(inner)


def _is_data(key: str, names: str) -> bool:
    if names:
        return names in _EXTENSIBLE and key.startswith("x-")
    return key in _DATA or key.startswith("x-")


def _names(key: str, inner: Any, names: str) -> str:
    return key if not names and key in _NAME_MAPS and isinstance(inner, dict) else ""
