"""Calls operations of the package under test against a server that keeps what it received."""

import asyncio
import itertools
from typing import Any

from contract.arguments import Arguments
from contract.conversion import Conversion
from contract.operations import Answer, Operation
from contract.package import FUNCTIONS, Package
from contract.server import Received, Reply, Server
from contract.wire import Reading

TOKEN = "sk-ol-contract-token"
BASE_PATH = "/base/v1"
# An answer that is no operation's success.
_TEAPOT = 418


class Api:
    """The package's clients, both ways to call, and the server on the other side."""

    def __init__(self, package: Package, server: Server, conversion: Conversion, reading: Reading) -> None:
        self.package = package
        self.server = server
        self.conversion = conversion
        self.reading = reading
        settings = {"base_url": server.url + BASE_PATH, "max_retries": 0}
        self.authenticated = package.root.AuthenticatedClient(TOKEN, **settings)
        self.anonymous = package.root.Client(**settings)
        self._runner = asyncio.Runner()
        self._functions = itertools.cycle(FUNCTIONS)

    def close(self) -> None:
        """Give connections and the event loop back."""
        for client in (self.authenticated, self.anonymous):
            client.close()
            self._runner.run(client.aclose())
        self._runner.close()

    def client_for(self, operation: Operation) -> Any:
        """The plainest client that may call an operation."""
        return self.authenticated if operation.credential == "required" else self.anonymous

    def next_function(self) -> str:
        """One of the four functions, each in turn."""
        return next(self._functions)

    def call(self, function: str, operation: Operation, arguments: Arguments, client: Any = None) -> Any:
        """What a function of an operation returns or raises."""
        keywords = arguments.keywords(operation, self.conversion)
        keywords["client"] = client or self.client_for(operation)
        called = self.package.function(operation, function)
        return self._runner.run(called(**keywords)) if function.startswith("asyncio") else called(**keywords)

    def sent(self, operation: Operation, arguments: Arguments, client: Any = None) -> Received:
        """The one request that a call makes, through one of the four functions."""
        self.server.received.clear()
        self.reply(_TEAPOT)
        try:
            self.call(self.next_function(), operation, arguments, client)
        except self.package.errors.APIStatusError as error:
            assert error.status_code == _TEAPOT
        assert len(self.server.received) == 1, f"{operation.id}: one call makes {len(self.server.received)} requests"
        return self.server.received[0]

    def reply(
        self, status: int, answer: Answer | None = None, body: bytes = b"", interim: tuple[int, ...] = ()
    ) -> None:
        """Answer so from now on, after the interim answers."""
        content_type = answer.media.content_type if answer is not None and answer.media is not None else None
        self.server.reply = Reply(status, content_type, body, interim)
