"""Turn a corrected document into the effective one: the same meaning, written so that every tool reads it alike.

The rules, in order:

1. A `$ref` that does not point straight at a component (`#/components/<section>/<name>`) is replaced by
   a copy of what it names; so is every `$ref` to a path item.
2. An operation without an `operationId` gets one made from its method and path.
3. The document's `security` is written onto each operation that has none of its own.
4. `nullable: true` is written out where 3.0 would ignore it: beside a `$ref` or a composition it becomes
   one more alternative, and an enum lists null.
5. `readOnly` properties leave request schemas and `writeOnly` ones leave answers (`read_write.py`).
"""

import copy
import re
from pathlib import Path
from typing import Any

import pointers
import read_write
import references
from problems import Problem

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
NULL = {"nullable": True, "enum": [None]}


def normalise(document: dict[str, Any], where: Path | str) -> dict[str, Any]:
    """The effective document; `document` stays as it is.

    Raises:
        Problem: A `$ref` includes itself, or names something that is no object.
    """
    effective = _inline(copy.deepcopy(document), where)
    _name_operations(effective)
    _push_security_down(effective)
    effective = references.rebuild(effective, _write_null_out)
    return read_write.separate(effective, where)


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) for each operation of `document`, in its order."""
    return [
        (path, method, item[method])
        for path, item in document.get("paths", {}).items()
        if not path.startswith("x-")
        for method in METHODS
        if method in item
    ]


def _inline(document: dict[str, Any], where: Path | str) -> dict[str, Any]:
    def resolve(node: dict[str, Any], pointer: str, trail: tuple[str, ...], is_path_item: bool) -> dict[str, Any]:
        reference = node.get("$ref")
        if not isinstance(reference, str) or (references.is_component(reference) and not is_path_item):
            return node
        if reference in trail:
            remedy = "make the repeated part a component of its own"
            raise Problem(where, f"$ref includes itself: {reference}", remedy, pointer)
        found = references.target(document, reference)
        if not isinstance(found, dict):
            raise Problem(where, f"$ref names no object: {reference}", "mend it in the overlay", pointer)

        def inside(inner: dict[str, Any], place: str) -> dict[str, Any]:
            return resolve(inner, pointer, (*trail, reference), is_path_item and not place)

        siblings = {key: value for key, value in node.items() if key != "$ref"}
        return {**references.rebuild(found, inside), **siblings}

    def visit(node: dict[str, Any], pointer: str) -> dict[str, Any]:
        tokens = pointers.split(pointer)
        return resolve(node, pointer, (), len(tokens) == 2 and tokens[0] == "paths")

    result: dict[str, Any] = references.rebuild(document, visit)
    return result


def _name_operations(document: dict[str, Any]) -> None:
    taken = {operation.get("operationId") for _, _, operation in operations(document)}
    for path, method, operation in operations(document):
        if "operationId" in operation:
            continue
        words = re.findall(r"[A-Za-z0-9]+", path.replace("{", " by "))
        name = base = method + "".join(word[0].upper() + word[1:] for word in words)
        number = 2
        while name in taken:
            name, number = f"{base}{number}", number + 1
        taken.add(name)
        operation["operationId"] = name


def _push_security_down(document: dict[str, Any]) -> None:
    security = document.pop("security", None)
    if security is not None:
        for _, _, operation in operations(document):
            operation.setdefault("security", copy.deepcopy(security))


def _write_null_out(node: dict[str, Any], pointer: str) -> dict[str, Any]:
    if node.get("nullable") is not True or ("type" in node and "enum" not in node):
        return node
    rest = {key: value for key, value in node.items() if key != "nullable"}
    if "enum" in node:
        return node if None in node["enum"] else {**node, "enum": [*node["enum"], None]}
    for keyword in ("oneOf", "anyOf"):
        if keyword in rest:
            return {**rest, keyword: [*rest[keyword], dict(NULL)]}
    if "$ref" in rest or "allOf" in rest:
        return {"anyOf": [rest, dict(NULL)]}
    return node
