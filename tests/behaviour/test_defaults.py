"""What a client does where nobody says otherwise."""

import inspect
from typing import Any

import pytest

from behaviour.actions import answer, redirect
from behaviour.server import Server
from behaviour.support import TOKEN, WORKSPACE, Connector, Creator, Driver
from openlayer_client import AuthenticatedClient, Client, _retries, errors
from openlayer_client.errors import InvalidRequestError, RateLimitError
from openlayer_client.types import UNSET, Response, Unset


def test_an_answer_may_take_sixty_seconds_and_a_connection_five(
    connect: Connector, create: Creator, driver: Driver
) -> None:
    seen: list[dict[str, Any]] = []
    hook = driver.hook(lambda request: seen.append(dict(request.extensions["timeout"])))
    create(connect(timeout=..., httpx_args={"event_hooks": {"request": [hook]}}))
    assert [(each["connect"], each["read"]) for each in seen] == [(5.0, 60.0)]


def test_a_request_that_did_nothing_is_repeated_twice(server: Server, connect: Connector, create: Creator) -> None:
    server.default = answer(429)
    create.failure(RateLimitError, connect())
    assert len(server.requests) == 3


def test_the_methods_that_may_be_repeated_are_those_of_rfc_9110() -> None:
    assert {"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"} == _retries.IDEMPOTENT


def test_a_request_says_who_sends_it_and_what_it_takes(server: Server, connect: Connector, create: Creator) -> None:
    create(connect())
    (request,) = server.requests
    assert request.values("Accept") == ["application/json"]
    (agent,) = request.values("User-Agent")
    assert agent.startswith("openlayer-client/")


def test_a_redirected_request_says_the_same(
    server: Server, other_server: Server, connect: Connector, create: Creator
) -> None:
    server.will(redirect(f"{other_server.url}/there"))
    create(connect(follow_redirects=True))
    for name in ("Accept", "Accept-Encoding", "User-Agent"):
        assert server.requests[0].values(name) == other_server.requests[0].values(name) != []


def test_settings_show_no_cookie_header_or_token(connect: Connector) -> None:
    client = connect(cookies={"a": "c00kie"}, headers={"X-A": "h3ader"}, httpx_args={"trust_env": False})
    shown = repr(client.settings)
    for hidden in ("c00kie", "h3ader", TOKEN, "trust_env"):
        assert hidden not in shown


@pytest.mark.parametrize(
    "options",
    [{"base_url": 5}, {"cookies": {"a": " x"}}, {"cookies": {"a": "x y"}}, {"headers": {"X-A": " x"}}],
    ids=str,
)
def test_what_cannot_be_sent_is_refused_at_once(options: dict[str, Any], connect: Connector) -> None:
    with pytest.raises(InvalidRequestError):
        connect(**options)


@pytest.mark.parametrize("tail", ["}", "\n", "0", "-0"], ids=ascii)
def test_a_uuid_with_something_after_it_is_refused(tail: str, connect: Connector, create: Creator) -> None:
    client = connect()
    create(client, WORKSPACE)
    create.failure(InvalidRequestError, client, WORKSPACE + tail)


ANSWER: dict[str, Any] = {"status_code": 0, "headers": {}, "content": b""}


@pytest.mark.parametrize(
    ("name", "defaults"),
    [
        ("OpenlayerError", {}),
        ("InvalidRequestError", {"pointer": ""}),
        ("APIConnectionError", {"outcome_unknown": True}),
        ("APITimeoutError", {"outcome_unknown": True}),
        ("APIStatusError", {**ANSWER, "parsed": None}),
        ("NotFoundError", {**ANSWER, "parsed": None}),
        ("APIResponseValidationError", {**ANSWER, "pointer": ""}),
    ],
)
def test_an_error_that_a_test_makes_needs_a_message_only(name: str, defaults: dict[str, Any]) -> None:
    kind = getattr(errors, name)
    plain, told = kind("m"), kind("m", request_method="GET", request_path="/p")
    assert (str(plain), plain.request_method, plain.request_path) == ("m", "", "")
    assert {each: getattr(plain, each) for each in defaults} == defaults
    assert (str(told), told.request_method, told.request_path) == ("m", "GET", "/p")


@pytest.mark.parametrize("kind", [Client, AuthenticatedClient])
def test_a_client_that_is_told_nothing_checks_certificates_and_follows_nothing(kind: type[Client]) -> None:
    parameters = inspect.signature(kind).parameters.values()
    assert {each.name: each.default for each in parameters if each.name != "token"} == {
        "base_url": None,
        "timeout": 60.0,
        "max_retries": 2,
        "headers": None,
        "cookies": None,
        "verify_ssl": True,
        "follow_redirects": False,
        "allow_insecure_http": False,
        "httpx_args": None,
    }


def test_what_stands_for_nothing_says_so_and_survives_a_pickle() -> None:
    assert repr(UNSET) == "UNSET"
    assert not UNSET
    # What an older version of this package has pickled must still be read.
    assert Unset("UNSET") is UNSET


def test_a_response_is_itself_only_and_shows_neither_headers_nor_content() -> None:
    one: Response[None] = Response(201, {"x": "h3ader"}, b"c0ntent", None)
    two: Response[None] = Response(201, {"x": "h3ader"}, b"c0ntent", None)
    assert one != two
    assert repr(one) == "Response(status_code=201, parsed=None)"
