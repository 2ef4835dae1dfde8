"""The smallest server that answers a create: one canned 201 for every request, so that clients are what is timed."""

import asyncio
import json

ANSWER = json.dumps(
    {
        "id": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
        "name": "My API Key",
        "dateCreated": "2026-11-23T09:30:00.123456Z",
        "dateUpdated": "2026-11-23T09:30:00.123456Z",
        "dateLastUsed": None,
        "secureKey": "sk-ol-bench-0000000000000000000000000000",
    }
).encode()
CREATED = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(ANSWER) + ANSWER


class Connection(asyncio.Protocol):
    """Counts whole requests by their `Content-Length` and answers each."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, rest = self._received.partition(b"\r\n\r\n")
            lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            length = int(lengths[0].partition(b":")[2]) if lengths else 0
            if len(rest) < length:
                return
            self._received = rest[length:]
            self._transport.write(CREATED)


async def serve() -> None:
    """Serve on a free port, whose number is the first line of output."""
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
