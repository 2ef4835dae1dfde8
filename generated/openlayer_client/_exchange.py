"""One call: attempts, waits and redirects, decided in one place for threads and event loops alike.

`exchange` is a generator that does no input or output of its own. It yields an `Attempt` to be sent or a number
of seconds to wait; a driver does that and sends back what came of it.
"""

import logging
import time
from collections.abc import Generator, Mapping
from typing import Any

import httpx as httpx

from . import _retries
from ._answers import Received
from ._redirects import next_hop, origin
from ._requests import Prepared
from ._settings import Settings
from .errors import APIConnectionError, APITimeoutError, OpenlayerError

logger = logging.getLogger("openlayer_client")


class Attempt:
    """One request to be sent once, within its time."""

    def __init__(self, request: httpx.Request, path: str, total: float | None, *, own_origin: bool) -> None:
        self.request = request
        self.path = path
        # Credentials that the caller gave to httpx are for the API, not for wherever it redirects to.
        self.auth: Any = httpx.USE_CLIENT_DEFAULT if own_origin else None
        self._total = total
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._started

    def received(self, response: httpx.Response, chunks: list[bytes]) -> Received:
        """What came back, with the content that was read."""
        return Received(
            self.request.method,
            self.path,
            response.status_code,
            response.headers,
            b"".join(chunks),
            response.next_request,
        )

    def begin_body(self) -> None:
        """Leave the body no more than the rest of the time, for a server that stops half way."""
        if self._total is not None:
            # httpcore looks here again when it starts to read the body.
            self.request.extensions["timeout"]["read"] = max(self._total - self.seconds, 0.001)

    def check_time(self, response: httpx.Response) -> None:
        """Raise `httpx.ReadTimeout` when the time has run out and there is more to come."""
        if self._total is not None and self.seconds > self._total and not _is_whole(response):
            raise httpx.ReadTimeout("The answer took longer than the time allowed.")


Connections = httpx.Client | httpx.AsyncClient
Exchange = Generator[Attempt | float, Received | httpx.HTTPError | None, Received]


def exchange(settings: Settings, prepared: Prepared, connections: Connections) -> Exchange:
    """Send a request until there is an answer to give to the caller, and return it.

    Args:
        settings: The client's settings.
        prepared: The call.
        connections: The httpx client that will send it.

    Raises:
        APIConnectionError: No usable answer came.
    """
    number = retries = hops = 0
    request = first = prepared.make()
    while True:
        own_origin = origin(request.url) == origin(first.url)
        if own_origin:
            _add_cookies(request, connections.cookies, prepared.cookies)
        attempt = Attempt(request, prepared.path, settings.total, own_origin=own_origin)
        result = yield attempt
        assert result is not None, "a driver sends back what came of an attempt"
        number += 1
        _log(result, attempt, number)
        # Once redirected, a request may have been acted on before it failed.
        repeatable = retries < settings.max_retries and (not hops or prepared.method in _retries.IDEMPOTENT)
        if isinstance(result, httpx.HTTPError):
            if not (repeatable and _retries.may_repeat_after_failure(prepared.method, result)):
                raise _connection_error(settings, prepared, result, redirected=hops > 0)
            wait = _retries.wait_before(retries)
        elif repeatable and _retries.may_repeat_after_status(prepared.method, result.status_code):
            wait = _retries.wait_before(retries, result.headers.get("retry-after"))
        else:
            hop = next_hop(settings, request, result) if hops < connections.max_redirects else None
            if hop is None:
                return result
            request, hops = hop, hops + 1
            continue
        yield wait
        retries, hops = retries + 1, 0
        request = first = prepared.make()


def _is_whole(response: httpx.Response) -> bool:
    # An answer that is all there is worth more than the time limit: it may hold a key.
    length = response.headers.get("content-length")
    return length is not None and response.num_bytes_downloaded >= int(length)


def _add_cookies(request: httpx.Request, store: httpx.Cookies, own: Mapping[str, str]) -> None:
    if len(store):
        store.set_cookie_header(request)
    if own:
        stored = request.headers.get("cookie")
        kept = [pair for pair in stored.split("; ") if pair.partition("=")[0] not in own] if stored else []
        request.headers["cookie"] = "; ".join([*kept, *(f"{name}={value}" for name, value in own.items())])


def _connection_error(
    settings: Settings, prepared: Prepared, failure: httpx.HTTPError, *, redirected: bool
) -> OpenlayerError:
    harmless = prepared.method in _retries.IDEMPOTENT
    never_sent = _retries.never_sent(failure) and not redirected
    timed_out = isinstance(failure, httpx.TimeoutException)
    what = "ran out of time" if timed_out else "got no usable answer"
    if never_sent:
        consequence = "nothing was sent"
    else:
        consequence = "it may be repeated without harm" if harmless else "the server may have acted"
    error = (APITimeoutError if timed_out else APIConnectionError)(
        f"{prepared.method} {prepared.path}: {what} ({type(failure).__name__}); {consequence}",
        request_path=prepared.path,
        outcome_unknown=not never_sent and not harmless,
    )
    error.__cause__ = _without_secrets(settings, failure)
    return error


def _without_secrets(settings: Settings, failure: httpx.HTTPError) -> httpx.HTTPError | None:
    """The failure itself where its text tells no secret, without the frames and causes that could."""
    if not isinstance(failure, httpx.TimeoutException | httpx.NetworkError):
        return None
    text = str(failure)
    secrets = [*(value.decode("ascii") for _, value in settings.headers), *settings.cookies.values()]
    if isinstance(settings.token, str):
        secrets.append(settings.token)
    if any(secret and secret in text for secret in secrets):
        return None
    failure.__context__ = failure.__cause__ = None
    return failure.with_traceback(None)


def _log(result: Received | httpx.HTTPError, attempt: Attempt, number: int) -> None:
    outcome = type(result).__name__ if isinstance(result, httpx.HTTPError) else result.status_code
    milliseconds = attempt.seconds * 1000
    method = attempt.request.method
    logger.debug("%s %s: %s in %.1f ms (attempt %d)", method, attempt.path, outcome, milliseconds, number)
