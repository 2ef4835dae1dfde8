"""The two ways to do what an exchange asks for: in a thread and in an event loop."""

from contextlib import aclosing, closing

import httpx as httpx

from . import _retries
from ._answers import Received
from ._exchange import Attempt, Exchange


def run(client: httpx.Client, exchange: Exchange) -> Received:
    """Carry out an exchange in this thread."""
    result: Received | httpx.HTTPError | None = None
    try:
        while True:
            step = exchange.send(result)
            result = None
            if isinstance(step, Attempt):
                result = _send(client, step)
            else:
                _retries.sleep(step)
    except StopIteration as stop:
        received: Received = stop.value
        return received


async def run_async(client: httpx.AsyncClient, exchange: Exchange) -> Received:
    """Carry out an exchange in the running event loop."""
    result: Received | httpx.HTTPError | None = None
    try:
        while True:
            step = exchange.send(result)
            result = None
            if isinstance(step, Attempt):
                result = await _send_async(client, step)
            else:
                await _retries.sleep_async(step)
    except StopIteration as stop:
        received: Received = stop.value
        return received


def _send(client: httpx.Client, attempt: Attempt) -> Received | httpx.HTTPError:
    try:
        response = client.send(attempt.request, stream=True, auth=attempt.auth, follow_redirects=False)
        with closing(response):
            attempt.begin_body()
            chunks: list[bytes] = []
            for chunk in response.iter_bytes():
                chunks.append(chunk)
                attempt.check_time(response)
    except httpx.HTTPError as failure:
        return failure
    return attempt.received(response, chunks)


async def _send_async(client: httpx.AsyncClient, attempt: Attempt) -> Received | httpx.HTTPError:
    try:
        response = await client.send(attempt.request, stream=True, auth=attempt.auth, follow_redirects=False)
        async with aclosing(response):
            attempt.begin_body()
            chunks: list[bytes] = []
            async for chunk in response.aiter_bytes():
                chunks.append(chunk)
                attempt.check_time(response)
    except httpx.HTTPError as failure:
        return failure
    return attempt.received(response, chunks)
