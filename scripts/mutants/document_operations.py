"""Changes to the operations of a document: where and how they are called, and what they answer."""

import copy
from collections.abc import Callable
from typing import Any

import pointers
from mutants import places
from mutants.places import Place
from mutants.variant import Effect, Operator

Edit = Callable[[Place], bool | None]

_TEXT = {"type": "string"}
_FAULT = {"type": "object", "required": ["reason"], "properties": {"reason": {"type": "string"}}}


def _set(**values: Any) -> Edit:
    def edit(place: Place) -> None:
        place.node.update(copy.deepcopy(values))

    return edit


def _drop(keyword: str) -> Edit:
    def edit(place: Place) -> bool | None:
        return None if place.node.pop(keyword, None) is not None else False

    return edit


def _rename_path(place: Place) -> None:
    place.rename(place.key.replace("api-keys", "keys") if "api-keys" in place.key else f"{place.key}/more")


def _rename_path_parameter(place: Place) -> bool | None:
    node = place.node
    if node.get("in") != "path":
        return False
    old, node["name"] = node["name"], "somethingElse"
    paths = place.document["paths"]
    renamed = {path.replace(f"{{{old}}}", "{somethingElse}"): item for path, item in paths.items()}
    paths.clear()
    paths.update(renamed)
    return None


def _method(name: str) -> Edit:
    def edit(place: Place) -> bool | None:
        if name in place.holder:
            return False
        place.rename(name)
        return None

    return edit


def _status(new: str) -> Edit:
    def edit(place: Place) -> bool | None:
        if place.key[0] not in "123" or new in place.holder:
            return False
        place.rename(new)
        return None

    return edit


def _add_answer(status: str, schema: dict[str, Any] | None) -> Edit:
    def edit(place: Place) -> bool | None:
        content = {} if schema is None else {"content": {"application/json": {"schema": schema}}}
        place.node["responses"][status] = {"description": "Another one.", **copy.deepcopy(content)}
        return None

    return edit


def _answer_array(place: Place) -> bool | None:
    for media in place.node.get("content", {}).values():
        media["schema"] = {"type": "array", "items": media["schema"]}
        return None
    return False


def _content_type(new: str, schema: dict[str, Any] | None = None) -> Edit:
    def edit(place: Place) -> bool | None:
        if not place.node.get("content"):
            return False
        media = next(iter(place.node["content"].values()))
        place.node["content"] = {new: media if schema is None else {"schema": dict(schema)}}
        return None

    return edit


def _second_content_type(place: Place) -> None:
    place.node["content"]["application/octet-stream"] = {"schema": {"type": "string", "format": "binary"}}


def _parameter(location: str, required: bool = False, **more: Any) -> Edit:
    def edit(place: Place) -> None:
        added = {"name": "another", "in": location, "required": required, "schema": _TEXT, **more}
        if "content" in more:
            del added["schema"]
        place.node.setdefault("parameters", []).append(copy.deepcopy(added))

    return edit


def _path_parameter(place: Place) -> None:
    place.node.setdefault("parameters", []).append({"name": "another", "in": "path", "required": True, "schema": _TEXT})
    holder = Place(place.document, pointers.join("", *pointers.split(place.pointer)[:2]))
    holder.rename(f"{holder.key}/{{another}}")


def _schema_of_parameter(**schema: Any) -> Edit:
    def edit(place: Place) -> None:
        place.node["schema"] = dict(schema)

    return edit


def _optional_credential(place: Place) -> bool | None:
    if not place.node.get("security"):
        return False
    place.node["security"].append({})
    return None


def _other_credential(place: Place) -> None:
    schemes = place.document.setdefault("components", {}).setdefault("securitySchemes", {})
    schemes["another"] = {"type": "apiKey", "in": "header", "name": "X-Key"}
    place.node["security"] = [{"another": []}]


def _second_operation(place: Place) -> None:
    place.holder["get"] = {
        "operationId": "somethingElse",
        "parameters": copy.deepcopy(place.node.get("parameters", [])),
        "responses": {"204": {"description": "Nothing."}},
    }


def _second_path(place: Place) -> None:
    operation = {"operationId": "somethingElse", "responses": {"204": {"description": "Nothing."}}}
    place.node["paths"]["/something-else"] = {"get": operation}


def _server(url: str) -> Edit:
    return _set(servers=[{"url": url}])


def _title(place: Place) -> None:
    place.node["info"]["title"] += ", another"


