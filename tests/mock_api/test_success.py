"""Which documented answer is the success, and how it is sent."""

import asyncio
from typing import Any

import httpx
import pytest

from mock_api import create_app

JSON = {"application/json": {"schema": {"type": "boolean"}}}
TEXT = {"text/plain": {"schema": {"type": "string"}}}


def test_a_failure_is_never_the_success(workshop: httpx.Client) -> None:
    answer = workshop.post("/tools", json={"name": "saw"})

    assert answer.status_code == 201
    assert "fault" not in answer.json()


def test_an_operation_without_a_documented_success_is_a_501(workshop: httpx.Client) -> None:
    answer = workshop.get("/only-failures")

    assert answer.status_code == 501
    assert answer.json()["detail"].endswith("/paths/~1only-failures/get/responses.")


def test_an_answer_without_content_has_neither_a_body_nor_a_type(workshop: httpx.Client) -> None:
    answer = workshop.delete("/tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")

    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers


def test_a_range_of_statuses_is_its_first_one(workshop: httpx.Client) -> None:
    answer = workshop.patch("/tools/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/notes")

    assert (answer.status_code, answer.json()) == (200, {})


def test_required_headers_are_sent_and_optional_ones_are_not(workshop: httpx.Client) -> None:
    answer = workshop.get("/tools")

    assert answer.json() == []
    assert answer.headers["x-total"] == "7"
    assert "x-hint" not in answer.headers


@pytest.mark.parametrize(
    ("responses", "status"),
    [
        ({"404": {}, "default": {}, "202": {}}, 202),
        ({"201": {}, "200": {}}, 200),
        ({"2XX": {}, "206": {}}, 206),
        ({"303": {}, "2XX": {}}, 200),
        ({"303": {}, "4XX": {}}, 303),
    ],
)
def test_the_lowest_exact_success_is_chosen(responses: dict[str, dict[str, Any]], status: int) -> None:
    assert _answer({code: {"description": code} for code in responses}).status_code == status


@pytest.mark.parametrize(
    ("content", "content_type", "body"),
    [
        (JSON, "application/json", b"false"),
        ({**TEXT, **JSON}, "application/json", b"false"),
        ({**TEXT, "application/problem+json": JSON["application/json"]}, "application/problem+json", b"false"),
        (TEXT, "text/plain", b"x"),
        ({"*/*": {}}, "application/octet-stream", b""),
        ({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}, None, b"x"),
        ({"application/*": JSON["application/json"]}, "application/json", b"false"),
    ],
)
def test_json_is_preferred_and_ranges_are_made_concrete(
    content: dict[str, Any], content_type: str | None, body: bytes
) -> None:
    answer = _answer({"200": {"description": "there", "content": content}})

    assert answer.headers["content-type"].partition(";")[0] == (content_type or "application/octet-stream")
    assert answer.content == body


def test_content_that_the_mock_cannot_write_is_a_501() -> None:
    content = {"application/xml": {"schema": {"type": "object"}}}

    assert _answer({"200": {"description": "there", "content": content}}).status_code == 501


@pytest.mark.parametrize(
    ("servers", "path"),
    [
        ([], "/it"),
        ([{"url": "/"}], "/it"),
        ([{"url": "/api/"}], "/api/it"),
        ([{"url": "https://example.com"}], "/it"),
        ([{"url": "https://example.com/a/{v}", "variables": {"v": {"default": "v3"}}}, {"url": "/b"}], "/a/v3/it"),
    ],
)
def test_the_paths_stand_below_that_of_the_first_server(servers: list[dict[str, Any]], path: str) -> None:
    responses = {"204": {"description": "there"}}

    assert _answer(responses, servers, path).status_code == 204
    assert _answer(responses, servers, f"/other{path}").status_code == 404


def _answer(
    responses: dict[str, Any], servers: list[dict[str, Any]] | None = None, path: str = "/it"
) -> httpx.Response:
    document = {
        "openapi": "3.0.3",
        "info": {"title": "One operation", "version": "1"},
        "servers": servers or [],
        "paths": {"/it": {"get": {"responses": responses}}},
    }
    transport = httpx.ASGITransport(create_app(document))

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://mock") as client:
            return await client.get(path)

    return asyncio.run(get())
