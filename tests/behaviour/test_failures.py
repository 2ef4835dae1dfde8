"""What each failure of httpx means for a caller: whether it is tried again, what may have happened, and its cause."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from behaviour.actions import garbage, redirect, stall
from behaviour.server import Server
from behaviour.support import TOKEN, Connector, Creator, Driver, OtherPackage
from openlayer_client.errors import APIConnectionError, APITimeoutError, UnexpectedStatusError
from openlayer_client.models import CreateApiKeyInWorkspaceBody

# For each kind of failure: may the server have acted, is a POST sent again, is a GET sent again?
FAILURES: dict[type[httpx.TransportError], tuple[bool, bool, bool]] = {
    httpx.ConnectError: (False, True, True),
    httpx.ConnectTimeout: (False, True, True),
    httpx.PoolTimeout: (False, True, True),
    httpx.ProxyError: (False, False, False),
    httpx.UnsupportedProtocol: (False, False, False),
    httpx.ReadTimeout: (True, False, True),
    httpx.WriteTimeout: (True, False, True),
    httpx.ReadError: (True, False, True),
    httpx.WriteError: (True, False, True),
    httpx.CloseError: (True, False, True),
    httpx.RemoteProtocolError: (True, False, True),
    httpx.LocalProtocolError: (True, False, False),
}


def failing(failure: Callable[[], Exception]) -> tuple[list[str], Mapping[str, Any]]:
    """The methods that were asked for, and httpx arguments that make every request fail."""
    seen: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.method)
        raise failure()

    return seen, {"transport": httpx.MockTransport(handler)}


@pytest.mark.parametrize("kind", FAILURES, ids=lambda kind: kind.__name__)
def test_a_failed_post_is_sent_again_only_where_nothing_can_have_arrived(
    kind: type[httpx.TransportError], connect: Connector, create: Creator
) -> None:
    unknown, again, _ = FAILURES[kind]
    seen, httpx_args = failing(lambda: kind("failed"))
    typed = APITimeoutError if issubclass(kind, httpx.TimeoutException) else APIConnectionError
    error = create.failure(typed, connect(httpx_args=httpx_args, max_retries=1))
    assert error.outcome_unknown is unknown
    assert len(seen) == 1 + again


@pytest.mark.parametrize("kind", FAILURES, ids=lambda kind: kind.__name__)
def test_a_failed_get_is_sent_again_unless_it_would_fail_again(
    kind: type[httpx.TransportError], verbs: OtherPackage, connect: Connector, driver: Driver
) -> None:
    seen, httpx_args = failing(lambda: kind("failed"))
    with pytest.raises(verbs["errors"].APIConnectionError) as caught:
        driver.call(verbs["api.get_thing"], "t", client=connect(httpx_args=httpx_args, max_retries=1))
    assert caught.value.outcome_unknown is False
    assert len(seen) == 1 + FAILURES[kind][2]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (httpx.ReadError, True),
        (httpx.ConnectError, True),
        (httpx.ReadTimeout, True),
        (httpx.ConnectTimeout, True),
        # Their texts may quote what the server or a proxy said.
        (httpx.RemoteProtocolError, False),
        (httpx.ProxyError, False),
    ],
)
def test_a_failure_whose_text_is_httpx_own_is_the_cause(
    kind: type[httpx.TransportError], shown: bool, connect: Connector, create: Creator
) -> None:
    _, httpx_args = failing(lambda: kind("failed"))
    error: Any = create.failure(
        APITimeoutError if issubclass(kind, httpx.TimeoutException) else APIConnectionError,
        connect(httpx_args=httpx_args, max_retries=0),
    )
    assert type(error.__cause__) is (kind if shown else type(None))


@pytest.mark.parametrize("text", [TOKEN, "h3ader", "c00kie"])
def test_a_failure_whose_text_tells_a_secret_is_no_cause(text: str, connect: Connector, create: Creator) -> None:
    secrets = {"headers": {"X-A": "h3ader", "X-B": ""}, "cookies": {"c": "c00kie", "d": ""}, "max_retries": 0}
    _, told = failing(lambda: httpx.ReadError(f"cannot read {text}"))
    assert create.failure(APIConnectionError, connect(httpx_args=told, **secrets)).__cause__ is None
    _, kept = failing(lambda: httpx.ReadError("cannot read"))
    assert create.failure(APIConnectionError, connect(httpx_args=kept, **secrets)).__cause__ is not None


def test_a_cause_leads_no_further(server: Server, connect: Connector, create: Creator) -> None:
    server.default = stall
    error = create.failure(APITimeoutError, connect(timeout=0.1))
    cause = error.__cause__
    assert isinstance(cause, httpx.ReadTimeout)
    assert (cause.__cause__, cause.__context__, cause.__traceback__) == (None, None, None)


def test_a_post_that_was_redirected_may_have_been_acted_on(
    server: Server, deaf_server: Server, connect: Connector, create: Creator
) -> None:
    server.default = redirect(f"{deaf_server.url}/elsewhere")
    error = create.failure(APIConnectionError, connect(follow_redirects=True))
    assert error.outcome_unknown is True
    assert "the server may have acted" in str(error)
    assert len(server.requests) == 1


def test_a_get_that_was_redirected_starts_again_from_where_it_was_sent(
    verbs: OtherPackage, server: Server, other_server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = redirect(f"{other_server.url}/elsewhere")
    other_server.default = garbage()
    with pytest.raises(verbs["errors"].APIConnectionError):
        driver.call(verbs["api.get_thing"], "t", client=connect(follow_redirects=True, max_retries=1))
    assert len(server.requests) == len(other_server.requests) == 2


def test_a_redirect_without_address_is_an_answer(server: Server, connect: Connector, create: Creator) -> None:
    server.default = redirect("")
    create.failure(UnexpectedStatusError, connect(follow_redirects=True))
    assert len(server.requests) == 1


def test_a_lent_pool_that_follows_redirects_follows_none_for_this_client(
    server: Server, other_server: Server, connect: Connector, create: Creator, driver: Driver
) -> None:
    pool = driver.pool(follow_redirects=True)
    client = connect()
    driver.lend(client, pool)
    server.default = redirect(f"{other_server.url}/elsewhere")
    create.failure(UnexpectedStatusError, client)
    assert other_server.connections == 0
    driver.close_pool(pool)


def test_a_redirected_request_keeps_its_time_and_its_body(
    server: Server, other_server: Server, connect: Connector, create: Creator, driver: Driver
) -> None:
    times: list[Any] = []
    hook = driver.hook(lambda request: times.append(request.extensions["timeout"]["connect"]))
    server.default = redirect(f"{other_server.url}/elsewhere")
    client = connect(follow_redirects=True, timeout=3, httpx_args={"event_hooks": {"request": [hook]}})
    create(client, body=CreateApiKeyInWorkspaceBody(name="n"))
    assert times == [3, 3]
    (there,) = other_server.requests
    assert there.body == server.requests[0].body == b'{"name":"n"}'
    assert there.values("Content-Type") == ["application/json"]
    assert there.values("Content-Length") == ["12"]
