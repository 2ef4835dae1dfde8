"""The Python surface: where things are, what they are called with, and what they give back."""

import importlib
import inspect
import itertools
from importlib import resources

import httpx
import pytest

import openlayer_client
from behaviour.actions import answer
from behaviour.server import Server
from behaviour.support import (
    SECRET,
    TARGET,
    TOKEN,
    WORKSPACE,
    Connector,
    Creator,
    Driver,
    OtherPackage,
    created,
    json_answer,
    key_json,
)
from openlayer_client import AuthenticatedClient, Client
from openlayer_client.api import create_api_key_in_workspace
from openlayer_client.errors import InvalidRequestError
from openlayer_client.models import ApiKey, CreateApiKeyInWorkspaceBody
from openlayer_client.types import Response

FORMS = ["sync", "asyncio", "sync_detailed", "asyncio_detailed"]


@pytest.mark.parametrize("form", FORMS)
def test_an_operation_is_a_module_with_four_functions(form: str) -> None:
    module = importlib.import_module("openlayer_client.api.create_api_key_in_workspace")
    parameters = inspect.signature(getattr(module, form)).parameters
    kinds = {name: parameter.kind for name, parameter in parameters.items()}
    assert kinds == {
        "workspace_id": inspect.Parameter.POSITIONAL_OR_KEYWORD,
        "client": inspect.Parameter.KEYWORD_ONLY,
        "body": inspect.Parameter.KEYWORD_ONLY,
    }
    assert inspect.iscoroutinefunction(getattr(module, form)) is form.startswith("asyncio")


def test_a_tagged_operation_lives_under_its_tag(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = answer(204)
    assert driver.call(verbs["api.big_things.list_tagged"], client=connect()) is None
    assert server.requests[0].target == "/v1/tagged"


def test_a_call_gives_the_success_and_its_detailed_form_the_response(
    server: Server, connect: Connector, create: Creator
) -> None:
    client = connect()
    key = create(client, body=CreateApiKeyInWorkspaceBody(name="n"))
    assert type(key) is ApiKey

    server.will(json_answer(201, key_json(), ("X-Request-Id", "r-1")))
    response = create.detailed(client, body=CreateApiKeyInWorkspaceBody(name="n"))
    assert type(response) is Response
    assert type(response.status_code) is int
    assert response.status_code == 201
    assert response.headers["x-request-id"] == "r-1"
    assert SECRET.encode() in response.content
    assert response.parsed == key

    first, second = server.requests
    assert first.raw == second.raw
    assert (first.method, first.target, first.body) == ("POST", TARGET, b'{"name":"n"}')
    assert first.values("Authorization") == [f"Bearer {TOKEN}"]
    assert first.values("Host") == [f"127.0.0.1:{server.port}"]


@pytest.mark.parametrize("status", [200, 204, 302, 304, 400, 404, 500, 599, 600, 999])
def test_the_detailed_form_answers_every_status(
    status: int, server: Server, connect: Connector, create: Creator
) -> None:
    server.will(answer(status, b"" if status in (204, 304) else b"{}"))
    response = create.detailed(connect())
    assert response.status_code == status
    assert response.parsed is None


def test_a_success_without_content_is_none(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = answer(204)
    client = connect()
    assert driver.call(verbs["api.delete_thing"], "t", client=client) is None
    assert driver.detailed(verbs["api.delete_thing"], "t", client=client).status_code == 204


def test_path_arguments_may_be_named(server: Server, connect: Connector, driver: Driver) -> None:
    driver.call(create_api_key_in_workspace, workspace_id=WORKSPACE, client=connect())
    assert server.requests[0].target == TARGET


def test_a_secured_operation_takes_no_plain_client(server: Server, connect: Connector, create: Creator) -> None:
    create.failure(InvalidRequestError, connect("Client", token=...))
    assert server.connections == 0


def test_an_open_operation_takes_a_plain_client_and_sends_no_authorization(
    verbs: OtherPackage, server: Server, connect: Connector, driver: Driver
) -> None:
    server.default = answer(204)
    driver.call(verbs["api.get_open"], client=connect("Client", token=...))
    driver.call(verbs["api.get_open"], client=connect())
    assert server.requests[0].values("Authorization") == []


def test_an_authenticated_client_is_a_client() -> None:
    assert issubclass(AuthenticatedClient, Client)
    parameters = list(inspect.signature(AuthenticatedClient).parameters.values())
    assert parameters[0].name == "token"
    assert {parameter.name for parameter in parameters[1:]} == {
        *("base_url", "timeout", "max_retries", "headers", "cookies", "verify_ssl", "follow_redirects"),
        *("allow_insecure_http", "httpx_args"),
    }
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters[1:])


def test_token_and_base_url_come_from_the_environment(
    server: Server, connect: Connector, create: Creator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENLAYER_API_KEY", "sk-ol-test-environment")
    monkeypatch.setenv("OPENLAYER_BASE_URL", server.url)
    create(connect(token=..., base_url=...))
    assert server.requests[0].values("Authorization") == ["Bearer sk-ol-test-environment"]


def test_what_is_given_outranks_the_environment(
    server: Server, other_server: Server, connect: Connector, create: Creator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENLAYER_API_KEY", "sk-ol-test-environment")
    monkeypatch.setenv("OPENLAYER_BASE_URL", other_server.url)
    create(connect())
    assert server.requests[0].values("Authorization") == [f"Bearer {TOKEN}"]
    assert other_server.connections == 0


def test_a_token_is_needed_from_somewhere(server: Server, connect: Connector, create: Creator) -> None:
    with pytest.raises(InvalidRequestError, match="OPENLAYER_API_KEY"):
        create(connect(token=...))
    assert server.connections == 0


def test_without_a_base_url_the_documents_first_server_is_asked(connect: Connector, create: Creator) -> None:
    seen: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(201, json=key_json())

    create(connect(base_url=..., httpx_args={"transport": httpx.MockTransport(handler)}))
    assert seen == ["https://api.openlayer.com" + TARGET]


def test_a_slash_at_the_end_of_the_base_url_changes_nothing(
    server: Server, connect: Connector, create: Creator
) -> None:
    create(connect(base_url=server.url + "/"))
    assert server.requests[0].target == TARGET


def test_a_token_callable_is_asked_once_a_request(server: Server, connect: Connector, create: Creator) -> None:
    numbers = itertools.count(1)
    client = connect(token=lambda: f"sk-ol-test-{next(numbers)}")
    server.will(created(), answer(429))
    create(client)
    create(client)
    sent = [request.values("Authorization") for request in server.requests]
    assert sent == [[f"Bearer sk-ol-test-{number}"] for number in (1, 2, 3)]


def test_the_package_says_its_version_and_is_typed() -> None:
    assert openlayer_client.__version__ == "0.1.0"
    assert (resources.files(openlayer_client) / "py.typed").is_file()
