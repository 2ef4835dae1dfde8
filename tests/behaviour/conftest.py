"""Fixtures of the behaviour tests.

The package is imported inside the fixtures only: pytest loads this file before it knows `--generated`.
"""

import asyncio
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from behaviour.server import Server

if TYPE_CHECKING:
    from behaviour.support import Attempt, Connector, Creator, Driver, Naps, OtherPackage

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in ("OPENLAYER_API_KEY", "OPENLAYER_BASE_URL", *PROXIES, *map(str.lower, PROXIES)):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def naps(monkeypatch: pytest.MonkeyPatch) -> "Naps":
    from behaviour.support import Naps
    from openlayer_client import _retries

    naps = Naps()
    monkeypatch.setattr(_retries, "sleep", naps.sleep)
    monkeypatch.setattr(_retries, "sleep_async", naps.sleep_async)
    return naps


@pytest.fixture
def server() -> Iterator[Server]:
    """Creates an API key for every request that has no other answer scripted."""
    from behaviour.support import created

    with Server(created()) as server:
        yield server


@pytest.fixture
def other_server() -> Iterator[Server]:
    """A second origin."""
    from behaviour.support import created

    with Server(created()) as server:
        yield server


@pytest.fixture
def deaf_server() -> Iterator[Server]:
    """Refuses every connection until it is told to listen."""
    from behaviour.support import created

    with Server(created(), listening=False) as server:
        yield server


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls_server(authority: trustme.CA) -> Iterator[Server]:
    from behaviour.support import created

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with Server(created(), tls=context) as server:
        yield server


@pytest.fixture(params=["sync", "asyncio"])
def driver(request: pytest.FixtureRequest) -> Iterator["Driver"]:
    from behaviour.support import AsyncDriver, SyncDriver

    if request.param == "sync":
        yield SyncDriver()
    else:
        with asyncio.Runner() as runner:
            yield AsyncDriver(runner)


@pytest.fixture
def connect(driver: "Driver", server: Server) -> Iterator["Connector"]:
    from behaviour.support import Connector

    connector = Connector(driver, server.url)
    yield connector
    connector.close()


@pytest.fixture
def create(driver: "Driver") -> "Creator":
    from behaviour.support import Creator

    return Creator(driver)


@pytest.fixture(params=["plain", "detailed"])
def attempt(request: pytest.FixtureRequest, create: "Creator") -> "Attempt":
    from openlayer_client.errors import OpenlayerError

    form = create if request.param == "plain" else create.detailed

    def attempt(client: object) -> object:
        try:
            return form(client)
        except OpenlayerError as error:
            return error

    return attempt  # type: ignore[return-value]


@pytest.fixture(scope="session")
def other_packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, "OtherPackage"]:
    """One package from each file in documents/, made side by side."""
    from behaviour.support import OtherPackage

    folder = tmp_path_factory.mktemp("packages")
    documents = sorted((HERE / "documents").glob("*.yaml"))
    runs = {
        document.stem: subprocess.Popen(
            [
                sys.executable,
                "scripts/generate.py",
                "--no-overlay",
                f"--spec={document}",
                f"--output={folder / document.stem}",
            ],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for document in documents
    }
    outputs = {name: run.communicate()[0] for name, run in runs.items()}
    return {name: OtherPackage(folder / name, outputs[name] if run.returncode else "") for name, run in runs.items()}


@pytest.fixture
def verbs(
    other_packages: dict[str, "OtherPackage"], naps: "Naps", monkeypatch: pytest.MonkeyPatch
) -> Iterator["OtherPackage"]:
    """Made from documents/verbs.yaml."""
    with other_packages["verbs"].installed() as package:
        monkeypatch.setattr(package["_retries"], "sleep", naps.sleep)
        monkeypatch.setattr(package["_retries"], "sleep_async", naps.sleep_async)
        yield package


@pytest.fixture
def shapes(other_packages: dict[str, "OtherPackage"]) -> Iterator["OtherPackage"]:
    """Made from documents/shapes.yaml."""
    with other_packages["shapes"].installed() as package:
        yield package
