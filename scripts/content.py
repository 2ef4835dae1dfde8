"""Plan what an operation sends and gets back: request bodies and answers, by content type."""

import re
from typing import Any

import keywords
import pointers
import references
from names import pascal
from plan import Answer, Body, Operation
from problems import Problem
from python_type import PythonType
from python_types import Types

_DROP = "replace or remove it with an action in the overlay"
_RAW = {
    "text": PythonType("str", "_schemas.String()"),
    "bytes": PythonType("bytes", "_schemas.Binary()", limits=("raw bytes",)),
}
# Part of a class name where a body has several content types.
_PARTS = {"json": "Json", "form": "Data", "bytes": "Content"}


def plan_bodies(types: Types, planned: Operation, node: dict[str, Any]) -> None:
    """Add the content types of an operation's body to its plan.

    Raises:
        Problem: A content type is not supported.
    """
    if "requestBody" not in node:
        return
    pointer = pointers.join(planned.pointer, "requestBody")
    if "$ref" in node["requestBody"]:
        pointer = node["requestBody"]["$ref"][1:]
    body = references.follow(types.document, node["requestBody"])
    keywords.refuse_unknown(body, keywords.REQUEST_BODY, "request body", pointer, types.where)
    planned.body_required = body.get("required", False)
    planned.body_description = str(body.get("description") or "").strip()
    for content_type, media in body["content"].items():
        place = pointers.join(pointer, "content", content_type)
        keywords.refuse_unknown(media, keywords.MEDIA_TYPE, "media type", place, types.where)
        kind = _body_kind(content_type)
        if kind is None:
            raise Problem(types.where, f"a request body of type {content_type} is not supported", _DROP, place)
        name = f"{pascal(planned.operation_id)}{_PARTS[kind] if len(body['content']) > 1 else ''}Body"
        schema = media.get("schema", {})
        made = _RAW.get(kind) or types.of(schema, pointers.join(place, "schema"), name)
        if kind == "form" and not made.schema.startswith(("_schemas.Reference", "_schemas.Map")):
            raise Problem(types.where, "a form body that is no object is not supported", _DROP, place)
        planned.bodies.append(Body(content_type, kind, made))


def plan_answer(types: Types, planned: Operation, status: str, node: dict[str, Any]) -> Answer:
    """The plan of one documented answer.

    Raises:
        Problem: Its status or all of its content types are not supported.
    """
    pointer = pointers.join(planned.pointer, "responses", status)
    if "$ref" in node:
        pointer = node["$ref"][1:]
    answer = references.follow(types.document, node)
    keywords.refuse_unknown(answer, keywords.ANSWER, "answer", pointer, types.where)
    if not re.fullmatch(r"[1-5](\d\d|XX)|default", status, re.ASCII):
        remedy = "write a code, a range such as 4XX, or default"
        raise Problem(types.where, f"{status} is no status", remedy, pointer)
    description = str(answer.get("description") or "").strip()
    content = answer.get("content") or {}
    kinds = [(_answer_kind(content_type), content_type) for content_type in content]
    chosen = next((found for wanted in ("json", "text", "bytes") for found in kinds if found[0] == wanted), None)
    if chosen is None:
        if content:
            what = f"an answer of type {next(iter(content))} is not supported"
            raise Problem(types.where, what, _DROP, pointer)
        return Answer(status, "none", None, description)
    kind, content_type = chosen
    place = pointers.join(pointer, "content", content_type)
    keywords.refuse_unknown(content[content_type], keywords.MEDIA_TYPE, "media type", place, types.where)
    name = f"{pascal(planned.operation_id)}Response{status.replace('default', 'Default')}"
    schema = content[content_type].get("schema", {})
    made = _RAW.get(str(kind)) or types.of(schema, pointers.join(place, "schema"), name)
    return Answer(status, str(kind), made, description, _essence(content_type))


def _body_kind(content_type: str) -> str | None:
    essence = _essence(content_type)
    if _is_json(essence):
        return "json"
    return {"application/x-www-form-urlencoded": "form", "application/octet-stream": "bytes"}.get(essence)


def _answer_kind(content_type: str) -> str | None:
    essence = _essence(content_type)
    if _is_json(essence):
        return "json"
    if essence.startswith("text/"):
        return "text"
    return "bytes" if essence in ("application/octet-stream", "*/*") else None


def _is_json(essence: str) -> bool:
    return essence == "application/json" or essence.endswith("+json")


def _essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
