"""Give requests and answers schemas of their own where `readOnly` and `writeOnly` set them apart.

A component that is used both ways and holds such a property (itself, or in a component that it refers
to) is split: `Name` for answers, `NameInput` for requests. One that is used one way only keeps its name.
Either way the properties that cannot occur on that side are gone, from `required` too.
"""

import copy
from pathlib import Path
from typing import Any, Literal

import pointers
import references
from problems import Problem

Side = Literal["request", "answer"]
_FOREIGN: dict[Side, str] = {"request": "readOnly", "answer": "writeOnly"}
_PREFIX = "#/components/schemas/"


def separate(document: dict[str, Any], where: Path | str) -> dict[str, Any]:
    """A copy of `document` in which each side sees only its own properties.

    Raises:
        Problem: `NameInput` is wanted and taken.
    """
    document = copy.deepcopy(document)
    schemas = document.get("components", {}).get("schemas", {})
    roots: dict[Side, list[dict[str, Any]]] = {"request": [], "answer": []}
    for pointer, node in references.objects(document):
        if side := _side(pointer, node):
            roots[side].append(node)
    used: dict[Side, set[str]] = {side: _reachable(schemas, nodes) for side, nodes in roots.items()}
    sensitive = _sensitive(schemas)
    split = [name for name in schemas if name in sensitive & used["request"] & used["answer"]]
    for name in split:
        if f"{name}Input" in schemas:
            remedy = "rename one of the two in the overlay"
            raise Problem(where, f"its request half would be {name}Input, which exists", remedy, _place(name))
    inputs = {f"{name}Input": copy.deepcopy(schemas[name]) for name in split}
    original = copy.deepcopy(schemas)

    for node in [*roots["request"], *inputs.values(), *(schemas[name] for name in used["request"] - used["answer"])]:
        _strip(node, "request", original, split)
    for node in [*roots["answer"], *(schemas[name] for name in used["answer"])]:
        _strip(node, "answer", original, [])

    # A component that only foreign properties named is not met in requests any more.
    wanted = _reachable({**schemas, **inputs}, roots["request"])
    ordered: dict[str, Any] = {}
    for name, schema in schemas.items():
        ordered[name] = schema
        if f"{name}Input" in inputs and f"{name}Input" in wanted:
            ordered[f"{name}Input"] = inputs[f"{name}Input"]
    if inputs:
        document["components"]["schemas"] = ordered
    return document


def _side(pointer: str, node: dict[str, Any]) -> Side | None:
    """Which side a media type, parameter or header object belongs to, or None for any other object."""
    if "schema" not in node and "content" not in node:
        return None
    tokens = pointers.split(pointer)
    if tokens[:1] not in (["paths"], ["components"]) or tokens[:2] == ["components", "schemas"]:
        return None
    return "answer" if "responses" in tokens else "request"


def _reachable(schemas: dict[str, Any], roots: list[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    pending = list(roots)
    while pending:
        for name in _named(pending.pop()) - found:
            if name in schemas:
                found.add(name)
                pending.append(schemas[name])
    return found


def _named(node: dict[str, Any]) -> set[str]:
    """The component schemas that `node` refers to."""
    refs = [inner.get("$ref") for _, inner in references.objects(node)]
    return {ref.removeprefix(_PREFIX) for ref in refs if isinstance(ref, str) and ref.startswith(_PREFIX)}


def _sensitive(schemas: dict[str, Any]) -> set[str]:
    """The components in which a `readOnly` or `writeOnly` property can be met."""
    found = {
        name
        for name, schema in schemas.items()
        for _, node in references.objects(schema)
        if any(node.get(keyword) is True for keyword in _FOREIGN.values())
    }
    while more := {name for name, schema in schemas.items() if name not in found and _named(schema) & found}:
        found |= more
    return found


def _strip(root: dict[str, Any], side: Side, schemas: dict[str, Any], renamed: list[str]) -> None:
    """Remove the properties of the other side from `root`, and point to the request half of what is `renamed`."""
    for _, node in references.objects(root):
        gone = _foreign(node, side, schemas)
        if gone:
            _forget(node, gone)
        if isinstance(node.get("discriminator"), dict):
            _rename_variants(node, renamed)
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.removeprefix(_PREFIX) in renamed:
            node["$ref"] = f"{reference}Input"


def _foreign(node: dict[str, Any], side: Side, schemas: dict[str, Any]) -> set[str]:
    """The properties of the other side, those of the schemas that `node` is made of included."""
    own = node.get("properties")
    found = (
        {name for name, schema in own.items() if _is(schema, _FOREIGN[side], schemas)}
        if isinstance(own, dict)
        else set()
    )
    for member in node.get("allOf", []):
        while isinstance(member, dict) and str(member.get("$ref", "")).removeprefix(_PREFIX) in schemas:
            member = schemas[member["$ref"].removeprefix(_PREFIX)]
        if isinstance(member, dict):
            found |= _foreign(member, side, schemas)
    return found


def _forget(node: dict[str, Any], names: set[str]) -> None:
    """Remove properties, and each demand for them, from a schema and from the members written inside it."""
    for name in names & set(node.get("properties", {})):
        del node["properties"][name]
    if "required" in node:
        node["required"] = [name for name in node["required"] if name not in names]
        if not node["required"]:
            del node["required"]
    for member in node.get("allOf", []):
        if isinstance(member, dict) and "$ref" not in member:
            _forget(member, names)


def _rename_variants(node: dict[str, Any], renamed: list[str]) -> None:
    """Keep the values on the wire what they are: names that were implied are written out."""
    mapping = node["discriminator"].setdefault("mapping", {})
    named = {target.removeprefix(_PREFIX) for target in mapping.values()}
    for member in [*node.get("oneOf", []), *node.get("anyOf", [])]:
        name = str(member.get("$ref", "")).removeprefix(_PREFIX) if isinstance(member, dict) else ""
        if name in renamed and name not in named:
            mapping[name] = _PREFIX + name
    for value, target in mapping.items():
        if target.removeprefix(_PREFIX) in renamed:
            mapping[value] = f"{target}Input"
    if not mapping:
        del node["discriminator"]["mapping"]


def _is(schema: Any, keyword: str, schemas: dict[str, Any]) -> bool:
    """Whether a property is marked, itself or in a schema that it is made of."""
    if not isinstance(schema, dict):
        return False
    made_of = [*schema.get("allOf", [])]
    name = str(schema.get("$ref", "")).removeprefix(_PREFIX)
    if name in schemas and schemas[name] is not schema:
        made_of.append({key: value for key, value in schemas[name].items() if key != "$ref"})
    return schema.get(keyword) is True or any(_is(inner, keyword, schemas) for inner in made_of)


def _place(name: str) -> str:
    return pointers.join("", "components", "schemas", name)
