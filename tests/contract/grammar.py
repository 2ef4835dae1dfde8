"""The objects that an OpenAPI document is made of, and the keywords of each that these tests understand.

A keyword's value says what stands under it: the name of an object, `[name]` for a list of them, `{name}` for
a map of them, or `DATA` for anything that holds no further object.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from contract import pointers

DATA = ""
# Maps in which a name may be an extension, because no name of the author's own starts like one.
_EXTENSIBLE = ("{path item}", "{answer}")
COMPONENT_SCHEMA = "#/components/schemas/"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_DOCUMENT = {"paths": "{path item}", "components": "components"}
_COMPONENTS = {
    "schemas": "{schema}",
    "responses": "{answer}",
    "parameters": "{parameter}",
    "requestBodies": "{body}",
    "headers": "{header}",
    "securitySchemes": "{security scheme}",
    "pathItems": "{path item}",
}
_PATH_ITEM = {"parameters": "[parameter]", **dict.fromkeys(METHODS, "operation")}
_OPERATION = {"parameters": "[parameter]", "requestBody": "body", "responses": "{answer}"}
_VALUE = {"schema": "schema", "content": "{media}"}
_ANSWER = {"headers": "{header}", "content": "{media}"}
_SCHEMA = {
    "properties": "{schema}",
    "additionalProperties": "schema",
    "items": "schema",
    "allOf": "[schema]",
    "oneOf": "[schema]",
    "anyOf": "[schema]",
}


def _data(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), DATA)


GRAMMAR: dict[str, dict[str, str]] = {
    "document": _DOCUMENT | _data("openapi info servers security tags externalDocs jsonSchemaDialect"),
    "components": _COMPONENTS | _data("examples"),
    "path item": _PATH_ITEM | _data("$ref summary description"),
    "operation": _OPERATION | _data("tags summary description externalDocs operationId deprecated security"),
    "parameter": _VALUE
    | _data("$ref name in description required deprecated style explode example examples allowReserved"),
    "body": {"content": "{media}"} | _data("$ref description required"),
    "media": {"schema": "schema"} | _data("example examples"),
    "answer": _ANSWER | _data("$ref description"),
    "header": _VALUE | _data("$ref description required deprecated style explode example examples"),
    "security scheme": _data("$ref type description scheme bearerFormat flows openIdConnectUrl name in"),
    "schema": _SCHEMA
    | _data("$ref type format enum const nullable required discriminator title description default example examples")
    | _data("deprecated readOnly writeOnly externalDocs $comment maxLength minLength pattern minimum maximum")
    | _data("exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties"),
}


class NotUnderstood(Exception):
    """A feature of the document that no check understands."""

    def __init__(self, pointer: str, what: str) -> None:
        super().__init__(f"{pointer}: {what}")


class Node(NamedTuple):
    """An object of the document, such as an operation or a schema."""

    kind: str
    pointer: str
    value: dict[str, Any]


Visit = Callable[[Node], dict[str, Any]]
_Again = Callable[[str, str, Any], Any]


def walk(value: Any, kind: str = "document", pointer: str = "") -> Iterator[Node]:
    """Every object under `value`, itself first."""
    if not isinstance(value, dict):
        return
    yield Node(kind, pointer, value)
    children: list[tuple[str, str, Any]] = []
    for key, inner in value.items():
        _each(kind, pointer, key, inner, lambda *child: children.append(child))
    for child_kind, child_pointer, child in children:
        yield from walk(child, child_kind, child_pointer)


def rebuild(value: Any, visit: Visit, kind: str = "document", pointer: str = "") -> Any:
    """A copy of `value` in which every object is what `visit` makes of it, children first."""
    if not isinstance(value, dict):
        return value

    def again(child_kind: str, child_pointer: str, child: Any) -> Any:
        return rebuild(child, visit, child_kind, child_pointer)

    copy = {key: _each(kind, pointer, key, inner, again) for key, inner in value.items()}
    return visit(Node(kind, pointer, copy))


def _each(kind: str, pointer: str, key: str, value: Any, again: _Again) -> Any:
    """What stands under a keyword, each object in it replaced by what `again` makes of it."""
    inner_kind = GRAMMAR[kind].get(key, DATA)
    place = pointers.join(pointer, key)
    if inner_kind.startswith("[") and isinstance(value, list):
        return [again(inner_kind[1:-1], pointers.join(place, index), one) for index, one in enumerate(value)]
    if inner_kind.startswith("{") and isinstance(value, dict):
        return {
            name: one if _is_extension(inner_kind, name) else again(inner_kind[1:-1], pointers.join(place, name), one)
            for name, one in value.items()
        }
    return again(inner_kind, place, value) if inner_kind else value


def _is_extension(inner_kind: str, name: str) -> bool:
    return inner_kind in _EXTENSIBLE and name.startswith("x-")
