"""The effective document: what a published one says once `$ref`s, security, null and read/write sides are spelled out.

This is the rules' second, independent implementation. It leaves an effective document as it is.
"""

import copy
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from contract import pointers
from contract.grammar import METHODS, Node, NotUnderstood, rebuild
from contract.sides import separated

NULL_VARIANT = {"nullable": True, "enum": [None]}


def effective(document: dict[str, Any]) -> dict[str, Any]:
    """The effective document of a published (and corrected) one.

    A `NotUnderstood` says which `$ref` cannot be followed.
    """
    result = rebuild(document, lambda node: _inlined(document, node))
    security = result.pop("security", None)
    for _, _, operation in operations(result):
        if security is not None:
            operation.setdefault("security", copy.deepcopy(security))
    return separated(rebuild(result, _with_null))


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of each operation, in the document's order."""
    for path, item in document.get("paths", {}).items():
        if path.startswith("/"):
            yield from ((path, method, item[method]) for method in METHODS if method in item)


def referent(document: dict[str, Any], reference: str) -> tuple[str, Any]:
    """The pointer and the value that a local `$ref` names; a `LookupError` where nothing stands."""
    if not reference.startswith("#/"):
        raise LookupError(f"{reference} leaves the document")
    pointer = unquote(reference[1:])
    return pointer, pointers.resolve(document, pointer)


def _inlined(document: dict[str, Any], node: Node) -> dict[str, Any]:
    reference = node.value.get("$ref")
    if reference is None:
        return node.value
    try:
        pointer, found = referent(document, reference)
    except LookupError:
        raise NotUnderstood(node.pointer, f"$ref to {reference}, where nothing stands") from None
    is_component = pointer.startswith("/components/") and len(pointers.split(pointer)) == 3
    if is_component and node.kind != "path item":
        return node.value
    siblings = {key: value for key, value in node.value.items() if key != "$ref"}
    inlined: dict[str, Any] = rebuild(found, lambda inner: _inlined(document, inner), node.kind, pointer)
    return {**copy.deepcopy(inlined), **siblings}


def _with_null(node: Node) -> dict[str, Any]:
    schema = node.value
    if node.kind != "schema" or schema.get("nullable") is not True:
        return schema
    if "enum" in schema:
        return {**schema, "enum": schema["enum"] if None in schema["enum"] else [*schema["enum"], None]}
    rest = {key: value for key, value in schema.items() if key != "nullable"}
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema and "type" not in schema:
            return {**rest, keyword: [*schema[keyword], dict(NULL_VARIANT)]}
    if ("$ref" in schema or "allOf" in schema) and "type" not in schema:
        return {"anyOf": [rest, dict(NULL_VARIANT)]}
    return schema
