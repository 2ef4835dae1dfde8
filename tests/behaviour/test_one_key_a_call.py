"""Promise 1: at most one key a call."""

import asyncio
import json
import socket
import ssl

import httpx
import pytest
import trustme

from behaviour.actions import JSON_HEADERS, answer, close, cut_short, drip, garbage, reset, reset_unread, stall
from behaviour.server import Action, Connection, Server, full_backlog
from behaviour.support import (
    TOKEN,
    TRUST_NOBODY,
    WORKSPACE,
    Attempt,
    Connector,
    Creator,
    Driver,
    Naps,
    created,
    key_json,
)
from openlayer_client import AuthenticatedClient
from openlayer_client.api import create_api_key_in_workspace
from openlayer_client.errors import APIConnectionError, APITimeoutError, RateLimitError
from openlayer_client.models import ApiKey

BODY = json.dumps(key_json()).encode()

# What may happen once the server has read the request, and the timeout to meet it with.
AFTER_THE_REQUEST = [
    pytest.param(reset, 10, id="reset"),
    pytest.param(close, 10, id="close without answer"),
    pytest.param(garbage(), 10, id="garbage"),
    pytest.param(cut_short(201, BODY), 10, id="cut short"),
    pytest.param(stall, 0.2, id="stall"),
    pytest.param(stall, httpx.Timeout(10, read=0.15), id="stall, read timeout"),
    pytest.param(drip(201, BODY, pieces=20, pause=0.05), 0.15, id="drip"),
]


@pytest.mark.parametrize(("action", "timeout"), AFTER_THE_REQUEST)
def test_a_post_without_a_usable_answer_is_sent_once_and_its_outcome_is_unknown(
    action: Action, timeout: object, server: Server, connect: Connector, attempt: Attempt, naps: Naps
) -> None:
    server.will(action)
    error = attempt(connect(timeout=timeout))
    assert isinstance(error, APIConnectionError)
    assert error.outcome_unknown is True
    assert len(server.requests) == 1
    assert naps == []


@pytest.mark.parametrize("status", [408, 409, 500, 501, 502, 503, 504, 599])
def test_a_post_that_failed_on_the_server_is_sent_once(
    status: int, server: Server, connect: Connector, attempt: Attempt, naps: Naps
) -> None:
    server.will(answer(status, b"{}", (*JSON_HEADERS, ("Retry-After", "1"))))
    attempt(connect())
    assert len(server.requests) == 1
    assert naps == []


def test_a_post_is_sent_again_after_429(server: Server, connect: Connector, attempt: Attempt, naps: Naps) -> None:
    server.will(answer(429), answer(429))
    attempt(connect())
    first, second, third = server.requests
    assert first.raw == second.raw == third.raw
    assert len(naps) == 2


def test_a_connection_reset_before_the_request_was_read_is_not_tried_again(
    server: Server, connect: Connector, attempt: Attempt, naps: Naps
) -> None:
    server.greeting = reset_unread
    error = attempt(connect())
    assert isinstance(error, APIConnectionError)
    assert error.outcome_unknown is True
    assert server.connections == 1
    assert naps == []


def test_a_refused_connection_is_tried_again(
    deaf_server: Server, connect: Connector, attempt: Attempt, naps: Naps
) -> None:
    def listen_after_the_second_refusal() -> None:
        if len(naps) == 2:
            deaf_server.listen()

    naps.during = listen_after_the_second_refusal
    result = attempt(connect(base_url=deaf_server.url))
    assert not isinstance(result, Exception)
    assert len(naps) == 2
    assert len(deaf_server.requests) == 1


