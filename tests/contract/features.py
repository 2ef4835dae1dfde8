"""Features of a document that no check understands: what is not looked for here cannot be vouched for."""

import re
from collections.abc import Iterator
from typing import Any

from contract import formats, pointers
from contract.document import Document
from contract.grammar import GRAMMAR, Node, walk
from contract.operations import Operation, Parameter
from contract.schema import Schema

_SCALARS = ("string", "integer", "number", "boolean", "enum", "const")
_STYLES = {
    "path": ("simple",),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject", "json"),
    "header": ("simple", "json"),
    "cookie": ("form",),
}
_TYPES = {"string", "integer", "number", "boolean", "array", "object", "null"}
_ANSWERS = re.compile(r"application/json|application/[^;]+\+json|text/[^;]+|application/octet-stream|\*/\*", re.ASCII)
_BODIES = re.compile(
    r"application/json|application/[^;]+\+json|application/x-www-form-urlencoded|application/octet-stream", re.ASCII
)
_STATUS = re.compile("[1-5][0-9][0-9]|[1-5]XX|default", re.ASCII)
# What OpenAPI has headers of its own for.
_NO_PARAMETERS = ("accept", "content-type", "authorization")


def not_understood(raw: dict[str, Any]) -> Iterator[str]:
    """The places of a document that no check understands, with what stands there."""
    for node in walk(raw):
        known = GRAMMAR[node.kind]
        for key in node.value:
            if key not in known and not key.startswith("x-"):
                yield f"{pointers.join(node.pointer, key)}: unknown to the tests"
        yield from _CHECKS.get(node.kind, _nothing)(node)


def not_understood_together(document: Document) -> Iterator[str]:
    """Places whose parts are understood one by one, and not together."""
    for schema in document.components:
        if _is_endless(schema, schema, set()):
            yield f"{schema.pointer}: includes itself without an object with properties between"
    for operation in document.operations:
        for parameter in operation.parameters:
            yield from _parameter(parameter)
        yield from _path(operation)
        for media in operation.body.media if operation.body else ():
            if media.form == "urlencoded" and not _is_flat(media.schema):
                yield f"{media.schema.pointer}: a form with objects in it"
    for model in document.models:
        if missing := [name for name in model.raw.get("required", []) if name not in model.properties]:
            yield f"{model.pointer}/required: {missing[0]} is no property"
        for schema in model.inner():
            if schema.kind == "string" and schema.format == "binary":
                yield f"{schema.pointer}: binary content inside JSON"


def _schema(node: Node) -> Iterator[str]:
    schema, here = node.value, node.pointer
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if unknown := set(types) - _TYPES:
        yield f"{here}/type: {unknown}"
    name = schema.get("format")
    known = {
        "string": formats.STRINGS.keys(),
        "integer": formats.BITS.keys(),
        "number": set(formats.NUMBERS),
    }
    if name is not None and not any(name in known.get(one, ()) for one in types):
        yield f"{here}/format: {name}"
    if schema.get("const", "") is None or isinstance(schema.get("const", ""), float | list | dict):
        yield f"{here}/const: neither a string, nor an integer, nor a boolean"
    if "discriminator" in schema and not {"oneOf", "anyOf"} & schema.keys():
        yield f"{here}/discriminator: without oneOf or anyOf"
    if "discriminator" in schema and (unknown := set(schema["discriminator"]) - {"propertyName", "mapping"}):
        yield f"{here}/discriminator/{min(unknown)}: unknown to the tests"
    if "oneOf" in schema and "anyOf" in schema:
        yield f"{here}/anyOf: beside oneOf"
    try:
        re.compile(schema.get("pattern", ""))
    except re.error:
        yield f"{here}/pattern: no regular expression for Python"


def _document(node: Node) -> Iterator[str]:
    servers = node.value.get("servers", [])
    if servers and "variables" in servers[0]:
        yield "/servers/0/variables: unknown to the tests"


def _parameter_object(node: Node) -> Iterator[str]:
    if node.value.get("allowReserved"):
        yield f"{node.pointer}/allowReserved: unknown to the tests"
    if node.value.get("in") == "header" and node.value.get("name", "").lower() in _NO_PARAMETERS:
        yield f"{node.pointer}/name: no parameter, by OpenAPI"
    for name in node.value.get("content", {}):
        if name != "application/json":
            yield f"{pointers.join(node.pointer, 'content', name)}: unknown to the tests"


def _operation(node: Node) -> Iterator[str]:
    for status in node.value.get("responses", {}):
        if not _STATUS.fullmatch(status) and not status.startswith("x-"):
            yield f"{pointers.join(node.pointer, 'responses', status)}: no status"


def _media_types(pattern: re.Pattern[str]) -> Any:
    def check(node: Node) -> Iterator[str]:
        for name in node.value.get("content", {}):
            if not pattern.fullmatch(name.partition(";")[0].strip()):
                yield f"{pointers.join(node.pointer, 'content', name)}: a content type unknown to the tests"

    return check


def _nothing(node: Node) -> Iterator[str]:
    return iter(())


_CHECKS: dict[str, Any] = {
    "document": _document,
    "schema": _schema,
    "parameter": _parameter_object,
    "operation": _operation,
    "body": _media_types(_BODIES),
    "answer": _media_types(_ANSWERS),
}


def _parameter(parameter: Parameter) -> Iterator[str]:
    schema, style = parameter.schema, parameter.style
    if style not in _STYLES[parameter.location]:
        yield f"{parameter.pointer}/style: {style} in {parameter.location}"
    elif style != "json":
        is_right = _is_scalar(schema)
        if style == "deepObject":
            is_right = schema.kind in ("model", "map") and all(
                _is_scalar(inner) for inner in schema.inner() if inner.raw
            )
        elif parameter.location in ("query", "header") and schema.kind == "array":
            is_right = _is_scalar(schema.items)
        if not is_right:
            yield f"{parameter.pointer}/schema: {schema.kind} as {style} in {parameter.location}"


def _path(operation: Operation) -> Iterator[str]:
    written = sorted(re.findall("{([^{}]+)}", operation.path))
    described = sorted(parameter.name for parameter in operation.at("path"))
    if written != described:
        yield f"{operation.pointer}/parameters: the path has {written}, the parameters are {described}"


def _is_scalar(schema: Schema) -> bool:
    if schema.kind == "union":
        return all(_is_scalar(variant) for variant in schema.variants)
    return schema.kind in _SCALARS


def _is_flat(schema: Schema) -> bool:
    items = [inner.items if inner.kind == "array" else inner for inner in schema.inner() if inner.raw]
    return schema.kind in ("model", "map") and all(_is_scalar(item) for item in items)


def _is_endless(schema: Schema, goal: Schema, seen: set[tuple[str, str]]) -> bool:
    # A union of plain types stands at the same place as its variants.
    place = (schema.kind, schema.pointer)
    if schema.kind == "model" or place in seen:
        return False
    seen.add(place)
    return any(
        (inner.kind, inner.pointer) == (goal.kind, goal.pointer) or _is_endless(inner, goal, seen)
        for inner in schema.inner()
    )
