"""Walk an OpenAPI document's own objects and follow its `$ref`s; examples and other data are left alone."""

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
_COMPONENT = re.compile(r"#/components/[A-Za-z]+/[^/]+")

Visit = Callable[[dict[str, Any], str], dict[str, Any]]


def objects(node: Any, pointer: str = "", *, names: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping that the specification defines, with its pointer, parents first; no data."""
    if isinstance(node, dict):
        if not names:
            yield pointer, node
        for key, inner in node.items():
            if names or not _is_data(key):
                yield from objects(inner, pointers.join(pointer, key), names=_are_names(key, inner, names))
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from objects(inner, pointers.join(pointer, index))


def rebuild(node: Any, visit: Visit, pointer: str = "", *, names: bool = False) -> Any:
    """A copy of `node` in which each mapping of the specification is what `visit(mapping, pointer)` gives.

    Children are rebuilt first; data is shared with the original.
    """
    if isinstance(node, dict):
        copy = {
            key: inner
            if _is_data(key) and not names
            else rebuild(inner, visit, pointers.join(pointer, key), names=_are_names(key, inner, names))
            for key, inner in node.items()
        }
        return copy if names else visit(copy, pointer)
    if isinstance(node, list):
        return [rebuild(inner, visit, pointers.join(pointer, index)) for index, inner in enumerate(node)]
    return node


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


def _is_data(key: str) -> bool:
    return key in _DATA or key.startswith("x-")


def _are_names(key: str, inner: Any, names: bool) -> bool:
    return not names and key in _NAME_MAPS and isinstance(inner, dict)
