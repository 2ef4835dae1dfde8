"""Hold a request against the document: read what it allows, refuse what it does not."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import mock_bodies
import mock_credentials
import mock_parameters
from mock_operations import Node, Operation
from mock_parameters import ABSENT, Pairs
from mock_refusals import RefusalError
from mock_schemas import Schemas
from mock_texts import UnreadableError

# RFC 9110 says what these hold; OpenAPI has parameters of these names ignored.
_NO_PARAMETERS = ("accept", "content-type", "authorization")


@dataclass(frozen=True)
class Sent:
    """A request as it arrived.

    Attributes:
        values: Names and raw values by place: path, query, header (names in lower case), cookie.
        body: The bytes of its body.
    """

    values: Mapping[str, Pairs]
    body: bytes


def read(schemas: Schemas, operation: Operation, sent: Sent) -> dict[str, Any]:
    """The fields of the body and, where it has none of that name, of the path.

    Raises:
        RefusalError: The document does not allow the request.
    """
    mock_credentials.check(schemas.document, operation, sent.values)
    content_type = dict(sent.values["header"]).get("content-type", "")
    body = mock_bodies.read(schemas, operation, content_type, sent.body)
    fields, errors = _parameters(schemas, operation, sent)
    faults = mock_bodies.faults(schemas, operation, body)
    errors += [{"pointer": fault.pointer, "detail": fault.detail} for fault in faults]
    if errors:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, "The request breaks the document.", errors=errors)
    if operation.method == "POST":
        # It is the parent's: what is created has an id of its own.
        fields.pop("id", None)
    return {**fields, **(body.value if isinstance(body.value, dict) else {})}


def _parameters(schemas: Schemas, operation: Operation, sent: Sent) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The values of the path's parameters, and what is wrong with any parameter."""
    fields: dict[str, Any] = {}
    errors = []
    for node in operation.parameters:
        name, place = node.content["name"], node.content["in"]
        if place == "header" and name.lower() in _NO_PARAMETERS:
            continue
        try:
            value = mock_parameters.parameter(schemas, node, sent.values)
            details = _details(schemas, node, value)
        except UnreadableError as error:
            details = [str(error)]
        else:
            if place == "path":
                fields[name] = value
        errors += [{"parameter": name, "in": place, "detail": detail} for detail in details]
    return fields, errors


def _details(schemas: Schemas, node: Node, value: Any) -> list[str]:
    if value is ABSENT:
        return ["is missing"] if node.content.get("required") else []
    faults = schemas.faults(mock_parameters.schema_pointer(node), value)
    return [f"{fault.pointer}: {fault.detail}" if fault.pointer else fault.detail for fault in faults]
