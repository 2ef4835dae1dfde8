"""The connections that a client and its copies share."""

import asyncio
import threading
import weakref
from collections.abc import AsyncGenerator
from typing import Any

import httpx as httpx

from ._settings import Settings
from .errors import InvalidRequestError


class Pool:
    """One httpx client for all threads, one for each event loop, made at the first call.

    Lent clients are used instead where there are any, and never closed here. The client that made the pool closes
    it for all; where that one is gone, the last that shares it does.
    """

    def __init__(self, settings: Settings, maker: object) -> None:
        self._settings = settings
        self._maker = weakref.ref(maker)
        self._lock = threading.Lock()
        self._sync: httpx.Client | None = None
        self._keepers: dict[asyncio.AbstractEventLoop, _Keeper] = {}
        self._holders: weakref.WeakSet[object] = weakref.WeakSet((maker,))
        self._lent: httpx.Client | None = None
        self._lent_async: httpx.AsyncClient | None = None

    def share(self, holder: object) -> "Pool":
        """This pool, for one more client."""
        self._holders.add(holder)
        return self

    def lend(
        self,
        holder: object,
        *,
        client: httpx.Client | None = None,
        async_client: httpx.AsyncClient | None = None,
    ) -> "Pool":
        """The pool for `holder` from now on: this one where nobody shares it, else one of its own."""
        pool = self
        if len(self._holders) > 1:
            self._holders.discard(holder)
            pool = Pool(self._settings, holder)
            pool._lent, pool._lent_async = self._lent, self._lent_async
        pool._lent = client or pool._lent
        pool._lent_async = async_client or pool._lent_async
        return pool

    def sync_client(self, holder: object) -> httpx.Client:
        """The httpx client for threads. Raises `InvalidRequestError` where there can be none."""
        self._refuse_if_closed(holder)
        if self._lent is not None:
            return self._lent
        with self._lock:
            if self._sync is None:
                made: httpx.Client = self._make(httpx.Client)
                self._sync = made
            return self._sync

    async def async_client(self, holder: object) -> httpx.AsyncClient:
        """The httpx client for the running event loop. Raises `InvalidRequestError` where there can be none."""
        self._refuse_if_closed(holder)
        if self._lent_async is not None:
            return self._lent_async
        loop = asyncio.get_running_loop()
        keeper = self._keepers.get(loop)
        if keeper is None:
            client: httpx.AsyncClient = self._make(httpx.AsyncClient)
            keeper = _Keeper(client)
            with self._lock:
                # A loop that was closed without shutting down its asynchronous generators.
                self._keepers = {
                    other: kept for other, kept in self._keepers.items() if not other.is_closed()
                }
                self._keepers[loop] = keeper
            await keeper.start()
        return keeper.client

    def close(self, holder: object) -> None:
        """Let go; the last holder closes the connections."""
        if self._let_go(holder) and self._sync is not None:
            self._sync.close()

    async def aclose(self, holder: object) -> None:
        """Let go; the last holder closes the connections, those of the running event loop included."""
        if self._let_go(holder):
            if self._sync is not None:
                self._sync.close()
            keeper = self._keepers.pop(asyncio.get_running_loop(), None)
            if keeper is not None:
                await keeper.stop()

    def _let_go(self, holder: object) -> bool:
        with self._lock:
            self._holders.discard(holder)
            if holder is self._maker():
                self._holders.clear()
            return not self._holders

    def _refuse_if_closed(self, holder: object) -> None:
        if holder not in self._holders:
            raise InvalidRequestError("the client is closed")

    def _make(self, kind: type[Any]) -> Any:
        settings = self._settings
        try:
            # Timeouts, headers, cookies and redirects are this package's own business, request by request.
            return kind(verify=settings.verify_ssl, **settings.httpx_args)
        except (ImportError, OSError, TypeError, ValueError) as error:
            fault = type(error).__name__
        raise InvalidRequestError(f"verify_ssl, httpx_args or a proxy variable: httpx refuses them ({fault})")


class _Keeper:
    """Closes an event loop's client with the loop.

    A loop shuts down the asynchronous generators that run in it before it is closed: the one moment at which
    its connections can still be closed, and anybody is told.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self._generator = self._run()

    async def start(self) -> None:
        await anext(self._generator)

    async def stop(self) -> None:
        await self._generator.aclose()

    async def _run(self) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await self.client.aclose()
