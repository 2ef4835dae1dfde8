"""What a client is told is checked when it is told, without being quoted."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import pytest

from openlayer_client import APIConnectionError, AuthenticatedClient, Client, InvalidRequestError
from openlayer_client._answers import Answer
from openlayer_client._operations import Arguments, Operation
from openlayer_client._parameters import Parameter
from openlayer_client._requests import Body
from openlayer_client._schemas import Binary, Map, Null, String
from openlayer_client.types import UNSET

URL = "https://api.example.test/v1"
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no URL": ({"base_url": "https://[::1"}, "base_url: is no URL"),
    "relative": ({"base_url": "/v1"}, "base_url: expected an absolute"),
    "empty": ({"base_url": ""}, "base_url: expected an absolute"),
    "other scheme": ({"base_url": "ftp://a.example"}, "base_url: expected an absolute"),
    "user": ({"base_url": "https://u:p@a.example"}, "base_url: must hold no user"),
    "query": ({"base_url": "https://a.example?b"}, "base_url: must hold no user"),
    "fragment": ({"base_url": "https://a.example#b"}, "base_url: must hold no user"),
    "port": ({"base_url": "https://a.example:99999"}, "base_url: its port is over 65535"),
    "plain http": ({"base_url": "http://a.example"}, "base_url: plain http"),
    "no count": ({"max_retries": True}, "max_retries: expected an integer from 0"),
    "negative count": ({"max_retries": -1}, "max_retries: expected an integer from 0"),
    "fraction of a count": ({"max_retries": 1.5}, "max_retries: expected an integer from 0"),
    "no time": ({"timeout": 0}, "timeout: expected seconds above 0"),
    "true as time": ({"timeout": True}, "timeout: expected seconds above 0"),
    "endless time": ({"timeout": float("inf")}, "timeout: expected seconds above 0"),
    "text as time": ({"timeout": "5"}, "timeout: expected seconds above 0"),
    "header name": ({"headers": {"X A": "b"}}, "headers: a name is no HTTP token"),
    "header value": ({"headers": {"X-A": "b\n"}}, "headers: the value of X-A"),
    "length": ({"headers": {"Content-Length": "1"}}, "headers: Content-Length is the client's own business"),
    "chunks": ({"headers": {"transfer-encoding": "x"}}, "headers: transfer-encoding is the client's own business"),
    "cookie name": ({"cookies": {"a b": "c"}}, "cookies: a name is no HTTP token"),
    "cookie value": ({"cookies": {"a": "b;c"}}, "cookies: the value of a"),
    "timeout for httpx": ({"httpx_args": {"timeout": 5}}, "httpx_args: timeout is not passed on"),
    "parameters for httpx": ({"httpx_args": {"params": {}}}, "httpx_args: params is not passed on"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_argument_that_cannot_be_used_is_refused_at_once(name: str) -> None:
    arguments, words = REFUSED[name]
    makers: list[Callable[..., Client]] = [Client, partial(AuthenticatedClient, "a-token")]
    for make in makers:
        with pytest.raises(InvalidRequestError) as caught:
            make(**{"base_url": URL, **arguments})
        assert str(caught.value).startswith(words)
        make(base_url=URL).close()


def test_a_timeout_that_is_given_later_is_checked_too() -> None:
    with Client(base_url=URL) as client:
        assert client.with_timeout(5).settings.total == 5
        with pytest.raises(InvalidRequestError, match="timeout: expected seconds above 0"):
            client.with_timeout(-1)


@pytest.mark.parametrize(
    "httpx_args", [{"no_such_argument": 1}, {"proxy": "ftp://a.example"}], ids=["unknown", "odd proxy"]
)
def test_arguments_that_httpx_refuses_are_a_typed_error(httpx_args: dict[str, Any]) -> None:
    operation: Operation[None] = Operation("GET", "/things", answers={"204": Answer("none", Null())})
    with Client(base_url=URL, httpx_args=httpx_args) as client, pytest.raises(InvalidRequestError, match="httpx"):
        operation.sync(client, Arguments())


def test_a_pool_that_is_lent_to_one_of_two_clients_leaves_the_other_its_own() -> None:
    with Client(base_url=URL) as client, httpx.Client() as lent:
        derived = client.with_timeout(5)
        derived.set_httpx_client(lent)
        assert derived.pool.sync_client(derived) is lent
        assert client.pool.sync_client(client) is not lent


def test_a_client_without_any_url_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openlayer_client._settings.DEFAULT_BASE_URL", None)
    with pytest.raises(InvalidRequestError, match="base_url: is missing"):
        Client()
    Client(base_url=URL).close()


def test_a_failed_connection_is_the_cause_where_the_token_is_only_asked_for() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("[Errno 104] Connection reset by peer", request=request)

    operation: Operation[None] = Operation("POST", "/things", answers={"204": Answer("none", Null())})
    transport = httpx.MockTransport(refuse)
    with (
        AuthenticatedClient(lambda: "a-token", base_url=URL, httpx_args={"transport": transport}) as client,
        pytest.raises(APIConnectionError) as caught,
    ):
        operation.sync(client, Arguments())
    assert isinstance(caught.value.__cause__, httpx.ReadError)
    assert caught.value.outcome_unknown


def test_a_token_that_cannot_be_had_is_a_typed_error_without_the_reason() -> None:
    def forget() -> str:
        raise LookupError("a-secret")

    operation: Operation[None] = Operation("POST", "/things", answers={"204": Answer("none", Null())})
    with AuthenticatedClient(forget, base_url=URL) as client, pytest.raises(InvalidRequestError) as caught:
        operation.sync(client, Arguments())
    assert str(caught.value) == "token: the callable raised LookupError"
    assert caught.value.__cause__ is None


def test_threads_that_wait_for_the_first_connection_share_it() -> None:
    with Client(base_url=URL) as client, ThreadPoolExecutor(4) as executor:
        with client.pool._lock:
            waiting = [executor.submit(client.pool.sync_client, client) for _ in range(4)]
            # Long enough for all to have found none and to stand before the lock.
            time.sleep(0.1)
        assert len({id(future.result()) for future in waiting}) == 1


def create(**given: Any) -> bytes:
    """The content of the request of an operation that takes bytes or a form."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    operation: Operation[None] = Operation(
        "POST",
        "/things",
        parameters={"cookie": (Parameter("c", "c", String(), "form"),), "header": (Parameter("X-A", "x_a", String()),)},
        bodies=(
            Body("application/octet-stream", Binary()),
            Body("application/x-www-form-urlencoded", Map(String()), form=True),
        ),
        body_required=True,
        answers={"204": Answer("none", Null())},
    )
    transport = httpx.MockTransport(handler)
    with Client(base_url=URL, cookies={"d": "e"}, headers={"x-a": "f"}, httpx_args={"transport": transport}) as client:
        operation.sync(client, Arguments(c="b", x_a="g", **given))
    assert seen[0].headers["cookie"] == "d=e; c=b"
    assert seen[0].headers.get_list("x-a") == ["g"]
    return seen[0].headers["content-type"].encode() + b" " + seen[0].read()


def test_the_type_of_a_body_picks_its_content_type() -> None:
    assert create(body=b"\x00") == b"application/octet-stream \x00"
    assert create(body={"a": "b c"}) == b"application/x-www-form-urlencoded a=b%20c"


@pytest.mark.parametrize("body", [5, UNSET], ids=["other type", "left out"])
def test_a_body_of_no_content_type_is_refused(body: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"^body: "):
        create(body=body)
