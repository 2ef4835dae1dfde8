"""Who closes which connections, and when."""

import asyncio
import gc
import time
import weakref
from collections.abc import Iterator

import pytest

from behaviour.actions import drip
from behaviour.server import Connection, Server
from behaviour.support import (
    TOKEN,
    TRUST_NOBODY,
    WORKSPACE,
    AsyncDriver,
    Connector,
    Creator,
    Driver,
    SyncDriver,
    created,
)
from openlayer_client import AuthenticatedClient
from openlayer_client.api import create_api_key_in_workspace
from openlayer_client.errors import APITimeoutError, InvalidRequestError


@pytest.fixture
def client(server: Server) -> Iterator[AuthenticatedClient]:
    with AuthenticatedClient(token=TOKEN, base_url=server.url, verify_ssl=TRUST_NOBODY) as client:
        yield client


def create_sync(client: AuthenticatedClient) -> None:
    create_api_key_in_workspace.sync(WORKSPACE, client=client)


async def create_async(client: AuthenticatedClient) -> None:
    await create_api_key_in_workspace.asyncio(WORKSPACE, client=client)


def test_the_client_that_made_the_pool_closes_it_for_all(
    server: Server, connect: Connector, create: Creator, driver: Driver
) -> None:
    client = connect()
    derived = client.with_timeout(5)
    create(derived)
    driver.close(client)
    assert server.wait_until_left()
    create.failure(InvalidRequestError, derived)


def test_the_last_that_shares_a_pool_closes_it_where_its_maker_is_gone(
    server: Server, create: Creator, driver: Driver
) -> None:
    maker = AuthenticatedClient(token=TOKEN, base_url=server.url, verify_ssl=TRUST_NOBODY)
    one, two, lent = maker.with_timeout(5), maker.with_timeout(6), maker.with_timeout(7)
    del maker
    gc.collect()
    create(one)
    pool = driver.pool()
    driver.lend(lent, pool)
    driver.close(one)
    assert not server.wait_until_left(0.05)
    driver.close(two)
    assert server.wait_until_left()
    driver.close(lent)
    driver.close_pool(pool)


def test_what_is_lent_for_threads_stays_when_one_is_lent_for_loops(connect: Connector) -> None:
    with asyncio.Runner() as runner:
        drivers: tuple[Driver, Driver] = SyncDriver(), AsyncDriver(runner)
        for first, second in (drivers, drivers[::-1]):
            client = connect()
            kept, added = first.pool(), second.pool()
            first.lend(client, kept)
            second.lend(client, added)
            found = {client.pool.sync_client(client), runner.run(client.pool.async_client(client))}
            assert found == {kept, added}
            derived = client.with_timeout(5)
            other = second.pool()
            second.lend(derived, other)
            assert {derived.pool.sync_client(derived), runner.run(derived.pool.async_client(derived))} == {kept, other}
            for each in (kept, added, other):
                (first if each is kept else second).close_pool(each)


def test_lending_gives_the_client_back(connect: Connector, driver: Driver) -> None:
    client = connect()
    pool = driver.pool()
    lend = client.set_async_httpx_client if driver.name == "asyncio" else client.set_httpx_client
    assert lend(pool) is client
    driver.close_pool(pool)


def test_closing_in_a_loop_closes_the_connections_of_threads_too(client: AuthenticatedClient, server: Server) -> None:
    create_sync(client)
    asyncio.run(client.aclose())
    assert server.wait_until_left()


def test_closing_in_a_loop_closes_nothing_where_nothing_was_opened(client: AuthenticatedClient, server: Server) -> None:
    asyncio.run(client.aclose())
    assert server.connections == 0


def test_two_loops_in_turns_keep_a_connection_each(client: AuthenticatedClient, server: Server) -> None:
    with asyncio.Runner() as one, asyncio.Runner() as two:
        for runner in (one, two, one, two):
            runner.run(create_async(client))
        assert server.connections == 2


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_loop_that_was_closed_without_shutting_down_is_forgotten(client: AuthenticatedClient, server: Server) -> None:
    left = asyncio.new_event_loop()
    left.run_until_complete(create_async(client))
    left.close()
    gone = weakref.ref(left)
    del left
    with asyncio.Runner() as runner:
        runner.run(create_async(client))
        gc.collect()
        assert gone() is None


def test_a_body_that_is_given_up_leaves_no_connection(server: Server, connect: Connector, create: Creator) -> None:
    server.will(drip(201, b"x" * 100, pieces=100, pause=0.02))
    client = connect(timeout=0.1, max_retries=0)
    create.failure(APITimeoutError, client)
    assert server.wait_until_left()


def test_a_body_of_unknown_length_is_given_up_too(server: Server, connect: Connector, create: Creator) -> None:
    def chunks(connection: Connection) -> bool:
        connection.send(b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(100):
            time.sleep(0.02)
            connection.send(b"1\r\n \r\n")
        return False

    server.will(chunks, created())
    client = connect(timeout=0.1, max_retries=0)
    create.failure(APITimeoutError, client)


def test_cookies_that_are_given_later_are_added_and_replace(
    server: Server, connect: Connector, create: Creator
) -> None:
    client = connect(cookies={"a": "1", "b": "2"}).with_cookies({"b": "3", "c": "4"})
    create(client)
    assert server.requests[0].values("Cookie") == ["a=1; b=3; c=4"]