_ARRAY = {"type": "array", "items": _TEXT}
_MAP = {"type": "object", "additionalProperties": _TEXT}
_JSON = {"application/json": {"schema": _MAP}}
_HEADER = {"X-Request-Id": {"description": "For support.", "schema": _TEXT}}

OPERATORS = (
    Operator("path changed", places.path, _rename_path),
    Operator("path parameter renamed", places.parameter, _rename_path_parameter),
    Operator("path parameter added", places.operation, _path_parameter),
    Operator("method put", places.operation, _method("put")),
    Operator("method patch", places.operation, _method("patch")),
    Operator("operation renamed", places.operation, _set(operationId="somethingElse")),
    Operator("tag added", places.operation, _set(tags=["Some Things"])),
    Operator("second operation", places.operation, _second_operation),
    Operator("second path", places.root, _second_path),
    Operator("status 200", places.answer, _status("200")),
    Operator("status 2XX", places.answer, _status("2XX")),
    Operator("status default", places.answer, _status("default")),
    Operator("second success", places.operation, _add_answer("200", _FAULT)),
    Operator("success without content added", places.operation, _add_answer("204", None)),
    Operator("error model", places.operation, _add_answer("404", _FAULT)),
    Operator("error model for a range", places.operation, _add_answer("4XX", _FAULT)),
    Operator("error model for the rest", places.operation, _add_answer("default", _FAULT)),
    Operator("redirect documented", places.operation, _add_answer("302", None)),
    Operator("array answered", places.answer, _answer_array),
    Operator("nothing answered", places.answer, _drop("content")),
    Operator("text answered", places.answer, _content_type("text/plain", _TEXT)),
    Operator("bytes answered", places.answer, _content_type("application/octet-stream", _TEXT | {"format": "binary"})),
    Operator("XML answered", places.answer, _content_type("application/xml"), refused=True),
    Operator("form sent", places.body, _content_type("application/x-www-form-urlencoded")),
    Operator("bytes sent", places.body, _content_type("application/octet-stream", _TEXT | {"format": "binary"})),
    Operator("several parts sent", places.body, _content_type("multipart/form-data"), refused=True),
    Operator("other JSON sent", places.body, _content_type("application/vnd.keys+json")),
    Operator("second content type", places.body, _second_content_type),
    Operator("body required", places.body, _set(required=True)),
    Operator("body dropped", places.operation, _drop("requestBody")),
    Operator("query parameter", places.operation, _parameter("query")),
    Operator("required query parameter", places.operation, _parameter("query", required=True)),
    Operator("array in the query", places.operation, _parameter("query", schema=_ARRAY)),
    Operator("list in the query", places.operation, _parameter("query", schema=_ARRAY, explode=False)),
    Operator("object in the query", places.operation, _parameter("query", schema=_MAP, style="deepObject")),
    Operator("JSON in the query", places.operation, _parameter("query", content=_JSON)),
    Operator("header parameter", places.operation, _parameter("header")),
    Operator("cookie parameter", places.operation, _parameter("cookie")),
    Operator("matrix parameter", places.parameter, _set(style="matrix"), refused=True),
    Operator("parameter as text", places.parameter, _schema_of_parameter(type="string")),
    Operator("parameter as integer", places.parameter, _schema_of_parameter(type="integer")),
    Operator("parameter as enum", places.parameter, _schema_of_parameter(type="string", enum=["a", "b"])),
    Operator("no credential", places.operation, _set(security=[])),
    Operator("credential optional", places.operation, _optional_credential),
    Operator("credential of another kind", places.operation, _other_credential, refused=True),
    Operator("other server", places.root, _server("https://eu.openlayer.com/v2")),
    Operator("relative server", places.root, _server("/v1"), refused=True),
    Operator("no server", places.root, _drop("servers")),
    Operator("callbacks", places.operation, _set(callbacks={"done": {}}), refused=True),
    Operator("parameter described otherwise", places.parameter, _set(description="Something else.")),
    Operator("operation summarised otherwise", places.operation, _set(summary="Something else.")),
    Operator("operation deprecated", places.operation, _set(deprecated=True), Effect.NOTES),
    Operator("header answered", places.answer, _set(headers=_HEADER), Effect.NOTES),
    Operator("answer described otherwise", places.answer, _set(description="Something else.")),
    Operator("title", places.root, _title, Effect.NOTES),
    Operator("extension", places.operation, _set(**{"x-internal": True}), Effect.NOTES),
)
