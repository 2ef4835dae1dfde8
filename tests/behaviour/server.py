"""A scriptable HTTP/1.1 server on loopback: raw sockets, so that it can also break the protocol."""

import contextlib
import socket
import ssl
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Request:
    """One request, as it stood on the wire."""

    raw: bytes
    body: bytes
    connection: int
    head: Sequence[bytes] = field(repr=False)

    @property
    def method(self) -> str:
        return self.head[0].split(b" ")[0].decode("ascii")

    @property
    def target(self) -> str:
        return self.head[0].split(b" ")[1].decode("ascii")

    def values(self, name: str) -> list[str]:
        """Every value of a header, in order; an absent header is an empty list."""
        pairs = (line.decode("latin-1").partition(":") for line in self.head[1:])
        return [value.strip() for key, _, value in pairs if key.lower() == name.lower()]


class Connection:
    """One accepted socket, from the server's side."""

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.socket = sock
        self.number = number
        self._received = b""

    def read_request(self) -> Request | None:
        """The next request, or None once the client has left."""
        while b"\r\n\r\n" not in self._received:
            if not self._receive():
                return None
        head, _, _ = self._received.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        size = len(head) + 4
        length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
        while len(self._received) < size + length:
            if not self._receive():
                return None
        raw, self._received = self._received[: size + length], self._received[size + length :]
        return Request(raw=raw, body=raw[size:], connection=self.number, head=lines)

    def _receive(self) -> bool:
        data = self.socket.recv(65536)
        self._received += data
        return bool(data)

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def wait_for_client_to_leave(self) -> None:
        while self._receive():
            pass

    def reset(self) -> None:
        # Linger of zero: close() sends RST instead of FIN.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


# Does something to one connection; True keeps it open for the next request.
Action = Callable[[Connection], bool]


class Server:
    """Answers each request with the next scripted action, and with `default` once the script is through."""

    def __init__(self, default: Action, *, tls: ssl.SSLContext | None = None, listening: bool = True) -> None:
        self.default = default
        self.script: deque[Action] = deque()
        self.greeting: Action | None = None
        self.requests: list[Request] = []
        self.connections = 0
        self._tls = tls
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Condition()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        if listening:
            self.listen()

    @property
    def url(self) -> str:
        """What a client takes as its base URL."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}/v1"

    def listen(self) -> None:
        """Until this is called, the bound port refuses connections (and nobody else can take it)."""
        self._socket.listen(64)
        self._start(self._accept)

    def will(self, *actions: Action) -> None:
        self.script.extend(actions)

    def wait_for_requests(self, count: int, timeout: float = 5.0) -> bool:
        """Whether the server has read `count` requests within `timeout`."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self.requests) >= count, timeout)

    def wait_until_left(self, timeout: float = 2.0) -> bool:
        """Whether every client connection ends within `timeout`."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._open, timeout)

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        for acceptor in self._threads[:1]:
            acceptor.join()  # no new connection from here on
        with self._lock:
            remaining = list(self._open)
        for sock in remaining:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._socket.accept()
                if self._tls:
                    sock = self._tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
                with self._lock:
                    self.connections += 1
                    self._open.add(sock)
                    number = self.connections
                self._start(self._serve, sock, number)

    def _serve(self, sock: socket.socket, number: int) -> None:
        # A client that leaves, or a handshake that fails, is what many tests are about.
        with contextlib.suppress(OSError):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            self._converse(Connection(sock, number))
        sock.close()
        with self._lock:
            self._open.discard(sock)
            self._lock.notify_all()

    def _converse(self, connection: Connection) -> None:
        if self.greeting and not self.greeting(connection):
            return
        while request := connection.read_request():
            with self._lock:
                self.requests.append(request)
                self._lock.notify_all()
                action = self.script.popleft() if self.script else self.default
            if not action(connection):
                return


@contextlib.contextmanager
def full_backlog() -> Iterator[str]:
    """The base URL of a port whose queue is full: Linux drops further attempts, so that connecting takes for ever."""
    with contextlib.ExitStack() as sockets:
        listener = sockets.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                waiting.connect(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
