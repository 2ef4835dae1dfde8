"""Read the body of a request by its content type."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import mock_media_types
import mock_parameters
import mock_texts
import pointers
from mock_operations import Operation
from mock_parameters import ABSENT
from mock_refusals import RefusalError
from mock_schemas import Fault, Schemas

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Body:
    """What a request carries: the value, or ABSENT, and the pointer of its schema, if it has one."""

    value: Any
    schema: str | None = None


def read(schemas: Schemas, operation: Operation, content_type: str, raw: bytes) -> Body:
    """The body of a request.

    Raises:
        RefusalError: The content type is not documented, or the body is not what it says.
    """
    media_types = operation.body.content["content"] if operation.body else {}
    documented = mock_media_types.documented(content_type, media_types)
    if not raw and (documented is None or mock_media_types.is_json(content_type)):
        return Body(ABSENT)
    if documented is None or operation.body is None:
        takes = " or ".join(media_types) or "no body"
        detail = f"The operation takes {takes}; see the request's Content-Type."
        raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    place = pointers.join(operation.body.pointer, "content", documented)
    schema = f"{place}/schema" if "schema" in media_types[documented] else None
    media_type = mock_media_types.plain(content_type)
    try:
        if media_type == _FORM and schema:
            encoding = media_types[documented].get("encoding", {})
            return Body(mock_parameters.form(schemas, schema, raw.decode(), encoding), schema)
        return Body(_value(schemas, schema, media_type, raw), schema)
    except ValueError:
        raise RefusalError(HTTPStatus.BAD_REQUEST, f"The body is not {media_type}.") from None


def faults(schemas: Schemas, operation: Operation, body: Body) -> list[Fault]:
    """What is wrong with a body.

    Raises:
        RefusalError: The body is nested so deeply that it cannot be held against its schema.
    """
    if body.value is ABSENT:
        is_required = operation.body is not None and operation.body.content.get("required")
        return [Fault("", "is missing")] if is_required else []
    if body.schema is None:
        return []
    try:
        return schemas.faults(body.schema, body.value)
    except RecursionError:
        raise RefusalError(HTTPStatus.BAD_REQUEST, "The body is nested too deeply.") from None


def _value(schemas: Schemas, schema: str | None, media_type: str, raw: bytes) -> Any:
    if mock_media_types.is_json(media_type):
        return mock_texts.from_json(raw)
    if media_type.startswith("text/"):
        return raw.decode()
    types = mock_texts.wanted(schemas, [schema]).types if schema else set()
    if types and "string" not in types:
        raise RefusalError(HTTPStatus.NOT_IMPLEMENTED, f"The mock cannot read {media_type} for the schema at {schema}.")
    # Latin-1 makes one character of each byte, so that the lengths in the schema count bytes.
    return raw.decode("latin-1")
