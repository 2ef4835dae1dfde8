"""The Python surface: derived clients, lent pools, closing."""

from typing import Any

import pytest

from behaviour.actions import answer
from behaviour.server import Server
from behaviour.support import TARGET, TOKEN, Connector, Creator, Driver
from openlayer_client import AuthenticatedClient
from openlayer_client.errors import APITimeoutError, InvalidRequestError, UnexpectedStatusError


@pytest.mark.parametrize(
    ("method", "header", "value"),
    [("with_headers", "X-Trace", "t-1"), ("with_cookies", "Cookie", "trace=t-1")],
)
def test_a_derived_client_adds_and_the_original_is_untouched(
    method: str, header: str, value: str, server: Server, connect: Connector, create: Creator
) -> None:
    client = connect(headers={"X-Own": "o-1"})
    derived = getattr(client, method)({"X-Trace": "t-1"} if header == "X-Trace" else {"trace": "t-1"})
    assert type(derived) is AuthenticatedClient
    create(client)
    create(derived)
    create(client)
    assert [request.values(header) for request in server.requests] == [[], [value], []]
    assert [request.values("X-Own") for request in server.requests] == [["o-1"]] * 3
    assert [request.values("Authorization") for request in server.requests] == [[f"Bearer {TOKEN}"]] * 3
    assert server.connections == 1


def test_a_derived_header_replaces_one_of_the_same_name_in_any_case(
    server: Server, connect: Connector, create: Creator
) -> None:
    create(connect(headers={"X-Trace": "1"}).with_headers({"x-trace": "2"}))
    assert server.requests[0].values("X-Trace") == ["2"]


def test_a_derived_timeout_holds_for_the_derived_client_only(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    client = connect()
    impatient = client.with_timeout(0.1)
    server.will(answer(200, after=0.2), answer(200, after=0.2))
    create.failure(APITimeoutError, impatient)
    create.failure(UnexpectedStatusError, client)
    driver.close(impatient)


def test_derived_clients_share_the_pool_that_the_first_of_them_makes(
    server: Server, connect: Connector, create: Creator
) -> None:
    client = connect()
    one, two = client.with_headers({"X-Trace": "1"}), client.with_timeout(5).with_cookies({"a": "b"})
    for each in (one, two, client):
        create(each)
    assert server.connections == 1


def test_a_lent_pool_serves_with_the_clients_base_url_credential_and_headers(
    server: Server, other_server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    pool = driver.pool(base_url=other_server.url, headers={"Authorization": "Bearer pool", "X-Pool": "p-1"})
    client = connect(headers={"X-Own": "o-1"}, cookies={"a": "b"})
    driver.lend(client, pool)
    create(client)
    create(client.with_headers({"X-More": "m-1"}))
    for request in server.requests:
        assert request.target == TARGET
        assert request.values("Authorization") == [f"Bearer {TOKEN}"]
        assert request.values("X-Own") == ["o-1"]
        assert request.values("Cookie") == ["a=b"]
    assert server.connections == 1
    assert other_server.connections == 0

    driver.run(pool.get(other_server.url))
    assert other_server.requests[0].values("Authorization") == ["Bearer pool"]
    assert other_server.requests[0].values("X-Own") == []
    driver.close_pool(pool)


def test_a_lent_pool_stays_open_when_the_client_is_closed(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    pool = driver.pool()
    client = connect()
    driver.lend(client, pool)
    create(client)
    driver.close(client)
    assert pool.is_closed is False
    driver.close_pool(pool)


def test_a_closed_client_sends_nothing(server: Server, driver: Driver, connect: Connector, create: Creator) -> None:
    client = connect()
    create(client)
    driver.close(client)
    driver.close(client)
    create.failure(InvalidRequestError, client)
    assert len(server.requests) == 1
    assert server.wait_until_left()


def test_a_client_closed_before_its_first_call_sends_nothing(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    client = connect()
    driver.close(client)
    create.failure(InvalidRequestError, client)
    assert server.connections == 0


def test_closing_a_derived_client_leaves_the_original_open(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    client = connect()
    derived = client.with_timeout(5)
    create(derived)
    driver.close(derived)
    create(client)
    create.failure(InvalidRequestError, derived)
    assert server.connections == 1


def test_a_closed_client_is_closed_though_a_derived_one_lives(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    client = connect()
    derived = client.with_timeout(5)
    driver.close(client)
    create.failure(InvalidRequestError, client)
    driver.close(derived)
    assert server.connections == 0


def test_the_last_to_be_closed_leaves_no_connection(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    client = connect()
    derived = client.with_timeout(5)
    create(derived)
    driver.close(client)
    driver.close(derived)
    assert server.wait_until_left()


def test_a_client_that_is_lent_a_pool_closes_the_one_it_had(
    server: Server, driver: Driver, connect: Connector, create: Creator
) -> None:
    client = connect()
    create(client)
    pool = driver.pool()
    driver.lend(client, pool)
    driver.close(client)
    driver.close_pool(pool)
    assert server.wait_until_left()


def test_a_with_block_closes_the_client(server: Server, driver: Driver, connect: Connector, create: Creator) -> None:
    client: Any = connect()
    enter, leave = ("__aenter__", "__aexit__") if driver.name == "asyncio" else ("__enter__", "__exit__")
    assert driver.run(getattr(client, enter)()) is client
    create(client)
    assert not driver.run(getattr(client, leave)(None, None, None))
    assert server.wait_until_left()
    create.failure(InvalidRequestError, client)
