"""The mock API as an application: every operation of a document, answered as the document says."""

import json
from http import HTTPStatus
from itertools import count
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, request_response

import mock_answers
import mock_operations
import mock_parameters
import mock_refusals
import mock_requests
import mock_shapes
from mock_operations import Operation
from mock_parameters import Pairs
from mock_refusals import RefusalError
from mock_requests import Sent
from mock_schemas import Schemas
from mock_values import UnmakeableError
from normalise import normalise

CREATED_PATH = "/__created"


def create_app(document: dict[str, Any]) -> Starlette:
    """An application that serves every operation of a valid OpenAPI 3.0 or 3.1 document.

    The paths stand below the path of the document's first server. What POST requests created is kept in memory
    and listed at `GET /__created`. A request whose path holds a secret leaves the path that may be shown instead
    in the ASGI scope's state, as `shown_path`.

    Raises:
        Problem: A `$ref` in the document includes itself, or names something that is no object.
    """
    mock = _Mock(document)
    return Starlette(
        routes=[Route(CREATED_PATH, mock.list_created), Mount("/", app=request_response(mock.answer))],
        exception_handlers={Exception: _failed},
    )


class _Mock:
    def __init__(self, document: dict[str, Any]) -> None:
        self._schemas = Schemas(normalise(document, "the document"))
        self._base_path = mock_operations.base_path(self._schemas.document)
        self._operations = mock_operations.operations(self._schemas.document)
        self._numbers = count(1)
        self._created: list[Any] = []

    async def list_created(self, request: Request) -> Response:
        return Response(json.dumps(self._created), media_type="application/json")

    async def answer(self, request: Request) -> Response:
        try:
            return await self._answer(request)
        except RefusalError as refusal:
            return mock_refusals.response(refusal)
        except UnmakeableError as error:
            detail = f"The mock cannot make a value for the schema at {error.pointer or 'no place at all'}."
            return mock_refusals.response(RefusalError(HTTPStatus.NOT_IMPLEMENTED, detail))

    async def _answer(self, request: Request) -> Response:
        operation, path_values = self._find(request.method, request.scope["raw_path"].decode("latin-1"))
        if _has_secret_in_path(self._schemas, operation):
            request.state.shown_path = self._base_path + operation.path
        sent = Sent(_values(request, path_values), await request.body())
        fields = mock_requests.read(self._schemas, operation, sent)
        answer = mock_answers.answer(self._schemas, operation, fields, self._numbers)
        if operation.method == "POST" and answer.content:
            self._created.append(answer.value)
        return Response(answer.content, answer.status, answer.headers)

    def _find(self, method: str, raw_path: str) -> tuple[Operation, dict[str, str]]:
        below = raw_path.removeprefix(self._base_path) if raw_path.startswith(f"{self._base_path}/") else ""
        found = [(operation, operation.path_values(below)) for operation in self._operations]
        matches = [(operation, values) for operation, values in found if values is not None]
        if not matches:
            raise RefusalError(HTTPStatus.NOT_FOUND, "The document has no such path.")
        for operation, values in matches:
            if operation.method == method:
                return operation, values
        allowed = ", ".join(dict.fromkeys(operation.method for operation, _ in matches))
        raise RefusalError(HTTPStatus.METHOD_NOT_ALLOWED, f"The path takes {allowed}.", {"allow": allowed})


def _values(request: Request, path_values: dict[str, str]) -> dict[str, Pairs]:
    return {
        "path": list(path_values.items()),
        "query": mock_parameters.pairs(request.scope["query_string"].decode("latin-1")),
        "header": [(name, ", ".join(request.headers.getlist(name))) for name in set(request.headers)],
        "cookie": list(request.cookies.items()),
    }


def _has_secret_in_path(schemas: Schemas, operation: Operation) -> bool:
    in_path = [node for node in operation.parameters if node.content["in"] == "path"]
    at = mock_shapes.parts(schemas, map(mock_parameters.schema_pointer, in_path))
    return any(schemas.at(pointer).get("format") == "password" for pointer in at)


async def _failed(request: Request, error: Exception) -> Response:
    detail = f"The mock failed with {type(error).__name__}."
    return mock_refusals.response(RefusalError(HTTPStatus.INTERNAL_SERVER_ERROR, detail))
