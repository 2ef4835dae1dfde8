"""The types: strict for the package, and a caller needs no `None` check."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(sys.executable).parent

IMPORTS = """\
from uuid import UUID
from openlayer_client import AuthenticatedClient, Client
from openlayer_client.api import create_api_key_in_workspace
from openlayer_client.errors import APIConnectionError, APIStatusError, OpenlayerError
from openlayer_client.models import ApiKey, CreateApiKeyInWorkspaceBody
from openlayer_client.types import UNSET, Response, Unset

"""

CALLER = (
    IMPORTS
    + """\
def token() -> str:
    return "t"


def call(client: AuthenticatedClient, workspace_id: str) -> str:
    body = CreateApiKeyInWorkspaceBody(name=None)
    api_key: ApiKey = create_api_key_in_workspace.sync(workspace_id, client=client, body=body)
    name: str | None | Unset = api_key.name
    if name is UNSET or isinstance(name, Unset) or name is None:
        return api_key.secure_key
    return name + api_key.secure_key + api_key.date_created.isoformat()


async def call_async(client: AuthenticatedClient, workspace_id: UUID) -> str:
    api_key: ApiKey = await create_api_key_in_workspace.asyncio(workspace_id, client=client)
    response: Response[ApiKey] = await create_api_key_in_workspace.asyncio_detailed(workspace_id, client=client)
    parsed: ApiKey | None = response.parsed
    return api_key.secure_key + str(response.status_code + 1) + ("" if parsed is None else parsed.secure_key)


def make() -> None:
    with AuthenticatedClient(token, timeout=None, headers={"a": "b"}).with_timeout(3).with_headers({}) as client:
        try:
            call(client, "x")
        except APIConnectionError as error:
            print(error.outcome_unknown and error.request_path)
        except APIStatusError as error:
            print(error.status_code, error.headers["x"], error.content, error.parsed)
        except OpenlayerError as error:
            print(error.request_method)


async def make_async() -> None:
    async with AuthenticatedClient("t") as client:
        client.close()
        await client.aclose()
"""
)

# Each is the sample caller with one thing wrong.
MISTAKES = {
    "plain_client": "create_api_key_in_workspace.sync('x', client=Client())",
    "integer_id": "create_api_key_in_workspace.sync(5, client=AuthenticatedClient('t'))",
    "body_of_another_type": "create_api_key_in_workspace.sync('x', client=AuthenticatedClient('t'), body=5)",
    "name_of_another_type": "CreateApiKeyInWorkspaceBody(name=5)",
    "token_of_another_type": "AuthenticatedClient(5)",
    "detailed_without_check": (
        "create_api_key_in_workspace.sync_detailed('x', client=AuthenticatedClient('t')).parsed.secure_key"
    ),
    "name_without_check": "create_api_key_in_workspace.sync('x', client=AuthenticatedClient('t')).name.upper()",
    "no_await": "create_api_key_in_workspace.asyncio('x', client=AuthenticatedClient('t')).secure_key",
}

# The same lines, right.
CORRECTIONS = {
    "authenticated_client": "create_api_key_in_workspace.sync('x', client=AuthenticatedClient('t'))",
    "string_name": "CreateApiKeyInWorkspaceBody(name='5')",
    "success_needs_no_check": (
        "create_api_key_in_workspace.sync('x', client=AuthenticatedClient('t')).secure_key.upper()"
    ),
}

Findings = dict[str, list[str]]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("callers")
    (folder / "caller.py").write_text(CALLER)
    for name, line in (MISTAKES | CORRECTIONS).items():
        # Only the names that the line uses: strict checkers count an unused import, too.
        imports = [text for text in IMPORTS.splitlines() if "types" not in text and "errors" not in text]
        (folder / f"{name}.py").write_text("\n".join([*imports, "", f"result = {line}", ""]))
    return folder


@pytest.fixture(scope="module")
def findings(samples: Path, pytestconfig: pytest.Config) -> dict[str, Findings]:
    """For each checker, the errors in each file; both run side by side."""
    generated = pytestconfig.getoption("generated").resolve()
    settings = samples / "pyrightconfig.json"
    settings.write_text(
        json.dumps(
            {
                "include": [str(samples), str(generated / "openlayer_client")],
                "extraPaths": [str(generated)],
                "typeCheckingMode": "strict",
                # These say that an import or a call's result goes unused, which is all that the samples are for.
                "reportUnusedImport": "none",
                "reportUnusedExpression": "none",
            }
        )
    )
    mypy = subprocess.Popen(
        [
            *(TOOLS / "mypy", "--strict", "--config-file=", "--no-error-summary", "--output=json"),
            *("--cache-dir", pytestconfig.rootpath / ".mypy_cache" / "behaviour"),
            *(generated / "openlayer_client", *sorted(samples.glob("*.py"))),
        ],
        env=os.environ | {"MYPYPATH": str(generated)},
        cwd=samples,
        stdout=subprocess.PIPE,
        text=True,
    )
    pyright = subprocess.Popen(
        [TOOLS / "basedpyright", "--project", settings, "--pythonpath", sys.executable, "--outputjson"],
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Findings] = {"mypy": {}, "basedpyright": {}}
    for line in mypy.communicate()[0].splitlines():
        entry = json.loads(line)
        if entry["severity"] == "error":
            found["mypy"].setdefault(Path(entry["file"]).stem, []).append(f"{entry['line']}: {entry['message']}")
    report = json.loads(pyright.communicate()[0])
    assert report["summary"]["filesAnalyzed"] > len(list(generated.glob("openlayer_client/**/*.py")))
    for entry in report["generalDiagnostics"]:
        if entry["severity"] == "error":
            where = f"{entry['range']['start']['line'] + 1}: {entry['message']}"
            found["basedpyright"].setdefault(Path(entry["file"]).stem, []).append(where)
    return found


checkers = pytest.mark.parametrize("checker", ["mypy", "basedpyright"])


@checkers
def test_the_package_and_its_callers_are_strictly_typed(checker: str, findings: dict[str, Findings]) -> None:
    clean = {name: errors for name, errors in findings[checker].items() if name not in MISTAKES}
    assert clean == {}


@checkers
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found(checker: str, mistake: str, findings: dict[str, Findings]) -> None:
    assert findings[checker].get(mistake)
