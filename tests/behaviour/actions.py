"""What the server can do with a request."""

import socket
import time
from collections.abc import Sequence

from behaviour.server import Action, Connection

Headers = Sequence[tuple[str, str]]
JSON_HEADERS: Headers = (("Content-Type", "application/json"),)


def head(status: int, headers: Headers, reason: str = "Scripted") -> bytes:
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer(status: int, body: bytes = b"", headers: Headers = JSON_HEADERS, *, after: float = 0.0) -> Action:
    """A well-formed answer, `after` seconds late."""

    def act(connection: Connection) -> bool:
        time.sleep(after)
        # 204 and 304 may have no body, and so no length either.
        length = () if status in (204, 304) else (("Content-Length", str(len(body))),)
        connection.send(head(status, (*headers, *length)) + body)
        return True

    return act


def redirect(location: str, status: int = 307, headers: Headers = ()) -> Action:
    return answer(status, headers=(("Location", location), *headers))


def raw(data: bytes) -> Action:
    """Exactly these bytes, then the end of the connection."""

    def act(connection: Connection) -> bool:
        connection.send(data)
        return False

    return act


def garbage(text: str = "THIS IS NOT HTTP") -> Action:
    return raw(text.encode() + b"\r\n\r\n")


def cut_short(status: int, body: bytes) -> Action:
    """The whole body is announced, half of it sent."""
    announced = (*JSON_HEADERS, ("Content-Length", str(len(body))))
    return raw(head(status, announced) + body[: len(body) // 2])


def drip(status: int, body: bytes, *, pieces: int, pause: float, head_too: bool = False) -> Action:
    """The body (or all, which is mostly head then) in `pieces`: no single pause is long, the sum is."""

    def act(connection: Connection) -> bool:
        padding = (("X-Padding", "x" * 8 * len(body)),) if head_too else ()
        start = head(status, (*JSON_HEADERS, ("Content-Length", str(len(body))), *padding))
        if not head_too:
            connection.send(start)
        data = start + body if head_too else body
        size = -(-len(data) // pieces)
        for index in range(0, len(data), size):
            time.sleep(pause)
            connection.send(data[index : index + size])
        return True

    return act


def close(connection: Connection) -> bool:
    """No answer at all, a clean end."""
    del connection
    return False


def reset(connection: Connection) -> bool:
    """No answer at all, a connection reset."""
    connection.reset()
    return False


def reset_unread(connection: Connection) -> bool:
    """A connection reset while the request, which has begun to arrive, is still unread."""
    connection.socket.recv(1, socket.MSG_PEEK)
    return reset(connection)


def stall(connection: Connection) -> bool:
    """No answer until the client gives up."""
    connection.wait_for_client_to_leave()
    return False
