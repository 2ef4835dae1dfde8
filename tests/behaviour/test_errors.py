"""The error classes: which one, and what each of them carries."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from behaviour.actions import answer, reset, stall
from behaviour.server import Server
from behaviour.support import WORKSPACE, Connector, Creator, Driver, OtherPackage, created, json_answer, short
from openlayer_client import errors
from openlayer_client.errors import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    InvalidRequestError,
    OpenlayerError,
)

PARENTS = {
    "OpenlayerError": "Exception",
    "InvalidRequestError": "OpenlayerError",
    "APIConnectionError": "OpenlayerError",
    "APITimeoutError": "APIConnectionError",
    "APIStatusError": "OpenlayerError",
    "APIResponseValidationError": "OpenlayerError",
    "BadRequestError": "APIStatusError",
    "AuthenticationError": "APIStatusError",
    "PermissionDeniedError": "APIStatusError",
    "NotFoundError": "APIStatusError",
    "ConflictError": "APIStatusError",
    "UnprocessableEntityError": "APIStatusError",
    "RateLimitError": "APIStatusError",
    "InternalServerError": "APIStatusError",
    "UnexpectedStatusError": "APIStatusError",
}

STATUSES: dict[int, str] = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    **dict.fromkeys((500, 501, 502, 503, 504, 511, 599), "InternalServerError"),
    **dict.fromkeys((402, 405, 408, 410, 418, 451, 499, 600, 999), "APIStatusError"),
    **dict.fromkeys((200, 202, 203, 204, 206, 299, 300, 302, 304, 307, 399), "UnexpectedStatusError"),
}


@pytest.mark.parametrize(("name", "parent"), PARENTS.items())
def test_the_classes_form_the_documented_tree(name: str, parent: str) -> None:
    kind = getattr(errors, name)
    assert parent in [base.__name__ for base in kind.__bases__]


def test_an_invalid_request_is_a_value_error_too() -> None:
    assert issubclass(InvalidRequestError, ValueError)


@pytest.mark.parametrize(("status", "name"), STATUSES.items())
def test_each_status_has_its_class(status: int, name: str, server: Server, connect: Connector, create: Creator) -> None:
    body = b"" if status in (204, 304) else b'{"a": 1}'
    server.default = answer(status, body, [("X-Request-Id", "r-1")])
    error = create.failure(getattr(errors, name), connect())
    assert isinstance(error, APIStatusError)
    assert type(error.status_code) is int
    assert error.status_code == status
    assert error.headers["x-request-id"] == "r-1"
    assert error.content == body
    assert error.parsed is None
    assert str(status) in str(error)


@pytest.mark.parametrize(
    ("body", "reason"), [({"reason": "r", "more": 1}, "r"), ({"reason": 5}, None), ({}, None), ([], None)], ids=short
)
def test_a_documented_error_body_is_parsed_where_it_keeps_to_its_schema(
    body: Any,
    reason: str | None,
    verbs: OtherPackage,
    server: Server,
    connect: Connector,
    driver: Driver,
) -> None:
    server.default = json_answer(404, body)
    with pytest.raises(verbs["errors"].NotFoundError) as caught:
        driver.call(verbs["api.get_thing"], "t", client=connect())
    assert getattr(caught.value.parsed, "reason", None) == reason
    assert caught.value.content == json.dumps(body).encode()


def test_a_documented_error_body_that_is_no_json_is_not_parsed(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = answer(404, b"<html>", [("Content-Type", "text/html")])
    client = connect()
    with pytest.raises(verbs["errors"].NotFoundError) as caught:
        driver.call(verbs["api.get_thing"], "t", client=client)
    assert caught.value.parsed is None
    assert driver.detailed(verbs["api.get_thing"], "t", client=client).parsed is None


# A way to fail, for each kind of error.
Failing = Callable[[Server, Connector, Creator], OpenlayerError]
FAILURES: dict[str, Failing] = {
    "status": lambda server, connect, create: fail(server, answer(409, b"{}"), connect, create),
    "validation": lambda server, connect, create: fail(server, created(id=5), connect, create),
    "connection": lambda server, connect, create: fail(server, reset, connect, create),
    "timeout": lambda server, connect, create: fail(server, stall, connect, create, timeout=0.1),
    "argument": lambda _, connect, create: create.failure(InvalidRequestError, connect(), "no-uuid"),
    "body": lambda _, connect, create: create.failure(InvalidRequestError, connect(), body=5),
    "closed": lambda _, connect, create: closed(connect, create),
}


def fail(server: Server, action: Any, connect: Connector, create: Creator, **options: Any) -> OpenlayerError:
    server.default = action
    with pytest.raises(OpenlayerError) as caught:
        create(connect(**options))
    return caught.value


def closed(connect: Connector, create: Creator) -> OpenlayerError:
    client = connect()
    create.driver.close(client)
    return create.failure(InvalidRequestError, client)


failures = pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES)


@failures
def test_every_error_says_which_request_it_is_about(
    failing: Failing, server: Server, connect: Connector, create: Creator
) -> None:
    error = failing(server, connect, create)
    assert error.request_method == "POST"
    assert error.request_path is not None
    assert error.request_path.endswith("/api-keys")
    assert "?" not in error.request_path


def test_the_path_of_a_request_that_was_sent_is_the_one_that_was_sent(
    server: Server, connect: Connector, create: Creator
) -> None:
    error = fail(server, answer(500), connect, create)
    assert error.request_path is not None
    assert error.request_path.endswith(f"/workspaces/{WORKSPACE}/api-keys")


ATTRIBUTES = [
    *("request_method", "request_path", "status_code", "content", "parsed", "pointer", "outcome_unknown"),
]


def attributes(error: OpenlayerError) -> dict[str, Any]:
    found = {name: getattr(error, name) for name in ATTRIBUTES if hasattr(error, name)}
    if headers := getattr(error, "headers", None):
        found["headers"] = sorted(headers.items())
    return found


@pytest.mark.parametrize(
    "copied",
    [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy],
    ids=["pickle", "copy", "deepcopy"],
)
@failures
def test_an_error_survives_copying_with_all_it_carries(
    failing: Failing, copied: Any, server: Server, connect: Connector, create: Creator
) -> None:
    error = failing(server, connect, create)
    twin = copied(error)
    assert type(twin) is type(error)
    assert str(twin) == str(error)
    assert attributes(twin) == attributes(error)


@pytest.mark.parametrize("kind", [APIConnectionError, APITimeoutError])
def test_the_docstring_says_what_to_do_about_an_unknown_outcome(kind: type) -> None:
    documented = next(each for each in kind.__mro__ if "outcome_unknown" in vars(each) or each is APIConnectionError)
    text = f"{documented.__doc__} {getattr(vars(documented).get('outcome_unknown'), '__doc__', '')}"
    assert "outcome_unknown" in text
    assert "again" in text


def test_a_key_that_was_created_is_never_lost_with_the_exception(
    server: Server, connect: Connector, create: Creator
) -> None:
    server.will(created(id="not-a-uuid"))
    error = create.failure(APIResponseValidationError, connect())
    assert json.loads(error.content)["secureKey"].startswith("sk-ol-test-secret")

    server.will(json_answer(200, {"secureKey": "sk-ol-test-200"}))
    with pytest.raises(APIStatusError) as caught:
        create(connect())
    assert json.loads(caught.value.content)["secureKey"] == "sk-ol-test-200"
