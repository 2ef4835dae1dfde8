"""Create API keys with the generated client on a local mock of the API: what `make demo` shows."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from problems import Problem, exit_with

_REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_REPOSITORY / "generated"))

from openlayer_client import AuthenticatedClient, InvalidRequestError, OpenlayerError  # noqa: E402
from openlayer_client.api import create_api_key_in_workspace  # noqa: E402
from openlayer_client.models import ApiKey, CreateApiKeyInWorkspaceBody  # noqa: E402

_MOCK_API = (sys.executable, str(_REPOSITORY / "scripts" / "mock_api.py"), "--port", "0")
_WORKSPACE = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"
_SECONDS_TO_STOP = 5


def main() -> None:
    """Run the demo.

    Raises:
        Problem: The mock did not start, or a call did not do what it should.
    """
    print("Creating Openlayer API keys with the generated client, on a mock of the API.")
    try:
        with mock_api() as mock:
            print(f"\n1. A mock of the API, made from generated/openapi.yaml, is at {mock.base_url}")
            _create_keys(mock.base_url)
    except OpenlayerError as error:
        raise Problem("the demo", f"{type(error).__name__}: {error}") from None
    print("\n5. The mock saw only the requests for the two keys:")
    for request in mock.requests:
        print(f"     {request}")
    print(
        "\nNext:\n"
        "     README.md    install the client in a service and call it\n"
        "     make mock    keep the mock running, for your own code to call\n"
        "     make test    hold the client against the document"
    )


@dataclass(frozen=True)
class Mock:
    """A running mock API: where it is and, once it has stopped, a line for each request that it saw."""

    base_url: str
    requests: list[str] = field(default_factory=list)


@contextmanager
def mock_api(command: Sequence[str] = _MOCK_API) -> Iterator[Mock]:
    """A mock API in a process of its own, on a free port, stopped at the end.

    Args:
        command: What starts it; the first line that it prints holds the URL.

    Raises:
        Problem: It did not start.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            announcement = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://\S+", announcement)
            if found is None:
                process.kill()
                _, errors = process.communicate()
                raise Problem("the mock API", f"did not start: {errors.strip() or 'it named no URL'}")
            mock = Mock(found[0])
            yield mock
            process.terminate()
            output, _ = process.communicate(timeout=_SECONDS_TO_STOP)
            mock.requests.extend(output.splitlines())
        finally:
            process.kill()


def _create_keys(base_url: str) -> None:
    body = CreateApiKeyInWorkspaceBody(name="Made by sync")
    with _connect(base_url) as client:
        print("\n2. create_api_key_in_workspace.sync(…) returned")
        _show(create_api_key_in_workspace.sync(_WORKSPACE, client=client, body=body))

        print("\n3. await create_api_key_in_workspace.asyncio(…) returned")
        _show(asyncio.run(_create_key(base_url)))

        print('\n4. A mistake, here the workspace id "my-workspace", raises an error before anything is sent:')
        try:
            create_api_key_in_workspace.sync("my-workspace", client=client)
        except InvalidRequestError as error:
            print(f"     {type(error).__name__}: {error}")
        else:
            raise Problem("the demo", "a workspace id that is no UUID was not refused")


async def _create_key(base_url: str) -> ApiKey:
    body = CreateApiKeyInWorkspaceBody(name="Made by asyncio")
    async with _connect(base_url) as client:
        return await create_api_key_in_workspace.asyncio(_WORKSPACE, client=client, body=body)


def _connect(base_url: str) -> AuthenticatedClient:
    # A proxy is for the real API: the mock is on this machine.
    return AuthenticatedClient(token="demo-token", base_url=base_url, httpx_args={"trust_env": False})  # noqa: S106


def _show(api_key: ApiKey) -> None:
    secret = api_key.secure_key
    print(f"     name        {api_key.name}")
    print(f"     id          {api_key.id}")
    print(f"     created     {api_key.date_created:%Y-%m-%d %H:%M:%S %Z}")
    print(f"     secure_key  {secret[:4]}… ({len(secret)} characters, shown once)")


if __name__ == "__main__":
    exit_with(main)