def test_a_connection_that_stays_refused_is_an_error_with_a_known_outcome(
    deaf_server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    error = create.failure(APIConnectionError, connect(base_url=deaf_server.url))
    assert error.outcome_unknown is False
    assert len(naps) == 2


@pytest.mark.parametrize("timeout", [0.1, httpx.Timeout(10, connect=0.05)], ids=["in all", "connect"])
def test_a_connect_timeout_is_tried_again_and_its_outcome_is_known(
    timeout: object, connect: Connector, create: Creator, naps: Naps
) -> None:
    with full_backlog() as url:
        error = create.failure(APITimeoutError, connect(base_url=url, timeout=timeout))
    assert error.outcome_unknown is False
    assert len(naps) == 2


def test_an_unknown_host_is_tried_again_and_its_outcome_is_known(
    connect: Connector, create: Creator, naps: Naps, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def no_such_host(host: object, *_: object, **__: object) -> None:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_host)
    error = create.failure(APIConnectionError, connect(base_url="https://nowhere.invalid/v1"))
    assert error.outcome_unknown is False
    assert len(asked) == 3
    assert len(naps) == 2


def test_a_pool_without_a_free_connection_is_tried_again_and_its_outcome_is_known(
    server: Server, driver: Driver, connect: Connector, create: Creator, naps: Naps
) -> None:
    pool = driver.pool(limits=httpx.Limits(max_connections=1))
    client = connect(timeout=httpx.Timeout(10, pool=0.05))
    driver.lend(client, pool)
    unread = driver.run(pool.send(pool.build_request("GET", server.url), stream=True))

    error = create.failure(APITimeoutError, client)
    assert error.outcome_unknown is False
    assert len(naps) == 2

    driver.run(unread.aclose() if driver.name == "asyncio" else unread.close())
    create(client)
    assert len(server.requests) == 2
    driver.close_pool(pool)


def test_a_certificate_nobody_vouches_for_is_met_once_and_its_outcome_is_known(
    tls_server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    error = create.failure(APIConnectionError, connect(base_url=tls_server.url))
    assert error.outcome_unknown is False
    assert tls_server.connections == 1
    assert naps == []


def test_a_trusted_certificate_gets_the_key(
    tls_server: Server, authority: trustme.CA, connect: Connector, create: Creator
) -> None:
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    assert isinstance(create(connect(base_url=tls_server.url, verify_ssl=trusting)), ApiKey)
    assert len(tls_server.requests) == 1


def test_a_server_that_speaks_no_tls_is_met_once_and_its_outcome_is_known(
    server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    def speak_plainly(connection: Connection) -> bool:
        connection.send(b"220 no TLS here\r\n")
        connection.wait_for_client_to_leave()
        return False

    server.greeting = speak_plainly
    error = create.failure(APIConnectionError, connect(base_url=server.url.replace("http:", "https:")))
    assert error.outcome_unknown is False
    assert server.connections == 1
    assert naps == []


@pytest.mark.parametrize("retries", [0, 1, 4])
def test_max_retries_bounds_the_sending(
    retries: int, server: Server, connect: Connector, create: Creator, naps: Naps
) -> None:
    server.default = answer(429)
    create.failure(RateLimitError, connect(max_retries=retries))
    assert len(server.requests) == retries + 1
    assert len(naps) == retries


def test_a_cancelled_call_leaves_with_its_connection_and_is_sent_once(server: Server, naps: Naps) -> None:
    async def cancel_once_the_server_has_it() -> None:
        client = AuthenticatedClient(token=TOKEN, base_url=server.url, verify_ssl=TRUST_NOBODY)
        task = asyncio.create_task(create_api_key_in_workspace.asyncio(WORKSPACE, client=client))
        assert await asyncio.to_thread(server.wait_for_requests, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.wait_until_left)
        await client.aclose()

    server.will(stall)
    asyncio.run(cancel_once_the_server_has_it())
    assert len(server.requests) == 1
    assert naps == []


def test_each_call_has_its_own_retries(server: Server, connect: Connector, create: Creator) -> None:
    client = connect(max_retries=1)
    for _ in range(3):
        server.will(answer(429), created())
        create(client)
    assert len(server.requests) == 6
