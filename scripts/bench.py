"""What the promises cost: a create through this client against the same create through plain httpx.

    bench.py [--rounds N] [--calls N]

Interleaved rounds in one process against a server on loopback in another; the figure is the median of the rounds'
ratios. The plain call is `httpx.Client.post(url, json=…)` and `response.json()`, the credential a client header.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from problems import exit_with
from servers import running

GENERATED = Path(__file__).parent.parent / "generated"
WORKSPACE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
TOKEN = "bench-token"


def main() -> int:
    options = _parser().parse_args()
    with running("bench_server.py") as port:
        ours, plain = _callers(f"http://127.0.0.1:{port}/v1")
        ratios, seconds = _measure(ours, plain, options.rounds, options.calls)
    print(f"this client   {statistics.median(seconds[0]) * 1e6:7.0f} µs a call (median of {options.rounds} rounds)")
    print(f"plain httpx   {statistics.median(seconds[1]) * 1e6:7.0f} µs a call")
    low, high = min(ratios), max(ratios)
    print(f"ratio         {statistics.median(ratios):7.2f} (from {low:.2f} to {high:.2f}; the aim is at most 1.00)")
    return 0


def _callers(base_url: str) -> tuple[Callable[[], object], Callable[[], object]]:
    sys.path.insert(0, str(GENERATED))
    from openlayer_client import AuthenticatedClient
    from openlayer_client.api import create_api_key_in_workspace
    from openlayer_client.models import CreateApiKeyInWorkspaceBody

    client = AuthenticatedClient(TOKEN, base_url=base_url)
    http = httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"})
    url = f"{base_url}/workspaces/{WORKSPACE}/api-keys"

    def ours() -> object:
        body = CreateApiKeyInWorkspaceBody(name="My API Key")
        return create_api_key_in_workspace.sync(WORKSPACE, client=client, body=body)

    def plain() -> object:
        return http.post(url, json={"name": "My API Key"}).json()

    return ours, plain


def _measure(
    ours: Callable[[], object], plain: Callable[[], object], rounds: int, calls: int
) -> tuple[list[float], tuple[list[float], list[float]]]:
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        # Each goes first every other time, so that neither profits from its place.
        order = [(0, ours), (1, plain)] if number % 2 else [(1, plain), (0, ours)]
        for index, call in order:
            started = time.perf_counter()
            for _ in range(calls):
                call()
            seconds[index].append((time.perf_counter() - started) / calls)
    # The first round warms up.
    kept = seconds[0][1:], seconds[1][1:]
    return [one / other for one, other in zip(*kept, strict=True)], kept


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Compare a create with the same through plain httpx.")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--calls", type=int, default=50, help="calls of each kind a round")
    return parser


if __name__ == "__main__":
    exit_with(main)
