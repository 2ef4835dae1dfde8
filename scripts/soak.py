"""Thousands of creates from threads and from tasks against a server that misbehaves: is every key accounted for?

    soak.py [--calls N] [--threads N] [--tasks N] [--timeout SECONDS] [--seed N]

Each key that the server made must have been returned, or be in some error's `content`, or belong to a call that
raised with `outcome_unknown`; no call may have made two; every other call must have raised and made none. Open
sockets must not grow, nor memory by more than 20 MiB. Exit 1 where one of these does not hold.
"""

import argparse
import asyncio
import gc
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx

from problems import exit_with
from servers import running

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))

from openlayer_client import APIConnectionError, AuthenticatedClient, OpenlayerError
from openlayer_client.api import create_api_key_in_workspace
from openlayer_client.models import CreateApiKeyInWorkspaceBody

WORKSPACE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
MOST_GROWTH = 20 * 1024 * 1024


@dataclass(slots=True)
class Outcome:
    """What one call came to: a key, or an error with what it says."""

    name: str
    secret: str | None = None
    content: bytes = b""
    outcome_unknown: bool = False
    error: str = ""


@dataclass
class Footprint:
    """What this process holds."""

    sockets: int
    memory: int


def main() -> int:
    options = _parser().parse_args()
    logging.disable()
    faults: list[str] = []
    for kind, workers in (("threads", options.threads), ("tasks", options.tasks)):
        with running("soak_server.py", str(options.seed)) as port:
            base_url = f"http://127.0.0.1:{port}/v1"
            run = _in_threads if kind == "threads" else _in_tasks
            run(base_url, options.timeout, [f"warm-up-{number}" for number in range(workers * 8)], workers)
            before, started = _footprint(), time.monotonic()
            outcomes = run(base_url, options.timeout, [f"call-{number}" for number in range(options.calls)], workers)
            seconds, after = time.monotonic() - started, _footprint()
            created = httpx.get(f"http://127.0.0.1:{port}/__created").json()
        found = unaccounted(outcomes, [key for key in created if key["name"].startswith("call-")])
        if after.sockets > before.sockets:
            found.append(f"open sockets grew from {before.sockets} to {after.sockets}")
        if after.memory - before.memory > MOST_GROWTH:
            found.append(f"memory grew by {(after.memory - before.memory) / 2**20:.1f} MiB")
        _report(kind, workers, outcomes, seconds, after.memory - before.memory)
        faults += [f"{kind}: {fault}" for fault in found]
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    if not faults:
        print("every key is accounted for, no call made two")
    return 1 if faults else 0


def unaccounted(outcomes: Iterable[Outcome], created: Iterable[dict[str, str]]) -> list[str]:
    """What does not hold of the calls and the keys that the server made."""
    keys: dict[str, list[str]] = {}
    for key in created:
        keys.setdefault(key["name"], []).append(key["secureKey"])
    faults = []
    for outcome in outcomes:
        made = keys.pop(outcome.name, [])
        if len(made) > 1:
            faults.append(f"{outcome.name} made {len(made)} keys")
        for secret in made:
            if not (secret == outcome.secret or secret.encode() in outcome.content or outcome.outcome_unknown):
                faults.append(f"the key of {outcome.name} is lost ({outcome.error})")
        if outcome.secret is not None and outcome.secret not in made:
            faults.append(f"{outcome.name} returned a key that the server did not make")
    return faults + [f"nobody asked for the key of {name}" for name in keys]


def _in_threads(base_url: str, timeout: float, names: list[str], workers: int) -> list[Outcome]:
    pending = iter(names)
    with _client(base_url, timeout) as client, ThreadPoolExecutor(workers) as executor:
        # Each worker takes the next name: ten thousand futures would weigh more than what is measured.
        running_workers = [executor.submit(lambda: [_create(client, name) for name in pending]) for _ in range(workers)]
        return [outcome for worker in running_workers for outcome in worker.result()]


def _create(client: AuthenticatedClient, name: str) -> Outcome:
    try:
        body = CreateApiKeyInWorkspaceBody(name=name)
        key = create_api_key_in_workspace.sync(WORKSPACE, client=client, body=body)
    except OpenlayerError as error:
        return _failed(name, error)
    return Outcome(name, secret=key.secure_key)


def _in_tasks(base_url: str, timeout: float, names: list[str], workers: int) -> list[Outcome]:
    async def run() -> list[Outcome]:
        async with _client(base_url, timeout) as client:
            pending = iter(names)

            async def work() -> list[Outcome]:
                return [await _create_async(client, name) for name in pending]

            return [outcome for found in await asyncio.gather(*(work() for _ in range(workers))) for outcome in found]

    return asyncio.run(run())


async def _create_async(client: AuthenticatedClient, name: str) -> Outcome:
    try:
        body = CreateApiKeyInWorkspaceBody(name=name)
        key = await create_api_key_in_workspace.asyncio(WORKSPACE, client=client, body=body)
    except OpenlayerError as error:
        return _failed(name, error)
    return Outcome(name, secret=key.secure_key)


def _failed(name: str, error: OpenlayerError) -> Outcome:
    return Outcome(
        name,
        content=getattr(error, "content", b""),
        outcome_unknown=isinstance(error, APIConnectionError) and error.outcome_unknown,
        error=type(error).__name__,
    )


def _client(base_url: str, timeout: float) -> AuthenticatedClient:
    limits = httpx.Limits(max_connections=256, max_keepalive_connections=256)
    return AuthenticatedClient("soak-token", base_url=base_url, timeout=timeout, httpx_args={"limits": limits})


def _footprint() -> Footprint:
    gc.collect()
    links = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            links.append(descriptor.readlink().name)
        except FileNotFoundError:
            # The descriptor that lists the folder is gone by now.
            continue
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Footprint(sum(link.startswith("socket:") for link in links), pages * os.sysconf("SC_PAGE_SIZE"))


def _report(kind: str, workers: int, outcomes: list[Outcome], seconds: float, growth: int) -> None:
    errors = Counter(outcome.error for outcome in outcomes if outcome.error)
    print(
        f"{len(outcomes):,} creates from {workers} {kind} in {seconds:.1f} s; memory grew by {growth / 2**20:.1f} MiB;"
        f" {len(outcomes) - errors.total():,} returned, {errors.total():,} raised:"
    )
    for name, count in errors.most_common():
        print(f"  {count:6,} {name}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Account for every key under concurrency and failures.")
    parser.add_argument("--calls", type=int, default=10_000, help="creates from threads, and as many from tasks")
    parser.add_argument("--threads", type=int, default=64)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--timeout", type=float, default=5, help="seconds for one attempt")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    exit_with(main)
