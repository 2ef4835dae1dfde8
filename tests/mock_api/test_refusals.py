"""The mock refuses what the document refuses, as RFC 9457 problems."""

import json
from http import HTTPStatus
from typing import Any

import httpx
import pytest

KEYS = "/workspaces/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/api-keys"


def test_a_request_with_a_token_and_a_fitting_body_is_answered(openlayer: httpx.Client) -> None:
    answer = openlayer.post(KEYS, json={"name": "My key"})

    assert answer.status_code == 201
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path", ["/", "/workspaces", f"{KEYS}/", "/workspaces//api-keys", "/workspaces/a/b/api-keys", f"/v1{KEYS}"]
)
def test_an_unknown_path_is_refused_with_404(openlayer: httpx.Client, path: str) -> None:
    assert problem(openlayer.post(path), 404) == {"detail": "The document has no such path."}


def test_a_path_without_the_servers_own_path_is_refused_with_404(openlayer: httpx.Client) -> None:
    assert openlayer.post(openlayer.base_url.join(KEYS)).status_code == 404
    assert openlayer.post(openlayer.base_url.join(f"/v1{KEYS}")).status_code == 201


def test_an_encoded_slash_does_not_change_the_shape_of_a_path(openlayer: httpx.Client) -> None:
    answer = openlayer.post("/workspaces/a%2Fb/api-keys")

    assert problem(answer, 422)["errors"] == [
        {"parameter": "workspaceId", "in": "path", "detail": "must be of format uuid"}
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_another_method_on_a_known_path_is_refused_with_405(openlayer: httpx.Client, method: str) -> None:
    answer = openlayer.request(method, KEYS)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"


def test_a_refused_method_gets_every_method_of_the_path(workshop: httpx.Client) -> None:
    answer = workshop.put("/tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")

    assert answer.headers["allow"] == "GET, DELETE"
    assert problem(answer, 405) == {"detail": "The path takes GET, DELETE."}


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/xml", "json", "application/json-seq"])
def test_a_body_of_another_content_type_is_refused_with_415(openlayer: httpx.Client, content_type: str | None) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}

    answer = openlayer.post(KEYS, content=b"{}", headers=headers)

    assert problem(answer, 415) == {"detail": "The operation takes application/json; see the request's Content-Type."}


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON", 'application/json; x="a=b"'])
def test_a_content_type_may_be_in_any_case_and_have_parameters(openlayer: httpx.Client, content_type: str) -> None:
    assert openlayer.post(KEYS, content=b"{}", headers={"Content-Type": content_type}).status_code == 201


def test_a_body_where_none_is_documented_is_refused_with_415(workshop: httpx.Client) -> None:
    assert problem(workshop.request("GET", "/tools", json={}), 415)["detail"].startswith("The operation takes no body")
    assert workshop.get("/tools").status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"name",
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b"{'name': 1}",
        b'\xef\xbb\xbf{"a": 1}',
        b'"\xff"',
        b"[" * 9999,
    ],
)
def test_a_body_that_is_not_json_is_refused_with_400(openlayer: httpx.Client, content: bytes) -> None:
    answer = openlayer.post(KEYS, content=content, headers={"Content-Type": "application/json"})

    assert problem(answer, 400) == {"detail": "The body is not application/json."}


@pytest.mark.parametrize(
    ("body", "pointer", "detail"),
    [
        ({"name": 4}, "/name", "must be of type string"),
        ({"name": ""}, "/name", "must have a length of at least 1"),
        ({"name": "x", "price": 0}, "/price", "must be more than 0"),
        ({"name": "x", "bought": "2026-02-30"}, "/bought", "must be of format date"),
        ({"name": "x", "nick": "abcde"}, "/nick", "must have a length of at most 4"),
        ({"name": "x", "parts": [{"name": "y"}, {}]}, "/parts/1", 'lacks "name"'),
        ({"name": "x", "colour": 2**31}, "/colour", "must be of format int32"),
        ({"name": "x", "a/b~": 1}, "", "has a property that is not documented"),
        ({}, "", 'lacks "name"'),
        ([], "", "must be of type object"),
        (None, "", "must be of type object"),
    ],
)
def test_a_body_that_breaks_the_schema_is_refused_with_422_and_the_pointer(
    workshop: httpx.Client, body: object, pointer: str, detail: str
) -> None:
    answer = workshop.post("/tools", content=json.dumps(body), headers={"Content-Type": "application/json"})

    assert problem(answer, 422)["errors"] == [{"pointer": pointer, "detail": detail}]


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x"},
        {"name": "x", "price": 0.1},
        {"name": "x", "bought": "2028-02-29"},
        {"name": "x", "nick": None},
        {"name": "x", "parts": [{"name": "y"}, {"name": "z", "parts": []}]},
        {"name": "x", "colour": 2**31 - 1},
    ],
)
def test_a_body_that_fits_the_schema_is_answered(workshop: httpx.Client, body: object) -> None:
    assert workshop.post("/tools", json=body).status_code == 201


def test_every_fault_of_a_request_is_named(workshop: httpx.Client) -> None:
    answer = workshop.post("/tools", json={"name": 1, "price": "x"}, headers={"X-Trace": "y"})

    assert problem(answer, 422)["errors"] == [
        {"parameter": "X-Trace", "in": "header", "detail": "must be of format uuid"},
        {"pointer": "/name", "detail": "must be of type string"},
        {"pointer": "/price", "detail": "must be of type number"},
    ]


def test_a_required_body_that_is_missing_is_refused_with_422(workshop: httpx.Client, openlayer: httpx.Client) -> None:
    assert problem(workshop.post("/tools"), 422)["errors"] == [{"pointer": "", "detail": "is missing"}]
    assert openlayer.post(KEYS).status_code == 201


def test_a_body_that_is_nested_too_deeply_for_its_schema_is_refused(workshop: httpx.Client) -> None:
    nested = b'{"name":"x","parts":[' * 300 + b"]}" * 300

    answer = workshop.post("/tools", content=nested, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """What a problem says beside what its status makes it say."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert said.pop("type") == "about:blank"
    assert said.pop("status") == status
    assert said.pop("title") == HTTPStatus(status).phrase
    return said
