"""What the behaviour tests share: obviously made-up data, and one way to call sync and async alike."""

import asyncio
import importlib
import inspect
import json
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar

import httpx
import pytest

from behaviour.actions import answer
from behaviour.server import Action
from openlayer_client import AuthenticatedClient
from openlayer_client.api import create_api_key_in_workspace
from openlayer_client.errors import OpenlayerError
from openlayer_client.models import ApiKey
from openlayer_client.types import Response

E = TypeVar("E", bound=OpenlayerError)

WORKSPACE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
TARGET = f"/v1/workspaces/{WORKSPACE}/api-keys"
TOKEN = "sk-ol-test-token-000000000000000"
SECRET = "sk-ol-test-secret-11111111111111"

# Reading every root certificate takes 0.1 s a client; the tests need a context that trusts nobody.
TRUST_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def key_json(**changes: Any) -> dict[str, Any]:
    """A documented answer; a change to `...` leaves the property out."""
    document = {
        "id": "0a6b0b4e-3c0e-4f0e-9d3b-0d9b9d0f0001",
        "name": "My API Key",
        "dateCreated": "2024-03-22T11:31:01.185Z",
        "dateUpdated": "2024-03-22T11:31:02Z",
        "dateLastUsed": None,
        "secureKey": SECRET,
    }
    return {name: value for name, value in (document | changes).items() if value is not ...}


def json_answer(status: int, document: Any, *headers: tuple[str, str]) -> Action:
    return answer(status, json.dumps(document).encode(), (("Content-Type", "application/json"), *headers))


def created(**changes: Any) -> Action:
    return json_answer(201, key_json(**changes))


class Driver(Protocol):
    """One of the two ways to use a client; everything that differs between them."""

    name: str

    def run(self, result: Any) -> Any:
        """The value itself, or what awaiting it gives."""

    def call(self, operation: Any, *arguments: Any, **keywords: Any) -> Any: ...

    def detailed(self, operation: Any, *arguments: Any, **keywords: Any) -> Any: ...

    def close(self, client: Any) -> None: ...

    def pool(self, **options: Any) -> Any:
        """A pool of httpx's own."""

    def close_pool(self, pool: Any) -> None: ...

    def lend(self, client: Any, pool: Any) -> None: ...

    def hook(self, function: Callable[[Any], None]) -> Any:
        """The function as an event hook."""


class SyncDriver:
    name = "sync"

    def run(self, result: Any) -> Any:
        return result

    def call(self, operation: Any, *arguments: Any, **keywords: Any) -> Any:
        return operation.sync(*arguments, **keywords)

    def detailed(self, operation: Any, *arguments: Any, **keywords: Any) -> Any:
        return operation.sync_detailed(*arguments, **keywords)

    def close(self, client: Any) -> None:
        client.close()

    def pool(self, **options: Any) -> httpx.Client:
        return httpx.Client(verify=TRUST_NOBODY, **options)

    def close_pool(self, pool: httpx.Client) -> None:
        pool.close()

    def lend(self, client: Any, pool: httpx.Client) -> None:
        client.set_httpx_client(pool)

    def hook(self, function: Callable[[Any], None]) -> Any:
        return function


class AsyncDriver:
    name = "asyncio"

    def __init__(self, runner: asyncio.Runner) -> None:
        self.runner = runner

    def run(self, result: Any) -> Any:
        return self.runner.run(result) if inspect.iscoroutine(result) else result

    def call(self, operation: Any, *arguments: Any, **keywords: Any) -> Any:
        return self.run(operation.asyncio(*arguments, **keywords))

    def detailed(self, operation: Any, *arguments: Any, **keywords: Any) -> Any:
        return self.run(operation.asyncio_detailed(*arguments, **keywords))

    def close(self, client: Any) -> None:
        self.run(client.aclose())

    def pool(self, **options: Any) -> httpx.AsyncClient:
        return httpx.AsyncClient(verify=TRUST_NOBODY, **options)

    def close_pool(self, pool: httpx.AsyncClient) -> None:
        self.run(pool.aclose())

    def lend(self, client: Any, pool: httpx.AsyncClient) -> None:
        client.set_async_httpx_client(pool)

    def hook(self, function: Callable[[Any], None]) -> Any:
        async def call_it(message: Any) -> None:
            function(message)

        return call_it


class Creator:
    """Creates API keys with one driver."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def __call__(self, client: Any, workspace: Any = WORKSPACE, **arguments: Any) -> ApiKey:
        key: ApiKey = self.driver.call(create_api_key_in_workspace, workspace, client=client, **arguments)
        return key

    def detailed(self, client: Any, workspace: Any = WORKSPACE, **arguments: Any) -> Response[ApiKey]:
        response: Response[ApiKey] = self.driver.detailed(
            create_api_key_in_workspace, workspace, client=client, **arguments
        )
        return response

    def failure(self, kind: type[E], client: Any, workspace: Any = WORKSPACE, **arguments: Any) -> E:
        """The error, of exactly this kind, that the call raises."""
        try:
            self(client, workspace, **arguments)
        except OpenlayerError as error:
            assert type(error) is kind
            # No local may keep the error: its traceback holds this frame, so the circle would hold the client.
            return error
        pytest.fail(f"DID NOT RAISE {kind.__name__}")


# One call in one of the four forms: what it returns, or the package's error that it raises.
Attempt = Callable[[Any], ApiKey | Response[ApiKey] | OpenlayerError]


class Connector:
    """Makes clients for a server, and closes them in the end."""

    def __init__(self, driver: Driver, base_url: str) -> None:
        self.driver = driver
        self.base_url = base_url
        self._clients: list[Any] = []

    def __call__(self, kind: str = "AuthenticatedClient", /, **options: Any) -> AuthenticatedClient:
        """A client of this kind; an option of `...` is left to the client."""
        options = {"token": TOKEN, "base_url": self.base_url, "timeout": 10, "verify_ssl": TRUST_NOBODY} | options
        # The package is the one that is installed now, which need not be the real one.
        make = getattr(importlib.import_module("openlayer_client"), kind)
        client = make(**{name: value for name, value in options.items() if value is not ...})
        self._clients.append(client)
        return client  # type: ignore[no-any-return]

    def close(self) -> None:
        for client in self._clients:
            self.driver.close(client)


class Naps(list[float]):
    """Every wait that the client asked for, in seconds. Nobody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.during: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        assert not asyncio._get_running_loop(), "this wait would block the event loop"
        self.append(seconds)
        self.during()

    async def sleep_async(self, seconds: float) -> None:
        self.append(seconds)
        self.during()


class OtherPackage:
    """An openlayer_client made from another document, which takes the real one's place for a while."""

    def __init__(self, folder: Path, trouble: str) -> None:
        self.folder = folder
        self._trouble = trouble
        self._modules: dict[str, ModuleType] = {}

    @contextmanager
    def installed(self) -> Iterator["OtherPackage"]:
        assert not self._trouble, self._trouble
        real = _take_modules()
        sys.modules.update(self._modules)
        sys.path.insert(0, str(self.folder))
        importlib.invalidate_caches()
        try:
            yield self
        finally:
            sys.path.remove(str(self.folder))
            self._modules = _take_modules()
            sys.modules.update(real)

    def __getitem__(self, name: str) -> Any:
        """A module of the package: `package["api.get_thing"]`."""
        return importlib.import_module(f"openlayer_client.{name}")


def _take_modules() -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.partition(".")[0] == "openlayer_client"]
    return {name: sys.modules.pop(name) for name in names}


def short(case: object) -> str:
    """A parameter as part of a test's name."""
    return ascii(case).strip("'")[:40]
