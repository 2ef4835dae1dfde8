"""A server that mints keys and misbehaves: a tenth of its answers are refusals, resets, stalls or rate limits.

What it does is drawn from a seeded generator. Now and then its door is shut for a moment, so that connections are
refused. `GET /__created` lists the keys with the name that each request gave; the first line of output is the port.
"""

import asyncio
import json
import random
import socket
import sys
from http import HTTPStatus

MISBEHAVIOURS = (
    "refuse",
    "rate-limit",
    "reset unmade",
    "reset made",
    "stall unmade",
    "stall made",
    "cut short",
    "wrong status",
    "broken body",
)
SHARE = 0.1


class Connection(asyncio.Protocol):
    """One client's connection; requests are told apart by their `Content-Length`."""

    def __init__(self, chance: random.Random, created: list[dict[str, str]]) -> None:
        self._chance = chance
        self._created = created
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        length = int(lengths[0].partition(b":")[2]) if lengths else 0
        if not end or len(body) < length:
            return
        self._received = b""
        if head.startswith(b"GET /__created "):
            self._answer(HTTPStatus.OK, json.dumps(self._created).encode())
        else:
            self._create(json.loads(body)["name"])

    def _create(self, name: str) -> None:
        deed = self._chance.choice(MISBEHAVIOURS) if self._chance.random() < SHARE else "serve"
        if deed == "refuse":
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"")
        elif deed == "rate-limit":
            self._answer(HTTPStatus.TOO_MANY_REQUESTS, b"", "Retry-After: 0.05\r\n")
        elif deed == "reset unmade":
            self._transport.abort()
        elif deed != "stall unmade":
            self._made(deed, self._mint(name))

    def _made(self, deed: str, key: dict[str, str | None]) -> None:
        content = json.dumps(key).encode()
        if deed == "reset made":
            self._transport.abort()
        elif deed == "cut short":
            self._transport.write(_head(HTTPStatus.CREATED, len(content) + 100) + content)
            self._transport.close()
        elif deed == "wrong status":
            self._answer(HTTPStatus.OK, content)
        elif deed == "broken body":
            self._answer(HTTPStatus.CREATED, json.dumps({**key, "dateCreated": "yesterday"}).encode())
        elif deed == "serve":
            self._answer(HTTPStatus.CREATED, content)

    def _mint(self, name: str) -> dict[str, str | None]:
        number = len(self._created)
        secret = f"sk-ol-soak-{number:09}"
        self._created.append({"name": name, "secureKey": secret})
        now = "2026-11-23T09:30:00Z"
        return {
            "id": f"00000000-0000-4000-8000-{number:012}",
            "name": name,
            "dateCreated": now,
            "dateUpdated": now,
            "dateLastUsed": None,
            "secureKey": secret,
        }

    def _answer(self, status: HTTPStatus, content: bytes, header: str = "") -> None:
        self._transport.write(_head(status, len(content), header) + content)


def _head(status: HTTPStatus, length: int, header: str = "") -> bytes:
    line = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
    return f"{line}{header}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()


async def serve(seed: int) -> None:
    """Serve on a free port, with the door shut for a moment every second."""
    loop = asyncio.get_running_loop()
    chance, created = random.Random(seed), list[dict[str, str]]()  # noqa: S311
    port = 0
    while True:
        listener = socket.create_server(("127.0.0.1", port), backlog=512)
        server = await loop.create_server(lambda: Connection(chance, created), sock=listener)
        if not port:
            port = listener.getsockname()[1]
            print(port, flush=True)
        await asyncio.sleep(1)
        server.close()
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
