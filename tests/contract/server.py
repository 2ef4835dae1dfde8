"""An HTTP/1.1 server on loopback that keeps what it receives, byte for byte, and answers what it is told."""

import socket
import socketserver
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

# A header of every answer.
MARK = ("X-Contract", "kept")
_BODILESS = (204, 205, 304)


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    status: int = 200
    content_type: str | None = None
    body: bytes = b""
    interim: tuple[int, ...] = ()

    def encoded(self, method: str) -> bytes:
        """The answer to a request, as it goes over the wire."""
        lines = [line for status in self.interim for line in (f"HTTP/1.1 {status} Wait", "")]
        lines += [f"HTTP/1.1 {self.status} Said so", f"{MARK[0]}: {MARK[1]}"]
        if self.content_type is not None:
            lines.append(f"Content-Type: {self.content_type}")
        # RFC 9110, 8.6: a 204 has no Content-Length.
        if self.status != 204:
            lines.append(f"Content-Length: {len(self.body)}")
        has_body = method != "HEAD" and self.status not in _BODILESS
        return "\r\n".join([*lines, "", ""]).encode() + (self.body if has_body else b"")


@dataclass(frozen=True)
class Received:
    """A request as it came: the target is neither decoded nor normalised."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


@dataclass
class Server:
    """The server; `with` starts and stops it."""

    reply: Reply = field(default_factory=Reply)
    received: list[Received] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._tcp = _Tcp(("127.0.0.1", 0), _Handler)
        self._tcp.owner = self
        host, port = self._tcp.server_address[:2]
        self.url = f"http://{host!s}:{port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._tcp.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tcp.shutdown()
        self._tcp.server_close()


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    # Clients keep their connections, so waiting for the handlers would wait for the clients.
    block_on_close = False
    owner: Server


class _Handler(socketserver.StreamRequestHandler):
    server: _Tcp

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle(self) -> None:
        owner = self.server.owner
        owner.connections += 1
        try:
            while (received := self._read()) is not None:
                owner.received.append(received)
                self.wfile.write(owner.reply.encoded(received.method))
        except ConnectionError:
            pass

    def _read(self) -> Received | None:
        line = self.rfile.readline()
        if not line:
            return None
        method, target, _ = line.decode("latin-1").rstrip("\r\n").split(" ")
        headers = []
        while (line := self.rfile.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").rstrip("\r\n").partition(":")
            headers.append((name, value.strip(" \t")))
        received = Received(method, target, headers, b"")
        return Received(method, target, headers, self._body(received))

    def _body(self, received: Received) -> bytes:
        if received.header("Transfer-Encoding") != ["chunked"]:
            return self._exactly(int((received.header("Content-Length") or ["0"])[0]))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self._exactly(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _exactly(self, size: int) -> bytes:
        content: Any = self.rfile.read(size)
        return bytes(content)
