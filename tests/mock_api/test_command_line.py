"""`python scripts/mock_api.py` as a person or a Makefile runs it."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import mock_api
from problems import Problem, exit_with

MOCK_API = Path(__file__).resolve().parents[2] / "scripts" / "mock_api.py"
KEYS = "workspaces/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e/api-keys"

Command = subprocess.Popen[str]


@pytest.fixture(scope="module")
def commands() -> Iterator[list[tuple[Command, str]]]:
    """Two running mocks on free ports and their URLs, started together because starting takes longest."""
    running = [_start("--port", "0") for _ in range(2)]
    yield [(command, _url(command)) for command in running]
    for command in running:
        command.kill()
        command.communicate()


def test_it_prints_its_url_and_a_line_a_request_without_secrets_until_ctrl_c(
    commands: list[tuple[Command, str]],
) -> None:
    command, url = commands[0]
    with httpx.Client(trust_env=False, headers={"Authorization": "Bearer my-token"}) as client:
        key = client.post(f"{url}/{KEYS}?q=my-query", json={"name": "my-name"}).json()
        assert key["name"] == "my-name"
        assert client.get(f"{url}/nowhere").status_code == 404

        # The connection is still open.
        status, output, errors = _stop(command, signal.SIGINT)

    assert output.splitlines() == [f"POST /v1/{KEYS} 201", "GET /v1/nowhere 404"]
    assert (status, errors) == (0, "")


def test_a_taken_port_is_one_line_and_exit_code_1(
    commands: list[tuple[Command, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    port = str(httpx.URL(commands[1][1]).port)

    with pytest.raises(SystemExit) as ended:
        exit_with(lambda: mock_api.main(["--port", port]))

    assert ended.value.code == 1
    remedy = "choose another one with --port, 0 for any"
    assert capsys.readouterr() == ("", f"error: 127.0.0.1:{port}: the port is taken; {remedy}\n")


def test_sigterm_is_a_clean_end_also_while_a_request_is_half_sent(commands: list[tuple[Command, str]]) -> None:
    command, url = commands[1]
    address = httpx.URL(url)

    with socket.create_connection((address.host, address.port)) as connection:
        connection.sendall(f"POST /v1/{KEYS} HTTP/1.1\r\nHost: mock\r\nContent-Length: 9\r\n\r\n".encode())
        status, _, errors = _stop(command, signal.SIGTERM)

    assert (status, errors) == (0, "")


@pytest.mark.parametrize("arguments", [["--port", "x"], ["--port", "65536"], ["--port", "-1"], ["--colour"], ["spec"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        mock_api.main(arguments)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_missing_document_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        exit_with(lambda: mock_api.main(["--spec", "nowhere.yaml"]))

    assert ended.value.code == 1
    remedy = "name a readable file"
    assert capsys.readouterr().err == f"error: nowhere.yaml: cannot be read: no such file or directory; {remedy}\n"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "is empty"),
        ("a: [", "is not valid YAML"),
        ("[]", "holds a list"),
        ("openapi: 2.0.0", "is not an OpenAPI 3.0 or 3.1 document"),
        ("openapi: 3.0.3", "is not valid OpenAPI 3.0.3"),
    ],
)
def test_a_document_that_is_none_is_a_problem_that_names_it(tmp_path: Path, content: str, fault: str) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(content)

    with pytest.raises(Problem, match=f"^{re.escape(str(document))}.*: {fault}"):
        mock_api.main(["--spec", str(document), "--port", "0"])


def _start(*arguments: str) -> Command:
    command = [sys.executable, str(MOCK_API), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _url(command: Command) -> str:
    assert command.stdout is not None
    announced = re.fullmatch(
        r"Mock API at (http://127\.0\.0\.1:\d+/v1) \(created: http://127\.0\.0\.1:\d+/__created; Ctrl-C stops it\)\n",
        command.stdout.readline(),
    )
    assert announced is not None
    return announced[1]


def _stop(command: Command, number: int) -> tuple[int, str, str]:
    """The exit code, and what the command printed since its first line."""
    command.send_signal(number)
    output, errors = command.communicate(timeout=10)
    return command.returncode, output, errors
