"""Make the answer to a request that the document allows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import mock_media_types
import mock_operations
import pointers
from mock_operations import Node, Operation
from mock_schemas import Schemas
from mock_values import UnmakeableError, ValueMaker

_WITHOUT_CONTENT = (204, 205, 304)


@dataclass(frozen=True)
class Answer:
    """A success, ready to be sent; `value` is what its `content` was made of."""

    status: int
    headers: dict[str, str]
    content: bytes = b""
    value: Any = None


def answer(schemas: Schemas, operation: Operation, echo: Mapping[str, Any], numbers: Iterator[int]) -> Answer:
    """The answer that documents the operation's success.

    Args:
        schemas: The document's schemas.
        operation: The operation that was asked for.
        echo: What the request holds, for the properties of the same names.
        numbers: Where the whole numbers come from that are an `id`.

    Raises:
        UnmakeableError: The document has no success for the operation, or one that the mock cannot make.
    """
    status, response = _success(schemas.document, operation)
    maker = ValueMaker(schemas, numbers)
    headers = _required_headers(maker, response)
    media_types = response.content.get("content", {})
    if not media_types or status in _WITHOUT_CONTENT:
        return Answer(status, headers)
    content_types = {mock_media_types.concrete(media_type): media_type for media_type in media_types}
    content_type = next(filter(mock_media_types.is_json, content_types), next(iter(content_types)))
    documented = content_types[content_type]
    place = pointers.join(response.pointer, "content", documented)
    has_schema = "schema" in media_types[documented]
    value: Any = maker.make(f"{place}/schema", echo) if has_schema else {}
    if mock_media_types.is_json(content_type):
        content = json.dumps(value).encode()
    elif not has_schema or isinstance(value, str):
        content = value.encode() if has_schema else b""
    else:
        raise UnmakeableError(place)
    return Answer(status, {**headers, "content-type": content_type}, content, value)


def _success(document: dict[str, Any], operation: Operation) -> tuple[int, Node]:
    place = f"{operation.node.pointer}/responses"
    for code in sorted(operation.node.content["responses"], key=lambda code: code.upper()):
        if code[0] in "23":
            return int(code.upper().replace("XX", "00")), mock_operations.node(document, f"{place}/{code}")
    raise UnmakeableError(place)


def _required_headers(maker: ValueMaker, response: Node) -> dict[str, str]:
    made = {}
    for name in response.content.get("headers", {}):
        header = mock_operations.node(maker.schemas.document, pointers.join(response.pointer, "headers", name))
        if header.content.get("required") and "schema" in header.content and name.lower() != "content-type":
            value: Any = maker.make(f"{header.pointer}/schema", {})
            members = value if isinstance(value, list) else [value]
            made[name] = ",".join(member if isinstance(member, str) else json.dumps(member) for member in members)
    return made
