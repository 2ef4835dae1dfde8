"""Refusals as RFC 9457 problems: what the client did that the document does not allow, never with its values."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.responses import Response


@dataclass(eq=False)
class RefusalError(Exception):
    """A request gets this problem instead of an answer.

    Attributes:
        status: The HTTP status.
        detail: What is wrong with the request.
        headers: Headers that the status asks for.
        errors: The single faults, each with the `parameter` or `pointer` and a `detail`.
    """

    status: HTTPStatus
    detail: str
    headers: dict[str, str] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)


def response(refusal: RefusalError) -> Response:
    """The refusal as `application/problem+json`."""
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": refusal.status.phrase,
        "status": refusal.status.value,
        "detail": refusal.detail,
    }
    if refusal.errors:
        problem["errors"] = refusal.errors
    headers = {**refusal.headers, "content-type": "application/problem+json"}
    return Response(json.dumps(problem), refusal.status.value, headers)
