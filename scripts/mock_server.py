"""Run the mock API on a socket: for a person until a signal comes, for a test in a thread."""

import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import mock_app
import mock_operations
from problems import Problem, reason

Log = Callable[[str], None]

_SECONDS_TO_FINISH = 1
_SECONDS_TO_STOP = 5


@dataclass(frozen=True)
class Address:
    """Where a mock listens: its root, and the base URL that the document's paths stand below."""

    root: str
    base_url: str


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        Problem: The host is none of this machine's, or the port is taken.
    """
    where = f"{host}:{port}"
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(where, "the port is taken", "choose another one with --port, 0 for any") from None
        # create_server adds the address to the reason, in parentheses.
        what = f"cannot be listened at: {reason(error).partition(' (')[0]}"
        raise Problem(where, what, "choose another --host or --port") from None
    # Accepted sockets inherit it; asyncio sets it only where it knows the protocol, which create_server leaves open.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address(document: dict[str, Any], listener: socket.socket) -> Address:
    """Where clients reach the mock of `document` that listens on `listener`."""
    host, port = listener.getsockname()[:2]
    root = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    return Address(root, root + mock_operations.base_path(document))


def run(app: ASGIApp, listener: socket.socket, log: Log, announcement: str) -> None:
    """Serve in the main thread until SIGINT or SIGTERM.

    Args:
        app: The application.
        listener: The socket to serve on; it is closed at the end.
        log: Called with one line for each request: method, path, status.
        announcement: The line that `log` gets first, once a signal would end the server well.
    """
    server = _server(app, log)

    def stop(number: int, frame: object) -> None:
        server.should_exit = True

    # uvicorn raises a signal again once it has stopped; with these handlers that is no second way to end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    log(announcement)
    server.run(sockets=[listener])


@contextmanager
def serve(
    document: dict[str, Any], *, host: str = "127.0.0.1", port: int = 0, log: Log = lambda line: None
) -> Iterator[Address]:
    """Serve a valid OpenAPI document in a thread for as long as the context lasts.

    Args:
        document: The document.
        host: The address to listen at.
        port: The port, 0 for any.
        log: Called with one line for each request: method, path, status.

    Raises:
        Problem: The host is none of this machine's, or the port is taken.
    """
    listener = listen(host, port)
    server = _server(mock_app.create_app(document), log)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield address(document, listener)
    finally:
        server.should_exit = True
        thread.join(_SECONDS_TO_STOP)


def _server(app: ASGIApp, log: Log) -> uvicorn.Server:
    config = uvicorn.Config(
        _Logged(app, log),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    return uvicorn.Server(config)


class _Logged:
    """Tells of each request what is no secret: the method, the path without its query, the status."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_and_log(message: Message) -> None:
            if message["type"] == "http.response.start":
                path = scope["state"].get("shown_path", scope["raw_path"].decode("latin-1"))
                self._log(f"{scope['method']} {path} {message['status']}")
            await send(message)

        await self._app(scope, receive, send_and_log)
