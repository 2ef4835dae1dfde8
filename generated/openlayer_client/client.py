"""Clients: what an operation needs to know besides its arguments."""

import os
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx as httpx
from attrs import evolve

from ._pools import Pool
from ._settings import (
    DEFAULT_TIMEOUT,
    Settings,
    Token,
    cookie_fault,
    header_fault,
    make_settings,
    raw_headers,
    read_timeout,
    token_fault,
)
from .errors import InvalidRequestError


class Client:
    """Transport settings and a connection pool. Safe to share between threads, and by one event loop after another.

    Args:
        base_url: Where the API is. Default: `OPENLAYER_BASE_URL`, else the document's first server
            (https://api.openlayer.com/v1).
        timeout: Seconds for one attempt in all, of which at most 5 to connect; or an `httpx.Timeout`, which
            httpx applies phase by phase; or None for no limit. Default: 60.
        max_retries: How often a request is sent again at most, and only where that can do no harm. 0 sends once.
        headers: Sent with every request. The mapping is copied, never written to.
        cookies: Sent with every request.
        verify_ssl: False for no check of certificates, a path to a CA bundle, or an `ssl.SSLContext`.
        follow_redirects: Whether to follow redirects. Credentials never go to another origin.
        allow_insecure_http: Whether plain http may be used with a host that is not this machine.
        httpx_args: Further arguments for `httpx.Client` and `httpx.AsyncClient`, such as `proxy`, `limits`,
            `event_hooks`, `mounts` or `transport`.

    Attributes:
        settings: What this client was told; nothing secret shows in its repr.
        pool: The connections, shared with the clients that the `with_…` methods made.

    Raises:
        InvalidRequestError: An argument cannot be used. Values are not quoted.
    """

    settings: Settings
    pool: Pool

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: str | bool | ssl.SSLContext = True,
        follow_redirects: bool = False,
        allow_insecure_http: bool = False,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        settings = make_settings(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            cookies=cookies,
            verify_ssl=verify_ssl,
            follow_redirects=follow_redirects,
            allow_insecure_http=allow_insecure_http,
            httpx_args=httpx_args,
        )
        if isinstance(settings, InvalidRequestError):
            # A traceback can show the locals of this frame.
            del base_url, headers, cookies, httpx_args
            raise settings
        self.settings = settings
        self.pool = Pool(settings, self)

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """A new client with these headers besides; it shares the connections, and this one stays as it is.

        Raises:
            InvalidRequestError: A name or a value cannot be sent.
        """
        if fault := header_fault(headers):
            del headers
            raise InvalidRequestError(fault)
        return self._with(evolve(self.settings, headers=self.settings.headers + raw_headers(headers)))

    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """A new client with these cookies besides; it shares the connections, and this one stays as it is.

        Raises:
            InvalidRequestError: A name or a value cannot be sent.
        """
        if fault := cookie_fault(cookies):
            del cookies
            raise InvalidRequestError(fault)
        return self._with(evolve(self.settings, cookies={**self.settings.cookies, **cookies}))

    def with_timeout(self, timeout: float | httpx.Timeout | None) -> Self:
        """A new client with this timeout; it shares the connections, and this one stays as it is.

        Raises:
            InvalidRequestError: The timeout is not above 0.
        """
        times = read_timeout(timeout)
        if isinstance(times, str):
            raise InvalidRequestError(times)
        return self._with(evolve(self.settings, timeout=times[0], total=times[1]))

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Use the connections of `client`. URL, credential, headers and timeout still come from here; you close it."""
        self.pool = self.pool.lend(self, client=client)
        return self

    def set_async_httpx_client(self, client: httpx.AsyncClient) -> Self:
        """Use the connections of `client`. URL, credential, headers and timeout still come from here; you close it."""
        self.pool = self.pool.lend(self, async_client=client)
        return self

    def close(self) -> None:
        """Close this client, and the connections where it made them: not those of the client that it was made from."""
        self.pool.close(self)

    async def aclose(self) -> None:
        """Close this client as `close` does, and its connections in the running event loop."""
        await self.pool.aclose(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        # A traceback may show a client whose arguments were refused.
        settings = getattr(self, "settings", None)
        return f"{type(self).__name__}({f'base_url={settings.base_url!r}' if settings else ''})"

    def _with(self, settings: Settings) -> Self:
        made = object.__new__(type(self))
        made.settings = settings
        made.pool = self.pool.share(made)
        return made


class AuthenticatedClient(Client):
    """A `Client` with a credential, for the operations that ask for one.

    Args:
        token: The bearer token, or a callable that returns it and is asked again for every request, so that
            rotation needs no new client. Default: `OPENLAYER_API_KEY`.

    The other arguments are those of `Client`.

    Raises:
        InvalidRequestError: There is no token, or an argument cannot be used. Values are not quoted.
    """

    def __init__(
        self,
        token: Token | None = None,
        *,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT,
        max_retries: int = 2,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        verify_ssl: str | bool | ssl.SSLContext = True,
        follow_redirects: bool = False,
        allow_insecure_http: bool = False,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        settings = make_settings(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            cookies=cookies,
            verify_ssl=verify_ssl,
            follow_redirects=follow_redirects,
            allow_insecure_http=allow_insecure_http,
            httpx_args=httpx_args,
        )
        credential = os.environ.get("OPENLAYER_API_KEY") if token is None else token
        if credential is None:
            settings = InvalidRequestError("token: is missing: give it or set OPENLAYER_API_KEY")
        elif not callable(credential) and (fault := token_fault(credential)):
            settings = InvalidRequestError(fault)
        if isinstance(settings, InvalidRequestError):
            # A traceback can show the locals of this frame.
            del token, credential, base_url, headers, cookies, httpx_args
            raise settings
        self.settings = evolve(settings, token=credential)
        self.pool = Pool(settings, self)


__all__ = ["AuthenticatedClient", "Client"]
