"""Promise 8: one client serves many threads, and many event loops one after another."""

import asyncio
import gc
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from behaviour.actions import answer
from behaviour.server import Server
from behaviour.support import SECRET, TOKEN, TRUST_NOBODY, WORKSPACE, Naps, created
from openlayer_client import AuthenticatedClient
from openlayer_client.api import create_api_key_in_workspace

THREADS = 8


@pytest.fixture
def client(server: Server) -> Iterator[AuthenticatedClient]:
    with AuthenticatedClient(token=TOKEN, base_url=server.url, verify_ssl=TRUST_NOBODY, max_retries=THREADS) as client:
        yield client


@pytest.fixture
def pools_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of httpx's class for each pool that is made."""
    made: list[str] = []
    for kind in (httpx.Client, httpx.AsyncClient):
        original: Any = kind.__init__

        def counting(self: Any, *arguments: Any, original: Any = original, **keywords: Any) -> None:
            made.append(type(self).__name__)
            original(self, *arguments, **keywords)

        monkeypatch.setattr(kind, "__init__", counting)
    return made


def create(client: AuthenticatedClient) -> str:
    return create_api_key_in_workspace.sync(WORKSPACE, client=client).secure_key


async def create_async(client: AuthenticatedClient) -> str:
    return (await create_api_key_in_workspace.asyncio(WORKSPACE, client=client)).secure_key


def test_the_first_calls_of_eight_threads_make_one_pool(
    client: AuthenticatedClient, server: Server, pools_made: list[str]
) -> None:
    together = threading.Barrier(THREADS)

    def call(_: int) -> str:
        together.wait()
        return create(client)

    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(call, range(THREADS))) == [SECRET] * THREADS
    assert pools_made == ["Client"]
    assert len(server.requests) == THREADS


def test_the_first_calls_of_eight_threads_through_derived_clients_make_one_pool(
    client: AuthenticatedClient, server: Server, pools_made: list[str]
) -> None:
    derived = [client.with_headers({"X-Number": str(number)}) for number in range(THREADS)]
    together = threading.Barrier(THREADS)

    def call(number: int) -> str:
        together.wait()
        return create(derived[number])

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(call, range(THREADS)))
    assert pools_made == ["Client"]
    assert sorted(request.values("X-Number")[0] for request in server.requests) == [str(n) for n in range(THREADS)]


def test_the_first_calls_of_eight_tasks_make_one_pool(
    client: AuthenticatedClient, server: Server, pools_made: list[str]
) -> None:
    async def main() -> list[str]:
        try:
            return await asyncio.gather(*(create_async(client) for _ in range(THREADS)))
        finally:
            await client.aclose()

    assert asyncio.run(main()) == [SECRET] * THREADS
    assert pools_made == ["AsyncClient"]
    assert len(server.requests) == THREADS


# A loop that ends takes the sockets of a client that was not closed with it, and Python says so.
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_one_client_serves_one_event_loop_after_another(client: AuthenticatedClient, server: Server) -> None:
    for _ in range(5):
        assert asyncio.run(create_async(client)) == SECRET
        assert create(client) == SECRET
    assert len(server.requests) == 10


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_event_loops_that_are_gone_leave_no_connection_behind(client: AuthenticatedClient, server: Server) -> None:
    for _ in range(10):
        asyncio.run(create_async(client))
    asyncio.run(client.aclose())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    assert server.wait_until_left()


def test_one_thread_reuses_one_connection(client: AuthenticatedClient, server: Server) -> None:
    for _ in range(5):
        create(client)
    assert server.connections == 1


def test_threads_do_not_share_their_retries(client: AuthenticatedClient, server: Server, naps: Naps) -> None:
    server.will(*[answer(429)] * THREADS, *[created()] * THREADS)
    together = threading.Barrier(THREADS)

    def call(_: int) -> str:
        together.wait()
        return create(client)

    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(call, range(THREADS))) == [SECRET] * THREADS
    assert len(server.requests) == 2 * THREADS
    assert len(naps) == THREADS
